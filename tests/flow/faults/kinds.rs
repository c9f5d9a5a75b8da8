//! Every way in which the tenant can misbehave.

use std::time::Duration;

use emulator::{Endpoint, Misbehavior};

/// Each row is one way to misbehave and its examples at an endpoint. A way that has no row does not
/// compile.
macro_rules! ways {
    ($at:ident: $($way:pat => $examples:expr,)+) => {
        /// All that can be wrong at this endpoint, by rows.
        pub(crate) fn ways($at: Endpoint) -> Vec<Vec<Misbehavior>> {
            vec![$($examples),+]
        }

        /// The row of a way.
        fn row(does: &Misbehavior) -> &'static str {
            match does {
                $($way => stringify!($way),)+
            }
        }

        const ROWS: &[&str] = &[$(stringify!($way)),+];
    };
}

ways! { at:
    Misbehavior::Status { .. } => statuses(),
    Misbehavior::Problem { .. } => problems(at),
    Misbehavior::OAuthError { .. } => oauth_errors(at),
    Misbehavior::RateLimited { .. } => vec![limited(Some(1)), limited(Some(120)), limited(None)],
    Misbehavior::Html => vec![Misbehavior::Html],
    Misbehavior::EmptyBody => vec![Misbehavior::EmptyBody],
    Misbehavior::HalfBody => vec![Misbehavior::HalfBody],
    Misbehavior::SlowBytes { .. } => vec![slow(0), slow(500)],
    Misbehavior::Hang => vec![Misbehavior::Hang],
    Misbehavior::Reset => vec![Misbehavior::Reset],
    Misbehavior::AnswerLost => vec![Misbehavior::AnswerLost],
    Misbehavior::HugeBody => vec![Misbehavior::HugeBody],
    Misbehavior::WrongContentType => vec![Misbehavior::WrongContentType],
    Misbehavior::RepeatCursor => vec![Misbehavior::RepeatCursor],
    Misbehavior::NonceStorm => vec![Misbehavior::NonceStorm],
}

fn statuses() -> Vec<Misbehavior> {
    let status = |status, headers| Misbehavior::Status {
        status,
        body: None,
        headers,
    };
    let elsewhere = vec![("location".to_owned(), "/elsewhere".to_owned())];
    let plain = [400, 401, 403, 404, 500, 503];
    let mut all: Vec<Misbehavior> = plain.map(|number| status(number, Vec::new())).to_vec();
    all.push(status(307, elsewhere));
    all
}

fn limited(retry_after: Option<u32>) -> Misbehavior {
    Misbehavior::RateLimited {
        retry_after,
        reset_in: retry_after,
        global: false,
    }
}

fn slow(milliseconds: u64) -> Misbehavior {
    Misbehavior::SlowBytes {
        per_byte: Duration::from_millis(milliseconds),
    }
}

fn problems(at: Endpoint) -> Vec<Misbehavior> {
    match at {
        Endpoint::Connect
        | Endpoint::Complete
        | Endpoint::Accounts
        | Endpoint::Connections
        | Endpoint::Delete => Misbehavior::problems(),
        Endpoint::Discovery
        | Endpoint::Jwks
        | Endpoint::Authorize
        | Endpoint::Token
        | Endpoint::TokenCode
        | Endpoint::TokenRefresh
        | Endpoint::TokenExchange
        | Endpoint::Revoke
        | Endpoint::Userinfo
        | Endpoint::Management
        | Endpoint::Any => Vec::new(),
    }
}

fn oauth_errors(at: Endpoint) -> Vec<Misbehavior> {
    match at {
        Endpoint::Authorize => Misbehavior::authorize_errors(),
        Endpoint::TokenExchange => {
            let mut all = Misbehavior::exchange_errors();
            all.extend(Misbehavior::oauth_errors());
            all
        }
        Endpoint::Token | Endpoint::TokenCode | Endpoint::TokenRefresh | Endpoint::Revoke => {
            Misbehavior::oauth_errors()
        }
        Endpoint::Connect
        | Endpoint::Complete
        | Endpoint::Accounts
        | Endpoint::Connections
        | Endpoint::Delete
        | Endpoint::Discovery
        | Endpoint::Jwks
        | Endpoint::Userinfo
        | Endpoint::Management
        | Endpoint::Any => Vec::new(),
    }
}

/// Whether the tenant says with it that the session is over.
pub(crate) fn ends_session(at: Endpoint, does: &Misbehavior) -> bool {
    let Misbehavior::OAuthError {
        error, description, ..
    } = does
    else {
        return false;
    };
    at == Endpoint::TokenRefresh && (error == "invalid_grant" || description == "user is blocked")
}

/// Whether it takes the program's whole patience.
pub(crate) fn is_slow(does: &Misbehavior) -> bool {
    *does == Misbehavior::Hang || *does == slow(500)
}

#[test]
fn every_way_to_misbehave_is_met_somewhere() {
    let met: Vec<&str> = Endpoint::ALL
        .into_iter()
        .flat_map(ways)
        .flatten()
        .map(|does| row(&does))
        .collect();
    for way in ROWS {
        assert!(met.contains(way), "{way} has no example");
    }
}
