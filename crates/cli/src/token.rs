//! An administrator's token of the Management API: from the environment or standard input, never from an
//! argument, which others could see.

use auth0::AccessToken;

use crate::console::Console;
use crate::setting::{Setting, blocking};
use crate::surroundings;
use crate::trouble::{Kind, Trouble};

/// Where a token came from.
pub(crate) struct Lent {
    pub(crate) token: AccessToken,
    /// Standard input is used up.
    pub(crate) was_typed: bool,
}

/// The token; at a terminal it is asked for, and not shown.
pub(crate) async fn lend(setting: &Setting, console: &Console) -> Result<Lent, Trouble> {
    if let Some(token) = surroundings::token() {
        return Ok(Lent {
            token: AccessToken::new(token),
            was_typed: false,
        });
    }
    let at_terminal = surroundings::has_terminal_in();
    let question = format!("{} ", console.say("command-token", &[]));
    let reading = blocking(move || {
        if at_terminal {
            return rpassword::prompt_password(question);
        }
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map(|_| line)
    });
    let line = setting.unless_interrupted(reading).await?;
    let token = line.trim();
    if token.is_empty() {
        return Err(Kind::TokenNeeded.trouble(&[]));
    }
    Ok(Lent {
        token: AccessToken::new(token),
        was_typed: !at_terminal,
    })
}

/// What a refusal of the Management API means.
pub(crate) fn refused(failure: setup::Failure, domain: &str) -> Trouble {
    use accounts::failure::{Doing, Failure};
    match failure {
        setup::Failure::TokenRejected => Kind::TokenRejected.trouble(&[("name", domain)]),
        setup::Failure::ScopeMissing { scope } => {
            Kind::TokenScopeMissing.trouble(&[("scope", &scope)])
        }
        setup::Failure::Tenant(error) => {
            let now = system::clock::now();
            Trouble::here(
                Failure::of_tenant(&error, Doing::Listing, now),
                Some(domain),
            )
        }
    }
}
