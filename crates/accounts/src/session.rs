//! A signed-in person: access, lists, and what is being done with them.

use std::collections::{HashMap, HashSet};

use auth0::{
    Access, AuthSession, CodeVerifier, ConnectCode, Cursor, Identity, RefreshToken, State,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;

use crate::callback::clean_name;
use crate::failure::Doing;
use crate::lists::Lists;
use crate::message::Wish;
use crate::ports::VaultBytes;
use crate::view::{CheckView, FailureView, Language, PersonView};

/// A signed-in person.
pub(crate) struct Session {
    /// Tells its renewals from those of a session that it took the place of.
    pub(crate) number: u64,
    pub(crate) identity: Identity,
    pub(crate) access: AccessState,
    /// Calls that wait for access, oldest first.
    pub(crate) queue: Vec<QueuedCall>,
    pub(crate) lists: Lists,
    /// The tenant offers nothing at all.
    pub(crate) nothing_to_connect: Option<FailureView>,
    /// Removals that can still be undone, oldest first.
    pub(crate) pending: Vec<PendingRemoval>,
    /// Accounts that are being removed, by id.
    pub(crate) removals: HashMap<String, Removal>,
    /// Connects of which it is not known whether they came to be.
    pub(crate) doubts: Vec<ConnectDoubt>,
    /// Why the last attempt failed, by connection.
    pub(crate) provider_failures: HashMap<String, FailureView>,
    /// Why the last removal failed, by account id.
    pub(crate) account_failures: HashMap<String, FailureView>,
    /// What the Token Vault said, by account id.
    pub(crate) checks: HashMap<String, CheckView>,
    pub(crate) signing_out: bool,
}

/// Access to the My Account API.
#[derive(Default)]
pub(crate) enum AccessState {
    #[default]
    None,
    Refreshing,
    Ready(Access),
    /// The person has to confirm who they are first.
    Unconfirmed(FailureView),
}

/// A call, and whether it was refused once for its access token.
pub(crate) struct QueuedCall {
    pub(crate) call: Call,
    pub(crate) again: bool,
}

/// Accounts that will be removed, unless that is undone before.
pub(crate) struct PendingRemoval {
    pub(crate) id: u32,
    pub(crate) accounts: Vec<String>,
    pub(crate) open_revoke_page: bool,
    pub(crate) until: DateTime<Utc>,
}

/// An account that is being removed.
pub(crate) struct Removal {
    /// Its connection's name.
    pub(crate) connection: String,
    /// What it was granted.
    pub(crate) scopes: Vec<String>,
    /// The provider's page is opened afterwards.
    pub(crate) open_revoke_page: bool,
    /// No good answer came: the list has to tell whether it is gone.
    pub(crate) doubt: Option<FailureView>,
}

/// A connect whose answer was lost: a new account of the connection in the list settles it.
pub(crate) struct ConnectDoubt {
    pub(crate) wish: Wish,
    /// The accounts that were there before.
    pub(crate) known: HashSet<String>,
}

/// A call of the My Account API, or of the Token Vault.
#[derive(Clone)]
pub(crate) enum Call {
    Accounts {
        reading: u32,
        from: Option<Cursor>,
    },
    Connections {
        reading: u32,
        from: Option<Cursor>,
    },
    Connect {
        attempt: String,
        wish: Box<Wish>,
        /// Other accounts of the connection are there: the provider is to ask which one.
        another: bool,
        language: Language,
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
    /// Reads the first page of a list, for the doctor.
    Examine {
        /// The examination's number.
        number: u64,
        list: List,
    },
}

/// One of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Accounts,
    Connections,
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
            Self::Examine { .. } => "look at a list",
        }
    }

    pub(crate) fn doing(&self) -> Doing {
        match self {
            Self::Accounts { .. } | Self::Connections { .. } | Self::Examine { .. } => {
                Doing::Listing
            }
            Self::Connect { .. } => Doing::Connecting,
            Self::Complete { .. } => Doing::Completing,
            Self::Disconnect { .. } => Doing::Disconnecting,
        }
    }
}

impl Session {
    pub(crate) fn new(number: u64, identity: Identity) -> Self {
        Self {
            number,
            identity,
            access: AccessState::None,
            queue: Vec::new(),
            lists: Lists::default(),
            nothing_to_connect: None,
            pending: Vec::new(),
            removals: HashMap::new(),
            doubts: Vec::new(),
            provider_failures: HashMap::new(),
            account_failures: HashMap::new(),
            checks: HashMap::new(),
            signing_out: false,
        }
    }
}

impl Session {
    /// Until when the removal of an account can be undone.
    pub(crate) fn leaving_until(&self, account: &str) -> Option<DateTime<Utc>> {
        let mut pending = self.pending.iter();
        let removal = pending.find(|one| one.accounts.iter().any(|id| id == account))?;
        Some(removal.until)
    }

