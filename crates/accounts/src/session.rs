//! A signed-in person: access, lists, and what is being done with them.

use std::collections::HashMap;

use auth0::{
    Access, AuthSession, CodeVerifier, ConnectCode, ConnectedAccount, Connection, Identity,
    RefreshToken, State,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;

use crate::failure::Doing;
use crate::ports::VaultBytes;
use crate::view::{FailureView, PersonView};

/// A signed-in person.
#[derive(Default)]
pub(crate) struct Session {
    pub(crate) person: Option<PersonView>,
    /// The `sid` of the browser's session.
    pub(crate) sid: Option<String>,
    pub(crate) access: AccessState,
    /// Calls that wait for access, oldest first.
    pub(crate) queue: Vec<QueuedCall>,
    pub(crate) lists: Lists,
    /// Accounts that are being removed, by id.
    pub(crate) removals: HashMap<String, Removal>,
    /// Why the last attempt failed, by connection.
    pub(crate) provider_failures: HashMap<String, FailureView>,
    /// Why the last removal failed, by account id.
    pub(crate) account_failures: HashMap<String, FailureView>,
    pub(crate) signing_out: bool,
}

/// Access to the My Account API.
#[derive(Default)]
pub(crate) enum AccessState {
    #[default]
    None,
    Refreshing,
    Ready(Access),
}

/// A call, and whether it was refused once for its access token.
pub(crate) struct QueuedCall {
    pub(crate) call: Call,
    pub(crate) again: bool,
}

/// An account that is being removed.
pub(crate) struct Removal {
    /// The provider's page is opened afterwards.
    pub(crate) open_revoke_page: bool,
}

/// The lists, as last read.
#[derive(Default)]
pub(crate) struct Lists {
    pub(crate) accounts: Vec<ConnectedAccount>,
    pub(crate) connections: Vec<Connection>,
    pub(crate) as_of: Option<DateTime<Utc>>,
    pub(crate) reading: Option<Reading>,
    /// Readings so far.
    pub(crate) readings: u32,
    pub(crate) failure: Option<FailureView>,
}

/// A reading under way: both lists take effect together.
#[derive(Default)]
pub(crate) struct Reading {
    /// Tells its answers from those of a reading that was overtaken.
    pub(crate) number: u32,
    pub(crate) accounts: Option<Vec<ConnectedAccount>>,
    pub(crate) connections: Option<Vec<Connection>>,
}

/// A call of the My Account API.
#[derive(Clone)]
pub(crate) enum Call {
    Accounts {
        reading: u32,
    },
    Connections {
        reading: u32,
    },
    Connect {
        attempt: String,
        connection: String,
        redirect_uri: String,
        state: State,
        code_verifier: CodeVerifier,
    },
    Complete {
        attempt: String,
        auth_session: AuthSession,
        connect_code: ConnectCode,
        redirect_uri: String,
        code_verifier: CodeVerifier,
    },
    Disconnect {
        account: String,
    },
}

impl Call {
    /// Its name, for the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Accounts { .. } => "list the accounts",
            Self::Connections { .. } => "list the providers",
            Self::Connect { .. } => "begin a connect",
            Self::Complete { .. } => "complete a connect",
            Self::Disconnect { .. } => "remove an account",
        }
    }

    pub(crate) fn doing(&self) -> Doing {
        match self {
            Self::Accounts { .. } | Self::Connections { .. } => Doing::Listing,
            Self::Connect { .. } => Doing::Connecting,
            Self::Complete { .. } => Doing::Completing,
            Self::Disconnect { .. } => Doing::Disconnecting,
        }
    }
}

impl Lists {
    /// The reading under way, if it is this one.
    pub(crate) fn reading(&mut self, number: u32) -> Option<&mut Reading> {
        self.reading.as_mut().filter(|one| one.number == number)
    }
}

impl Session {
    pub(crate) fn name(&mut self, identity: &Identity) {
        self.person = Some(PersonView {
            name: identity.name.clone(),
            email: identity.email.clone(),
        });
        self.sid.clone_from(&identity.session_id);
    }
}

/// Whether the access still serves a call that starts at `now`: it is renewed 60 s, or a tenth of
/// its life, before its end, whichever is less.
pub(crate) fn is_fresh(access: &Access, now: DateTime<Utc>) -> bool {
    let tenth = TimeDelta::from_std(access.lifetime / 10).unwrap_or(TimeDelta::seconds(60));
    now + tenth.min(TimeDelta::seconds(60)) < access.expires_at
}

/// What the keychain keeps of a session.
pub(crate) struct StoredSession {
    pub(crate) refresh_token: RefreshToken,
    pub(crate) identity: Identity,
}

#[derive(Deserialize)]
struct KeptSession {
    refresh_token: RefreshToken,
    subject: String,
    name: String,
    email: Option<String>,
    session_id: Option<String>,
}

impl StoredSession {
    /// The session as the keychain keeps it.
    pub(crate) fn write(&self) -> VaultBytes {
        let json = json!({
            "version": 1,
            "refresh_token": self.refresh_token.expose(),
            "subject": self.identity.subject,
            "name": self.identity.name,
            "email": self.identity.email,
            "session_id": self.identity.session_id,
        });
        VaultBytes::new(json.to_string().into_bytes())
    }

    /// The session that the keychain kept; `None` when it cannot be read.
    pub(crate) fn read(bytes: &VaultBytes) -> Option<Self> {
        let kept: KeptSession = serde_json::from_slice(bytes).ok()?;
        Some(Self {
            refresh_token: kept.refresh_token,
            identity: Identity {
                subject: kept.subject,
                name: kept.name,
                email: kept.email,
                session_id: kept.session_id,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use auth0::AccessToken;

    use super::*;

    fn access(lifetime: u64) -> Access {
        let lifetime = Duration::from_secs(lifetime);
        Access {
            token: AccessToken::new("t"),
            expires_at: DateTime::UNIX_EPOCH + lifetime,
            lifetime,
        }
    }

    #[test]
    fn access_is_renewed_early() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        assert!(is_fresh(&access(600), at(539)));
        assert!(!is_fresh(&access(600), at(540)));
        assert!(is_fresh(&access(100), at(89)));
        assert!(!is_fresh(&access(100), at(90)));
    }

    #[test]
    fn a_session_comes_back_whole() {
        let identity = Identity {
            subject: "auth0|dana".to_owned(),
            name: "Dana Okafor".to_owned(),
            email: None,
            session_id: Some("s".to_owned()),
        };
        let stored = StoredSession {
            refresh_token: RefreshToken::new("v1.secret"),
            identity: identity.clone(),
        };
        let back = StoredSession::read(&stored.write()).unwrap();
        assert_eq!(back.refresh_token.expose(), "v1.secret");
        assert_eq!(back.identity, identity);
        assert!(StoredSession::read(&VaultBytes::new(b"{}".to_vec())).is_none());
    }
}
