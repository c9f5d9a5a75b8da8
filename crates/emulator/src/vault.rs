//! The exchange of a tenant's token for a provider's (contract 5). Only confidential clients may.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::base::Base;
use crate::config::{Connection, Mfa, TokenVault};
use crate::fields::Fields;
use crate::oauth_error::OAuthError;
use crate::open_questions::MissingToken;
use crate::random;
use crate::state::Tenant;
use crate::token::{need, still_welcome};

/// The `grant_type`.
pub(crate) const GRANT_TYPE: &str =
    "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

const REQUESTED: &str = "http://auth0.com/oauth/token-type/federated-connection-access-token";
const REFRESH_TOKEN: &str = "urn:ietf:params:oauth:token-type:refresh_token";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// Seconds a provider's token lives.
const LIFETIME: u32 = 3_600;

/// Gives a provider's access token for one of the tenant's tokens. The client has proven itself;
/// `key` is the `DPoP` key it has proven.
///
/// # Errors
/// The rows of contract 5.
pub(crate) fn exchange(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
    key: Option<&str>,
) -> Result<Map<String, Value>, OAuthError> {
    let client = &tenant.config.client;
    if client.token_vault == TokenVault::Off || !client.authentication.is_confidential() {
        return Err(OAuthError::grant_type_not_allowed(GRANT_TYPE));
    }
    match fields.get("requested_token_type") {
        Some(REQUESTED) => {}
        None => {
            return Err(OAuthError::invalid_request(
                "requested_token_type is required",
            ));
        }
        Some(_) => {
            let text = "requested_token_type is not supported";
            return Err(OAuthError::invalid_request(text));
        }
    }
    let person = subject(tenant, base, fields, key)?;
    let name = need(fields, "connection")?;
    let connection = tenant
        .config
        .connection(name)
        .ok_or_else(|| missing(tenant))?;
    let scopes = stored(tenant, &person, connection, fields.get("login_hint"))?;
    let mut answer = Map::new();
    answer.insert("access_token".to_owned(), json!(random::token()));
    let scope = scopes.join(&connection.scope_separator);
    answer.insert("scope".to_owned(), json!(scope));
    answer.insert("expires_in".to_owned(), json!(LIFETIME));
    answer.insert("issued_token_type".to_owned(), json!(REQUESTED));
    answer.insert("token_type".to_owned(), json!("Bearer"));
    Ok(answer)
}

/// Whose token was handed in.
fn subject(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
    key: Option<&str>,
) -> Result<String, OAuthError> {
    let token = need(fields, "subject_token")?;
    match need(fields, "subject_token_type")? {
        REFRESH_TOKEN => of_refresh_token(tenant, token, key),
        ACCESS_TOKEN => of_access_token(tenant, base, token),
        other => Err(OAuthError::invalid_request(format!(
            "subject_token_type is not supported: {other}"
        ))),
    }
}

fn of_refresh_token(tenant: &Tenant, token: &str, key: Option<&str>) -> Result<String, OAuthError> {
    let client = &tenant.config.client;
    if client.rotation {
        let text = "Rotating refresh token not supported";
        return Err(OAuthError::invalid_request(text));
    }
    let now = tenant.clock.now();
    let grant = tenant
        .store()
        .refresh
        .check(client, token, now)
        .filter(|grant| grant.client == client.id)
        .filter(|grant| grant.key.is_none() || grant.key.as_deref() == key)
        .ok_or_else(OAuthError::unknown_refresh_token)?;
    still_welcome(tenant, &grant)?;
    if client.mfa == Mfa::OnRefresh && !grant.second_factor {
        return Err(OAuthError::mfa_required());
    }
    Ok(grant.person)
}

fn of_access_token(tenant: &Tenant, base: &Base, token: &str) -> Result<String, OAuthError> {
    if tenant.config.client.token_vault != TokenVault::ResourceServer {
        return Err(OAuthError::new(
            StatusCode::FORBIDDEN,
            "unauthorized_client",
            "This client is not a resource server and cannot exchange access tokens",
        ));
    }
    let person = tenant.keys.open(token).and_then(|claims| {
        let alive = tenant.clock.now().timestamp() < claims.get("exp")?.as_i64()?;
        let ours = claims.get("iss")?.as_str()? == base.issuer();
        // An ID token is no access token.
        claims.get("azp").filter(|_| alive && ours)?;
        let person = tenant.person_by_subject(claims.get("sub")?.as_str()?)?;
        Some(person.id.clone())
    });
    person.ok_or_else(|| OAuthError::invalid_grant("The subject_token is invalid"))
}

/// The scopes of the account whose provider's token is asked for.
fn stored(
    tenant: &Tenant,
    person: &str,
    connection: &Connection,
    hint: Option<&str>,
) -> Result<Vec<String>, OAuthError> {
    if !connection.issues_refresh_token {
        return Err(missing(tenant));
    }
    let store = tenant.store();
    let account = store
        .accounts
        .of(person)
        .filter(|account| account.connection == connection.name)
        .filter(|account| hint.is_none_or(|hint| account.identity == hint))
        .last()
        .ok_or_else(|| missing(tenant))?;
    let over = account
        .expires
        .is_some_and(|ends| ends <= tenant.clock.now());
    if account.revoked || over {
        return Err(OAuthError::new(
            StatusCode::UNAUTHORIZED,
            "federated_connection_refresh_token_flow_failed",
            "The provider rejected the stored refresh token.",
        ));
    }
    Ok(account.scopes.clone())
}

fn missing(tenant: &Tenant) -> OAuthError {
    let (error, text) = match tenant.config.open_questions.missing_token {
        MissingToken::RefreshTokenNotFound => (
            "federated_connection_refresh_token_not_found",
            "Federated connection Refresh Token not found.",
        ),
        MissingToken::TokensetNotFound => ("tokenset_not_found", "Tokenset not found."),
    };
    OAuthError::new(StatusCode::UNAUTHORIZED, error, text)
}
