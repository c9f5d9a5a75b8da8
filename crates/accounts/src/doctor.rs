//! The doctor: what connecting accounts needs, looked at in an order in which the first thing that is
//! wrong is the cause of the others.
//!
//! An [`Examination`] collects what the looks bring and judges it; it is pure. Who looks is
//! `effect/examine.rs`, and what follows from it `model/examining.rs`. The words of a check are
//! `doctor-check-{check}`; those of what is wrong are its [`Diagnosis`](crate::Diagnosis)'s.

pub(crate) mod judging;
pub(crate) mod providers;

#[cfg(test)]
mod tests;

use auth0::{ConnectedAccount, Connection, State};
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::failure::FailureView;
use crate::ports::{BrowserError, LinkOwner, LoopbackPort, VaultError};

use judging::names_the_clock;
pub(crate) use judging::{Certificate, Judged, Judgement, TenantFacts, TenantSeen};
pub(crate) use providers::{ProviderSeen, is_about_the_vault};

/// What a look brought.
pub(crate) enum Finding {
    Keychain(Result<(), VaultError>),
    Links {
        owner: LinkOwner,
        /// Whether the link to oneself was sent; nothing, where none could come back.
        sent: Option<Result<(), BrowserError>>,
    },
    LinkTimeUp,
    Loopback(Option<Vec<LoopbackPort>>),
    Tenant(TenantSeen),
    TimeUp,
}

/// What is looked at, in the order of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DoctorCheck {
    /// The keychain keeps an item, gives it back and deletes it.
    Keychain,
    /// Links in the program's scheme come to the program.
    Links,
    /// One of the registered ports can be listened at.
    Loopback,
    /// The tenant's host answers, through whatever proxy.
    Network,
    /// The certificate is trusted.
    Certificate,
    /// This computer's clock agrees with the tenant's.
    Clock,
    /// The tenant says where its endpoints are.
    Discovery,
    /// Proofs of possession (RFC 9449).
    Proofs,
    /// The session can be renewed, and what it gives is for the My Account API.
    Session,
    /// The My Account API lists the accounts.
    MyAccount,
    /// The tenant offers something to connect.
    Providers,
    /// The Token Vault answers this client; only of clients that authenticate.
    Vault,
    /// One provider, and what is known to go wrong with it.
    Provider,
}

impl DoctorCheck {
    /// Those that are always looked at.
    pub(crate) const ALWAYS: [Self; 11] = [
        Self::Keychain,
        Self::Links,
        Self::Loopback,
        Self::Network,
        Self::Certificate,
        Self::Clock,
        Self::Discovery,
        Self::Proofs,
        Self::Session,
        Self::MyAccount,
        Self::Providers,
    ];
    /// Those that need the tenant's answer.
    pub(crate) const TENANT: [Self; 5] = [
        Self::Network,
        Self::Certificate,
        Self::Clock,
        Self::Discovery,
        Self::Proofs,
    ];
    /// Those that need somebody who is signed in.
    pub(crate) const PERSON: [Self; 3] = [Self::Session, Self::MyAccount, Self::Providers];
}

/// How it is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Verdict {
    /// As it must be.
    Green,
    /// It works, or is not known to fail, but something is to be seen to.
    Amber {
        /// What.
        failure: FailureView,
    },
    /// It does not work.
    Red {
        /// Why.
        failure: FailureView,
    },
    /// It could not be looked at.
    NotChecked {
        /// The check that has to end well first; absent where there is nothing to look at.
        because: Option<DoctorCheck>,
    },
}

impl Verdict {
    /// What is wrong, if anything is.
    #[must_use]
    pub fn failure(&self) -> Option<&FailureView> {
        match self {
            Self::Amber { failure } | Self::Red { failure } => Some(failure),
            Self::Green | Self::NotChecked { .. } => None,
        }
    }

    /// Whether what needs it cannot work.
    #[must_use]
    pub fn is_red(&self) -> bool {
        matches!(self, Self::Red { .. })
    }
}

/// Whether and how proofs of possession are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProofUse {
    /// The tenant knows them, and tokens are bound to a key.
    Used,
    /// The tenant does not know them.
    NotOffered,
    /// The settings say no.
    SwitchedOff,
}

/// Something that was seen, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum DoctorFact {
    /// A registered port, and whether it is free.
    Port {
        /// Its number.
        port: u16,
        /// Whether the program may have it.
        free: bool,
    },
    /// The proxy on the way to the tenant: host and port.
    Proxy {
        /// Its address.
        address: String,
    },
    /// Who issued the certificate that was seen. Foreign text, cleaned.
    Issuer {
        /// The name.
        name: String,
    },
    /// Who issued the certificate could not be seen.
    IssuerUnknown,
    /// The tenant is on this computer and shows no certificate.
    NoCertificate,
    /// How far the tenant's clock is ahead of this computer's.
    Skew {
        /// In seconds; negative where it is behind.
        seconds: i32,
    },
    /// Whether proofs of possession are used.
    Proofs {
        /// How.
        proofs: ProofUse,
    },
    /// How many are offered, on the first page of them.
    Offered {
        /// The number.
        count: u32,
    },
    /// Something that is known to go wrong with the provider: the words have `trap-{key}`.
    Trap {
        /// Its key.
        key: String,
    },
}

