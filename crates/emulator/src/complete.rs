//! POST `/connected-accounts/complete`: the connected account (contract 1.3).

use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::accounts::Account;
use crate::attempts::{Attempt, Stage};
use crate::clock::seconds;
use crate::open_questions::Reconnect;
use crate::problem::Problem;
use crate::random;
use crate::schema::{Rule, Shape};
use crate::state::Tenant;
use crate::token;

/// The closed request body.
pub(crate) static SHAPE: Shape = Shape {
    members: &[
        ("auth_session", true, Rule::Text(0, 64)),
        ("connect_code", true, Rule::Text(1, 46)),
        ("redirect_uri", true, Rule::Address(2048)),
        ("code_verifier", false, Rule::Text(43, 128)),
    ],
    dependent: &[],
};

/// Turns an allowed attempt into an account. The body has passed [`SHAPE`].
///
/// # Errors
/// 404 if the session is over or somebody else's; 400 if code, callback or verifier do not belong
/// to it, which ends it; 409 for an account connected already, if so configured.
pub(crate) fn finish(tenant: &Tenant, person: &str, body: &Value) -> Result<Value, Problem> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let session = text("auth_session").unwrap_or_default();
    let now = tenant.clock.now();
    let mut store = tenant.store();
    let attempt = store
        .attempts
        .of(session, person, now)
        .cloned()
        .ok_or_else(Problem::invalid_session)?;
    let Stage::Allowed { code } = &attempt.stage else {
        return Err(Problem::bad_request("The request is invalid."));
    };
    // From here on the code is used up, right or wrong.
    store.attempts.end(session);
    let sent = text("connect_code").unwrap_or_default();
    let right_code: bool = sent.as_bytes().ct_eq(code.as_bytes()).into();
    let right_verifier = match (&attempt.challenge, text("code_verifier")) {
        (Some(challenge), Some(verifier)) => token::verifies(challenge, verifier),
        (Some(_), None) => false,
        (None, _) => true,
    };
    if !right_code || !right_verifier || text("redirect_uri") != Some(&attempt.redirect_uri) {
        return Err(Problem::bad_request("The request is invalid."));
    }
    let fresh = account(tenant, &attempt);
    let same = store
        .accounts
        .same(person, &attempt.connection, &attempt.identity);
    match (same, tenant.config.open_questions.reconnect) {
        (Some(_), Reconnect::Conflict) => {
            Err(Problem::duplicate("The account is connected already."))
        }
        (Some(old), Reconnect::Update) => {
            old.scopes = fresh.scopes;
            old.expires = fresh.expires;
            Ok(old.completed())
        }
        (Some(_), Reconnect::NewAccount) | (None, _) => {
            let answer = fresh.completed();
            store.accounts.add(person, fresh);
            Ok(answer)
        }
    }
}

fn account(tenant: &Tenant, attempt: &Attempt) -> Account {
    let now = tenant.clock.now();
    let lifetime = tenant
        .config
        .connections
        .iter()
        .find(|connection| connection.name == attempt.connection)
        .and_then(|connection| connection.account_seconds);
    Account {
        id: random::account_id(),
        place: 0,
        connection: attempt.connection.clone(),
        identity: attempt.identity.clone(),
        scopes: attempt.scopes.clone(),
        created: now,
        expires: lifetime.map(|count| now + seconds(count)),
        org_id: None,
    }
}
