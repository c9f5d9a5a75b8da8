//! Compares what there is with what is wished for.

use auth0::MY_ACCOUNT_SCOPES;
use auth0::management::{Client, ResourceServer};
use serde_json::{Map, Value, json};

use crate::plan::{Standing, Step, Wanted, What};
use crate::provider::Provider;
use crate::state::{Application, State};
use crate::wish::Wish;

/// The grant types that signing in and renewing need.
pub(crate) const GRANT_TYPES: [&str; 2] = ["authorization_code", "refresh_token"];
/// Seconds in which a refresh token that was replaced may be used once more, so that an answer that
/// is lost does not end the session.
const LEEWAY: u32 = 5;
const NONE: &str = "none";
/// That only applications with a grant act for people.
const CLIENT_GRANT: &str = "require_client_grant";

/// Every step, and where the lists end up.
pub(crate) fn of(state: &State, wish: &Wish) -> (Vec<Step>, Wanted) {
    let mut steps = Vec::new();
    let mut wanted = wanted(state, wish);
    let usable = application(state, wish, &mut wanted, &mut steps);
    api(state, wish, &mut wanted, &mut steps);
    if usable {
        grant(state, &mut wanted, &mut steps);
        policy(state, wish, &mut wanted, &mut steps);
    }
    for name in &state.absent {
        let step = Draft::new(What::Connection(name.clone()), "not there", name.clone());
        steps.push(step.by_hand());
    }
    for connection in &state.connections {
        let on = |yes: bool| if yes { "on" } else { "off" };
        let purpose = Draft::new(
            What::Purpose(connection.clone()),
            on(connection.active),
            "on",
        );
        steps.push(purpose.right_if(connection.active));
        if usable {
            let present = on(connection.enabled);
            let enabled = Draft::new(What::Enabled(connection.clone()), present, "on");
            steps.push(enabled.right_if(connection.enabled));
        }
    }
    for connection in &state.connections {
        for &thing in Provider::of(&connection.strategy) {
            let what = What::Provider(thing, connection.name.clone());
            let step = Draft::new(what, "not to be seen from here", thing.title());
            steps.push(step.standing(Standing::Unseen));
        }
    }
    (steps, wanted)
}

/// A step on its way.
struct Draft(Step);

impl Draft {
    fn new(what: What, present: impl Into<String>, wanted: impl Into<String>) -> Self {
        Self(Step {
            what,
            present: present.into(),
            wanted: wanted.into(),
            standing: Standing::Change,
        })
    }

    fn standing(mut self, standing: Standing) -> Step {
        self.0.standing = standing;
        self.0
    }

    fn by_hand(self) -> Step {
        self.standing(Standing::ByHand)
    }

    /// A change, unless it is right.
    fn right_if(self, right: bool) -> Step {
        self.standing(if right {
            Standing::Right
        } else {
            Standing::Change
        })
    }

    /// Left to a person, unless it is right.
    fn by_hand_unless(self, right: bool) -> Step {
        self.standing(if right {
            Standing::Right
        } else {
            Standing::ByHand
        })
    }
}

fn wanted(state: &State, wish: &Wish) -> Wanted {
    Wanted {
        client_id: wish.client_id.clone(),
        api_id: state.api.as_ref().map(|api| api.id.clone()),
        grant_id: None,
        confidential: false,
        user_policy: CLIENT_GRANT.to_owned(),
        callbacks: wish.callbacks.clone(),
        grant_types: GRANT_TYPES.map(str::to_owned).to_vec(),
        grant_scopes: MY_ACCOUNT_SCOPES.map(str::to_owned).to_vec(),
        refresh_token: new_refresh_token(&wish.audience()),
    }
}

/// How the refresh tokens of a new application are made.
fn new_refresh_token(audience: &str) -> Map<String, Value> {
    let settings = json!({
        "rotation_type": "rotating",
        "expiration_type": "expiring",
        "leeway": LEEWAY,
        "token_lifetime": 2_592_000,
        "idle_token_lifetime": 1_296_000,
        "infinite_token_lifetime": false,
        "infinite_idle_token_lifetime": false,
        "policies": [{"audience": audience, "scope": MY_ACCOUNT_SCOPES}],
    });
    settings.as_object().cloned().unwrap_or_default()
}

/// Whether there is, or will be, an application that the rest can be done for.
fn application(state: &State, wish: &Wish, wanted: &mut Wanted, steps: &mut Vec<Step>) -> bool {
    let step = |present: &str| Draft::new(What::Application, present, wish.name.clone());
    match &state.application {
        Application::Absent => {
            steps.push(step("not there").standing(Standing::Change));
            true
        }
        Application::Unknown(id) => {
            steps.push(step(&format!("there is none with the id {id}")).by_hand());
            false
        }
        Application::Several(ids) => {
            let present = format!("there are several: {}", ids.join(", "));
            steps.push(step(&present).by_hand());
            false
        }
        Application::Present(client) => {
            wanted.client_id = Some(client.client_id.clone());
            wanted.confidential = is_confidential(client);
            let right = step(&client.client_id).standing(Standing::Right);
            steps.push(Step {
                wanted: client.client_id.clone(),
                ..right
            });
            kind(client, steps);
            lists(client, wish, wanted, steps);
            client.is_first_party != Some(false)
        }
    }
}

