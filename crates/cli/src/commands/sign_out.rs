//! `mooring sign-out`: the key is revoked and taken out of the keychain.

use accounts::Request;
use accounts::view::{News, Screen, Snapshot};
use serde_json::json;

use super::connect::failed_news;
use crate::console::{Console, Done};
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::standing::way_in;
use crate::trouble::Trouble;

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    in_browser: bool,
) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    let outcome = sign_out(&mut program, in_browser).await;
    program.end(&outcome).await;
    let id = if outcome? {
        "command-signed-out"
    } else {
        "command-already-signed-out"
    };
    let text = format!("{}\n", console.say(id, &[]));
    Ok(Done::news(text, json!({})))
}

/// Whether somebody was signed in.
async fn sign_out(program: &mut Program<'_>, in_browser: bool) -> Result<bool, Trouble> {
    program.console.progress("command-keychain");
    let known = |snapshot: &Snapshot| match &snapshot.screen {
        Screen::Accounts(_) => Some(Ok(true)),
        Screen::SignedOut { .. } => Some(Ok(false)),
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SigningIn { .. }
        | Screen::Keychain { .. }
        | Screen::AnotherPerson { .. } => way_in(snapshot).map(Err),
    };
    if !program.until(known).await? {
        return Ok(false);
    }
    program.console.progress("command-signing-out");
    program.take(Request::SignOut { in_browser })?;
    program.until(out).await?;
    Ok(true)
}

fn out(snapshot: &Snapshot) -> Option<Result<(), Trouble>> {
    let told = |news: &News| matches!(news, News::Failed { .. } | News::RevocationFailed { .. });
    let failed = snapshot.notices.iter().any(|notice| told(&notice.news));
    match &snapshot.screen {
        Screen::SignedOut { .. } if failed => failed_news(snapshot).map(Err),
        Screen::SignedOut { .. } => Some(Ok(())),
        // The keychain did not let go of it.
        Screen::Accounts(accounts) if failed && !accounts.signing_out => {
            failed_news(snapshot).map(Err)
        }
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SigningIn { .. }
        | Screen::Keychain { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Accounts(_) => way_in(snapshot).map(Err),
    }
}
