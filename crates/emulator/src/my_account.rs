//! The five Connected Accounts calls of the My Account API (contract 1).

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};

use crate::base::Base;
use crate::complete;
use crate::config::Possession;
use crate::connect;
use crate::demo::MY_ACCOUNT_SCOPES;
use crate::dpop::{self, Credential};
use crate::fields::{Fields, is_json};
use crate::limits::Standing;
use crate::list;
use crate::nonces::Space;
use crate::open_questions::{DeleteUnknown, UnauthorizedChallenge};
use crate::problem::{Place, Problem, Violation};
use crate::schema::{self, Shape};
use crate::state::{Running, Tenant};
use crate::user_info;

const CREATE: &str = MY_ACCOUNT_SCOPES[0];
const READ: &str = MY_ACCOUNT_SCOPES[1];
const DELETE: &str = MY_ACCOUNT_SCOPES[2];

/// The routes below `/me/v1`. Anything else there is a 404, other methods too.
pub(crate) fn routes(running: &Running) -> Router<Running> {
    Router::new()
        .route("/connected-accounts/connect", post(start))
        .route("/connected-accounts/complete", post(finish))
        .route("/connected-accounts/accounts", get(accounts))
        .route("/connected-accounts/connections", get(connections))
        .route("/connected-accounts/accounts/{id}", delete(disconnect))
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .layer(middleware::from_fn_with_state(running.clone(), guard))
}

/// Who calls, by a valid token for this API.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// The application's id.
    pub(crate) client: String,
    /// The person's id.
    pub(crate) person: String,
    /// The organization on whose behalf.
    pub(crate) org_id: Option<String>,
    /// The `DPoP` key the token is bound to.
    pub(crate) key: Option<String>,
    scopes: Vec<String>,
}

impl Caller {
    fn may(&self, scope: &str) -> Result<(), Problem> {
        if self.scopes.iter().any(|one| one == scope) {
            Ok(())
        } else {
            Err(Problem::insufficient_scope(scope))
        }
    }
}

/// What [`guard`] found out, for the extractor.
#[derive(Clone)]
struct Verdict(Result<Caller, Problem>);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Verdict>().map_or_else(
            || Err(Problem::invalid_token()),
            |verdict| verdict.0.clone(),
        )
    }
}

/// Checks the token, counts the call, and puts the rate-limit headers on whatever is answered, and
/// a fresh nonce on what was asked with a proof.
async fn guard(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    mut request: Request,
    next: Next,
) -> Response {
    let address = base.at(&format!("/me/v1{}", request.uri().path()));
    let place = (request.method().as_str(), address.as_str());
    let caller = caller(&tenant, &base, place, request.headers());
    let proven = request.headers().contains_key("dpop");
    let who = caller.as_ref().map_or("", |caller| caller.person.as_str());
    let standing = tenant
        .limits
        .count(tenant.config.rate_limit, who, tenant.clock.now());
    let too_many = matches!(standing, Standing::Over { .. }) && caller.is_ok();
    let mut response = if too_many {
        Problem::too_many().into_response()
    } else {
        request.extensions_mut().insert(Verdict(caller));
        next.run(request).await
    };
    standing.tell(response.headers_mut());
    let rules = &tenant.config.dpop;
    if proven && rules.api_nonce && rules.api != Possession::Off {
        dpop::tell_nonce(&tenant, Space::Resource, response.headers_mut());
    }
    response
}

fn caller(
    tenant: &Tenant,
    base: &Base,
    place: (&str, &str),
    headers: &HeaderMap,
) -> Result<Caller, Problem> {
    let challenge = tenant.config.open_questions.unauthorized_challenge;
    let challenged = |problem: Problem, text: &str| match challenge {
        UnauthorizedChallenge::Absent => problem,
        UnauthorizedChallenge::Bearer => problem.challenged(text.to_owned()),
    };
    if !headers.contains_key(header::AUTHORIZATION) {
        return Err(challenged(Problem::missing_token(), "Bearer realm=\"api\""));
    }
    let sent = Credential::read(headers);
    let held = sent.and_then(|sent| holder(tenant, base, sent.token()).map(|held| (sent, held)));
    let Some((sent, caller)) = held else {
        return Err(challenged(
            Problem::invalid_token(),
            "Bearer realm=\"api\", error=\"invalid_token\"",
        ));
    };
    let rules = &tenant.config.dpop;
    if rules.api == Possession::Required && caller.key.is_none() {
        let text = "The API takes only tokens that are bound to a key";
        return Err(dpop::refused("invalid_token", text));
    }
    let bound_to = caller.key.as_deref();
    dpop::at_resource(tenant, headers, place, (sent, bound_to), rules.api_nonce)?;
    Ok(caller)
}

