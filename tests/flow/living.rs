//! Living with accounts: names and permissions, repairs, undo, what changes elsewhere.

use accounts::ports::Ended;
use accounts::view::{AccountState, AccountView, Language, News};
use accounts::{Preference, Request, Wish};
use emulator::{Config, OpenQuestions, Reconnect};

use crate::support::{Manner, Program, all, of, provider, removed, wish};

const GOOGLE: &str = "google-oauth2";

fn named() -> Wish {
    Wish {
        scopes: vec!["openid".to_owned(), "email".to_owned()],
        hint: Some("dana@acme.example".to_owned()),
        nickname: Some("Work Google".to_owned()),
        ..wish(GOOGLE)
    }
}

async fn connected(program: &mut Program, connection: &str, count: usize) -> Vec<AccountView> {
    let accounts = program
        .until_accounts("connected", |now| of(now, connection).len() == count)
        .await;
    of(&accounts, connection).into_iter().cloned().collect()
}

fn recorded() -> Config {
    Config {
        record: true,
        ..Config::default()
    }
}

/// The bodies of the connects so far.
fn connects(program: &Program) -> Vec<serde_json::Value> {
    let exchanges = program.world.tenant.emulator().exchanges().into_iter();
    exchanges
        .filter(|one| one.path.ends_with("/connected-accounts/connect") && one.status == 201)
        .map(|one| serde_json::from_str(&one.request_body).unwrap())
        .collect()
}

#[tokio::test]
async fn what_is_wished_goes_to_the_provider_and_is_remembered() {
    let mut program = Program::signed_in(recorded()).await;
    program.take(Request::Connect(named()));
    let account = connected(&mut program, GOOGLE, 1).await.remove(0);
    assert_eq!(account.nickname.as_deref(), Some("Work Google"));
    assert_eq!(account.hint.as_deref(), Some("dana@acme.example"));
    let body = connects(&program).remove(0);
    assert_eq!(body["scopes"], serde_json::json!(["openid", "email"]));
    let params = &body["authorization_params"];
    assert_eq!(params["login_hint"], "dana@acme.example");
    assert_eq!(params["ui_locales"], "en");
    assert!(params.get("prompt").is_none());

    program.world.settings.until_notes(&account.id).await;
    let mut program = program.restart();
    let account = connected(&mut program, GOOGLE, 1).await.remove(0);
    assert_eq!(account.nickname.as_deref(), Some("Work Google"));
}

#[tokio::test]
async fn another_account_lets_the_provider_ask_which_one() {
    let mut program = Program::signed_in(recorded()).await;
    program.connect("github");
    connected(&mut program, "github", 2).await;
    let body = connects(&program).remove(0);
    assert_eq!(body["authorization_params"]["prompt"], "select_account");
}

#[tokio::test]
async fn a_wish_outlives_a_restart_with_its_attempt() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.browser.act(Manner::Nothing);
    program.take(Request::Connect(named()));
    program.until_waiting(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    program.world.settings.until_notes("Work Google").await;
    let mut program = program.restart();
    program.until_waiting(GOOGLE).await;
    let back = program.world.browser.walk(&url, Manner::Approve).await;
    program.deliver(&back.back());
    let account = connected(&mut program, GOOGLE, 1).await.remove(0);
    assert_eq!(account.nickname.as_deref(), Some("Work Google"));
}

#[tokio::test]
async fn a_repair_asks_as_before_and_keeps_the_account() {
    for (reconnect, count) in [(Reconnect::Update, 1), (Reconnect::NewAccount, 2)] {
        let config = Config {
            open_questions: OpenQuestions {
                reconnect,
                ..OpenQuestions::default()
            },
            ..recorded()
        };
        let mut program = Program::signed_in(config).await;
        program.take(Request::Connect(named()));
        let account = connected(&mut program, GOOGLE, 1).await.remove(0);
        let told = |news: &News| matches!(news, News::Connected { provider, .. } if provider == "Work Google");
        program.until_news("connected", told).await;
        program.take(Request::Connect(Wish {
            account: Some(account.id.clone()),
            ..wish(GOOGLE)
        }));
        program.until_news("connected again", told).await;
        let accounts = connected(&mut program, GOOGLE, count).await;
        let bodies = connects(&program);
        assert_eq!(
            bodies.last().unwrap()["scopes"],
            bodies[bodies.len() - 2]["scopes"]
        );
        let hint = &bodies.last().unwrap()["authorization_params"]["login_hint"];
        assert_eq!(hint, "dana@acme.example");
        let old = accounts.iter().find(|one| one.id == account.id).unwrap();
        assert_eq!(old.superseded, count == 2, "an old one that stays says so");
        let named = accounts.iter().filter(|one| !one.superseded);
        assert!(
            named
                .clone()
                .all(|one| one.nickname.as_deref() == Some("Work Google"))
        );
        assert_eq!(named.count(), 1);
    }
}

