//! Several profiles: one in use, others beside it.

use accounts::ports::{VaultError, VaultItem};
use accounts::settings::{ManagedSetting, ProfileSettings, Settings};
use accounts::view::{Diagnosis, Language, News, ProfileView, ReturnPath, Screen, Snapshot};
use accounts::{ProfileEdit, ProfileForm, Request};
use emulator::Config;

use crate::support::{Manner, Program, Tenant, TestBrowser, World, of, without_dpop};

const GOOGLE: &str = "google-oauth2";

fn switch(profile: &str) -> Request {
    let profile = profile.to_owned();
    Request::SwitchProfile { profile }
}

fn remove(profile: &str) -> Request {
    let profile = profile.to_owned();
    Request::RemoveProfile { profile }
}

fn names(snapshot: &Snapshot) -> Vec<&str> {
    let profiles = snapshot.profiles.iter();
    profiles.map(|profile| profile.name.as_str()).collect()
}

fn in_use(snapshot: &Snapshot) -> Option<&ProfileView> {
    snapshot.profiles.iter().find(|profile| profile.in_use)
}

fn is_form(snapshot: &Snapshot) -> bool {
    let checking = false;
    matches!(&snapshot.screen, Screen::FirstRun { checking: now, .. } if *now == checking)
}

/// The refresh token that is kept for a tenant.
fn token(program: &Program, tenant: &Tenant) -> String {
    let host = tenant.address().authority();
    program.world.vault.refresh_token_at(host).unwrap()
}

/// Every call is kept, and a token alone is enough to use it.
fn recording() -> Config {
    Config {
        record: true,
        ..without_dpop()
    }
}

/// Types another tenant in, by the name "Other", and signs in there.
async fn add(program: &mut Program, other: &Tenant) {
    program.take(Request::AddProfile);
    program.until("the form", is_form).await;
    sign_in_from_form(program, other, "Other").await;
}

async fn sign_in_from_form(program: &mut Program, tenant: &Tenant, name: &str) {
    let pages = program.world.browser.opened().len();
    program.world.browser.act(Manner::Nothing);
    program.take(Request::UseTenant(ProfileForm {
        domain: tenant.address().to_string(),
        client_id: tenant.client_id.clone(),
        name: name.to_owned(),
        organization: String::new(),
    }));
    let url = program.world.browser.opened_after(pages).await;
    let browser = TestBrowser::new(tenant.address().clone());
    let back = browser.walk(&url, Manner::Approve).await.back();
    program.deliver(&back);
    program.until_current().await;
}

/// Signed in at two tenants; the second is in use. The first is called by its domain.
async fn two() -> (Program, Tenant, String) {
    let mut program = Program::signed_in(without_dpop()).await;
    let other = Tenant::start(recording()).await;
    let first = program.until("a snapshot", |_| true).await;
    let first = in_use(&first).unwrap().name.clone();
    add(&mut program, &other).await;
    (program, other, first)
}

#[tokio::test]
async fn each_profile_has_its_own_session() {
    let (mut program, other, first) = two().await;
    let now = program.until("a snapshot", |_| true).await;
    assert_eq!(names(&now), [first.as_str(), "Other"]);
    assert_eq!(in_use(&now).unwrap().name, "Other");
    assert_eq!(program.world.vault.profiles().len(), 2);
    let pages = program.world.browser.opened().len();
    for name in [&first, "Other", &first] {
        program.take(switch(name));
        let there = |now: &Snapshot| in_use(now).is_some_and(|one| one.name == name);
        program.until("there", there).await;
        program.until_current().await;
        let settings = program.world.settings.now();
        assert_eq!(settings.profile.as_deref(), Some(name));
    }
    assert_eq!(
        program.world.browser.opened().len(),
        pages,
        "nobody signed in again"
    );
    let before = other.exchanges().len();
    program.refresh_after(1).await;
    assert_eq!(
        other.exchanges().len(),
        before,
        "the other tenant is not asked"
    );
    let mut program = program.restart();
    program.until_current().await;
    let now = program.until("a snapshot", |_| true).await;
    assert_eq!(
        in_use(&now).unwrap().name,
        first,
        "it is the one that was in use"
    );
}

