//! `mooring sign-in`: in the browser.

use accounts::view::{ConfirmationView, PersonView, Screen, Snapshot};
use accounts::{ProfileForm, Request};
use serde_json::json;

use super::connect::failed_news;
use super::status::told;
use crate::arguments::Browser;
use crate::console::{Console, Done, asks};
use crate::layout::visible;
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::shapes::PersonShape;
use crate::standing::{read, way_in};
use crate::trouble::{Kind, Trouble};

/// What there is to do next.
enum Next {
    UseTenant,
    SignIn,
    Confirm,
    Decide { name: String, before: String },
    Done(Option<PersonView>),
}

/// What was done already.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Default)]
struct Way {
    /// The tenant is to be kept in the settings, which name none.
    keeps: bool,
    tenant_used: bool,
    began: bool,
    confirmed: bool,
    decided: bool,
    /// The failure that was told of before the sign-in began.
    known: Option<String>,
}

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    browser: Browser,
    named: bool,
) -> Result<Done, Trouble> {
    setting.readable()?;
    let keeps = named && setting.settings.profiles.is_empty();
    let named = setting.profile.clone();
    let profile = named.clone().filter(|_| !keeps);
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    if browser.no_browser {
        program.print_links();
    }
    let mut way = Way {
        keeps,
        ..Way::default()
    };
    let outcome = sign_in(&mut program, &mut way, named.as_ref()).await;
    program.end(&outcome).await;
    let person = outcome?;
    let name = person.as_ref().map(told).unwrap_or_default();
    let already = !(way.began || way.confirmed || way.tenant_used);
    let id = if already {
        "command-already-signed-in"
    } else {
        "command-signed-in"
    };
    let text = format!("{}\n", console.say(id, &[("name", &name)]));
    let person = person.as_ref().map(PersonShape::from);
    Ok(Done::news(
        text,
        json!({ "person": person, "already": already }),
    ))
}

async fn sign_in(
    program: &mut Program<'_>,
    way: &mut Way,
    profile: Option<&accounts::settings::ProfileSettings>,
) -> Result<Option<PersonView>, Trouble> {
    program.console.progress("command-keychain");
    loop {
        match program.until(|snapshot| next(snapshot, way)).await? {
            Next::UseTenant => {
                let profile = profile.ok_or_else(|| Kind::NoTenant.trouble(&[]))?;
                way.tenant_used = true;
                program.console.progress("command-tenant-asked");
                program.take(Request::UseTenant(ProfileForm {
                    domain: profile.domain.clone(),
                    client_id: profile.client_id.clone(),
                    ..ProfileForm::default()
                }))?;
            }
            Next::SignIn => {
                way.began = true;
                program.console.progress("command-preparing");
                program.take(Request::SignIn)?;
            }
            Next::Confirm => {
                way.confirmed = true;
                let words = program.console.say("command-confirm", &[]);
                program.console.aside(&words);
                program.take(Request::ConfirmIdentity)?;
            }
            Next::Decide { name, before } => {
                way.decided = true;
                decide(program, &name, &before).await?;
            }
            Next::Done(person) => return Ok(person),
        }
    }
}

/// Somebody else signed in than was expected: the person at the terminal decides.
async fn decide(program: &mut Program<'_>, name: &str, before: &str) -> Result<(), Trouble> {
    let facts = [("name", name), ("before", before)];
    let question = visible(&program.console.say("command-switch", &facts));
    let switches = asks() && program.ask(&question).await?;
    if switches {
        return program.take(Request::SwitchPerson);
    }
    program.take(Request::KeepPerson)?;
    let decided = |snapshot: &Snapshot| {
        let asks = matches!(snapshot.screen, Screen::AnotherPerson { .. });
        (!asks).then_some(Ok(()))
    };
    program.until(decided).await?;
    Err(Kind::AnotherPerson.trouble(&[("name", name)]))
}

fn next(snapshot: &Snapshot, way: &mut Way) -> Option<Result<Next, Trouble>> {
    match &snapshot.screen {
        Screen::FirstRun {
            checking: false,
            failure: None,
            ..
        } if way.keeps => (!way.tenant_used).then_some(Ok(Next::UseTenant)),
        Screen::SignedOut { failure } if !way.began && !way.tenant_used => {
            way.known = failure.as_ref().map(|failure| failure.id.clone());
            Some(Ok(Next::SignIn))
        }
        Screen::SignedOut { failure } => {
            let new = failure
                .as_ref()
                .filter(|one| Some(&one.id) != way.known.as_ref())?;
            Some(Err(Trouble::in_snapshot(new, snapshot)))
        }
        Screen::AnotherPerson {
            before,
            now,
            switching: false,
            ..
        } => (!way.decided).then(|| {
            Ok(Next::Decide {
                name: now.name.clone(),
                before: before.name.clone(),
            })
        }),
        Screen::AnotherPerson { .. } => None,
        Screen::Accounts(accounts) => match &accounts.confirmation {
            Some(ConfirmationView::Wanted { .. }) if !way.confirmed => Some(Ok(Next::Confirm)),
            Some(ConfirmationView::Wanted { .. }) => failed_news(snapshot).map(Err),
            Some(ConfirmationView::UnderWay { .. }) => None,
            None => {
                let read = read(accounts, snapshot)?;
                Some(read.map(|lists| Next::Done(lists.person)))
            }
        },
        Screen::Starting
        | Screen::FirstRun { .. }
        | Screen::SigningIn { .. }
        | Screen::Keychain { .. } => way_in(snapshot).map(Err),
    }
}
