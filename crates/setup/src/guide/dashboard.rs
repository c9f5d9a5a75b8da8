//! Clicks in Auth0's Dashboard. The names are those of the Dashboard, and the same as in the
//! program's own words.

use auth0::MY_ACCOUNT_SCOPES;

use super::quoting::line;
use crate::plan::{Plan, Standing, Step, What};
use crate::provider::Provider;

/// Where APIs are.
pub const APIS: &str = "Applications > APIs";
/// Where applications are.
pub const APPLICATIONS: &str = "Applications > Applications";
/// Where connections are.
pub const CONNECTIONS: &str = "Authentication > Social or Enterprise";
/// The API.
pub const MY_ACCOUNT: &str = "Auth0 My Account API";
/// Which applications may use an API.
pub const APPLICATION_ACCESS: &str = "Application Access";
/// What they may do for a person.
pub const USER_ACCESS: &str = "User Access";
/// That they may.
pub const AUTHORIZED: &str = "Authorized";
/// Where the browser may come back to.
pub const CALLBACKS: &str = "Allowed Callback URLs";
/// Whether refresh tokens are issued for an API.
pub const OFFLINE: &str = "Allow Offline Access";
/// Whether an API asks for no consent.
pub const SKIP_CONSENT: &str = "Allow Skipping User Consent";
/// What refresh tokens reach.
pub const MRRT: &str = "Multi-Resource Refresh Token";
/// What an application may ask for.
pub const GRANT_TYPES: &str = "Advanced Settings > Grant Types";
/// How an application proves itself.
pub const CREDENTIALS: &str = "Credentials";
/// An application that runs on somebody's computer.
pub const NATIVE: &str = "Native";
/// That an application does not prove itself.
pub const NONE: &str = "None";
/// What a connection is for.
pub const PURPOSE: &str = "Use for Connected Accounts for Token Vault";
/// Whether a provider is asked for lasting access.
pub const OFFLINE_ACCESS: &str = "Offline Access";

const CHOOSE_RS256: &str = "under Advanced Settings > OAuth, choose RS256 as the JSON Web Token \
                            (JWT) Signature Algorithm.";
/// How a step is taken.
#[must_use]
pub fn clicks(plan: &Plan, step: &Step) -> String {
    let wish = &plan.wish;
    let (name, scopes) = (line(&wish.name), MY_ACCOUNT_SCOPES.join(", "));
    let audience = wish.audience();
    match &step.what {
        What::Application => application(plan, step),
        What::ApplicationType => in_settings(&format!("choose {NATIVE} as its Application Type.")),
        What::FirstParty => format!(
            "Under {APPLICATIONS}, create another application of the type {NATIVE}, and name its \
             client ID."
        ),
        What::Conformance => {
            in_settings("under Advanced Settings > OAuth, turn on OIDC Conformant.")
        }
        What::Signing => in_settings(CHOOSE_RS256),
        What::Authentication => in_settings(&format!(
            "under {CREDENTIALS}, choose {NONE} as the authentication method. Or leave it, and \
             give the program the secret or key."
        )),
        What::Callbacks => in_settings(&callbacks(plan)),
        What::GrantTypes => in_settings(&grant_types()),
        What::Api => format!(
            "Under {APIS}, activate the {MY_ACCOUNT}. Its identifier must be {audience}, with the \
             slash at its end."
        ),
        What::OfflineAccess => format!("Under {APIS} > {MY_ACCOUNT}, turn on {OFFLINE}."),
        What::UserAccess => format!(
            "Under {APIS} > {MY_ACCOUNT} > {APPLICATION_ACCESS}, let applications with a grant \
             act for users."
        ),
        What::SkipConsent => format!("Under {APIS} > {MY_ACCOUNT}, turn on {SKIP_CONSENT}."),
        What::Grant | What::GrantScopes => format!(
            "Under {APIS} > {MY_ACCOUNT} > {APPLICATION_ACCESS}, edit {name}, set {USER_ACCESS} \
             to {AUTHORIZED}, and tick {scopes}. Save, open it again, and look that it was kept."
        ),
        What::Policy => format!(
            "In the application’s settings, under {MRRT}, choose Edit Configuration, turn on the \
             {MY_ACCOUNT}, and tick {scopes}. Leave the others as they are."
        ),
        What::Connection(connection) => format!(
            "Under {CONNECTIONS}, create the connection {}, with keys of your own from the \
             provider.",
            line(connection)
        ),
        What::Purpose(one) => format!(
            "Under {CONNECTIONS}, open {}, and turn on “{PURPOSE}” in Purpose.",
            line(&one.name)
        ),
        What::Enabled(one) => format!(
            "Under {CONNECTIONS}, open {}, and turn on {name} under Applications.",
            line(&one.name)
        ),
        What::Provider(thing, _) => at_the_provider(plan, *thing),
    }
}

fn application(plan: &Plan, step: &Step) -> String {
    let (name, present) = (line(&plan.wish.name), line(&step.present));
    if step.standing == Standing::ByHand {
        return format!(
            "Under {APPLICATIONS}, find the one that is meant, and name its client ID. Now \
             {present}."
        );
    }
    format!(
        "Under {APPLICATIONS}, choose Create Application, call it {name}, and choose {NATIVE}.\n\
         In its settings, {}\nThere too, {}\nIts Client ID is what the program \
         asks for.",
        callbacks(plan),
        grant_types(),
    )
}

fn in_settings(text: &str) -> String {
    format!("In the application’s settings, {text}")
}

fn at_the_provider(plan: &Plan, thing: Provider) -> String {
    let text = match thing {
        Provider::Callback => {
            let tenant = plan.wish.tenant.as_str();
            return format!(
                "In the app’s settings at the provider, among its redirect or callback addresses: \
                 {tenant}login/callback"
            );
        }
        Provider::GitHubApp => {
            "In the app’s settings at GitHub, under Optional features. Then enter the app’s client \
             ID and secret in the connection."
        }
        Provider::SlackRotation => "In the app’s settings at Slack, under OAuth & Permissions.",
        Provider::GoogleKeys | Provider::GooglePrompt => "In the connection’s settings.",
        Provider::GoogleOffline => {
            return format!(
                "In the connection’s settings, under Permissions, tick {OFFLINE_ACCESS}."
            );
        }
        Provider::GooglePublished => "In Google’s console, under OAuth consent screen.",
    };
    text.to_owned()
}

fn callbacks(plan: &Plan) -> String {
    let all = plan.wanted.callbacks.iter().map(|one| line(one));
    let all = all.collect::<Vec<_>>().join(",\n");
    format!("under {CALLBACKS}, enter these, letter by letter:\n{all}")
}

fn grant_types() -> String {
    format!("under {GRANT_TYPES}, tick Authorization Code and Refresh Token.")
}
