//! One way through the browser and back: a sign-in, or a connect.
//!
//! It is prepared (the tenant is asked for a link), saved (so that it outlives a restart), waits for
//! the browser, and is finished by the callback that carries its `state`. It always ends: done,
//! refused, cancelled or timed out.

use auth0::{AuthSession, CodeVerifier, Nonce, State};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use crate::callback::Callback;
use crate::message::{Moment, Wish};
use crate::ports::VaultBytes;
use crate::view::{AttemptStep, AttemptView, ReturnPath};

/// One way through the browser and back.
pub(crate) struct Attempt {
    /// Names it in requests and messages. Not the `state`.
    pub(crate) id: String,
    pub(crate) purpose: Purpose,
    pub(crate) state: State,
    pub(crate) code_verifier: CodeVerifier,
    pub(crate) path: ReturnPath,
    pub(crate) started_at: DateTime<Utc>,
    pub(crate) phase: Phase,
}

/// What it is for.
#[derive(Clone)]
pub(crate) enum Purpose {
    SignIn {
        nonce: Nonce,
        /// To confirm who is signed in, not to let somebody in.
        confirms: bool,
    },
    Connect(Wish),
}

/// How far it is.
pub(crate) enum Phase {
    /// The way back is being made ready.
    Listening {
        then: Then,
        /// Why it cannot come back over this computer's own address, once that was tried.
        closed: Option<String>,
    },
    /// The tenant is being asked for a link.
    Preparing { redirect_uri: String, then: Then },
    /// The keychain is taking it in.
    Saving { trip: Trip, url: Url, then: Then },
    /// The person's turn, in the browser.
    Waiting(Trip),
    /// The browser came back.
    Finishing,
}

impl Phase {
    /// At the beginning.
    pub(crate) fn listening() -> Self {
        Self::Listening {
            then: Then::Open,
            closed: None,
        }
    }
}

/// What is to be done with the link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Open,
    Copy,
}

/// What is needed when the browser comes back.
#[derive(Clone)]
pub(crate) struct Trip {
    pub(crate) redirect_uri: String,
    /// Of a connect.
    pub(crate) auth_session: Option<AuthSession>,
    pub(crate) deadline: DateTime<Utc>,
    pub(crate) lifetime_seconds: u32,
}

impl Attempt {
    pub(crate) fn is_sign_in(&self) -> bool {
        matches!(self.purpose, Purpose::SignIn { .. })
    }

    /// Whether it confirms who is signed in.
    pub(crate) fn confirms(&self) -> bool {
        matches!(self.purpose, Purpose::SignIn { confirms: true, .. })
    }

    pub(crate) fn connection(&self) -> Option<&str> {
        match &self.purpose {
            Purpose::Connect(wish) => Some(&wish.connection),
            Purpose::SignIn { .. } => None,
        }
    }

    /// What a connect is to be.
    pub(crate) fn wish(&self) -> Option<&Wish> {
        match &self.purpose {
            Purpose::Connect(wish) => Some(wish),
            Purpose::SignIn { .. } => None,
        }
    }

    /// Whether it is for this account, or without one for a new account of the connection.
    pub(crate) fn is_for(&self, connection: &str, account: Option<&str>) -> bool {
        self.wish()
            .is_some_and(|wish| wish.connection == connection && wish.account.as_deref() == account)
    }

    /// Draws its secrets anew, for a fresh link.
    pub(crate) fn renew(&mut self, moment: &Moment) {
        self.state = moment.state.clone();
        self.code_verifier = moment.code_verifier.clone();
        if let Purpose::SignIn { nonce, .. } = &mut self.purpose {
            *nonce = moment.nonce.clone();
        }
    }

    /// Whether it waits for this answer, at the address where it came in.
    pub(crate) fn is_answered_by(&self, callback: &Callback) -> bool {
        let waits = |trip: &Trip| trip.redirect_uri == callback.redirect_uri;
        self.waiting().is_some_and(waits) && callback.answers(&self.state)
    }

    pub(crate) fn waiting(&self) -> Option<&Trip> {
        match &self.phase {
            Phase::Waiting(trip) => Some(trip),
            Phase::Listening { .. }
            | Phase::Preparing { .. }
            | Phase::Saving { .. }
            | Phase::Finishing => None,
        }
    }

    /// What the keychain keeps: everything from the moment the browser may come back.
    fn trip(&self) -> Option<&Trip> {
        match &self.phase {
            Phase::Saving { trip, .. } | Phase::Waiting(trip) => Some(trip),
            Phase::Listening { .. } | Phase::Preparing { .. } | Phase::Finishing => None,
        }
    }

    pub(crate) fn view(&self) -> AttemptView {
        let step = match &self.phase {
            Phase::Listening { .. } | Phase::Preparing { .. } | Phase::Saving { .. } => {
                AttemptStep::Preparing
            }
            Phase::Waiting(_) => AttemptStep::Waiting,
            Phase::Finishing => AttemptStep::Finishing,
        };
        AttemptView {
            id: self.id.clone(),
            step,
            started_at: self.started_at,
            expires_at: self.waiting().map(|trip| trip.deadline),
            lifetime_seconds: self.waiting().map(|trip| trip.lifetime_seconds),
            return_path: self.path,
            asked: None,
        }
    }
}