    /// Whether an account is being removed, or will be.
    pub(crate) fn is_leaving(&self, account: &str) -> bool {
        self.removals.contains_key(account) || self.leaving_until(account).is_some()
    }
}

/// The person of an ID token, as the window shows them: the tenant's words, made fit for it.
pub(crate) fn person(identity: &Identity) -> PersonView {
    PersonView {
        name: clean_name(&identity.name),
        email: identity.email.as_deref().map(clean_name),
        organization: identity.organization.as_deref().map(clean_name),
    }
}

/// Whether the access still serves a call that starts at `now`: it is renewed 60 s, or a tenth of
/// its life, before its end, whichever is less.
pub(crate) fn is_fresh(access: &Access, now: DateTime<Utc>) -> bool {
    let tenth = TimeDelta::from_std(access.lifetime / 10).unwrap_or(TimeDelta::seconds(60));
    now + tenth.min(TimeDelta::seconds(60)) < access.expires_at
}

/// What the keychain keeps of a session.
#[derive(Clone)]
pub(crate) struct StoredSession {
    pub(crate) refresh_token: RefreshToken,
    /// Whether the refresh token is bound to the key of the proofs (RFC 9449 section 5).
    pub(crate) bound: bool,
    /// Whether a refresh gives a new refresh token, once that is known.
    pub(crate) rotates: Option<bool>,
    pub(crate) identity: Identity,
}

#[derive(Deserialize)]
struct KeptSession {
    refresh_token: RefreshToken,
    #[serde(default)]
    bound: bool,
    rotates: Option<bool>,
    subject: String,
    name: String,
    email: Option<String>,
    session_id: Option<String>,
    organization: Option<String>,
}

impl StoredSession {
    /// The session as the keychain keeps it.
    pub(crate) fn write(&self) -> VaultBytes {
        let json = json!({
            "version": 1,
            "refresh_token": self.refresh_token.expose(),
            "bound": self.bound,
            "rotates": self.rotates,
            "subject": self.identity.subject,
            "name": self.identity.name,
            "email": self.identity.email,
            "session_id": self.identity.session_id,
            "organization": self.identity.organization,
        });
        VaultBytes::new(json.to_string().into_bytes())
    }

    /// The session that the keychain kept; `None` when it cannot be read.
    pub(crate) fn read(bytes: &VaultBytes) -> Option<Self> {
        let kept: KeptSession = serde_json::from_slice(bytes).ok()?;
        Some(Self {
            refresh_token: kept.refresh_token,
            bound: kept.bound,
            rotates: kept.rotates,
            identity: Identity {
                subject: kept.subject,
                name: kept.name,
                email: kept.email,
                session_id: kept.session_id,
                organization: kept.organization,
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
            dpop_key: None,
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
    fn a_person_is_shown_as_plain_text_and_kept_as_the_tenant_said() {
        let identity = Identity {
            subject: "auth0|dana".to_owned(),
            name: format!("Dana\u{202e} Oka\u{200b}for{}", "x".repeat(400)),
            email: Some("dana@\u{2066}acme.example\n".to_owned()),
            session_id: None,
            organization: Some(format!("a{}", "\u{301}".repeat(50))),
        };
        let shown = person(&identity);
        assert!(shown.name.starts_with("Dana Okafor"), "{shown:?}");
        assert_eq!(shown.name.chars().count(), 300);
        assert_eq!(shown.email.as_deref(), Some("dana@acme.example"));
        let marks = shown.organization.unwrap().chars().count();
        assert_eq!(marks, 5, "no heap of marks");
        let unseen = Identity {
            name: "\u{200b}".to_owned(),
            ..identity.clone()
        };
        assert_eq!(person(&unseen).name, "\u{fffd}");
        let stored = StoredSession {
            refresh_token: RefreshToken::new("v1.secret"),
            bound: false,
            rotates: None,
            identity: identity.clone(),
        };
        let back = StoredSession::read(&stored.write()).unwrap();
        assert_eq!(back.identity, identity);
    }

    #[test]
    fn a_session_comes_back_whole() {
        let identity = Identity {
            subject: "auth0|dana".to_owned(),
            name: "Dana Okafor".to_owned(),
            email: None,
            session_id: Some("s".to_owned()),
            organization: None,
        };
        let stored = StoredSession {
            refresh_token: RefreshToken::new("v1.secret"),
            bound: true,
            rotates: Some(false),
            identity: identity.clone(),
        };
        let back = StoredSession::read(&stored.write()).unwrap();
        assert_eq!(back.refresh_token.expose(), "v1.secret");
        assert_eq!(back.identity, identity);
        assert!(back.bound);
        assert_eq!(back.rotates, Some(false));
        assert!(StoredSession::read(&VaultBytes::new(b"{}".to_vec())).is_none());
    }
}
