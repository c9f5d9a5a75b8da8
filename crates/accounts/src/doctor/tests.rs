use auth0::Error;
use chrono::TimeDelta;

use super::judging::{self, Known};
use super::{
    Certificate, DoctorCheck as Check, DoctorFact as Fact, DoctorLine, Examination, Judgement,
    TenantFacts, TenantSeen, Verdict,
};
use crate::diagnosis::Diagnosis;
use crate::failure::Failure;
use crate::ports::{LinkOwner, LoopbackPort, VaultError};

use auth0::State;
use chrono::DateTime;

fn examination() -> Examination {
    Examination::new(1, DateTime::UNIX_EPOCH, State::new("nonce"))
}

fn amber(diagnosis: Diagnosis) -> Verdict {
    let failure = Failure::new(diagnosis).view(0);
    Verdict::Amber { failure }
}

fn red(diagnosis: Diagnosis) -> Verdict {
    let failure = Failure::new(diagnosis).view(0);
    Verdict::Red { failure }
}

fn verdicts(examination: &Examination) -> Vec<(Check, Verdict)> {
    let lines = examination.view().lines.into_iter();
    lines.map(|line| (line.check, line.verdict)).collect()
}

#[test]
fn lines_stand_in_their_order_however_they_come() {
    let mut examination = examination();
    let mut backwards = Check::ALWAYS;
    backwards.reverse();
    for check in backwards {
        examination.put(DoctorLine::of(check, Verdict::Green));
    }
    let checks: Vec<Check> = examination
        .view()
        .lines
        .iter()
        .map(|line| line.check)
        .collect();
    assert_eq!(checks, Check::ALWAYS);
    examination.put(DoctorLine::of(Check::Clock, amber(Diagnosis::ClockWrong)));
    assert_eq!(examination.view().lines.len(), 11, "one line for each");
    let provider = |name: &str| DoctorLine {
        connection: Some(name.to_owned()),
        ..DoctorLine::of(Check::Provider, Verdict::Green)
    };
    examination.put(provider("google"));
    examination.put(provider("github"));
    examination.put(provider("google"));
    let lines = examination.view().lines;
    let names: Vec<_> = lines
        .iter()
        .filter_map(|line| line.connection.as_deref())
        .collect();
    assert_eq!(names, ["github", "google"]);
}

#[test]
fn one_way_back_is_enough() {
    let mut examination = examination();
    examination.put(DoctorLine::of(Check::Links, amber(Diagnosis::LinksLost)));
    examination.put(DoctorLine::of(Check::Loopback, Verdict::Green));
    let (check, verdict) = verdicts(&examination).remove(0);
    assert_eq!(
        (check, verdict),
        (Check::Links, amber(Diagnosis::LinksLost))
    );
    let closed = amber(Diagnosis::LoopbackUnavailable);
    examination.put(DoctorLine::of(Check::Loopback, closed.clone()));
    let both = [
        (Check::Links, red(Diagnosis::LinksLost)),
        (Check::Loopback, red(Diagnosis::LoopbackUnavailable)),
    ];
    assert_eq!(verdicts(&examination), both);
    examination.put(DoctorLine::of(Check::Links, Verdict::Green));
    let late = [(Check::Links, Verdict::Green), (Check::Loopback, closed)];
    assert_eq!(verdicts(&examination), late);
}

#[test]
fn a_clock_is_wrong_enough_where_tokens_fail_for_it() {
    let clock = |session: Diagnosis| {
        let mut examination = examination();
        examination.put(DoctorLine::of(Check::Clock, amber(Diagnosis::ClockWrong)));
        examination.put(DoctorLine::of(Check::Session, red(session)));
        verdicts(&examination).remove(0).1.is_red()
    };
    assert!(clock(Diagnosis::IdTokenInvalid));
    assert!(clock(Diagnosis::ProofRejected));
    assert!(clock(Diagnosis::NonceLoop));
    assert!(!clock(Diagnosis::AudienceMissing));
}

#[test]
fn what_waits_for_something_says_for_what() {
    let mut examination = examination();
    examination.put(DoctorLine::of(Check::MyAccount, Verdict::Green));
    examination.skip(&Check::PERSON, Some(Check::Network));
    let because = Some(Check::Network);
    let skipped = Verdict::NotChecked { because };
    let lines = [
        (Check::Session, skipped.clone()),
        (Check::MyAccount, Verdict::Green),
        (Check::Providers, skipped),
    ];
    assert_eq!(verdicts(&examination), lines);
}

