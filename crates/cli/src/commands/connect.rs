//! `mooring connect`: an account is connected, in the browser.

use std::collections::HashSet;

use accounts::view::{AccountView, AccountsView, ConfirmationView, Freshness, News, Snapshot};
use accounts::{Request, Wish};
use serde_json::json;

use super::accounts::told;
use crate::arguments::Connect;
use crate::console::{Console, Done};
use crate::layout::visible;
use crate::picking;
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::shapes::AccountShape;
use crate::standing::{signed_in, way_in};
use crate::trouble::Trouble;

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    wanted: Connect,
) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    if wanted.browser.no_browser {
        program.print_links();
    }
    let account = connect(&mut program, wanted).await;
    program.end(&account).await;
    let shape = AccountShape::of(&account?, &console.words);
    let title = visible(&shape.title());
    let heading = console.say("command-connected", &[("name", &title)]);
    let text = format!("{heading}\n\n{}", told(&shape, console));
    Ok(Done::news(text, json!({ "account": shape })))
}

/// What a connect comes to.
enum Met {
    Connected(Box<AccountView>),
    /// The tenant wants the person to confirm who they are first.
    Confirm,
}

async fn connect(program: &mut Program<'_>, wanted: Connect) -> Result<AccountView, Trouble> {
    let lists = program.lists().await?;
    let provider = picking::provider(&lists, &wanted.provider)?.clone();
    let scopes = picking::scopes(&provider, &wanted.permission)?;
    let all = lists.attention.iter().chain(&lists.connected);
    let before: HashSet<String> = all.map(|one| one.id.clone()).collect();
    program.console.progress("command-preparing");
    program.take(Request::Connect(Wish {
        connection: provider.connection.clone(),
        account: None,
        scopes,
        hint: wanted.hint,
        nickname: wanted.nickname,
    }))?;
    let mut confirmed = false;
    loop {
        let look = |snapshot: &Snapshot| met(snapshot, &provider.connection, &before, confirmed);
        let met = program.until(look).await;
        match met.map_err(|trouble| trouble.about(&provider.provider))? {
            Met::Connected(account) => return Ok(*account),
            Met::Confirm => {
                confirmed = true;
                let words = program.console.say("command-confirm", &[]);
                program.console.aside(&words);
                program.take(Request::ConfirmIdentity)?;
                program.until(confirming).await?;
            }
        }
    }
}

/// The confirmation has begun.
fn confirming(snapshot: &Snapshot) -> Option<Result<(), Trouble>> {
    match signed_in(snapshot).map(|accounts| &accounts.confirmation) {
        Some(Some(ConfirmationView::Wanted { .. })) => failed_news(snapshot).map(Err),
        Some(Some(ConfirmationView::UnderWay { .. }) | None) => Some(Ok(())),
        None => way_in(snapshot).map(Err),
    }
}

fn met(
    snapshot: &Snapshot,
    connection: &str,
    before: &HashSet<String>,
    confirmed: bool,
) -> Option<Result<Met, Trouble>> {
    let Some(accounts) = signed_in(snapshot) else {
        return way_in(snapshot).map(Err);
    };
    if let Some(account) = connected(accounts, snapshot, connection, before) {
        return Some(Ok(Met::Connected(Box::new(account.clone()))));
    }
    if let Some(ConfirmationView::Wanted { failure }) = &accounts.confirmation {
        let failed = failed_news(snapshot);
        let failed = failed.unwrap_or_else(|| Trouble::in_snapshot(failure, snapshot));
        return Some(if confirmed {
            Err(failed)
        } else {
            Ok(Met::Confirm)
        });
    }
    let mut providers = accounts.available.iter().chain(&accounts.connectable);
    let provider = providers.find(|one| one.connection == connection)?;
    let failure = provider.failure.as_ref()?;
    // Where the answer was lost, the list tells what came of it.
    let settled = match &accounts.freshness {
        Freshness::Loading => false,
        Freshness::Current { refreshing } => !refreshing,
        Freshness::Offline { retrying, .. } | Freshness::Failed { retrying, .. } => !retrying,
    };
    settled.then(|| Err(Trouble::in_snapshot(failure, snapshot)))
}

/// The account that was connected here just now.
fn connected<'a>(
    accounts: &'a AccountsView,
    snapshot: &Snapshot,
    connection: &str,
    before: &HashSet<String>,
) -> Option<&'a AccountView> {
    let mut news = snapshot.notices.iter().map(|notice| &notice.news);
    let all = || accounts.attention.iter().chain(&accounts.connected);
    let told = news.find_map(|news| {
        let News::Connected { account, .. } = news else {
            return None;
        };
        all().find(|one| one.id == *account && one.connection == connection)
    });
    // The tenant may have renewed one that was there.
    told.or_else(|| {
        let mut new = all().filter(|one| one.connection == connection && !one.elsewhere);
        let waits = accounts.available.iter().chain(&accounts.connectable);
        let waits = waits
            .filter(|one| one.connection == connection)
            .any(|one| one.attempt.is_some());
        new.find(|one| !waits && !before.contains(&one.id))
    })
}

/// What failed and has no row of its own.
pub(super) fn failed_news(snapshot: &Snapshot) -> Option<Trouble> {
    let mut news = snapshot.notices.iter().rev().map(|notice| &notice.news);
    news.find_map(|news| {
        if let News::Failed { failure } | News::RevocationFailed { failure } = news {
            return Some(Trouble::in_snapshot(failure, snapshot));
        }
        None
    })
}