fn holder(tenant: &Tenant, base: &Base, token: &str) -> Option<Caller> {
    let claims = tenant.keys.open(token)?;
    let audience = base.my_account();
    let aud = claims.get("aud")?;
    let meant = aud.as_str() == Some(&audience)
        || aud
            .as_array()
            .is_some_and(|list| list.iter().any(|one| one.as_str() == Some(&audience)));
    let ours = claims.get("iss")?.as_str()? == base.issuer();
    let alive = tenant.clock.now().timestamp() < claims.get("exp")?.as_i64()?;
    let person = tenant.person_by_subject(claims.get("sub")?.as_str()?)?;
    let scopes = claims.get("scope")?.as_str()?;
    let client = claims.get("azp")?.as_str()?;
    let org_id = claims.get("org_id").and_then(serde_json::Value::as_str);
    (meant && ours && alive).then(|| Caller {
        client: client.to_owned(),
        person: person.id.clone(),
        org_id: org_id.map(str::to_owned),
        key: user_info::key(&claims),
        scopes: scopes.split(' ').map(str::to_owned).collect(),
    })
}

async fn start(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    caller.may(CREATE)?;
    let body = read(&connect::SHAPE, &headers, &body)?;
    let tenant = tenant.for_client(&caller.client);
    let answer = connect::start(&tenant, &base, &caller, &body)?;
    Ok((StatusCode::CREATED, axum::Json(answer)).into_response())
}

async fn finish(
    State(tenant): State<Arc<Tenant>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    caller.may(CREATE)?;
    let body = read(&complete::SHAPE, &headers, &body)?;
    let answer = complete::finish(&tenant, &caller, &body)?;
    Ok((StatusCode::CREATED, axum::Json(answer)).into_response())
}

async fn accounts(
    State(tenant): State<Arc<Tenant>>,
    caller: Caller,
    query: Fields,
) -> Result<Response, Problem> {
    caller.may(READ)?;
    let answer = list::accounts(&tenant, &caller.person, &query)?;
    Ok(axum::Json(answer).into_response())
}

async fn connections(
    State(tenant): State<Arc<Tenant>>,
    caller: Caller,
    query: Fields,
) -> Result<Response, Problem> {
    caller.may(READ)?;
    let tenant = tenant.for_client(&caller.client);
    let answer = list::connections(&tenant, &caller.person, &query)?;
    Ok(axum::Json(answer).into_response())
}

async fn disconnect(
    State(tenant): State<Arc<Tenant>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    caller.may(DELETE)?;
    let letters = id.strip_prefix("cac_").unwrap_or_default();
    if letters.is_empty() || !letters.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(Problem::validation(vec![Violation {
            detail: "data/id must match pattern \"^cac_[A-Za-z0-9]+$\"".to_owned(),
            place: Place::Parameter {
                source: "path",
                name: "id".to_owned(),
            },
        }]));
    }
    let removed = tenant.store().accounts.remove(&caller.person, &id);
    if !removed && tenant.config.open_questions.delete_unknown == DeleteUnknown::NotFound {
        return Err(Problem::not_found("The connected account does not exist."));
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn unknown() -> Problem {
    Problem::not_found("There is nothing at this address.")
}

/// Reads a JSON body and holds it against its schema: 415, then 400.
fn read(shape: &Shape, headers: &HeaderMap, body: &[u8]) -> Result<serde_json::Value, Problem> {
    if !is_json(headers) {
        return Err(Problem::unsupported_media_type());
    }
    let body = serde_json::from_slice(body)
        .map_err(|_| Problem::bad_request("The request body is not valid JSON."))?;
    let violations = schema::violations(shape, &body);
    if violations.is_empty() {
        Ok(body)
    } else {
        Err(Problem::validation(violations))
    }
}
