//! `mooring status`: which tenant is used and who is signed in. Nothing is sent, and no token is read.

use accounts::view::{KeychainProblem, PersonView, Screen, Snapshot};
use serde_json::json;

use crate::console::{Console, Done};
use crate::exit;
use crate::layout::{labelled, visible};
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::shapes::{PersonShape, ProfileShape};
use crate::standing::way_in;
use crate::trouble::{Kind, Trouble};

/// What the keychain says.
struct Found {
    person: Option<PersonView>,
    keychain: &'static str,
    code: u8,
}

pub(super) async fn run(setting: &mut Setting, console: &Console) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let profile = profile.ok_or_else(|| Kind::NoTenant.trouble(&[]))?;
    let kept = Some(profile.clone());
    let mut program = Program::start(setting, console, kept, Reach::ThisComputer)?;
    console.progress("command-keychain");
    let found = program.until(look).await;
    program.end(&found).await;
    let found = found?;
    let shape = ProfileShape::from(&profile);
    let nobody = || console.say("command-nobody", &[]);
    let person = found.person.as_ref().map_or_else(nobody, told);
    let mut rows = vec![
        ("command-tenant", visible(&shape.domain)),
        ("first-run-client-id", visible(&shape.client_id)),
    ];
    if let Some(organization) = &shape.organization {
        rows.push(("command-organization", visible(organization)));
    }
    let keychain = format!("command-keychain-{}", found.keychain);
    rows.push(("command-signed-in-as", person));
    rows.push(("command-return-path", console.say("command-loopback", &[])));
    rows.push(("command-keychain-label", console.say(&keychain, &[])));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(id, value)| (console.say(id, &[]), value))
        .collect();
    let fields = json!({
        "profile": shape,
        "person": found.person.as_ref().map(PersonShape::from),
        "returnPath": "loopback",
        "keychain": found.keychain,
    });
    Ok(Done::answer(labelled(&rows, 0), fields).code(found.code))
}

fn look(snapshot: &Snapshot) -> Option<Result<Found, Trouble>> {
    let found = |person, keychain, code| {
        Some(Ok(Found {
            person,
            keychain,
            code,
        }))
    };
    match &snapshot.screen {
        Screen::Accounts(accounts) => found(accounts.person.clone(), "ready", 0),
        Screen::SignedOut { failure: None } => found(None, "ready", exit::SIGN_IN),
        Screen::Keychain {
            checking: false,
            problem,
            ..
        } => {
            let keychain = match problem {
                KeychainProblem::Locked => "locked",
                KeychainProblem::Absent => "absent",
                KeychainProblem::Refused => "refused",
            };
            found(None, keychain, exit::KEYCHAIN)
        }
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SignedOut { .. }
        | Screen::SigningIn { .. }
        | Screen::Keychain { .. }
        | Screen::AnotherPerson { .. } => way_in(snapshot).map(Err),
    }
}

/// A person, with what tells them from others of that name.
pub(super) fn told(person: &PersonView) -> String {
    match person.email.as_ref().filter(|email| **email != person.name) {
        Some(email) => visible(&format!("{} ({email})", person.name)),
        None => visible(&person.name),
    }
}
