//! `mooring disconnect`: an account is removed at Auth0.

use accounts::Request;
use accounts::view::{AccountState, AccountView, Snapshot};
use serde_json::json;

use crate::arguments::Disconnect;
use crate::console::{Console, Done, asks};
use crate::layout::visible;
use crate::picking;
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::shapes::AccountShape;
use crate::standing::{signed_in, way_in};
use crate::trouble::{Kind, Trouble};

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    wanted: Disconnect,
) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    let outcome = disconnect(&mut program, &wanted).await;
    program.end(&outcome).await;
    let (account, removed) = outcome?;
    let shape = AccountShape::of(&account, &console.words);
    let title = visible(&shape.title());
    let facts = [("name", title.as_str())];
    let text = match (removed, account.revoke_page && !wanted.revoke_page) {
        (false, _) => console.say("command-kept", &facts),
        (true, false) => console.say("command-disconnected", &facts),
        (true, true) => {
            let done = console.say("command-disconnected", &facts);
            let rest = console.say("command-may-remain", &[("name", &account.provider)]);
            format!("{done}\n{}", visible(&rest))
        }
    };
    let fields = json!({ "account": shape, "disconnected": removed });
    Ok(Done::news(format!("{text}\n"), fields))
}

/// The account, and whether it was removed.
async fn disconnect(
    program: &mut Program<'_>,
    wanted: &Disconnect,
) -> Result<(AccountView, bool), Trouble> {
    let lists = program.lists().await?;
    let account = picking::account(&lists, &wanted.account)?.clone();
    if !wanted.yes {
        if !asks() {
            return Err(Kind::NotAsked.trouble(&[]));
        }
        let shape = AccountShape::of(&account, &program.console.words);
        let title = visible(&shape.title());
        let question = program
            .console
            .say("command-disconnect", &[("name", &title)]);
        if !program.ask(&question).await? {
            return Ok((account, false));
        }
    }
    program.console.progress("command-disconnecting");
    program.take(Request::Disconnect {
        accounts: vec![account.id.clone()],
        open_revoke_page: wanted.revoke_page,
    })?;
    // The question was asked, so nobody will undo it.
    program.take(Request::SendRemovals)?;
    let gone = program.until(|snapshot| gone(snapshot, &account.id)).await;
    gone.map_err(|trouble| trouble.about(&account.provider))?;
    Ok((account, true))
}

fn gone(snapshot: &Snapshot, id: &str) -> Option<Result<(), Trouble>> {
    let Some(accounts) = signed_in(snapshot) else {
        return way_in(snapshot).map(Err);
    };
    let mut all = accounts.attention.iter().chain(&accounts.connected);
    let Some(row) = all.find(|one| one.id == id) else {
        return Some(Ok(()));
    };
    if matches!(row.state, AccountState::Disconnecting { .. }) {
        return None;
    }
    let failure = row.failure.as_ref()?;
    Some(Err(Trouble::in_snapshot(failure, snapshot)))
}
