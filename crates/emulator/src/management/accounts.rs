//! A person's connected accounts, as administrators see them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::{Refused, id, permit};
use crate::accounts::Account;
use crate::fields::Fields;
use crate::state::Tenant;

const USUAL: usize = 10;
const LARGEST: usize = 100;

/// GET `/api/v2/users/{id}/connected-accounts`.
pub(super) async fn list(
    State(tenant): State<Arc<Tenant>>,
    Path(subject): Path<String>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Json<Value>, Refused> {
    permit(&tenant, &headers, "read:users")?;
    let person = tenant.person_by_subject(&subject).ok_or_else(|| {
        let text = "The user does not exist.";
        Refused::missing("inexistent_user", text)
    })?;
    let take = query.get("take").map_or(Ok(USUAL), take)?;
    let mark = format!("{}:managed:{}:", tenant.cursor_mark, person.id);
    let after = query.get("from").map_or(Ok(0), |from| {
        place(&mark, from).ok_or_else(|| Refused::query("from is not a cursor of this list"))
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

fn item(tenant: &Tenant, account: &Account) -> Value {
    let strategy = tenant
        .config
        .connection(&account.connection)
        .map_or(account.connection.as_str(), |one| one.strategy.as_str());
    account.managed(&id("con_", &account.connection), strategy)
}

fn take(text: &str) -> Result<usize, Refused> {
    text.parse()
        .ok()
        .filter(|number| (1..=LARGEST).contains(number))
        .ok_or_else(|| Refused::query("take must be a number from 1 to 100"))
}

fn place(mark: &str, cursor: &str) -> Option<u64> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    text.strip_prefix(mark)?.parse().ok()
}