/// The attempts as the keychain keeps them: what is secret of them, and what finds the rest in the
/// notes. The one place, with [`read`], where their secrets are
/// spelt out.
pub(crate) fn write(attempts: &[Attempt]) -> VaultBytes {
    let kept: Vec<serde_json::Value> = attempts
        .iter()
        .filter_map(|attempt| {
            let trip = attempt.trip()?;
            let nonce = match &attempt.purpose {
                Purpose::SignIn { nonce, .. } => Some(nonce.expose()),
                Purpose::Connect(_) => None,
            };
            Some(json!({
                "id": attempt.id,
                "connection": attempt.connection(),
                "nonce": nonce,
                "confirms": attempt.confirms(),
                "state": attempt.state.expose(),
                "code_verifier": attempt.code_verifier.expose(),
                "redirect_uri": trip.redirect_uri,
                "auth_session": trip.auth_session.as_ref().map(AuthSession::expose),
                "path": attempt.path,
                "started_at": attempt.started_at,
                "deadline": trip.deadline,
                "lifetime_seconds": trip.lifetime_seconds,
            }))
        })
        .collect();
    VaultBytes::new(
        json!({ "version": 1, "attempts": kept })
            .to_string()
            .into_bytes(),
    )
}

#[derive(Deserialize)]
struct Kept {
    attempts: Vec<KeptAttempt>,
}

#[derive(Deserialize)]
struct KeptAttempt {
    id: String,
    connection: Option<String>,
    nonce: Option<Nonce>,
    #[serde(default)]
    confirms: bool,
    state: State,
    code_verifier: CodeVerifier,
    redirect_uri: String,
    auth_session: Option<AuthSession>,
    path: ReturnPath,
    started_at: DateTime<Utc>,
    deadline: DateTime<Utc>,
    lifetime_seconds: u32,
}

/// The attempts that the keychain kept and that are still open at `now`. What cannot be read counts
/// as none: an attempt can be begun again.
pub(crate) fn read(bytes: &VaultBytes, now: DateTime<Utc>) -> Vec<Attempt> {
    let Ok(kept) = serde_json::from_slice::<Kept>(bytes) else {
        tracing::warn!("the attempts in the keychain cannot be read");
        return Vec::new();
    };
    kept.attempts
        .into_iter()
        .filter(|kept| kept.deadline > now)
        .filter_map(KeptAttempt::restore)
        .collect()
}

impl KeptAttempt {
    fn restore(self) -> Option<Attempt> {
        let purpose = match (self.connection, self.nonce) {
            // The rest of the wish is in the notes.
            (Some(connection), None) => Purpose::Connect(Wish {
                connection,
                ..Wish::default()
            }),
            (None, Some(nonce)) => Purpose::SignIn {
                nonce,
                confirms: self.confirms,
            },
            _ => return None,
        };
        Some(Attempt {
            id: self.id,
            purpose,
            state: self.state,
            code_verifier: self.code_verifier,
            path: self.path,
            started_at: self.started_at,
            phase: Phase::Waiting(Trip {
                redirect_uri: self.redirect_uri,
                auth_session: self.auth_session,
                deadline: self.deadline,
                lifetime_seconds: self.lifetime_seconds,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn wish(connection: &str) -> Wish {
        Wish {
            connection: connection.to_owned(),
            ..Wish::default()
        }
    }

    fn waiting(purpose: Purpose, deadline: DateTime<Utc>) -> Attempt {
        Attempt {
            id: "a1".to_owned(),
            purpose,
            state: State::new("the-state"),
            code_verifier: CodeVerifier::new("the-verifier"),
            path: ReturnPath::DeepLink,
            started_at: DateTime::UNIX_EPOCH,
            phase: Phase::Waiting(Trip {
                redirect_uri: crate::callback::DEEP_LINK.to_owned(),
                auth_session: Some(AuthSession::new("the-session")),
                deadline,
                lifetime_seconds: 300,
            }),
        }
    }

    #[test]
    fn an_open_attempt_comes_back_whole_and_a_late_one_does_not() {
        let now = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let connect = Purpose::Connect(wish("github"));
        let sign_in = Purpose::SignIn {
            nonce: Nonce::new("the-nonce"),
            confirms: true,
        };
        let bytes = write(&[
            waiting(connect, now + TimeDelta::seconds(1)),
            waiting(sign_in.clone(), now + TimeDelta::seconds(1)),
            waiting(sign_in, now),
        ]);
        let back = read(&bytes, now);
        assert_eq!(back.len(), 2);
        assert_eq!(back[0].connection(), Some("github"));
        assert_eq!(back[0].state.expose(), "the-state");
        assert_eq!(back[0].code_verifier.expose(), "the-verifier");
        let trip = back[0].waiting().unwrap();
        assert_eq!(trip.auth_session.as_ref().unwrap().expose(), "the-session");
        assert!(back[1].is_sign_in() && back[1].confirms());
    }

    #[test]
    fn what_cannot_be_read_counts_as_none() {
        let bytes = VaultBytes::new(b"not json".to_vec());
        assert!(read(&bytes, DateTime::UNIX_EPOCH).is_empty());
    }

    #[test]
    fn several_attempts_fit_the_smallest_keychain() {
        let now = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let attempts: Vec<_> = (0..crate::model::ATTEMPT_LIMIT)
            .map(|_| {
                let mut attempt = waiting(Purpose::Connect(wish("google-oauth2")), now);
                attempt.id = "0123456789abcdef".to_owned();
                attempt.state = State::random();
                attempt.code_verifier = CodeVerifier::random();
                attempt
            })
            .collect();
        // Windows takes 2560 bytes; a real auth_session has 64 characters.
        assert!(write(&attempts).len() + attempts.len() * 53 <= 2560);
    }
}
