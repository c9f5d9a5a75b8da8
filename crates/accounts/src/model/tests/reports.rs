use chrono::TimeDelta;

use super::desk::{Desk, identity};
use crate::doctor::Finding;
use crate::effect::{AskDesktop, Effect};
use crate::message::{Message, Request};
use crate::ports::LogTail;
use crate::view::{AboutView, Diagnosis, News, ReportPart, ReportView};

const LOGGED: &str = "2026-11-23T08:00:00.000001Z  WARN accounts::model: failed \
    id=\"MOOR-0000-0001\" diagnosis=TenantUnreachable detail=\"for Kenji\"";

fn gathered(lines: &[&str]) -> Message {
    let about = AboutView {
        version: "1.2.3".to_owned(),
        system: "Test".to_owned(),
        web_view: "None".to_owned(),
        safe_rendering: false,
        start_milliseconds: Some(1),
        memory_megabytes: None,
        log_folder: "/home/dana/logs".to_owned(),
    };
    let lines = lines.iter().map(|&line| line.to_owned()).collect();
    let home = Some("/home/dana".to_owned());
    Message::Gathered {
        about,
        tail: LogTail { lines, home },
    }
}

fn report(desk: &mut Desk) -> ReportView {
    desk.model.snapshot(0, desk.now).report.unwrap()
}

fn part(report: &ReportView, id: ReportPart) -> Vec<String> {
    let mut sections = report.sections.iter();
    sections.find(|one| one.id == id).unwrap().lines.clone()
}

/// Something that fails and stands on no row.
fn fail(desk: &mut Desk) {
    desk.send(Message::SettingsSaved(Err("disk of Dana".to_owned())));
}

#[test]
fn it_is_gathered_when_it_is_asked_for_and_only_then() {
    let mut desk = Desk::signed_in();
    let effects = desk.ask(Request::ShowReport);
    assert!(matches!(
        effects[..],
        [Effect::AskDesktop(AskDesktop::Gather)]
    ));
    assert_eq!(desk.model.snapshot(0, desk.now).report, None);
    desk.send(gathered(&[]));
    let first = report(&mut desk);
    assert_eq!(part(&first, ReportPart::Program)[0], "Mooring 1.2.3");
    assert_eq!(part(&first, ReportPart::Log), ["Log", "Empty."]);
    assert!(!first.examined);
    desk.ask(Request::ShowReport);
    desk.ask(Request::HideReport);
    desk.send(gathered(&[]));
    assert_eq!(desk.model.snapshot(0, desk.now).report, None, "too late");
}

#[test]
fn the_last_failures_are_in_it_also_those_that_nobody_sees_any_more() {
    let mut desk = Desk::signed_in();
    for _ in 0..25 {
        desk.now += TimeDelta::seconds(1);
        fail(&mut desk);
    }
    let notices = desk.model.snapshot(0, desk.now).notices;
    for notice in &notices {
        desk.ask(Request::DismissNotice { id: notice.id });
    }
    desk.ask(Request::ShowReport);
    desk.send(gathered(&[]));
    let failures = part(&report(&mut desk), ReportPart::Failures);
    assert_eq!(failures.len(), 1 + 20, "{failures:#?}");
    let News::Failed { failure } = &notices.last().unwrap().news else {
        panic!("no failure");
    };
    assert_eq!(failure.diagnosis, Diagnosis::SettingsNotSaved);
    let last = failures.last().unwrap();
    assert!(
        last.ends_with(&format!("{} settingsNotSaved", failure.id)),
        "{last}"
    );
    desk.now += TimeDelta::seconds(1);
    fail(&mut desk);
    let next = part(&report(&mut desk), ReportPart::Failures);
    assert_ne!(
        next.last(),
        failures.last(),
        "it comes in while it is shown"
    );
}

#[test]
fn failures_of_other_runs_are_read_out_of_the_log() {
    let mut desk = Desk::signed_in();
    desk.ask(Request::ShowReport);
    desk.send(gathered(&[LOGGED, LOGGED]));
    let failures = part(&report(&mut desk), ReportPart::Failures);
    let told = "2026-11-23T08:00:00Z MOOR-0000-0001 tenantUnreachable";
    assert_eq!(failures, ["Last failures", told]);
}

#[test]
fn nothing_personal_is_in_it() {
    let mut desk = Desk::signed_in();
    let name = identity().name;
    desk.ask(Request::ShowReport);
    let line = format!("2026-11-23T08:00:00Z INFO accounts: {name} at /home/dana/x");
    desk.send(gathered(&[LOGGED, &line]));
    let text = report(&mut desk).text();
    for personal in [&*name, "Kenji", "/home/dana", "dana@"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
    assert!(text.contains("[name] at ~/x"), "{text}");
}

#[test]
fn what_the_doctor_found_stays_when_it_is_closed() {
    let mut desk = Desk::signed_in();
    desk.ask(Request::ShowReport);
    desk.send(gathered(&[]));
    let none = part(&report(&mut desk), ReportPart::Doctor);
    assert_eq!(none, ["Doctor", "Not examined in this run."]);
    desk.ask(Request::Examine);
    assert!(!report(&mut desk).examined, "not before it is over");
    desk.send(Message::Examined {
        number: 1,
        finding: Finding::TimeUp,
    });
    let found = part(&report(&mut desk), ReportPart::Doctor);
    assert!(
        found[2].starts_with("keychain: red, keychainTimedOut MOOR-"),
        "{found:#?}"
    );
    desk.ask(Request::CloseDoctor);
    assert_eq!(part(&report(&mut desk), ReportPart::Doctor), found);
    desk.ask(Request::Examine);
    desk.ask(Request::CloseDoctor);
    assert_eq!(
        part(&report(&mut desk), ReportPart::Doctor),
        found,
        "unfinished"
    );
}

#[test]
fn it_is_saved_as_it_is_shown_and_says_where() {
    let mut desk = Desk::signed_in();
    assert!(desk.ask(Request::SaveReport).is_empty(), "there is none");
    desk.ask(Request::ShowReport);
    desk.send(gathered(&[LOGGED]));
    let shown = report(&mut desk).text();
    let effects = desk.ask(Request::SaveReport);
    let [Effect::AskDesktop(AskDesktop::SaveReport(text))] = &effects[..] else {
        panic!("nothing is saved");
    };
    assert_eq!(*text, shown);
    desk.send(Message::ReportSaved(Err("full".to_owned())));
    let failure = report(&mut desk).failure.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::ReportNotSaved);
    desk.send(Message::ReportSaved(Ok("/x".to_owned())));
    let saved = report(&mut desk);
    assert_eq!((saved.saved.as_deref(), saved.failure), (Some("/x"), None));
}
