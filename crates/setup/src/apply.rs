//! Does what a plan says, and looks whether it is so.

use auth0::management::{ClientSettings, Management, ResourceServerSettings};
use auth0::{AccessToken, Error, Http, MY_ACCOUNT_SCOPES};
use serde_json::json;

use crate::failure::Failure;
use crate::plan::{Plan, Step, What};
use crate::state::{ConnectionState, State};
use crate::steps::{GRANT_TYPES, added};

/// The name that the tenant is told, and replaces by its own.
const API_NAME: &str = "Auth0 My Account API";

/// What was done.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The steps that were taken.
    pub done: Vec<What>,
    /// The steps for single connections that the tenant refused; the others were gone on with.
    pub refused: Vec<(What, Failure)>,
    /// The tenant compared once more: what is not as it was asked for is a step again.
    pub left: Plan,
}

/// Where it ended before its time. What was done stays; done again, it goes on from there.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct Stopped {
    /// The steps that were taken.
    pub done: Vec<What>,
    /// The step that could not be taken; none if the tenant could not be read afterwards.
    pub at: Option<What>,
    /// Why.
    pub why: Failure,
}

/// Takes the steps that change something, one after the other; `told` hears of each before it is
/// taken. What is added to is read again just before. Then the whole tenant is read again: a grant
/// that was kept as another kind, or a policy that is not there, is found that way.
///
/// # Errors
/// [`Stopped`] at the first step that could not be taken, unless it was refused for one connection
/// only.
pub async fn apply(
    http: &Http,
    token: &AccessToken,
    plan: &Plan,
    mut told: impl FnMut(&Step) + Send,
) -> Result<Applied, Stopped> {
    let mut wish = plan.wish.clone();
    wish.client_id = plan.client_id().map(str::to_owned);
    let mut left = plan.clone();
    let mut done = Vec::new();
    let mut refused: Vec<(What, Failure)> = Vec::new();
    let mut steps: Vec<Step> = plan.changes().cloned().collect();
    loop {
        for step in steps {
            told(&step);
            tracing::info!(step = step.what.id(), "a step of the set-up is taken");
            let api = Management::new(http, &wish.tenant, token);
            match take(&api, &left, wish.client_id.as_deref(), &step.what).await {
                Ok(Some(made)) => wish.client_id = Some(made),
                Ok(None) => {}
                Err(why) if why.is_refusal() && is_of_one_connection(&step.what) => {
                    refused.push((step.what, why));
                    continue;
                }
                Err(why) => {
                    let at = Some(step.what);
                    return Err(Stopped { done, at, why });
                }
            }
            done.push(step.what);
        }
        left = match State::read(http, token, &wish).await {
            Ok(state) => Plan::of(&state, &wish),
            Err(why) => {
                return Err(Stopped {
                    done,
                    at: None,
                    why,
                });
            }
        };
        // What came to light only now, once.
        let tried = |step: &Step| {
            let mut all = done.iter().chain(refused.iter().map(|(what, _)| what));
            all.any(|what| what.is_same_as(&step.what))
        };
        let new = |step: &&Step| !tried(step);
        steps = left.changes().filter(new).cloned().collect();
        if steps.is_empty() {
            return Ok(Applied {
                done,
                refused,
                left,
            });
        }
    }
}

fn is_of_one_connection(what: &What) -> bool {
    matches!(what, What::Purpose(_) | What::Enabled(_))
}

