//! What each look means.

use auth0::Error;
use chrono::{DateTime, TimeDelta, Utc};

use super::{DoctorCheck as Check, DoctorFact as Fact, ProofUse};
use crate::callback::clean;
use crate::diagnosis::Diagnosis;
use crate::failure::{Doing, Failure, FailureView};
use crate::ports::{BrowserError, LinkOwner, LoopbackPort, VaultError};

/// A clock that is off by so much is told.
const SKEW_LIMIT: TimeDelta = TimeDelta::seconds(60);

/// What a look means, before its failure has an id.
#[derive(Debug, PartialEq)]
pub(crate) enum Judgement {
    Green,
    Amber(Failure),
    Red(Failure),
    /// It was told already, under this id.
    Known {
        failure: FailureView,
        red: bool,
    },
    NotChecked(Option<Check>),
}

/// A check and what its look means.
#[derive(Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) check: Check,
    pub(crate) judgement: Judgement,
    pub(crate) facts: Vec<Fact>,
}

impl Judged {
    pub(crate) fn new(check: Check, judgement: Judgement) -> Self {
        Self {
            check,
            judgement,
            facts: Vec::new(),
        }
    }

    fn seen(self, facts: Vec<Fact>) -> Self {
        Self { facts, ..self }
    }
}

/// What was seen of the tenant.
pub(crate) struct TenantSeen {
    pub(crate) proxy: Option<String>,
    pub(crate) certificate: Certificate,
    pub(crate) outcome: Result<TenantFacts, Error>,
}

/// Who issued the tenant's certificate.
pub(crate) enum Certificate {
    /// There is none: the tenant is on this computer.
    None,
    Unknown,
    IssuedBy(String),
}

/// What a tenant says of itself.
pub(crate) struct TenantFacts {
    /// How far its clock is ahead.
    pub(crate) skew: TimeDelta,
    pub(crate) supports_dpop: bool,
}

/// What is known of the tenant besides.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// Whether tokens are to be bound to a key, where the settings say so.
    pub(crate) dpop: Option<bool>,
    /// Somebody is signed in there: it was an Auth0 tenant before.
    pub(crate) signed_in: bool,
}

/// The round trip of the keychain. Who keeps the session in memory does without it.
pub(crate) fn keychain(outcome: &Result<(), VaultError>, in_memory: bool) -> Judged {
    let judgement = match outcome {
        Ok(()) => Judgement::Green,
        Err(error) if in_memory => Judgement::Amber(Failure::from(error)),
        Err(error) => Judgement::Red(Failure::from(error)),
    };
    Judged::new(Check::Keychain, judgement)
}

/// Who gets the links, and whether the one to oneself could be sent; nothing where it is under way.
pub(crate) fn links(owner: &LinkOwner, sent: Option<&Result<(), BrowserError>>) -> Option<Judged> {
    let lost = |reason: &str| Judgement::Amber(Failure::new(Diagnosis::LinksLost).detail(reason));
    let judgement = match (owner, sent) {
        (LinkOwner::Another(program), _) => {
            Judgement::Amber(Failure::new(Diagnosis::LinksElsewhere).subject(program))
        }
        (LinkOwner::Nobody(reason), _) => lost(reason),
        (LinkOwner::ThisProgram, Some(Err(error))) => lost(&error.0),
        (LinkOwner::ThisProgram, None) | (LinkOwner::TheWindow, _) => Judgement::NotChecked(None),
        (LinkOwner::ThisProgram, Some(Ok(()))) => return None,
    };
    Some(Judged::new(Check::Links, judgement))
}

/// The registered ports, of which one is enough, and without which links are the only way back, if
/// there is `another_way` at all.
pub(crate) fn loopback(ports: Option<&[LoopbackPort]>, another_way: bool) -> Judged {
    let Some(ports) = ports else {
        return Judged::new(Check::Loopback, Judgement::NotChecked(None));
    };
    let judgement = if ports.iter().any(|port| port.taken.is_none()) {
        Judgement::Green
    } else {
        let reasons = ports.iter().filter_map(|port| port.taken.as_deref());
        let reasons = reasons.collect::<Vec<_>>().join(", ");
        let taken = Failure::new(Diagnosis::LoopbackUnavailable).detail(&reasons);
        if another_way {
            Judgement::Amber(taken)
        } else {
            Judgement::Red(taken)
        }
    };
    let fact = |port: &LoopbackPort| Fact::Port {
        port: port.port,
        free: port.taken.is_none(),
    };
    Judged::new(Check::Loopback, judgement).seen(ports.iter().map(fact).collect())
}