/// What an application is; only what nobody has said yet is changed.
fn kind(client: &Client, steps: &mut Vec<Step>) {
    let said = client.app_type.as_deref();
    let step = Draft::new(What::ApplicationType, said.unwrap_or(NONE), "native");
    steps.push(match said {
        None => step.standing(Standing::Change),
        Some(kind) => step.by_hand_unless(kind == "native"),
    });
    let own = client.is_first_party != Some(false);
    let party = if own { "first-party" } else { "third-party" };
    steps.push(Draft::new(What::FirstParty, party, "first-party").by_hand_unless(own));
    let conformant = client.oidc_conformant;
    let present = if conformant { "on" } else { "off" };
    steps.push(Draft::new(What::Conformance, present, "on").by_hand_unless(conformant));
    // Without a word of it, a conformant application has RS256.
    let algorithm = client.jwt_configuration.get("alg").and_then(Value::as_str);
    let algorithm = algorithm.unwrap_or("RS256");
    let signing = Draft::new(What::Signing, algorithm, "RS256");
    steps.push(signing.by_hand_unless(algorithm == "RS256"));
    let method = client.token_endpoint_auth_method.as_deref();
    let step = Draft::new(What::Authentication, method.unwrap_or(NONE), NONE);
    steps.push(step.by_hand_unless(!is_confidential(client)));
}

fn is_confidential(client: &Client) -> bool {
    let method = client.token_endpoint_auth_method.as_deref();
    method.is_some_and(|method| method != NONE)
}

/// The lists of an application, which are only added to.
fn lists(client: &Client, wish: &Wish, wanted: &mut Wanted, steps: &mut Vec<Step>) {
    let callbacks = added(&client.callbacks, &wish.callbacks);
    steps.push(list(What::Callbacks, &client.callbacks, &callbacks));
    wanted.callbacks = callbacks;
    let grant_types = added(&client.grant_types, &GRANT_TYPES);
    steps.push(list(What::GrantTypes, &client.grant_types, &grant_types));
    wanted.grant_types = grant_types;
}

fn api(state: &State, wish: &Wish, wanted: &mut Wanted, steps: &mut Vec<Step>) {
    let audience = wish.audience();
    let Some(api) = &state.api else {
        steps.push(Draft::new(What::Api, "not activated", audience).standing(Standing::Change));
        let consent = Draft::new(What::SkipConsent, "not activated", "on");
        // It is on when the API is activated; what was done is compared again.
        steps.push(consent.standing(Standing::Unseen));
        return;
    };
    steps.push(Draft::new(What::Api, audience.clone(), audience).standing(Standing::Right));
    let offline = api.allow_offline_access != Some(false);
    let on = |yes: bool| if yes { "on" } else { "off" };
    steps.push(Draft::new(What::OfflineAccess, on(offline), "on").by_hand_unless(offline));
    let policy = api.user_policy().unwrap_or(CLIENT_GRANT);
    let denied = policy == "deny_all";
    let target = if denied { CLIENT_GRANT } else { policy };
    target.clone_into(&mut wanted.user_policy);
    steps.push(Draft::new(What::UserAccess, policy, target).right_if(!denied));
    let skips = api.skip_consent != Some(false);
    steps.push(Draft::new(What::SkipConsent, on(skips), "on").right_if(skips));
}

/// The grant for a person. One for the application itself does not count, and is not touched.
fn grant(state: &State, wanted: &mut Wanted, steps: &mut Vec<Step>) {
    let scopes = MY_ACCOUNT_SCOPES.join(", ");
    if state.api.as_ref().and_then(ResourceServer::user_policy) == Some("allow_all") {
        let step = Draft::new(
            What::Grant,
            "every application may",
            "every application may",
        );
        steps.push(step.standing(Standing::Right));
        return;
    }
    let Some(grant) = state.grants.iter().find(|grant| grant.is_for_a_person()) else {
        let step = if state.grants.is_empty() {
            Draft::new(What::Grant, NONE, format!("user: {scopes}")).standing(Standing::Change)
        } else {
            let present = "there is one of the subject type “client”, which does not count";
            Draft::new(What::Grant, present, format!("user: {scopes}")).by_hand()
        };
        steps.push(step);
        return;
    };
    steps.push(Draft::new(What::Grant, "user", "user").standing(Standing::Right));
    wanted.grant_id = Some(grant.id.clone());
    wanted.grant_scopes = added(&grant.scope, &MY_ACCOUNT_SCOPES);
    let step = list(What::GrantScopes, &grant.scope, &wanted.grant_scopes);
    steps.push(step);
}

fn policy(state: &State, wish: &Wish, wanted: &mut Wanted, steps: &mut Vec<Step>) {
    let audience = wish.audience();
    let mut present = Vec::new();
    if let Application::Present(client) = &state.application {
        present = client.policy(&audience).unwrap_or_default();
        wanted.refresh_token = client.refresh_token_with(&audience, &MY_ACCOUNT_SCOPES);
    }
    let scopes = added(&present, &MY_ACCOUNT_SCOPES);
    steps.push(list(What::Policy, &present, &scopes));
}

/// A list that is right if nothing was added.
fn list(what: What, present: &[String], wanted: &[String]) -> Step {
    let told = |list: &[String]| {
        if list.is_empty() {
            NONE.to_owned()
        } else {
            list.join(", ")
        }
    };
    Draft::new(what, told(present), told(wanted)).right_if(present.len() == wanted.len())
}

/// What is there, and behind it what is missing.
pub(crate) fn added(present: &[String], wanted: &[impl AsRef<str>]) -> Vec<String> {
    let mut all = present.to_vec();
    for one in wanted {
        if !all.iter().any(|had| had == one.as_ref()) {
            all.push(one.as_ref().to_owned());
        }
    }
    all
}
