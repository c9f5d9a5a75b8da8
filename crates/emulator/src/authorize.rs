//! `/authorize`: is the request in order, and which page comes first (contract 3.2)?

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use url::Url;

use crate::base::Base;
use crate::clock::seconds;
use crate::config::{Api, Config, Confirmation, OrganizationUsage};
use crate::fields::Fields;
use crate::mrrt::{self, OIDC_SCOPES};
use crate::oauth_error;
use crate::open_questions::LoopbackPorts;
use crate::organizations;
use crate::pages;
use crate::sessions;
use crate::sign_in::{self, Next};
use crate::state::{Session, Tenant, Waiting};
use crate::tokens::MULTI_FACTOR;

/// An authorization request that is in order.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The application's id.
    pub(crate) client: String,
    /// An allowed callback.
    pub(crate) redirect_uri: String,
    /// The client's state, returned as it is.
    pub(crate) state: Option<String>,
    /// The nonce for the ID token.
    pub(crate) nonce: Option<String>,
    /// An existing API.
    pub(crate) audience: Option<String>,
    /// What is granted of the scopes asked for.
    pub(crate) scopes: Vec<String>,
    /// The PKCE challenge, always S256.
    pub(crate) challenge: Option<String>,
    /// Seconds the sign-in may be old.
    pub(crate) max_age: Option<u32>,
    /// Who is expected.
    pub(crate) login_hint: Option<String>,
    /// The `DPoP` key that must redeem the code (`dpop_jkt`).
    pub(crate) key: Option<String>,
    /// Whether a second factor is asked for.
    pub(crate) second_factor: bool,
    /// The id of the organization on whose behalf.
    pub(crate) organization: Option<String>,
    /// The ticket of an invitation into it.
    pub(crate) invitation: Option<String>,
}

/// A request that is not in order.
enum Refused {
    /// Client or callback cannot be trusted: told here, never by redirect (RFC 6749, 4.1.2.1).
    Here(StatusCode, &'static str, String),
    /// Told to the client at its callback.
    There {
        error: &'static str,
        description: String,
    },
}

/// GET `/authorize`.
pub(crate) async fn authorize(
    State(tenant): State<Arc<Tenant>>,
    base: Base,
    fields: Fields,
    headers: HeaderMap,
) -> Response {
    let tenant = tenant.for_client(fields.get("client_id").unwrap_or_default());
    match decide(&tenant, &base, &fields, &headers) {
        Ok(response) => response,
        Err(Refused::Here(status, title, text)) => pages::failure(status, title, &text),
        Err(Refused::There { error, description }) => {
            let redirect_uri = fields.get("redirect_uri").unwrap_or_default();
            let pairs = [("error", error), ("error_description", &description)];
            pages::callback(redirect_uri, &pairs, fields.get("state"))
        }
    }
}

/// Whether the browser cannot prove to whom this callback belongs: a custom scheme or a loopback
/// address.
pub(crate) fn is_unverifiable(redirect_uri: &str) -> bool {
    let Some(rest) = redirect_uri.strip_prefix("https://") else {
        return true;
    };
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|host| rest.starts_with(host))
}

fn decide(
    tenant: &Tenant,
    base: &Base,
    fields: &Fields,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    check_client(tenant, fields)?;
    let request = read(tenant, base, fields)?;
    let prompts = prompts(fields)?;
    let session = sessions::current(tenant, base, headers).filter(|session| {
        let age = tenant.clock.now() - session.signed_in;
        tenant.person(&session.person).is_some()
            && request.max_age.is_none_or(|most| age <= seconds(most))
    });
    if prompts.contains(&"none") {
        return silently(tenant, request, session);
    }
    let again = prompts.contains(&"login") || prompts.contains(&"select_account");
    let session = session.filter(|_| !again);
    if tenant.config.auto_approve {
        return Ok(sign_in::at_once(tenant, base, request, session));
    }
    let waiting = Waiting {
        request,
        session,
        seen_page: false,
    };
    Ok(sign_in::go_on(tenant, base, waiting))
}

