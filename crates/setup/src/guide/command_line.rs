//! Commands of Auth0's command line. They ask for what they need to know, and add to what there is.

use auth0::MY_ACCOUNT_SCOPES;
use serde_json::json;

use super::quoting::shell;
use super::{Section, code};
use crate::plan::{Plan, Standing, Step, What};
use crate::state::ConnectionState;
use crate::wish::SCOPES;

/// Adds a policy to the refresh settings and keeps the rest of them.
const ADD_POLICY: &str = r#"{refresh_token: ((.refresh_token // {})
  | .rotation_type //= "non-rotating" | .expiration_type //= "non-expiring"
  | .policies = ((.policies // []) as $all
    | [$all[] | select(.audience != $audience)]
    + [{audience: $audience, scope:
        ([$all[] | select(.audience == $audience) | .scope[]] + $scope | unique)}]))}"#;

/// What comes before the first step.
pub(crate) fn preamble(plan: &Plan) -> Vec<Section> {
    let mut lines = vec![
        format!("auth0 login --scopes {}", SCOPES.join(",")),
        format!("auth0 tenants use {}", shell(&plan.wish.tenant.domain())),
    ];
    let known = plan.client_id().map(shell);
    lines.extend(known.map(|id| format!("CLIENT_ID={id}")));
    vec![Section {
        id: "sign-in",
        title: "Sign in as an administrator".to_owned(),
        why: "Auth0’s command line, auth0, does the rest; jq reads its answers.".to_owned(),
        how: lines.join("\n"),
        is_code: true,
    }]
}

/// A step as commands; none if there are no commands for it.
pub(crate) fn section(plan: &Plan, step: &Step) -> Option<Section> {
    if step.standing == Standing::ByHand {
        return None;
    }
    let how = match &step.what {
        What::Application => create(plan),
        What::ApplicationType => "auth0 apps update \"$CLIENT_ID\" --type native".to_owned(),
        What::Callbacks => {
            let all = plan.wanted.callbacks.join(",");
            format!(
                "auth0 apps update \"$CLIENT_ID\" --callbacks {}",
                shell(&all)
            )
        }
        What::GrantTypes => {
            let body = json!({"grant_types": plan.wanted.grant_types});
            data("patch", "\"clients/$CLIENT_ID\"", &body)
        }
        What::Api => {
            let body = json!({"identifier": plan.wish.audience(), "name": "Auth0 My Account API"});
            data("post", "resource-servers", &body)
        }
        What::SkipConsent => {
            let body = json!({"skip_consent_for_verifiable_first_party_clients": true});
            change_api(plan, &body)
        }
        What::UserAccess => {
            let user = json!({"policy": "require_client_grant"});
            let client = json!({"policy": "deny_all"});
            let rules = json!({"subject_type_authorization": {"user": user, "client": client}});
            change_api(plan, &rules)
        }
        What::Grant => grant(plan),
        What::GrantScopes => {
            let id = plan.wanted.grant_id.as_deref().unwrap_or("GRANT_ID");
            let body = json!({"scope": plan.wanted.grant_scopes});
            data("patch", &shell(&format!("client-grants/{id}")), &body)
        }
        What::Policy => policy(plan),
        What::Purpose(one) => {
            let body = json!({"connected_accounts": {"active": true}});
            let patch = data("patch", "\"connections/$CONNECTION_ID\"", &body);
            format!("{}\n{patch}", connection_id(one))
        }
        What::Enabled(one) => format!(
            "{}\njq -n --arg id \"$CLIENT_ID\" '[{{client_id: $id, status: true}}]' |\n  \
             auth0 api patch \"connections/$CONNECTION_ID/clients\"",
            connection_id(one)
        ),
        What::FirstParty
        | What::Conformance
        | What::Signing
        | What::Authentication
        | What::OfflineAccess
        | What::Connection(_)
        | What::Provider(..) => return None,
    };
    Some(code(plan, &step.what, how))
}

fn create(plan: &Plan) -> String {
    format!(
        "CLIENT_ID=$(auth0 apps create --name {} --type native --auth-method None \\\n  \
         --callbacks {} \\\n  --grants code,refresh-token --json | jq -r .client_id)",
        shell(&plan.wish.name),
        shell(&plan.wanted.callbacks.join(",")),
    )
}

fn change_api(plan: &Plan, body: &serde_json::Value) -> String {
    let find = format!(
        "API_ID=$(auth0 api get resource-servers -q per_page=100 |\n  \
         jq -r --arg audience {} '.[] | select(.identifier == $audience) | .id')",
        shell(&plan.wish.audience())
    );
    format!(
        "{find}\n{}",
        data("patch", "\"resource-servers/$API_ID\"", body)
    )
}

fn grant(plan: &Plan) -> String {
    let audience = shell(&plan.wish.audience());
    format!(
        "jq -n --arg id \"$CLIENT_ID\" --arg audience {audience} --argjson scope {} \\\n  \
         '{{client_id: $id, audience: $audience, scope: $scope, subject_type: \"user\"}}' |\n  \
         auth0 api post client-grants\n\
         # this must say: user\n\
         auth0 api get client-grants -q \"client_id=$CLIENT_ID\" -q {} | jq -r '.[].subject_type'",
        scopes(),
        shell(&format!("audience={}", plan.wish.audience())),
    )
}

fn policy(plan: &Plan) -> String {
    format!(
        "auth0 api get \"clients/$CLIENT_ID\" -q fields=refresh_token |\n  \
         jq --arg audience {} --argjson scope {} {} |\n  \
         auth0 api patch \"clients/$CLIENT_ID\"",
        shell(&plan.wish.audience()),
        scopes(),
        shell(ADD_POLICY),
    )
}

fn scopes() -> String {
    shell(&json!(MY_ACCOUNT_SCOPES).to_string())
}

fn connection_id(connection: &ConnectionState) -> String {
    if !connection.id.is_empty() {
        return format!("CONNECTION_ID={}", shell(&connection.id));
    }
    format!(
        "CONNECTION_ID=$(auth0 api get connections -q {} | jq -r '.[0].id')",
        shell(&format!("name={}", connection.name))
    )
}

fn data(method: &str, path: &str, body: &serde_json::Value) -> String {
    format!(
        "auth0 api {method} {path} --data {}",
        shell(&body.to_string())
    )
}