/// The tenant's five lines: green, amber, red or what each waits for.
fn tenant(outcome: Result<TenantFacts, Error>, signed_in: bool) -> Vec<String> {
    let seen = TenantSeen {
        proxy: None,
        certificate: Certificate::Unknown,
        outcome,
    };
    let dpop = None;
    let known = Known { dpop, signed_in };
    judging::tenant(&seen, known, DateTime::UNIX_EPOCH)
        .into_iter()
        .map(|judged| match judged.judgement {
            Judgement::Green => "green".to_owned(),
            Judgement::Amber(failure) => format!("amber {:?}", failure.diagnosis),
            Judgement::Red(failure) => format!("red {:?}", failure.diagnosis),
            Judgement::Known { .. } => "known".to_owned(),
            Judgement::NotChecked(because) => format!("after {:?}", because.unwrap()),
        })
        .collect()
}

#[test]
fn an_error_of_the_tenant_stands_where_it_belongs() {
    let host = || "acme.example".to_owned();
    let reason = || "why".to_owned();
    let unreachable = Error::Unreachable {
        host: host(),
        reason: reason(),
    };
    let after = ["after Network"; 4].map(str::to_owned);
    let lines = tenant(Err(unreachable), false);
    assert_eq!(lines[0], "red TenantUnreachable");
    assert_eq!(lines[1..], after);
    let untrusted = Error::NotTrusted {
        host: host(),
        reason: reason(),
    };
    let lines = tenant(Err(untrusted), false);
    let after = ["after Certificate"; 3].map(str::to_owned);
    assert_eq!(lines[..2], ["green", "red TenantNotTrusted"]);
    assert_eq!(lines[2..], after);
    let other = || Error::NotTenant {
        host: host(),
        reason: reason(),
    };
    let lines = tenant(Err(other()), false);
    let discovery = "after Discovery";
    let not_auth0 = "red TenantNotAuth0";
    assert_eq!(lines, ["green", "green", discovery, not_auth0, discovery]);
    let lines = tenant(Err(other()), true);
    assert_eq!(lines[0], "red WebPageAnswered", "it was a tenant before");
    let lines = tenant(Err(Error::Server { status: 503 }), true);
    assert_eq!(lines[3], "red TenantBroken");
}

#[test]
fn a_clock_is_told_from_a_minute_on() {
    let lines = |seconds| {
        let facts = TenantFacts {
            skew: TimeDelta::seconds(seconds),
            supports_dpop: true,
        };
        tenant(Ok(facts), true)
    };
    for seconds in [-59, 0, 59] {
        assert_eq!(lines(seconds), ["green"; 5]);
    }
    for seconds in [-60, 60, 3600] {
        assert_eq!(lines(seconds)[2], "amber ClockWrong");
    }
}

#[test]
fn one_free_port_is_enough() {
    let port = |taken: Option<&str>| LoopbackPort {
        port: 1,
        taken: taken.map(str::to_owned),
    };
    let some = judging::loopback(Some(&[port(Some("held")), port(None)]), true);
    assert_eq!(some.judgement, Judgement::Green);
    let held = Fact::Port {
        port: 1,
        free: false,
    };
    assert_eq!(some.facts[0], held);
    let none = judging::loopback(Some(&[port(Some("held")), port(Some("held too"))]), true);
    let only = judging::loopback(Some(&[port(Some("held"))]), false);
    assert!(matches!(only.judgement, Judgement::Red(_)));
    let closed = Failure::new(Diagnosis::LoopbackUnavailable).detail("held, held too");
    assert_eq!(none.judgement, Judgement::Amber(closed));
    let unknown = judging::loopback(None, true);
    assert_eq!(unknown.judgement, Judgement::NotChecked(None));
}

#[test]
fn a_link_under_way_is_waited_for() {
    let windows = judging::links(&LinkOwner::TheWindow, None).unwrap();
    assert_eq!(windows.judgement, Judgement::NotChecked(None));
    let ours = LinkOwner::ThisProgram;
    assert_eq!(judging::links(&ours, Some(&Ok(()))), None);
    let nowhere = judging::links(&ours, None).unwrap();
    assert_eq!(nowhere.judgement, Judgement::NotChecked(None));
}

#[test]
fn who_keeps_the_session_in_memory_does_without_a_keychain() {
    let absent = Err(VaultError::Absent("none".to_owned()));
    let failure = Failure::new(Diagnosis::KeychainAbsent).detail("none");
    let judged = judging::keychain(&absent, true).judgement;
    assert_eq!(judged, Judgement::Amber(failure.clone()));
    let judged = judging::keychain(&absent, false).judgement;
    assert_eq!(judged, Judgement::Red(failure));
}
