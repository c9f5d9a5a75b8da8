//! The one call of the Management API that an account manager's administrator makes (contract 6).

use std::sync::Arc;

use aws_lc_rs::digest;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use subtle::ConstantTimeEq;

use crate::accounts::Account;
use crate::dpop::Credential;
use crate::fields::Fields;
use crate::state::Tenant;

const SCOPE: &str = "read:users";
const USUAL: usize = 10;
const LARGEST: usize = 100;

/// A refused call, in the words of the Management API.
pub(crate) struct Refused {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refused {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = json!({
            "statusCode": self.status.as_u16(),
            "error": self.status.canonical_reason().unwrap_or_default(),
            "message": self.message,
            "errorCode": self.code,
        });
        (self.status, Json(body)).into_response()
    }
}

/// GET `/api/v2/users/{id}/connected-accounts`.
pub(crate) async fn connected_accounts(
    State(tenant): State<Arc<Tenant>>,
    Path(subject): Path<String>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    authorize(&tenant, &headers)?;
    let person = tenant.person_by_subject(&subject).ok_or_else(|| {
        let text = "The user does not exist.";
        Refused::new(StatusCode::NOT_FOUND, "inexistent_user", text)
    })?;
    let take = query.get("take").map_or(Ok(USUAL), take)?;
    let mark = format!("{}:managed:{}:", tenant.cursor_mark, person.id);
    let after = query.get("from").map_or(Ok(0), |from| {
        place(&mark, from).ok_or_else(|| bad_request("from is not a cursor of this list"))
    })?;
    let store = tenant.store();
    let mut rest = store.accounts.after(&person.id, after).peekable();
    let page: Vec<&Account> = rest.by_ref().take(take).collect();
    let mut answer = Map::new();
    if let (Some(_), Some(last)) = (rest.peek(), page.last()) {
        let cursor = URL_SAFE_NO_PAD.encode(format!("{mark}{}", last.place));
        answer.insert("next".to_owned(), json!(cursor));
    }
    let items: Vec<Value> = page.iter().map(|account| item(&tenant, account)).collect();
    answer.insert("connected_accounts".to_owned(), json!(items));
    Ok(Json(Value::Object(answer)))
}

fn authorize(tenant: &Tenant, headers: &HeaderMap) -> Result<(), Refused> {
    let known = Credential::read(headers).and_then(|sent| {
        let same = |one: &str| -> bool { one.as_bytes().ct_eq(sent.token().as_bytes()).into() };
        tenant
            .config
            .management_tokens
            .iter()
            .find(|one| same(&one.token))
    });
    let Some(token) = known else {
        let text = "Invalid token";
        return Err(Refused::new(
            StatusCode::UNAUTHORIZED,
            "invalid_token",
            text,
        ));
    };
    if token.scopes.iter().any(|one| one == SCOPE) {
        return Ok(());
    }
    let text = format!("Insufficient scope, expected any of: {SCOPE}");
    Err(Refused::new(
        StatusCode::FORBIDDEN,
        "insufficient_scope",
        text,
    ))
}

fn item(tenant: &Tenant, account: &Account) -> Value {
    let strategy = tenant
        .config
        .connection(&account.connection)
        .map_or(account.connection.as_str(), |one| one.strategy.as_str());
    account.managed(&connection_id(&account.connection), strategy)
}

/// `con_` and 16 letters or digits, the same for the same name.
fn connection_id(name: &str) -> String {
    let hash = digest::digest(&digest::SHA256, name.as_bytes());
    let hex = hash
        .as_ref()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"));
    hex.fold("con_".to_owned(), |id, two| id + &two)
}

fn take(text: &str) -> Result<usize, Refused> {
    text.parse()
        .ok()
        .filter(|number| (1..=LARGEST).contains(number))
        .ok_or_else(|| bad_request("take must be a number from 1 to 100"))
}

fn place(mark: &str, cursor: &str) -> Option<u64> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    text.strip_prefix(mark)?.parse().ok()
}

fn bad_request(text: &str) -> Refused {
    Refused::new(StatusCode::BAD_REQUEST, "invalid_query_string", text)
}
