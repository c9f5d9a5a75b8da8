//! POST `/connected-accounts/complete`: the connected account (contract 1.3).

use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::accounts::Account;
use crate::attempts::{Attempt, Stage};
use crate::clock::seconds;
use crate::my_account::Caller;
use crate::open_questions::{Reconnect, SameDevice, TakenElsewhere, VanishedConnection};
use crate::problem::Problem;
use crate::random;
use crate::schema::{Rule, Shape};
use crate::state::{Store, Tenant};
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
/// to it, which ends it; 409 for what the tenant does not allow, as configured.
pub(crate) fn finish(tenant: &Tenant, caller: &Caller, body: &Value) -> Result<Value, Problem> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let session = text("auth_session").unwrap_or_default();
    let person = caller.person.as_str();
    let now = tenant.clock.now();
    let mut store = tenant.store();
    let attempt = store
        .attempts
        .of(session, person, now)
        .filter(|attempt| is_same_device(tenant, attempt, caller))
        .cloned()
        .ok_or_else(Problem::invalid_session)?;
    let Stage::Allowed { code } = &attempt.stage else {
        return Err(Problem::bad_request("The request is invalid."));
    };
    // From here on the code is used up, right or wrong.
    store.attempts.end(session, now);
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
    check_room(tenant, &store, &attempt)?;
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
            old.revoked = false;
            Ok(old.completed())
        }
        (Some(_), Reconnect::NewAccount) | (None, _) => {
            let answer = fresh.completed();
            store.accounts.add(person, fresh);
            Ok(answer)
        }
    }
}

fn is_same_device(tenant: &Tenant, attempt: &Attempt, caller: &Caller) -> bool {
    match tenant.config.open_questions.same_device {
        // Whose session the browser has was looked at when it opened the ticket.
        SameDevice::Unchecked | SameDevice::Session => true,
        SameDevice::Key => attempt.key == caller.key,
    }
}

/// Whether the tenant takes one more account of this kind (contract 9).
fn check_room(tenant: &Tenant, store: &Store, attempt: &Attempt) -> Result<(), Problem> {
    let open = &tenant.config.open_questions;
    let (name, person) = (&attempt.connection, &attempt.person);
    let vanished = tenant
        .config
        .connection(name)
        .is_none_or(|connection| !connection.serves(&attempt.client));
    if vanished && open.vanished_connection == VanishedConnection::Conflict {
        let text = "The connection is not enabled for connected accounts.";
        return Err(Problem::configuration(text));
    }
    if open.taken_elsewhere == TakenElsewhere::Conflict
        && store.accounts.is_elsewhere(person, name, &attempt.identity)
    {
        let text = "The account is connected to another user.";
        return Err(Problem::duplicate(text));
    }
    let full = |most: Option<u32>, count: usize| {
        most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| count >= most))
    };
    let own = || store.accounts.of(person);
    let of_connection = own().filter(|one| one.connection == *name).count();
    if full(open.most_accounts, own().count())
        || full(open.most_accounts_of_a_connection, of_connection)
    {
        let text = "The user has as many connected accounts as are allowed.";
        return Err(Problem::configuration(text));
    }
    Ok(())
}

fn account(tenant: &Tenant, attempt: &Attempt) -> Account {
    let now = tenant.clock.now();
    let lifetime = tenant
        .config
        .connection(&attempt.connection)
        .and_then(|connection| connection.account_seconds);
    Account {
        id: random::account_id(),
        place: 0,
        connection: attempt.connection.clone(),
        identity: attempt.identity.clone(),
        scopes: attempt.scopes.clone(),
        created: now,
        expires: lifetime.map(|count| now + seconds(count)),
        org_id: attempt.org_id.clone(),
        revoked: false,
    }
}