#[tokio::test]
async fn a_repair_that_is_refused_stands_at_its_account() {
    let mut program = Program::signed_in(Config::default()).await;
    let account = connected(&mut program, "github", 1).await.remove(0);
    program.world.browser.act(Manner::Refuse);
    program.take(Request::Connect(Wish {
        account: Some(account.id.clone()),
        ..wish("github")
    }));
    let accounts = program
        .until_accounts("a failure at the account", |now| {
            of(now, "github")[0].failure.is_some()
        })
        .await;
    assert!(provider(&accounts, "github").is_none(), "and only there");
}

#[tokio::test]
async fn permissions_that_the_provider_left_out_are_told_and_asked_for_again() {
    let mut program = Program::signed_in(Config::default()).await;
    let offered = program.until_current().await;
    let scopes = provider(&offered, GOOGLE).unwrap().scopes.clone();
    let dropped = scopes.last().unwrap().clone();
    program.world.browser.act(Manner::Part);
    program.take(Request::Connect(Wish {
        scopes,
        ..wish(GOOGLE)
    }));
    let account = connected(&mut program, GOOGLE, 1).await.remove(0);
    let missing: Vec<_> = account
        .missing
        .iter()
        .flat_map(|group| &group.permissions)
        .map(|permission| permission.scope.clone())
        .collect();
    assert_eq!(missing, [dropped], "of {:?}", account.scopes);
    program.world.browser.act(Manner::Approve);
    program.take(Request::Connect(Wish {
        account: Some(account.id),
        ..wish(GOOGLE)
    }));
    program
        .until_accounts("nothing is missing", |now| {
            of(now, GOOGLE).iter().any(|one| one.missing.is_empty())
        })
        .await;
}

#[tokio::test]
async fn a_removal_that_is_undone_asks_the_tenant_nothing() {
    let mut program = Program::signed_in(recorded()).await;
    let account = connected(&mut program, "github", 1).await.remove(0);
    program.take(Request::Disconnect {
        accounts: vec![account.id],
        open_revoke_page: true,
    });
    let accounts = program
        .until_accounts("a removal", |now| !now.removals.is_empty())
        .await;
    assert!(matches!(
        of(&accounts, "github")[0].state,
        AccountState::Disconnecting { until: Some(_) }
    ));
    let removal = accounts.removals[0].id;
    program.take(Request::UndoDisconnect { removal });
    program
        .until_accounts("undone", |now| now.removals.is_empty())
        .await;
    let accounts = program.refresh_after(60).await;
    assert_eq!(of(&accounts, "github")[0].state, AccountState::Connected);
    let deletes = program.world.tenant.emulator().exchanges();
    assert!(deletes.iter().all(|one| one.method != "DELETE"));
}

#[tokio::test]
async fn quitting_before_the_time_is_up_keeps_the_account() {
    let mut program = Program::signed_in(recorded()).await;
    let account = connected(&mut program, "github", 1).await.remove(0);
    program.take(Request::Disconnect {
        accounts: vec![account.id],
        open_revoke_page: false,
    });
    program
        .until_accounts("a removal", |now| !now.removals.is_empty())
        .await;
    let mut program = program.restart();
    let accounts = program.until_current().await;
    assert!(accounts.removals.is_empty());
    let accounts = program.refresh_after(60).await;
    assert_eq!(of(&accounts, "github")[0].state, AccountState::Connected);
}

#[tokio::test]
async fn what_was_removed_stays_on_the_list_until_it_is_ticked_and_comes_back_as_it_was() {
    let mut program = Program::signed_in(Config::default()).await;
    program.take(Request::Connect(named()));
    let account = connected(&mut program, GOOGLE, 1).await.remove(0);
    program.disconnect(&[&account.id], false).await;
    program
        .until_accounts("removed", |now| removed(now, GOOGLE))
        .await;
    program.world.settings.until_notes("removed_at").await;
    let mut program = program.restart();
    let accounts = program.until_current().await;
    let entry = accounts.removed[0].clone();
    assert_eq!(entry.nickname.as_deref(), Some("Work Google"));
    assert!(entry.reconnectable && entry.revoke_page && !entry.page_opened);
    program.take(Request::ReconnectRemoved { account: entry.id });
    let back = connected(&mut program, GOOGLE, 1).await.remove(0);
    assert_eq!(back.nickname, entry.nickname);
    assert_eq!(back.hint, entry.hint);
    program
        .until_accounts("the entry is gone", |now| !removed(now, GOOGLE))
        .await;
}

