//! The two lists and their pages (contract 1.4, 1.5).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::fields::Fields;
use crate::open_questions::UnknownParameter;
use crate::problem::{Place, Problem, Violation};
use crate::state::Tenant;

const USUAL: usize = 10;
const LARGEST: usize = 20;

/// GET `/connected-accounts/accounts`.
///
/// # Errors
/// 400 for a query that does not fit.
pub(crate) fn accounts(tenant: &Tenant, person: &str, query: &Fields) -> Result<Value, Problem> {
    let wanted: Vec<&str> = query.all("connection").collect();
    if wanted.len() > 20 || wanted.iter().any(|name| name.chars().count() > 128) {
        return Err(violation(
            "connection",
            "must match exactly one schema in oneOf",
        ));
    }
    let page = Page::read(tenant, "accounts", person, query, &["connection"])?;
    let store = tenant.store();
    let items = store
        .accounts
        .after(person, page.after)
        .filter(|account| wanted.is_empty() || wanted.contains(&account.connection.as_str()))
        .map(|account| (account.place, account.listed()));
    Ok(page.cut("accounts", items))
}

/// GET `/connected-accounts/connections`: those that can be connected.
///
/// # Errors
/// 400 for a query that does not fit.
pub(crate) fn connections(tenant: &Tenant, person: &str, query: &Fields) -> Result<Value, Problem> {
    let page = Page::read(tenant, "connections", person, query, &[])?;
    let items = (1..).zip(&tenant.config.connections);
    let items = items
        .filter(|(_, connection)| connection.serves(&tenant.config.client.id))
        .map(|(place, connection)| {
            let item = json!({
                "name": connection.name,
                "strategy": connection.strategy,
                "scopes": connection.scopes,
            });
            (place, item)
        });
    Ok(page.cut("connections", items))
}

/// A part of a list: what comes after a place.
struct Page {
    after: u64,
    take: usize,
    /// What a cursor begins with: it holds for one list of one person in one run.
    mark: String,
}

impl Page {
    fn read(
        tenant: &Tenant,
        list: &str,
        person: &str,
        query: &Fields,
        others: &[&str],
    ) -> Result<Self, Problem> {
        let unknown = tenant.config.open_questions.unknown_parameter;
        if unknown == UnknownParameter::Refuse {
            let known = |name: &str| ["from", "take"].contains(&name) || others.contains(&name);
            if let Some((name, _)) = query.pairs().iter().find(|(name, _)| !known(name)) {
                return Err(violation(name, "must NOT have additional properties"));
            }
        }
        let mark = format!("{}:{list}:{person}:", tenant.cursor_mark);
        let mut from = query.get("from");
        if unknown == UnknownParameter::NextIsFrom {
            from = from.or_else(|| query.get("next"));
        }
        let after = match from {
            None => 0,
            Some(cursor) => place(&mark, cursor)
                .ok_or_else(|| violation("from", "must be a cursor of this list"))?,
        };
        let take = query.get("take").map_or(Ok(USUAL), take)?;
        Ok(Self { after, take, mark })
    }

    fn cut(&self, name: &str, items: impl Iterator<Item = (u64, Value)>) -> Value {
        let mut rest = items.filter(|(place, _)| *place > self.after).peekable();
        let mut items = Vec::new();
        let mut last = self.after;
        while items.len() < self.take
            && let Some((place, item)) = rest.next()
        {
            last = place;
            items.push(item);
        }
        let mut answer = Map::new();
        answer.insert(name.to_owned(), Value::Array(items));
        if rest.peek().is_some() {
            let cursor = URL_SAFE_NO_PAD.encode(format!("{}{last}", self.mark));
            answer.insert("next".to_owned(), json!(cursor));
        }
        Value::Object(answer)
    }
}

fn place(mark: &str, cursor: &str) -> Option<u64> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    text.strip_prefix(mark)?.parse().ok()
}

fn take(text: &str) -> Result<usize, Problem> {
    match text.parse::<i64>() {
        Err(_) => Err(violation("take", "must be integer")),
        Ok(number) if number < 1 => Err(violation("take", "must be >= 1")),
        Ok(number) => Ok(usize::try_from(number).map_or(LARGEST, |number| number.min(LARGEST))),
    }
}

fn violation(name: &str, words: &str) -> Problem {
    Problem::validation(vec![Violation {
        detail: format!("data/{name} {words}"),
        place: Place::Parameter {
            source: "query",
            name: name.to_owned(),
        },
    }])
}
