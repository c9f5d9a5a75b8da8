//! The answer of the token endpoint: access token, ID token and their claims (contract 3.7).

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use crate::base::Base;
use crate::clock::seconds;
use crate::config::{Person, Signing};
use crate::keys::{self, Claims};
use crate::mrrt::Reach;
use crate::oauth_error::OAuthError;
use crate::random;
use crate::state::{Grant, Opaque, Store, Tenant};

/// Seconds an access token for `/userinfo` alone lives, and an ID token.
const DAY: u32 = 86_400;
const ID_TOKEN: u32 = 36_000;

/// The `acr` of a sign-in with a second factor.
pub(crate) const MULTI_FACTOR: &str =
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

/// What belongs only to the ID token of a sign-in.
#[derive(Default)]
pub(crate) struct SignIn {
    /// The request's nonce.
    pub(crate) nonce: Option<String>,
    /// Whether to tell when the person signed in.
    pub(crate) with_auth_time: bool,
}

/// What tokens are made for.
pub(crate) struct Issue<'a> {
    /// What the person allowed.
    pub(crate) grant: &'a Grant,
    /// What the tokens reach.
    pub(crate) reach: &'a Reach,
    /// What belongs to a sign-in only.
    pub(crate) sign_in: &'a SignIn,
    /// The `DPoP` key they are bound to.
    pub(crate) key: Option<String>,
}

/// Makes the tokens for what is reached and puts them into an answer (RFC 6749, 5.1).
///
/// # Errors
/// A server error if signing fails.
pub(crate) fn answer(
    tenant: &Tenant,
    store: &mut Store,
    base: &Base,
    issue: &Issue<'_>,
) -> Result<Map<String, Value>, OAuthError> {
    let now = tenant.clock.now();
    let reach = issue.reach;
    let person = tenant
        .person(&issue.grant.person)
        .ok_or_else(OAuthError::user_is_gone)?;
    let mut answer = Map::new();
    let (access_token, lifetime) = match &reach.audience {
        Some(audience) => api_token(tenant, base, person, audience, issue, now)?,
        None => (opaque_token(store, base, person, issue, now), DAY),
    };
    answer.insert("access_token".to_owned(), json!(access_token));
    if reach.scopes.iter().any(|one| one == "openid") {
        let claims = id_claims(tenant, base, person, issue, now);
        let token = match tenant.config.client.registration.signing {
            Signing::Rs256 => tenant.keys.sign(&claims),
            Signing::Hs256 => keys::sign_secretly(&claims),
        };
        let token = token.map_err(OAuthError::from)?;
        answer.insert("id_token".to_owned(), json!(token));
    }
    let kind = if issue.key.is_some() {
        "DPoP"
    } else {
        "Bearer"
    };
    answer.insert("scope".to_owned(), json!(reach.scopes.join(" ")));
    answer.insert("expires_in".to_owned(), json!(lifetime));
    answer.insert("token_type".to_owned(), json!(kind));
    Ok(answer)
}

/// What the scopes tell about a person, for `/userinfo` and the ID token (OpenID Connect 5.4).
pub(crate) fn profile(person: &Person, scopes: &[String]) -> Claims {
    let has = |name: &str| scopes.iter().any(|one| one == name);
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(person.subject()));
    if has("profile") || has("name") {
        claims.insert("name".to_owned(), json!(person.name));
        let (nickname, _) = person.email.split_once('@').unwrap_or((&person.email, ""));
        claims.insert("nickname".to_owned(), json!(nickname));
        if let Some(picture) = &person.picture {
            claims.insert("picture".to_owned(), json!(picture));
        }
    }
    if has("email") {
        claims.insert("email".to_owned(), json!(person.email));
        claims.insert("email_verified".to_owned(), json!(true));
    }
    claims
}

fn api_token(
    tenant: &Tenant,
    base: &Base,
    person: &Person,
    audience: &str,
    issue: &Issue<'_>,
    now: DateTime<Utc>,
) -> Result<(String, u32), OAuthError> {
    let lifetime = tenant
        .config
        .apis
        .iter()
        .find(|api| base.fill(&api.identifier) == audience)
        .map_or(DAY, |api| api.token_seconds);
    let scopes = &issue.reach.scopes;
    let with_user_info = scopes.iter().any(|one| one == "openid");
    let aud = if with_user_info {
        json!([audience, base.user_info()])
    } else {
        json!(audience)
    };
    let mut claims = times(base, now, seconds(lifetime));
    claims.insert("sub".to_owned(), json!(person.subject()));
    claims.insert("aud".to_owned(), aud);
    claims.insert("azp".to_owned(), json!(tenant.config.client.id));
    claims.insert("scope".to_owned(), json!(scopes.join(" ")));
    claims.insert("jti".to_owned(), json!(random::token()));
    if let Some(key) = &issue.key {
        claims.insert("cnf".to_owned(), json!({"jkt": key}));
    }
    add_organization(tenant, issue.grant, &mut claims);
    let token = tenant.keys.sign(&claims).map_err(OAuthError::from)?;
    Ok((token, lifetime))
}

fn opaque_token(
    store: &mut Store,
    base: &Base,
    person: &Person,
    issue: &Issue<'_>,
    now: DateTime<Utc>,
) -> String {
    let token = random::token();
    let opaque = Opaque {
        person: person.id.clone(),
        scopes: issue.reach.scopes.clone(),
        issuer: base.issuer(),
        key: issue.key.clone(),
    };
    let expires = now + seconds(DAY);
    store.opaque.insert(token.clone(), opaque, expires, now);
    token
}

fn id_claims(
    tenant: &Tenant,
    base: &Base,
    person: &Person,
    issue: &Issue<'_>,
    now: DateTime<Utc>,
) -> Claims {
    let grant = issue.grant;
    let mut claims = times(base, now, seconds(ID_TOKEN));
    claims.extend(profile(person, &issue.reach.scopes));
    claims.insert("aud".to_owned(), json!(tenant.config.client.id));
    claims.insert("sid".to_owned(), json!(grant.session));
    if let Some(nonce) = &issue.sign_in.nonce {
        claims.insert("nonce".to_owned(), json!(nonce));
    }
    if issue.sign_in.with_auth_time {
        claims.insert("auth_time".to_owned(), json!(grant.signed_in.timestamp()));
    }
    if grant.second_factor {
        claims.insert("amr".to_owned(), json!(["mfa"]));
        claims.insert("acr".to_owned(), json!(MULTI_FACTOR));
    }
    add_organization(tenant, grant, &mut claims);
    claims
}

fn add_organization(tenant: &Tenant, grant: &Grant, claims: &mut Claims) {
    let Some(id) = &grant.organization else {
        return;
    };
    claims.insert("org_id".to_owned(), json!(id));
    let named = tenant.config.client.org_name_claim;
    if let Some(organization) = tenant.config.organization(id).filter(|_| named) {
        claims.insert("org_name".to_owned(), json!(organization.name));
    }
}

fn times(base: &Base, now: DateTime<Utc>, lifetime: TimeDelta) -> Claims {
    let mut claims = Map::new();
    claims.insert("iss".to_owned(), json!(base.issuer()));
    claims.insert("iat".to_owned(), json!(now.timestamp()));
    claims.insert("exp".to_owned(), json!((now + lifetime).timestamp()));
    claims
}