/// `prompt=none`: no page may be shown, and for an unverifiable callback one always must be.
fn silently(
    tenant: &Tenant,
    request: Request,
    session: Option<Session>,
) -> Result<Response, Refused> {
    if session.is_none() {
        return Err(there("login_required", "Login required"));
    }
    let confirms = tenant.config.client.confirmation != Confirmation::Never;
    let interaction = || there("interaction_required", "External interaction required");
    if confirms && is_unverifiable(&request.redirect_uri) {
        return Err(interaction());
    }
    let waiting = Waiting {
        request,
        session,
        seen_page: false,
    };
    match sign_in::next(tenant, &waiting) {
        Next::Back(session) => Ok(sign_in::finish(tenant, &waiting.request, session)),
        Next::Page(_) | Next::Confirm(_) => Err(interaction()),
        Next::Refused(text) => Err(there("access_denied", text)),
    }
}

/// Whether the browser may be sent to this address: an allowed callback, on another port if those
/// of a loopback address do not matter (RFC 8252, 7.3).
pub(crate) fn is_allowed(config: &Config, redirect_uri: &str) -> bool {
    let same = |one: &String| match config.open_questions.loopback_ports {
        LoopbackPorts::Exact => one == redirect_uri,
        LoopbackPorts::Any => {
            one == redirect_uri || without_port(one) == without_port(redirect_uri)
        }
    };
    config.client.callbacks.iter().any(same)
}

/// A loopback address without its port; anything else as it is.
fn without_port(address: &str) -> String {
    let parsed = Url::parse(address).ok();
    let loopback = parsed.filter(|url| {
        matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
            && url.scheme() == "http"
    });
    match loopback {
        Some(mut url) => match url.set_port(None) {
            Ok(()) => url.into(),
            Err(()) => address.to_owned(),
        },
        None => address.to_owned(),
    }
}

fn check_client(tenant: &Tenant, fields: &Fields) -> Result<(), Refused> {
    let client = &tenant.config.client;
    if let Some(name) = fields.repeated() {
        let text = format!("The parameter {name} was sent more than once.");
        return Err(Refused::Here(
            StatusCode::BAD_REQUEST,
            "Invalid request",
            text,
        ));
    }
    let id = fields.get("client_id").unwrap_or_default();
    if id != client.id {
        let text = format!("Unknown client: {id}");
        return Err(Refused::Here(
            StatusCode::FORBIDDEN,
            "Invalid request",
            text,
        ));
    }
    let sent = fields.get("redirect_uri").unwrap_or_default();
    if !is_allowed(&tenant.config, sent) {
        let text = "The provided redirect_uri is not in the list of allowed callback URLs.";
        return Err(Refused::Here(
            StatusCode::FORBIDDEN,
            "Callback URL mismatch.",
            text.to_owned(),
        ));
    }
    Ok(())
}

fn read(tenant: &Tenant, base: &Base, fields: &Fields) -> Result<Request, Refused> {
    match fields.get("response_type") {
        Some("code") => {}
        None => {
            return Err(there(
                "invalid_request",
                "Missing required parameter: response_type",
            ));
        }
        Some(_) => {
            let text = "Only the response_type code is available to this client.";
            return Err(there("unsupported_response_type", text));
        }
    }
    if !tenant.config.client.registration.signs_in() {
        let text = "Grant type 'authorization_code' not allowed for the client.";
        return Err(there("unauthorized_client", text));
    }
    if fields
        .get("response_mode")
        .is_some_and(|mode| mode != "query")
    {
        return Err(there(
            "invalid_request",
            "Only the response_mode query is available.",
        ));
    }
    let audience = fields.get("audience");
    let api = audience.map(|name| api(tenant, base, name)).transpose()?;
    let (organization, invitation) = organization(tenant, fields)?;
    let max_age = fields
        .get("max_age")
        .map(str::parse)
        .transpose()
        .map_err(|_| there("invalid_request", "max_age must be a number of seconds"))?;
    Ok(Request {
        client: tenant.config.client.id.clone(),
        redirect_uri: fields.get("redirect_uri").unwrap_or_default().to_owned(),
        state: fields.get("state").map(str::to_owned),
        nonce: fields.get("nonce").map(str::to_owned),
        audience: audience.map(str::to_owned),
        scopes: granted(tenant, base, api, fields)?,
        challenge: challenge(tenant, fields)?,
        max_age,
        login_hint: fields.get("login_hint").map(str::to_owned),
        key: fields.get("dpop_jkt").map(str::to_owned),
        second_factor: fields
            .get("acr_values")
            .is_some_and(|list| list.split_whitespace().any(|one| one == MULTI_FACTOR)),
        organization,
        invitation,
    })
}