/// One check and how it ended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoctorLine {
    /// What was looked at.
    pub check: DoctorCheck,
    /// Of one provider: the connection's name.
    pub connection: Option<String>,
    /// Of one provider: its name.
    pub provider: Option<String>,
    /// How it is.
    pub verdict: Verdict,
    /// What was seen.
    pub facts: Vec<DoctorFact>,
    /// How long the look took.
    pub milliseconds: u32,
}

/// What the doctor found so far.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoctorView {
    /// The checks that ended, in their order.
    pub lines: Vec<DoctorLine>,
    /// How long all of it took; absent while something is still being looked at.
    pub milliseconds: Option<u32>,
}

/// An examination: what was seen so far, and what it means.
pub(crate) struct Examination {
    /// Tells what it asked for from what an earlier one did.
    pub(crate) number: u64,
    pub(crate) started_at: DateTime<Utc>,
    /// When it was over.
    ended_at: Option<DateTime<Utc>>,
    lines: Vec<DoctorLine>,
    /// In the link to oneself, until that comes back.
    pub(crate) nonce: Option<State>,
    /// What needs a person was begun, at this time.
    pub(crate) person_since: Option<DateTime<Utc>>,
    pub(crate) accounts: Option<Vec<ConnectedAccount>>,
    /// What is offered, and whether that is all of it.
    pub(crate) connections: Option<(Vec<Connection>, bool)>,
    /// Accounts about which the vault was asked.
    pub(crate) asked: Vec<String>,
    /// How many of them were answered when the providers were judged last.
    pub(crate) answered: Option<usize>,
}

impl Examination {
    pub(crate) fn new(number: u64, now: DateTime<Utc>, nonce: State) -> Self {
        Self {
            number,
            started_at: now,
            ended_at: None,
            lines: Vec::new(),
            nonce: Some(nonce),
            person_since: None,
            accounts: None,
            connections: None,
            asked: Vec::new(),
            answered: None,
        }
    }

    pub(crate) fn view(&self) -> DoctorView {
        DoctorView {
            lines: self.settled(),
            milliseconds: self.ended_at.map(|at| milliseconds(self.started_at, at)),
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.ended_at.is_some()
    }

    /// Everything was looked at.
    pub(crate) fn end(&mut self, now: DateTime<Utc>) {
        self.ended_at.get_or_insert(now);
    }

    pub(crate) fn verdict(&self, check: DoctorCheck) -> Option<&Verdict> {
        let mut lines = self.lines.iter();
        let line = lines.find(|line| line.check == check)?;
        Some(&line.verdict)
    }

    pub(crate) fn lacks(&self, check: DoctorCheck) -> bool {
        self.verdict(check).is_none()
    }

    /// The first of these that is red.
    pub(crate) fn first_red(&self, checks: &[DoctorCheck]) -> Option<DoctorCheck> {
        let red = |check: &&DoctorCheck| self.verdict(**check).is_some_and(Verdict::is_red);
        checks.iter().find(red).copied()
    }

    /// Puts a line in its place, or in place of what it was before.
    pub(crate) fn put(&mut self, line: DoctorLine) {
        self.lines
            .retain(|old| old.check != line.check || old.connection != line.connection);
        let later = |old: &DoctorLine| old.check > line.check;
        let place = self.lines.iter().position(later);
        self.lines.insert(place.unwrap_or(self.lines.len()), line);
    }

    /// Nothing of these can be looked at before `because` is well.
    pub(crate) fn skip(&mut self, checks: &[DoctorCheck], because: Option<DoctorCheck>) {
        for &check in checks {
            if self.lacks(check) {
                self.put(DoctorLine::of(check, Verdict::NotChecked { because }));
            }
        }
    }

    /// The lines, each in the light of the others: one way back is enough, and a clock is wrong enough
    /// where tokens fail for it.
    fn settled(&self) -> Vec<DoctorLine> {
        use DoctorCheck as Check;
        let failure = |check| self.verdict(check).and_then(Verdict::failure);
        let stuck = failure(Check::Links).is_some() && failure(Check::Loopback).is_some();
        let late = failure(Check::Session).is_some_and(|it| names_the_clock(it.diagnosis));
        let mut lines = self.lines.clone();
        for line in &mut lines {
            let way_back = matches!(line.check, Check::Links | Check::Loopback);
            let worse = (way_back && stuck) || (line.check == Check::Clock && late);
            if worse && let Verdict::Amber { failure } = &line.verdict {
                let failure = failure.clone();
                line.verdict = Verdict::Red { failure };
            }
        }
        lines
    }
}

impl DoctorLine {
    pub(crate) fn of(check: DoctorCheck, verdict: Verdict) -> Self {
        Self {
            check,
            connection: None,
            provider: None,
            verdict,
            facts: Vec::new(),
            milliseconds: 0,
        }
    }

    /// How long it took, from then to now.
    pub(crate) fn took(mut self, since: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        self.milliseconds = milliseconds(since, now);
        self
    }
}

fn milliseconds(since: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    u32::try_from((now - since).num_milliseconds().max(0)).unwrap_or(u32::MAX)
}