/// Takes one step; gives the id of an application that it made.
async fn take(
    api: &Management<'_>,
    plan: &Plan,
    client_id: Option<&str>,
    what: &What,
) -> Result<Option<String>, Failure> {
    let audience = plan.wish.audience();
    match what {
        What::Application => return Ok(Some(create(api, plan).await?)),
        What::ApplicationType | What::Callbacks | What::GrantTypes | What::Policy => {
            change_client(api, plan, known(client_id)?, what).await?;
        }
        What::Api => {
            api.create_resource_server(&audience, API_NAME).await?;
        }
        What::UserAccess | What::SkipConsent => change_api(api, &audience, what).await?,
        What::Grant => {
            let id = known(client_id)?;
            api.create_user_grant(id, &audience, &MY_ACCOUNT_SCOPES)
                .await?;
        }
        What::GrantScopes => widen_grant(api, known(client_id)?, &audience).await?,
        What::Purpose(connection) => activate(api, connection).await?,
        What::Enabled(connection) => api.enable(&connection.id, known(client_id)?).await?,
        // These are never a change.
        What::FirstParty
        | What::Conformance
        | What::Signing
        | What::Authentication
        | What::OfflineAccess
        | What::Connection(_)
        | What::Provider(..) => {}
    }
    Ok(None)
}

fn known(client_id: Option<&str>) -> Result<&str, Failure> {
    client_id.ok_or_else(|| missing("the application"))
}

/// What was there when the plan was made is gone.
fn missing(what: &str) -> Failure {
    Failure::Tenant(Error::NotSent(format!("{what} is not there any more")))
}

async fn create(api: &Management<'_>, plan: &Plan) -> Result<String, Failure> {
    let mut refresh_token = plan.wanted.refresh_token.clone();
    // The policy is a step of its own, once there is the API.
    refresh_token.remove("policies");
    let jwt = json!({"alg": "RS256"});
    let settings = ClientSettings {
        name: Some(plan.wish.name.clone()),
        app_type: Some("native".to_owned()),
        callbacks: Some(plan.wanted.callbacks.clone()),
        grant_types: Some(plan.wanted.grant_types.clone()),
        token_endpoint_auth_method: Some("none".to_owned()),
        oidc_conformant: Some(true),
        is_first_party: Some(true),
        jwt_configuration: jwt.as_object().cloned(),
        refresh_token: Some(refresh_token),
    };
    Ok(api.create_client(&settings).await?.client_id)
}

async fn change_client(
    api: &Management<'_>,
    plan: &Plan,
    id: &str,
    what: &What,
) -> Result<(), Failure> {
    let client = api.client(id).await?;
    let client = client.ok_or_else(|| missing("the application"))?;
    let mut settings = ClientSettings::default();
    if *what == What::ApplicationType {
        settings.app_type = Some("native".to_owned());
    } else if *what == What::Callbacks {
        settings.callbacks = Some(added(&client.callbacks, &plan.wish.callbacks));
    } else if *what == What::GrantTypes {
        settings.grant_types = Some(added(&client.grant_types, &GRANT_TYPES));
    } else {
        let audience = plan.wish.audience();
        let refresh_token = client.refresh_token_with(&audience, &MY_ACCOUNT_SCOPES);
        settings.refresh_token = Some(refresh_token);
    }
    api.update_client(id, &settings).await?;
    Ok(())
}

async fn change_api(api: &Management<'_>, audience: &str, what: &What) -> Result<(), Failure> {
    let present = api.resource_server(audience).await?;
    let present = present.ok_or_else(|| missing("the My Account API"))?;
    let settings = if *what == What::SkipConsent {
        ResourceServerSettings {
            skip_consent: Some(true),
            ..ResourceServerSettings::default()
        }
    } else {
        ResourceServerSettings {
            subject_type_authorization: Some(present.with_user_policy("require_client_grant")),
            ..ResourceServerSettings::default()
        }
    };
    api.update_resource_server(&present.id, &settings).await?;
    Ok(())
}

async fn widen_grant(api: &Management<'_>, client_id: &str, audience: &str) -> Result<(), Failure> {
    let grants = api.client_grants(client_id, audience).await?;
    let grant = grants.iter().find(|grant| grant.is_for_a_person());
    let grant = grant.ok_or_else(|| missing("the grant"))?;
    let scopes = added(&grant.scope, &MY_ACCOUNT_SCOPES);
    Ok(api.update_grant(&grant.id, &scopes).await?)
}

async fn activate(api: &Management<'_>, connection: &ConnectionState) -> Result<(), Failure> {
    let purpose = api.purpose(&connection.id).await?;
    Ok(api.activate(&connection.id, purpose).await?)
}
