//! Signed-in browsers, known by a cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::base::Base;
use crate::random;
use crate::state::{Session, Tenant};

/// The session of the browser that sent these headers.
pub(crate) fn current(tenant: &Tenant, base: &Base, headers: &HeaderMap) -> Option<Session> {
    let key = cookie(base, headers)?;
    tenant.store().sessions.get(&key).cloned()
}

/// Signs a person in: the session and the cookie for the browser.
pub(crate) fn begin(tenant: &Tenant, base: &Base, person: &str) -> (Session, Option<HeaderValue>) {
    let session = Session {
        id: random::token(),
        person: person.to_owned(),
        signed_in: tenant.clock.now(),
    };
    let key = random::token();
    let cookie = header_value(base, &key, "");
    tenant.store().sessions.insert(key, session.clone());
    (session, cookie)
}

/// Ends the browser's session, and the one named by `sid`; gives the header that takes the cookie
/// away.
pub(crate) fn end(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
    sid: Option<&str>,
) -> Option<HeaderValue> {
    let mut store = tenant.store();
    if let Some(key) = cookie(base, headers) {
        store.sessions.remove(&key);
    }
    store
        .sessions
        .retain(|_, session| Some(session.id.as_str()) != sid);
    header_value(base, "", "; Max-Age=0")
}

fn header_value(base: &Base, value: &str, more: &str) -> Option<HeaderValue> {
    let name = base.cookie_name();
    let secure = if base.is_secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    HeaderValue::from_str(&text).ok()
}

fn cookie(base: &Base, headers: &HeaderMap) -> Option<String> {
    let name = base.cookie_name();
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
