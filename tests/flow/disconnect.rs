//! Disconnecting accounts.

use accounts::Request;
use accounts::view::AccountsView;
use emulator::{Config, DeleteUnknown, OpenQuestions};

use crate::support::{Program, all, of, removed, see_offline};

async fn account_of(program: &mut Program, connection: &str) -> String {
    let accounts = program.until_current().await;
    of(&accounts, connection)[0].id.clone()
}

async fn until_removed(program: &mut Program, connection: &str) -> AccountsView {
    program
        .until_accounts("an entry of what was removed", |now| {
            removed(now, connection)
        })
        .await
}

async fn disconnect(program: &mut Program, connection: &str, open_revoke_page: bool) {
    let account = account_of(program, connection).await;
    program.disconnect(&[&account], open_revoke_page).await;
}

#[tokio::test]
async fn a_disconnected_account_is_gone_and_the_providers_page_stays_closed() {
    let mut program = Program::signed_in(Config::default()).await;
    disconnect(&mut program, "github", false).await;
    until_removed(&mut program, "github").await;
    let accounts = program.refresh_after(1).await;
    assert!(of(&accounts, "github").is_empty());
    assert_eq!(of(&accounts, "slack").len(), 1);
    assert_eq!(program.world.browser.opened().len(), 1, "the sign-in only");
}

#[tokio::test]
async fn the_providers_page_is_opened_afterwards_when_asked() {
    let mut program = Program::signed_in(Config::default()).await;
    disconnect(&mut program, "github", true).await;
    until_removed(&mut program, "github").await;
    let page = program.world.browser.opened_after(1).await;
    assert_eq!(page.as_str(), "https://github.com/settings/applications");

    let accounts = program.until_current().await;
    assert!(accounts.removed[0].page_opened);
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
    program.disconnect(&[&first], false).await;
    until_removed(&mut program, "slack").await;
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
    // Where the answer was lost rather than refused, the list was asked and did not come.
    program.take(Request::Refresh);
    program.until_current().await;
    disconnect(&mut program, "github", false).await;
    until_removed(&mut program, "github").await;
}
