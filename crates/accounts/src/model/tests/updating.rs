//! Newer versions.

use super::desk::Desk;
use crate::effect::{AskDesktop, Effect};
use crate::message::{Message, Request};
use crate::view::{Diagnosis, News, UpdatesView};

fn desk_with(updates: UpdatesView) -> Desk {
    let mut desk = Desk::signed_in();
    desk.model.desktop.updates = updates;
    desk
}

#[test]
fn a_newer_version_is_told_once_and_installed_when_it_is_wanted() {
    let mut desk = desk_with(UpdatesView::Unknown);
    let asked = desk.ask(Request::ShowAbout);
    let looks = |effect: &Effect| matches!(effect, Effect::AskDesktop(AskDesktop::LookForUpdate));
    assert!(asked.iter().any(looks));
    assert_eq!(desk.snapshot().updates, UpdatesView::Looking);
    assert!(!desk.ask(Request::LookForUpdate).iter().any(looks), "once");

    let version = "0.2.0".to_owned();
    desk.send(Message::UpdateLookedFor(Ok(Some(version.clone()))));
    let available = UpdatesView::Available {
        version: version.clone(),
    };
    assert_eq!(desk.snapshot().updates, available);
    let told = desk.snapshot().notices.pop().unwrap().news;
    assert_eq!(
        told,
        News::UpdateAvailable {
            version: version.clone()
        }
    );

    let effects = desk.ask(Request::InstallUpdate);
    assert!(matches!(
        effects[..],
        [Effect::AskDesktop(AskDesktop::InstallUpdate)]
    ));
    assert!(desk.ask(Request::InstallUpdate).is_empty(), "once");
    assert_eq!(desk.snapshot().updates, UpdatesView::Installing { version });
    desk.send(Message::UpdateNotInstalled(
        "the signature is wrong".to_owned(),
    ));
    let UpdatesView::Failed { failure } = desk.snapshot().updates else {
        panic!("it says so");
    };
    assert_eq!(failure.diagnosis, Diagnosis::UpdateNotMade);
    assert!(desk.ask(Request::LookForUpdate).iter().any(looks), "again");
    desk.send(Message::UpdateLookedFor(Ok(None)));
    assert_eq!(desk.snapshot().updates, UpdatesView::Current);
}

#[test]
fn what_comes_by_the_systems_packages_is_not_looked_for() {
    for updates in [UpdatesView::Packages, UpdatesView::Nowhere] {
        let mut desk = desk_with(updates.clone());
        assert!(desk.ask(Request::LookForUpdate).is_empty());
        assert!(desk.ask(Request::InstallUpdate).is_empty());
        assert_eq!(desk.snapshot().updates, updates);
    }
}
