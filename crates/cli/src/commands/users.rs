//! `mooring users`: what people have connected, for administrators.

use accounts::catalog;
use auth0::management::{UserConnectedAccount, connected_accounts};
use auth0::{Error, TenantAddress};
use serde_json::json;

use super::accounts::day;
use super::providers::headed;
use crate::arguments::OfUser;
use crate::console::{Console, Done};
use crate::layout::{table, visible};
use crate::setting::Setting;
use crate::token::{lend, refused};
use crate::trouble::{Kind, Trouble};

/// More pages than this are a loop.
const PAGE_LIMIT: usize = 1000;

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    user: &str,
    what: OfUser,
) -> Result<Done, Trouble> {
    match what {
        OfUser::Accounts => {}
    }
    setting.readable()?;
    let profile = setting.profile.as_ref();
    let profile = profile.ok_or_else(|| Kind::NoTenant.trouble(&[]))?;
    let address = TenantAddress::parse(&profile.domain);
    let address = address.map_err(|_| Kind::NoTenant.trouble(&[]))?;
    let token = lend(setting, console).await?.token;
    console.progress("command-reading");
    let read = read(&address, &token, user);
    let all = setting.unless_interrupted(read).await?;
    let head = [
        "command-provider",
        "command-connection",
        "command-id",
        "command-since",
    ];
    let head = head.map(|id| console.say(id, &[]));
    let mut rows = vec![head.to_vec()];
    rows.extend(all.iter().map(|one| {
        let provider = provider(one);
        let row = [&provider, &one.connection, &one.id, &day(one.created_at)];
        row.map(|cell| visible(cell)).to_vec()
    }));
    let text = if all.is_empty() {
        format!("{}\n", console.say("command-no-accounts", &[]))
    } else {
        headed(console, &table(&rows))
    };
    let shapes = all.iter().map(|one| {
        json!({
            "id": one.id,
            "connection": one.connection,
            "connectionId": one.connection_id,
            "provider": provider(one),
            "strategy": one.strategy,
            "scopes": one.scopes,
            "connectedAt": one.created_at,
            "expiresAt": one.expires_at,
            "organization": one.organization_id,
        })
    });
    let shapes: Vec<_> = shapes.collect();
    Ok(Done::answer(
        text,
        json!({ "user": user, "accounts": shapes }),
    ))
}

fn provider(account: &UserConnectedAccount) -> String {
    let known = catalog::provider(&account.connection, Some(&account.strategy));
    let name = known.map_or(&*account.connection, |one| one.name_of(&account.connection));
    name.to_owned()
}

/// Every page of the list.
async fn read(
    address: &TenantAddress,
    token: &auth0::AccessToken,
    user: &str,
) -> Result<Vec<UserConnectedAccount>, Trouble> {
    let http = Setting::http()?;
    let domain = address.domain();
    let failed = |error: Error| refused(setup::Failure::from(error), &domain);
    let mut all = Vec::new();
    let mut from = None;
    for _ in 0..PAGE_LIMIT {
        let page = connected_accounts(&http, address, token, user, from.as_ref()).await;
        let page = page.map_err(failed)?;
        all.extend(page.items);
        if page.next.is_none() || page.next == from {
            return Ok(all);
        }
        from = page.next;
    }
    Err(failed(Error::EndlessPages))
}