#[tokio::test]
async fn several_accounts_go_together() {
    let mut program = Program::signed_in(Config::default()).await;
    let accounts = program.until_current().await;
    let ids: Vec<String> = all(&accounts).map(|one| one.id.clone()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    program.disconnect(&ids, false).await;
    program
        .until_accounts("all are gone", |now| {
            all(now).count() == 0 && now.removed.len() == ids.len()
        })
        .await;
}

#[tokio::test]
async fn what_changed_elsewhere_is_told_after_a_restart_too() {
    let program = Program::signed_in(Config::default()).await;
    program.world.settings.until_notes("\"looked\":true").await;
    let emulator = program.world.tenant.emulator();
    emulator.connect_elsewhere("dana", "dropbox", &[]);
    let mut program = program.restart();
    let told = News::ChangedElsewhere {
        connected: 1,
        disconnected: 0,
        provider: Some("Dropbox".to_owned()),
    };
    program.until_news("told", |news| *news == told).await;
    let accounts = program.until_current().await;
    assert!(of(&accounts, "dropbox")[0].elsewhere);
    program.world.settings.until_notes("dropbox").await;
    let mut program = program.restart();
    program.until_current().await;
    let news = program.until("a snapshot", |_| true).await.notices;
    assert!(news.is_empty(), "once is enough");
}

#[tokio::test]
async fn an_attempt_finishes_by_the_other_way() {
    let mut program = Program::signed_in(Config::default()).await;
    let attempt = program.begin_connect(GOOGLE).await;
    program.world.browser.act(Manner::Approve);
    program.take(Request::UseOtherWay { attempt });
    connected(&mut program, GOOGLE, 1).await;
    let landings = program.world.browser.landings();
    assert!(landings.last().unwrap().starts_with("http://127.0.0.1"));
    assert_eq!(program.world.settings.now().return_path, None, "this once");
}

#[tokio::test]
async fn a_pasted_address_finishes_the_attempt() {
    let mut program = Program::signed_in(Config::default()).await;
    program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let back = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    program.app.paste("what is this").unwrap();
    program
        .until_news("nothing pasted", |news| *news == News::NothingPasted)
        .await;
    program.app.paste(&format!("  {back}\n")).unwrap();
    connected(&mut program, GOOGLE, 1).await;
}

#[tokio::test]
async fn the_desktop_tells_what_ended_while_nobody_looked() {
    let program = Program::signed_in(Config::default()).await;
    program.take(Request::Look { looking: false });
    program.take(Request::Connect(named()));
    let told = program
        .world
        .desktop
        .until(|told| !told.notification.is_empty());
    let ended = Ended::Connected {
        title: "Work Google".to_owned(),
    };
    assert_eq!(told.await.notification, [ended]);
    program.take(Request::Look { looking: true });
    let desktop = program.world.desktop.clone();
    desktop.until(|told| told.notification.is_empty()).await;
}

#[tokio::test]
async fn preferences_last() {
    let program = Program::signed_in(Config::default()).await;
    for preference in [Preference::Tray, Preference::StartAtLogin] {
        program.take(Request::Prefer {
            preference,
            on: true,
        });
    }
    program.take(Request::UseLanguage {
        language: Some(Language::Ar),
    });
    let desktop = program.world.desktop.clone();
    desktop.until(|told| told.tray && told.start_at_login).await;
    program
        .world
        .settings
        .until(|now| now.tray && now.language == Some(Language::Ar))
        .await;
    let mut program = program.restart();
    let found = program.until("a snapshot", |_| true).await;
    assert_eq!(found.language, Language::Ar);
    assert_eq!(found.preferences.tray, Some(true));
}

#[tokio::test]
async fn about_is_measured_when_it_is_asked_for() {
    let mut program = Program::signed_out(Config::default()).await;
    program.take(Request::ShowAbout);
    let found = program.until("about", |now| now.about.is_some()).await;
    assert_eq!(found.about.unwrap().version, "1.2.3");
    program.take(Request::HideAbout);
    program.until("no more", |now| now.about.is_none()).await;
}

#[tokio::test]
async fn names_belong_to_the_person_who_gave_them() {
    let mut program = Program::signed_in(Config::default()).await;
    let account = connected(&mut program, "github", 1).await.remove(0);
    program.take(Request::Rename {
        account: account.id,
        nickname: "Mine".to_owned(),
    });
    program
        .until_accounts("a name", |now| of(now, "github")[0].nickname.is_some())
        .await;
    program.take(Request::SignOut { in_browser: false });
    program.until_signed_out().await;
    program.world.browser.seat("layla");
    program.world.browser.forget();
    program.take(Request::SignIn);
    let accounts = program.until_current().await;
    assert!(all(&accounts).all(|one| one.nickname.is_none()));
}
