//! Disconnecting accounts.

use accounts::Request;
use accounts::view::News;
use emulator::{Config, DeleteUnknown, OpenQuestions};

use crate::support::{Program, all, of, see_offline};

fn disconnected(news: &News) -> bool {
    matches!(news, News::Disconnected { .. })
}

async fn account_of(program: &mut Program, connection: &str) -> String {
    let accounts = program.until_current().await;
    of(&accounts, connection)[0].id.clone()
}

async fn disconnect(program: &mut Program, connection: &str, open_revoke_page: bool) {
    let account = account_of(program, connection).await;
    program.take(Request::Disconnect {
        account,
        open_revoke_page,
    });
}

#[tokio::test]
async fn a_disconnected_account_is_gone_and_the_providers_page_stays_closed() {
    let mut program = Program::signed_in(Config::default()).await;
    disconnect(&mut program, "github", false).await;
    let news = program.until_news("disconnected", disconnected).await;
    let expected = News::Disconnected {
        provider: "GitHub".to_owned(),
        connection: "github".to_owned(),
        revoke_page: true,
    };
    assert_eq!(news, expected);
    let accounts = program.refresh_after(1).await;
    assert!(of(&accounts, "github").is_empty());
    assert_eq!(of(&accounts, "slack").len(), 1);
    assert_eq!(program.world.browser.opened().len(), 1, "the sign-in only");
}

#[tokio::test]
async fn the_providers_page_is_opened_afterwards_when_asked() {
    let mut program = Program::signed_in(Config::default()).await;
    disconnect(&mut program, "github", true).await;
    program.until_news("disconnected", disconnected).await;
    let page = program.world.browser.opened_after(1).await;
    assert_eq!(page.as_str(), "https://github.com/settings/applications");

    program.take(Request::OpenRevokePage {
        connection: "dropbox".to_owned(),
    });
    let page = program.world.browser.opened_after(2).await;
    assert_eq!(page.host_str(), Some("www.dropbox.com"));
}

#[tokio::test]
async fn only_the_chosen_account_of_a_provider_goes() {
    let mut program = Program::signed_out(Config::default()).await;
    program.world.browser.seat("layla");
    program.take(Request::SignIn);
    let before = program.until_current().await;
    let (first, others) = of(&before, "slack").split_first().map_or_else(
        || panic!("no Slack"),
        |(first, others)| (first.id.clone(), others.len()),
    );
    program.take(Request::Disconnect {
        account: first.clone(),
        open_revoke_page: false,
    });
    program.until_news("disconnected", disconnected).await;
    let after = program.refresh_after(1).await;
    assert_eq!(of(&after, "slack").len(), others);
    assert!(all(&after).all(|account| account.id != first));
    assert_eq!(all(&after).count(), 22);
}

#[tokio::test]
async fn an_account_that_somebody_else_removed_leaves_the_list() {
    let config = Config {
        record: true,
        open_questions: OpenQuestions {
            delete_unknown: DeleteUnknown::NotFound,
            ..OpenQuestions::default()
        },
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    let account = account_of(&mut program, "github").await;
    let emulator = program.world.tenant.emulator();
    assert!(emulator.disconnect_elsewhere(&account));

    disconnect(&mut program, "github", false).await;
    program
        .until_accounts("it is gone", |now| of(now, "github").is_empty())
        .await;
}

#[tokio::test]
async fn while_the_tenant_is_down_the_account_stays_and_says_why() {
    let mut program = Program::signed_in(Config::default()).await;
    program.world.tenant.go_down().await;
    disconnect(&mut program, "github", false).await;
    let accounts = program
        .until_accounts("a failure at the account", |now| {
            of(now, "github").iter().any(|one| one.failure.is_some())
        })
        .await;
    let failure = of(&accounts, "github")[0].failure.clone().unwrap();
    see_offline(&failure);

    program.world.tenant.come_back().await;
    disconnect(&mut program, "github", false).await;
    program.until_news("disconnected", disconnected).await;
}
