//! POST `/connected-accounts/connect`: a ticket for the browser (contract 1.2).

use serde_json::{Value, json};

use crate::attempts::{Attempt, Stage};
use crate::authorize::is_allowed;
use crate::base::Base;
use crate::clock::seconds;
use crate::config::Connection;
use crate::my_account::Caller;
use crate::open_questions::UnknownConnection;
use crate::problem::Problem;
use crate::random;
use crate::schema::{Rule, Shape};
use crate::state::Tenant;

/// The closed request body.
pub(crate) static SHAPE: Shape = Shape {
    members: &[
        ("connection", true, Rule::Text(1, 128)),
        ("redirect_uri", true, Rule::Address(2048)),
        ("state", false, Rule::Text(1, 4096)),
        ("code_challenge", false, Rule::Text(43, 128)),
        ("code_challenge_method", false, Rule::Constant("S256")),
        (
            "scopes",
            false,
            Rule::Texts {
                items: (1, 100),
                length: (1, 255),
            },
        ),
        (
            "authorization_params",
            false,
            Rule::Object(&AUTHORIZATION_PARAMS),
        ),
    ],
    dependent: &[("code_challenge", "code_challenge_method")],
};

static AUTHORIZATION_PARAMS: Shape = Shape {
    members: &[
        ("acr_values", false, Rule::Text(1, 1024)),
        ("audience", false, Rule::Text(1, 512)),
        ("resource", false, Rule::Text(1, 512)),
        (
            "display",
            false,
            Rule::OneOf(&["page", "popup", "touch", "wap"]),
        ),
        ("id_token_hint", false, Rule::Text(1, 4096)),
        ("login_hint", false, Rule::Text(1, 255)),
        ("max_age", false, Rule::Integer(0, 2_147_483_647)),
        (
            "prompt",
            false,
            Rule::OneOf(&["none", "login", "consent", "select_account"]),
        ),
        (
            "ui_locales",
            false,
            Rule::Pattern(2, 100, UI_LOCALES, are_locales),
        ),
    ],
    dependent: &[],
};

const UI_LOCALES: &str = r"^[a-zA-Z]{2}(-[a-zA-Z]{2})?(\s[a-zA-Z]{2}(-[a-zA-Z]{2})?)*$";

/// Starts an attempt. The body has passed [`SHAPE`].
///
/// # Errors
/// 400 if the callback is not allowed; 400 or 404 for an unknown connection, as configured.
pub(crate) fn start(
    tenant: &Tenant,
    base: &Base,
    caller: &Caller,
    body: &Value,
) -> Result<Value, Problem> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let redirect_uri = text("redirect_uri").unwrap_or_default();
    if !is_allowed(&tenant.config, redirect_uri) {
        return Err(Problem::bad_request(
            "The provided redirect_uri is not in the list of allowed callback URLs.",
        ));
    }
    let name = text("connection").unwrap_or_default();
    let connection = available(tenant, name)?;
    let email = tenant
        .person(&caller.person)
        .map_or("", |person| person.email.as_str());
    let hint = body
        .pointer("/authorization_params/login_hint")
        .and_then(Value::as_str);
    let ticket = random::token();
    let now = tenant.clock.now();
    let attempt = Attempt {
        client: caller.client.clone(),
        person: caller.person.clone(),
        connection: name.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        state: text("state").map(str::to_owned),
        challenge: text("code_challenge").map(str::to_owned),
        scopes: connection.map_or_else(Vec::new, |connection| scopes(connection, body)),
        identity: hint.unwrap_or(email).to_owned(),
        org_id: caller.org_id.clone(),
        key: caller.key.clone(),
        expires: now + seconds(tenant.config.ticket_seconds),
        stage: Stage::Issued {
            ticket: ticket.clone(),
        },
    };
    let session = tenant.store().attempts.begin(attempt, now);
    Ok(json!({
        "auth_session": session,
        "connect_uri": base.at("/connected-accounts/connect"),
        "connect_params": {"ticket": ticket},
        "expires_in": tenant.config.ticket_seconds,
    }))
}

/// The connection, or `None` if its absence is to be told in the browser.
fn available<'a>(tenant: &'a Tenant, name: &str) -> Result<Option<&'a Connection>, Problem> {
    let found = tenant
        .config
        .connection(name)
        .filter(|connection| connection.serves(&tenant.config.client.id));
    match (found, tenant.config.open_questions.unknown_connection) {
        (Some(connection), _) => Ok(Some(connection)),
        (None, UnknownConnection::BadRequest) => Err(Problem::bad_request(
            "The connection does not exist or is not enabled for connected accounts.",
        )),
        (None, UnknownConnection::NotFound) => {
            Err(Problem::not_found("The connection does not exist."))
        }
        (None, UnknownConnection::Redirect) => Ok(None),
    }
}

/// Scopes of the call, or else of the connection; in any case those the connection requires, and
/// `offline_access` if the connection has it (contract 8, item 17).
fn scopes(connection: &Connection, body: &Value) -> Vec<String> {
    let Some(asked) = body.get("scopes").and_then(Value::as_array) else {
        return connection.scopes.clone();
    };
    let offline = connection
        .scopes
        .iter()
        .filter(|one| *one == "offline_access");
    let kept = connection
        .required_scopes
        .iter()
        .chain(offline)
        .map(String::as_str);
    let mut scopes: Vec<String> = Vec::new();
    for one in kept.chain(asked.iter().filter_map(Value::as_str)) {
        if !scopes.iter().any(|known| known == one) {
            scopes.push(one.to_owned());
        }
    }
    scopes
}

fn are_locales(text: &str) -> bool {
    let letters = |part: &str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    text.split(char::is_whitespace).all(|tag| {
        tag.split_once('-')
            .map_or_else(|| letters(tag), |(one, two)| letters(one) && letters(two))
    })
}