/// The organization's id, and the invitation into it.
fn organization(
    tenant: &Tenant,
    fields: &Fields,
) -> Result<(Option<String>, Option<String>), Refused> {
    let refused = |text: &str| there("invalid_request", text);
    let invitation = fields.get("invitation");
    let Some(asked) = fields.get("organization") else {
        return match invitation {
            None => Ok((None, None)),
            Some(_) => Err(refused(
                "parameter organization is required with invitation",
            )),
        };
    };
    if tenant.config.client.organization_usage == OrganizationUsage::Deny {
        return Err(refused(
            "parameter organization is not allowed for this client",
        ));
    }
    let organization = organizations::find(&tenant.config, asked)
        .ok_or_else(|| refused("parameter organization is invalid"))?;
    let known = |ticket: &str| {
        tenant
            .config
            .invitations
            .iter()
            .any(|one| one.ticket == ticket && one.organization == organization.id)
    };
    if invitation.is_some_and(|ticket| !known(ticket)) {
        return Err(refused("invitation not found or already used"));
    }
    Ok((Some(organization.id.clone()), invitation.map(str::to_owned)))
}

fn api<'a>(tenant: &'a Tenant, base: &Base, audience: &str) -> Result<&'a Api, Refused> {
    tenant
        .config
        .apis
        .iter()
        .find(|api| base.fill(&api.identifier) == audience)
        .ok_or_else(|| there("access_denied", format!("Service not found: {audience}")))
}

/// The scopes of OpenID Connect and those of the API that the client grant covers; unknown ones
/// are dropped without a word.
fn granted(
    tenant: &Tenant,
    base: &Base,
    api: Option<&Api>,
    fields: &Fields,
) -> Result<Vec<String>, Refused> {
    let mut allowed: Vec<String> = OIDC_SCOPES.iter().map(|&one| one.to_owned()).collect();
    if !tenant.config.client.refresh_tokens {
        allowed.retain(|one| one != "offline_access");
    }
    if let Some(api) = api {
        let audience = base.fill(&api.identifier);
        let granted = mrrt::granted_scopes(&tenant.config, base, &audience).ok_or_else(|| {
            let text = oauth_error::not_authorized(&tenant.config.client.id, &audience);
            there("invalid_request", text)
        })?;
        allowed.extend(
            api.scopes
                .iter()
                .filter(|one| granted.contains(one))
                .cloned(),
        );
        if !api.allow_offline_access {
            allowed.retain(|one| one != "offline_access");
        }
    }
    Ok(mrrt::narrow(
        &allowed,
        fields.get("scope").unwrap_or_default(),
    ))
}

/// PKCE: S256 only, and never left out by a public client (RFC 7636, RFC 9700 2.1.1).
fn challenge(tenant: &Tenant, fields: &Fields) -> Result<Option<String>, Refused> {
    let Some(challenge) = fields.get("code_challenge") else {
        if tenant.config.client.authentication.is_confidential() {
            return Ok(None);
        }
        return Err(there(
            "invalid_request",
            "Missing required parameter: code_challenge",
        ));
    };
    if fields.get("code_challenge_method") != Some("S256") {
        return Err(there(
            "invalid_request",
            "The code_challenge_method must be S256",
        ));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if challenge.len() != 43 || !challenge.chars().all(plain) {
        return Err(there("invalid_request", "The code_challenge is malformed"));
    }
    Ok(Some(challenge.to_owned()))
}

fn prompts(fields: &Fields) -> Result<Vec<&str>, Refused> {
    let list: Vec<&str> = fields
        .get("prompt")
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let known = ["none", "login", "consent", "select_account"];
    let wrong =
        list.iter().any(|one| !known.contains(one)) || (list.contains(&"none") && list.len() > 1);
    if wrong {
        return Err(there("invalid_request", "The prompt is not valid"));
    }
    Ok(list)
}

fn there(error: &'static str, description: impl Into<String>) -> Refused {
    Refused::There {
        error,
        description: description.into(),
    }
}
