//! `mooring accounts`: what is connected.

use accounts::view::AccountView;
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::console::{Console, Done};
use crate::layout::{labelled, visible};
use crate::picking;
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::shapes::{AccountShape, PermissionShape};
use crate::trouble::{Kind, Trouble};

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    connection: Option<&str>,
) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    let lists = program.lists().await;
    program.end(&lists).await;
    let lists = lists?;
    let wanted = match connection {
        Some(typed) => Some(connection_of(&lists, typed)?),
        None => None,
    };
    let all = lists.attention.iter().chain(&lists.connected);
    let all = all.filter(|one| {
        wanted
            .as_ref()
            .is_none_or(|wanted| one.connection == *wanted)
    });
    let mut all: Vec<&AccountView> = all.collect();
    all.sort_by_key(|one| (one.provider.to_lowercase(), one.connected_at));
    if let (Some(typed), true) = (connection, all.is_empty()) {
        return Err(Kind::NothingConnected.trouble(&[("name", typed)]));
    }
    let shapes = all.iter().map(|one| AccountShape::of(one, &console.words));
    let shapes: Vec<AccountShape> = shapes.collect();
    let told: Vec<String> = shapes.iter().map(|one| told(one, console)).collect();
    let text = if told.is_empty() {
        format!("{}\n", console.say("command-no-accounts", &[]))
    } else {
        told.join("\n")
    };
    Ok(Done::answer(text, json!({ "accounts": shapes })))
}

/// The connection that is meant: the tenant need not offer it any more, if an account is of it.
fn connection_of(lists: &accounts::view::AccountsView, typed: &str) -> Result<String, Trouble> {
    let mut all = lists.attention.iter().chain(&lists.connected);
    match picking::provider(lists, typed) {
        Ok(provider) => Ok(provider.connection.clone()),
        Err(trouble) => {
            let kept = all.find(|one| one.connection == typed);
            kept.map(|one| one.connection.clone()).ok_or(trouble)
        }
    }
}

/// An account, for people.
pub(super) fn told(account: &AccountShape, console: &Console) -> String {
    let title = console.strong(&visible(&account.title()));
    let state = console.say(&format!("command-state-{}", account.state), &[]);
    let mut rows = vec![("command-id", account.id.clone())];
    rows.extend(
        account
            .hint
            .iter()
            .map(|hint| ("command-hint", hint.clone())),
    );
    rows.push(("command-connection", account.connection.clone()));
    rows.push(("command-state", state));
    rows.push(("command-since", day(account.connected_at)));
    rows.extend(account.expires_at.map(|at| ("command-expires", day(at))));
    let may = PermissionShape::told(&account.permissions);
    rows.push(("command-permissions", may));
    if !account.missing.is_empty() {
        rows.push(("command-missing", PermissionShape::told(&account.missing)));
    }
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows: Vec<_> = rows
        .map(|(id, value)| (console.say(id, &[]), visible(&value)))
        .collect();
    format!("{title}\n{}", labelled(&rows, 2))
}

/// A day, as every language reads it.
pub(super) fn day(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d").to_string()
}
