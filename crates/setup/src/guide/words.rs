//! What each step is called, and why it is needed.

use super::quoting::line;
use crate::plan::What;
use crate::wish::Wish;

/// What is done.
pub(crate) fn title(wish: &Wish, what: &What) -> String {
    let name = line(&wish.name);
    match what {
        What::Application => format!("Create the application {name}"),
        What::ApplicationType => format!("Make {name} a native application"),
        What::FirstParty => format!("Have {name} be first-party"),
        What::Conformance => format!("Have {name} keep to OpenID Connect"),
        What::Signing => format!("Have the ID tokens of {name} signed with RS256"),
        What::Authentication => format!("Decide how {name} proves itself"),
        What::Callbacks => "Allow the browser to come back".to_owned(),
        What::GrantTypes => "Allow signing in and renewing".to_owned(),
        What::Api => "Activate the My Account API".to_owned(),
        What::OfflineAccess => "Allow offline access to the My Account API".to_owned(),
        What::UserAccess => "Let applications act for people at the My Account API".to_owned(),
        What::SkipConsent => "Let the My Account API skip consent".to_owned(),
        What::Grant => format!("Let {name} use the My Account API for people"),
        What::GrantScopes => format!("Give {name} the three permissions"),
        What::Policy => "Let refresh tokens reach the My Account API".to_owned(),
        What::Connection(name) => format!("Create the connection {}", line(name)),
        What::Purpose(one) => format!("Turn {} on for connected accounts", line(&one.name)),
        What::Enabled(one) => format!("Turn {} on for {name}", line(&one.name)),
        What::Provider(thing, connection) => format!("{}: {}", line(connection), thing.title()),
    }
}

/// Why it is needed.
pub(crate) fn why(what: &What) -> String {
    let text = match what {
        What::Application => "People sign in to it; a native one needs no secret.",
        What::ApplicationType => {
            "A native application gets refresh tokens without a browser’s rules."
        }
        What::FirstParty => {
            "Refresh tokens of a third-party application reach one API only, and it cannot become \
             first-party."
        }
        What::Conformance => {
            "Only conformant applications get refresh tokens for several APIs. Turning it on ends \
             what older programs of this application may rely on."
        }
        What::Signing => {
            "With HS256 only somebody who knows the application’s secret can check who signed in."
        }
        What::Authentication => {
            "A program on somebody’s computer keeps no secret, unless it was given one of its own."
        }
        What::Callbacks => {
            "The tenant sends the browser only to addresses it knows, letter by letter: localhost \
             is not 127.0.0.1."
        }
        What::GrantTypes => "Without them there is no sign-in, or one every few minutes.",
        What::Api => "Accounts are listed, connected and removed by it.",
        What::OfflineAccess => "Without it there are no refresh tokens for it.",
        What::UserAccess => "As it is, no application may act for a person there.",
        What::SkipConsent => {
            "Where it asks for consent, no refresh token of another API reaches it."
        }
        What::Grant => {
            "Only a grant of the subject type “user” counts; after saving, look that it was kept \
             so."
        }
        What::GrantScopes => "Each of reading, connecting and removing is a permission of its own.",
        What::Policy => {
            "One sign-in then serves all. Keys from before do not learn of it: sign in again \
             afterwards."
        }
        What::Connection(_) => "There is none of this name, and it needs keys from the provider.",
        What::Purpose(_) => "Only connections with this purpose are offered.",
        What::Enabled(_) => "A connection is offered only to applications it is turned on for.",
        What::Provider(thing, _) => thing.why(),
    };
    text.to_owned()
}