/// Everything that one look at the tenant tells.
pub(crate) fn tenant(seen: &TenantSeen, known: Known, now: DateTime<Utc>) -> Vec<Judged> {
    let broken = seen.outcome.as_ref().err();
    let place = broken.map(|error| place(error, known.signed_in));
    let judge = |check: Check| match (place, broken) {
        (Some(place), Some(error)) if place == check => {
            Judgement::Red(failure(error, known.signed_in, now))
        }
        (Some(place), _) if place < check || check == Check::Clock => {
            Judgement::NotChecked(Some(place))
        }
        (_, _) => Judgement::Green,
    };
    let proxy = seen.proxy.iter().map(|address| Fact::Proxy {
        address: clean(address),
    });
    let network = Judged::new(Check::Network, judge(Check::Network)).seen(proxy.collect());
    let certificate = Judged::new(Check::Certificate, judge(Check::Certificate));
    let certificate = certificate.seen(match (&seen.certificate, place) {
        (Certificate::IssuedBy(name), _) => vec![Fact::Issuer { name: clean(name) }],
        (Certificate::None, None) => vec![Fact::NoCertificate],
        (Certificate::Unknown, None) => vec![Fact::IssuerUnknown],
        (Certificate::None | Certificate::Unknown, Some(_)) => Vec::new(),
    });
    let discovery = Judged::new(Check::Discovery, judge(Check::Discovery));
    let [clock, proofs] = match &seen.outcome {
        Ok(facts) => [clock(facts.skew), proofs(facts.supports_dpop, known.dpop)],
        Err(_) => [Check::Clock, Check::Proofs].map(|check| Judged::new(check, judge(check))),
    };
    vec![network, certificate, clock, discovery, proofs]
}

/// Which check an error of the tenant belongs to.
fn place(error: &Error, signed_in: bool) -> Check {
    match error {
        Error::Unreachable { .. }
        | Error::TimedOut { .. }
        | Error::AnswerLost { .. }
        | Error::WebPage { .. } => Check::Network,
        Error::NotTrusted { .. } => Check::Certificate,
        // It was a tenant when somebody signed in: another one answers in its place.
        Error::NotTenant { .. } if signed_in => Check::Network,
        Error::NotTenant { .. }
        | Error::IssuerMismatch { .. }
        | Error::Server { .. }
        | Error::RateLimited { .. }
        | Error::Unexpected(_)
        | Error::NotSent(_)
        | Error::EndlessPages
        | Error::OAuth(_)
        | Error::Api(_)
        | Error::IdToken(_)
        | Error::OrganizationMismatch { .. }
        | Error::NonceLoop { .. }
        | Error::Key(_)
        | Error::RefreshTokenMissing
        | Error::AudienceMissing { .. }
        | Error::ScopesMissing { .. } => Check::Discovery,
    }
}

fn failure(error: &Error, signed_in: bool, now: DateTime<Utc>) -> Failure {
    if let Error::NotTenant { host, reason } = error
        && signed_in
    {
        return Failure::new(Diagnosis::WebPageAnswered)
            .subject(host)
            .detail(reason);
    }
    Failure::of_tenant(error, Doing::Discovering, now)
}

fn clock(skew: TimeDelta) -> Judged {
    let seconds = i32::try_from(skew.num_seconds()).unwrap_or(i32::MAX);
    let judgement = if skew.abs() < SKEW_LIMIT {
        Judgement::Green
    } else {
        let off = skew.num_seconds().abs().to_string();
        Judgement::Amber(Failure::new(Diagnosis::ClockWrong).subject(off))
    };
    Judged::new(Check::Clock, judgement).seen(vec![Fact::Skew { seconds }])
}

fn proofs(supported: bool, wanted: Option<bool>) -> Judged {
    let (proofs, judgement) = match (wanted, supported) {
        (Some(false), _) => (ProofUse::SwitchedOff, Judgement::Green),
        (None | Some(true), true) => (ProofUse::Used, Judgement::Green),
        (None, false) => (ProofUse::NotOffered, Judgement::Green),
        (Some(true), false) => {
            let failure = Failure::new(Diagnosis::ProofRejected);
            (ProofUse::NotOffered, Judgement::Amber(failure))
        }
    };
    Judged::new(Check::Proofs, judgement).seen(vec![Fact::Proofs { proofs }])
}

/// Whether tokens that fail so may fail for a clock that is wrong (wire contract 3.7, 4).
pub(crate) fn names_the_clock(diagnosis: Diagnosis) -> bool {
    matches!(
        diagnosis,
        Diagnosis::IdTokenInvalid | Diagnosis::ProofRejected | Diagnosis::NonceLoop
    )
}