#[tokio::test]
async fn what_waits_in_the_browser_goes_on_waiting_and_its_link_leads_back() {
    let mut program = Program::signed_in(without_dpop()).await;
    let other = Tenant::start(recording()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let browser = TestBrowser::new(program.world.tenant.address().clone());
    add(&mut program, &other).await;
    let now = program.until("a snapshot", |_| true).await;
    assert!(now.profiles.iter().any(|profile| profile.waits));
    // Going there and back does not end it.
    let first = names(&now)[0].to_owned();
    program.take(switch(&first));
    assert_eq!(program.until_waiting(GOOGLE).await, attempt);
    program.take(switch("Other"));
    program
        .until("there", |now| {
            in_use(now).is_some_and(|one| one.name == "Other")
        })
        .await;
    program.until_current().await;
    let before = other.exchanges().len();
    let back = browser.walk(&url, Manner::Approve).await.back();
    program.deliver(&back);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
    let now = program.until("a snapshot", |_| true).await;
    assert_eq!(in_use(&now).unwrap().name, first);
    assert_eq!(
        other.exchanges().len(),
        before,
        "the other tenant hears nothing of it"
    );
    program.deliver(&back);
    program
        .until_news("an unknown link", |news| *news == News::UnknownLink)
        .await;
}

#[tokio::test]
async fn a_removed_profile_is_signed_out_and_gone_everywhere() {
    let (mut program, other, first) = two().await;
    program.world.settings.until_notes("accounts").await;
    let token_of_other = token(&program, &other);
    program.take(remove("Other"));
    let gone = program
        .until("gone", |now| names(now) == [first.as_str()])
        .await;
    assert!(
        !matches!(gone.screen, Screen::FirstRun { .. }),
        "the other one is used"
    );
    program.until_current().await;
    assert_eq!(other.refresh(&token_of_other).await, 403, "it was revoked");
    assert_eq!(program.world.vault.profiles().len(), 1);
    let host = other.address().authority().to_owned();
    let settings = &program.world.settings;
    settings
        .until(|settings| settings.profiles.len() == 1)
        .await;
    let notes = settings.notes_file();
    assert!(!notes.contains(&host), "{notes}");
    let kept = program.world.tenant.address().authority().to_owned();
    assert!(notes.contains(&kept), "{notes}");
    program.take(remove(&first));
    let empty = program
        .until("no profile", |now| now.profiles.is_empty())
        .await;
    assert!(is_form(&empty) && empty.tenant.is_none());
    assert!(program.world.vault.profiles().is_empty());
}

#[tokio::test]
async fn a_profile_that_is_not_in_use_is_removed_too() {
    let (mut program, _other, first) = two().await;
    let revoked = token(&program, &program.world.tenant);
    program.take(remove(&first));
    program.until("gone", |now| names(now) == ["Other"]).await;
    let tenant = &program.world.tenant;
    assert_eq!(tenant.refresh(&revoked).await, 403, "it was revoked");
    assert_eq!(program.world.vault.profiles().len(), 1);
    program.refresh_after(1).await;
}

#[tokio::test]
async fn a_profile_is_removed_although_its_tenant_cannot_be_told() {
    let (mut program, other, _) = two().await;
    other.go_down().await;
    program.take(remove("Other"));
    program
        .until_news("not revoked", |news| {
            matches!(news, News::RevocationFailed { .. })
        })
        .await;
    assert_eq!(program.world.vault.profiles().len(), 1);
}

#[tokio::test]
async fn a_profile_that_the_keychain_does_not_give_up_stays() {
    let (mut program, other, _) = two().await;
    program.world.vault.fail(VaultError::Locked);
    program.take(remove("Other"));
    let told = program
        .until_news("locked", |news| matches!(news, News::Failed { .. }))
        .await;
    let News::Failed { failure } = told else {
        panic!("another news");
    };
    assert_eq!(failure.diagnosis, Diagnosis::KeychainLocked);
    let now = program.until("a snapshot", |_| true).await;
    assert_eq!(now.profiles.len(), 2);
    program.world.vault.work();
    program.take(Request::RetryKeychain);
    program.until_current().await;
    drop(other);
}

#[tokio::test]
async fn a_profile_is_called_and_used_as_the_person_likes() {
    let (mut program, _other, first) = two().await;
    let edit = ProfileEdit {
        name: " Work\u{202e} ".to_owned(),
        return_path: Some(ReturnPath::Loopback),
        language: Some(Language::De),
        dpop: Some(false),
    };
    program.take(Request::EditProfile {
        profile: "Other".to_owned(),
        edit,
    });
    let now = program
        .until("renamed", |now| names(now).contains(&"Work"))
        .await;
    assert_eq!(now.language, Language::De);
    assert_eq!(
        now.tenant.as_ref().unwrap().return_path,
        ReturnPath::Loopback
    );
    assert!(in_use(&now).is_some_and(|one| one.name == "Work" && one.dpop == Some(false)));
    program.take(switch(&first));
    let there = |now: &Snapshot| in_use(now).is_some_and(|one| one.name == first);
    let now = program.until("there", there).await;
    assert_eq!(
        now.language,
        Language::En,
        "the other one has no language of its own"
    );
    // A name that is taken gets a number.
    program.take(Request::EditProfile {
        profile: first.clone(),
        edit: ProfileEdit {
            name: "Work".to_owned(),
            ..ProfileEdit::default()
        },
    });
    let now = program
        .until("numbered", |now| names(now).contains(&"Work 2"))
        .await;
    assert_eq!(names(&now), ["Work 2", "Work"]);
    // What is chosen for all is not hidden by what the profile had of its own.
    program.take(switch("Work"));
    program
        .until("German", |now| now.language == Language::De)
        .await;
    let language = Some(Language::Ja);
    program.take(Request::UseLanguage { language });
    program
        .until("Japanese", |now| now.language == Language::Ja)
        .await;
}

#[tokio::test]
async fn a_profile_with_an_impossible_domain_is_removed_and_nothing_else_changes() {
    let (program, _other, _) = two().await;
    let world = program.stop();
    let mut program = Program::start_with(world, |start| {
        start.settings.profiles.push(ProfileSettings {
            name: "Odd".to_owned(),
            domain: "no domain".to_owned(),
            client_id: "client".to_owned(),
            ..ProfileSettings::default()
        });
    });
    program.until_current().await;
    program.take(remove("Odd"));
    let now = program.until("gone", |now| now.profiles.len() == 2).await;
    assert!(matches!(now.screen, Screen::Accounts(_)));
    assert_eq!(in_use(&now).unwrap().name, "Other");
}

#[tokio::test]
async fn a_changed_profile_takes_the_place_of_what_it_was() {
    let world = World::settled(Config::default()).await;
    let mut program = Program::start(world);
    program.until_signed_out().await;
    let other = Tenant::start(recording()).await;
    let before = program.until("a snapshot", |_| true).await;
    let name = names(&before)[0].to_owned();
    program.take(Request::ChangeProfile);
    let form = program.until("the form", is_form).await;
    let Screen::FirstRun { changes, back, .. } = form.screen else {
        panic!("another screen");
    };
    assert_eq!((changes, back), (Some(name.clone()), Some(name.clone())));
    program.take(switch(&name));
    program.until_signed_out().await;
    program.take(Request::ChangeProfile);
    program.until("the form", is_form).await;
    sign_in_from_form(&mut program, &other, "Changed").await;
    let now = program.until("a snapshot", |_| true).await;
    assert_eq!(names(&now), ["Changed"]);
    let kept = program.world.vault.profiles();
    assert!(
        kept.iter()
            .all(|key| key.contains(other.address().authority())),
        "{kept:?}"
    );
    assert!(program.world.vault.holds(VaultItem::Session));
}

#[tokio::test]
async fn an_organization_may_fix_the_profiles_and_leave_the_choice() {
    let (program, _other, first) = two().await;
    let world = program.stop();
    let mut program = Program::start_with(world, |start| {
        start.settings.managed.insert(ManagedSetting::Profiles);
    });
    program.until_current().await;
    for refused in [
        Request::AddProfile,
        remove(&first),
        Request::EditProfile {
            profile: first.clone(),
            edit: ProfileEdit::default(),
        },
    ] {
        program.take(refused);
    }
    program.take(switch(&first));
    let there = |now: &Snapshot| in_use(now).is_some_and(|one| one.name == first);
    let now = program.until("there", there).await;
    assert_eq!(now.profiles.len(), 2);
    let chosen = |settings: &Settings| settings.profile.as_ref() == Some(&first);
    program.world.settings.until(chosen).await;
    let world = program.stop();
    let mut program = Program::start_with(world, |start| {
        start.settings.managed.insert(ManagedSetting::Profile);
    });
    program.until_current().await;
    program.take(switch("Other"));
    program.take(Request::ShowAbout);
    let now = program.until("about", |now| now.about.is_some()).await;
    assert_eq!(in_use(&now).unwrap().name, first);
}
