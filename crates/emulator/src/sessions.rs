//! Signed-in browsers, known by a cookie.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;

use crate::base::Base;
use crate::random;
use crate::state::{Session, Tenant};

/// How long a browser stays signed in.
const LIFETIME: TimeDelta = TimeDelta::days(7);

/// The session of the browser that sent these headers.
pub(crate) fn current(tenant: &Tenant, base: &Base, headers: &HeaderMap) -> Option<Session> {
    let key = cookie(base, headers)?;
    let now = tenant.clock.now();
    tenant.store().sessions.get(&key, now).cloned()
}

/// Signs a person in: the session and the cookie for the browser.
pub(crate) fn begin(tenant: &Tenant, base: &Base, person: &str) -> (Session, Option<HeaderValue>) {
    let now = tenant.clock.now();
    let session = Session {
        id: random::token(),
        person: person.to_owned(),
        signed_in: now,
        second_factor: false,
    };
    let key = random::token();
    let cookie = header_value(base, &key, "");
    let ends = now + LIFETIME;
    let kept = session.clone();
    tenant.store().sessions.insert(key, kept, ends, now);
    (session, cookie)
}

/// Notes a second factor, in a session and in the browser's that is the same.
pub(crate) fn strengthen(tenant: &Tenant, base: &Base, headers: &HeaderMap, session: &mut Session) {
    let now = tenant.clock.now();
    session.second_factor = true;
    session.signed_in = now;
    let mut store = tenant.store();
    if let Some(kept) = cookie(base, headers)
        .and_then(|key| store.sessions.get_mut(&key, now))
        .filter(|kept| kept.id == session.id)
    {
        kept.clone_from(session);
    }
}

/// Ends the browser's session, and the one named by `sid`; gives the header that takes the cookie
/// away.
pub(crate) fn end(
    tenant: &Tenant,
    base: &Base,
    headers: &HeaderMap,
    sid: Option<&str>,
) -> Option<HeaderValue> {
    let now = tenant.clock.now();
    let mut store = tenant.store();
    if let Some(key) = cookie(base, headers) {
        store.sessions.remove(&key, now);
    }
    if let Some(sid) = sid {
        store.sessions.retain(|session| session.id != sid);
    }
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
