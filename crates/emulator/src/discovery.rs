//! What a client reads first: the metadata and the keys (contract 3.1).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::base::Base;
use crate::config::Possession;
use crate::mrrt::OIDC_SCOPES;
use crate::open_questions::EndSessionEndpoint;
use crate::pages::{self, escape};
use crate::state::Tenant;
use crate::tokens::MULTI_FACTOR;
use crate::vault;

/// GET `/.well-known/openid-configuration` (OpenID Connect Discovery 3). Only what is served is
/// named; as with the real service the method `none` is not listed, though public clients work.
pub(crate) async fn configuration(State(tenant): State<Arc<Tenant>>, base: Base) -> Json<Value> {
    let mut metadata = json!({
        "issuer": base.issuer(),
        "authorization_endpoint": base.at("/authorize"),
        "token_endpoint": base.at("/oauth/token"),
        "userinfo_endpoint": base.user_info(),
        "jwks_uri": base.at("/.well-known/jwks.json"),
        "revocation_endpoint": base.at("/oauth/revoke"),
        "scopes_supported": OIDC_SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", vault::GRANT_TYPE],
        "code_challenge_methods_supported": ["S256"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic", "client_secret_post", "private_key_jwt"
        ],
        "acr_values_supported": [MULTI_FACTOR],
        "claims_supported": [
            "acr", "amr", "aud", "auth_time", "email", "email_verified", "exp", "iat", "iss",
            "name", "nickname", "org_id", "picture", "sub"
        ],
        "request_uri_parameter_supported": false,
        "request_parameter_supported": false,
    });
    if tenant.config.dpop.api != Possession::Off {
        metadata["dpop_signing_alg_values_supported"] = json!(["ES256"]);
    }
    if tenant.config.open_questions.end_session_endpoint == EndSessionEndpoint::Named {
        metadata["end_session_endpoint"] = json!(base.at("/oidc/logout"));
    }
    Json(metadata)
}

/// GET `/.well-known/jwks.json`.
pub(crate) async fn keys(State(tenant): State<Arc<Tenant>>) -> Json<Value> {
    Json(tenant.keys.published())
}

/// GET `/`: what this is, for whoever opens the address in a browser.
pub(crate) async fn home(State(tenant): State<Arc<Tenant>>, base: Base) -> Response {
    let body = format!(
        "<h1>{tenant}</h1><p>An Auth0-compatible tenant for trying things out. \
         Everything is kept in memory and forgotten at the end.</p>\
         <dl><dt>Issuer</dt><dd><code>{issuer}</code></dd>\
         <dt>Client id</dt><dd><code>{client}</code></dd>\
         <dt>Audience of the My Account API</dt><dd><code>{audience}</code></dd></dl>",
        tenant = escape(&tenant.config.tenant_name),
        issuer = escape(&base.issuer()),
        client = escape(&tenant.config.client.id),
        audience = escape(&base.my_account()),
    );
    pages::page(StatusCode::OK, &tenant.config.tenant_name, &body)
}
