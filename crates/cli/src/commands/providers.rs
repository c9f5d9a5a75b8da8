//! `mooring providers`: what can be connected.

use serde_json::json;

use crate::console::{Console, Done};
use crate::layout::{table, visible};
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::shapes::ProviderShape;
use crate::trouble::Trouble;

pub(super) async fn run(setting: &mut Setting, console: &Console) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    let lists = program.lists().await;
    program.end(&lists).await;
    let lists = lists?;
    let all = lists.available.iter().chain(&lists.connectable);
    let mut all: Vec<_> = all
        .map(|one| ProviderShape::of(one, &console.words))
        .collect();
    all.sort_by_key(|one| (one.provider.to_lowercase(), one.connection.clone()));
    let head = ["command-provider", "command-connection", "command-accounts"];
    let head = head.map(|id| console.say(id, &[]));
    let mut rows = vec![head.to_vec()];
    rows.extend(all.iter().map(|one| {
        let accounts = one.accounts.to_string();
        vec![visible(&one.provider), visible(&one.connection), accounts]
    }));
    let text = if all.is_empty() {
        format!("{}\n", console.say("command-no-providers", &[]))
    } else {
        headed(console, &table(&rows))
    };
    Ok(Done::answer(text, json!({ "providers": all })))
}

/// With its first line as the heading.
pub(super) fn headed(console: &Console, table: &str) -> String {
    let (head, rest) = table.split_once('\n').unwrap_or((table, ""));
    format!("{}\n{rest}", console.strong(head))
}
