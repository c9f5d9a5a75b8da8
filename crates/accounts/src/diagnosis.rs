//! What is wrong, by cause: symptom, cause and fix of the wire contract, section 7, as one type.
//!
//! The words (what happened, why, what to do, and where) are in `text/`, one message with the
//! attributes `why` and `fix` for each; [`Diagnosis::words`] is its id. Window and command line share
//! them. `failure.rs` says which answer means which diagnosis.

use serde::Serialize;
use ts_rs::TS;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Turn {
    /// The person at the window.
    Yours,
    /// Whoever administers the tenant.
    Administrator,
    /// Nobody: wait.
    Nobody,
}

macro_rules! diagnoses {
    ($(#[doc = $doc:literal] $name:ident: $turn:ident,)*) => {
        /// What is wrong, by cause. The window has words and an action for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub enum Diagnosis {
            $(#[doc = $doc] $name,)*
        }

        impl Diagnosis {
            /// All there are.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Whose turn it is then.
            #[must_use]
            pub fn turn(self) -> Turn {
                match self {
                    $(Self::$name => Turn::$turn,)*
                }
            }

            fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

diagnoses! {
    /// The tenant domain is no host name.
    DomainInvalid: Yours,
    /// The tenant domain asks for plain HTTP on a host that is not this computer.
    DomainNotSecure: Yours,
    /// The client id is empty or has characters that no client id has.
    ClientIdInvalid: Yours,
    /// No connection to the tenant: no network, no such host, refused.
    TenantUnreachable: Yours,
    /// The tenant did not answer in time.
    TenantTimedOut: Nobody,
    /// The request went out, but its answer was lost on the way back.
    AnswerLost: Nobody,
    /// A web page answered in place of the tenant: a network with a sign-in of its own, or a proxy.
    WebPageAnswered: Yours,
    /// The tenant's certificate is not trusted on this computer.
    TenantNotTrusted: Administrator,
    /// What answered is no Auth0 tenant: a web page, or no discovery document.
    TenantNotAuth0: Yours,
    /// The tenant calls itself by another name than the one that was typed.
    IssuerMismatch: Administrator,
    /// The tenant answered with a server error.
    TenantBroken: Nobody,
    /// The tenant's answer is not what its contract says.
    AnswerUnexpected: Nobody,
    /// The pages of a list never end.
    EndlessPages: Nobody,
    /// Too many requests.
    RateLimited: Nobody,
    /// The person, or a rule of the tenant, refused the sign-in.
    SignInRefused: Yours,
    /// The browser did not come back from signing in, in time.
    SignInTimedOut: Yours,
    /// The code of the sign-in was refused: used already, too old, or from elsewhere.
    SignInCodeRejected: Yours,
    /// The ID token does not pass its checks.
    IdTokenInvalid: Yours,
    /// The sign-in is for another organization than the one that was asked for.
    OrganizationMismatch: Yours,
    /// The person is no member of the organization, or the invitation is not good.
    OrganizationRefused: Administrator,
    /// The tenant gave no refresh token.
    RefreshTokenMissing: Administrator,
    /// The session ended: the refresh token is revoked, expired or was used twice.
    SessionEnded: Yours,
    /// The person does not exist at the tenant any more.
    PersonUnknown: Administrator,
    /// The person is blocked at the tenant.
    PersonBlocked: Administrator,
    /// The tenant wants a second factor.
    MfaRequired: Yours,
    /// The last sign-in is too old, or was too weak, for the policy of the My Account API.
    AuthenticationUnmet: Yours,
    /// The tenant had to show a page and was told not to.
    InteractionRequired: Yours,
    /// The key of the proofs of possession is gone from the keychain, and the session with it.
    ProofKeyMissing: Yours,
    /// The tenant refuses the proof of possession.
    ProofRejected: Administrator,
    /// The tenant asks for another nonce at every try.
    NonceLoop: Administrator,
    /// The tenant does not know the client, or wants it to authenticate.
    ClientRejected: Administrator,
    /// The client may not use this grant.
    GrantNotAllowed: Administrator,
    /// The secret or key with which the client authenticates is missing, or is not one.
    ClientCredentialInvalid: Administrator,
    /// The My Account API is not activated.
    MyAccountNotActivated: Administrator,
    /// The client has no user grant for the My Account API.
    ClientNotAuthorized: Administrator,
    /// The access token is for another API: the refresh token policy is missing.
    AudienceMissing: Administrator,
    /// The access token lacks a permission that was asked for.
    ScopesMissing: Administrator,
    /// The My Account API does not take the access token.
    AccessTokenRejected: Administrator,
    /// The My Account API says that a permission is missing.
    PermissionMissing: Administrator,
    /// The My Account API does not take the request.
    RequestRejected: Administrator,
    /// The tenant does not offer the connection, or not any more.
    ConnectionUnavailable: Administrator,
    /// The tenant offers no connection at all.
    NothingToConnect: Administrator,
    /// The person, or the provider, refused the consent.
    ConsentRefused: Yours,
    /// The provider or the tenant failed while connecting.
    ConnectFailed: Administrator,
    /// The browser did not come back from the provider in time.
    ConnectTimedOut: Yours,
    /// The tenant no longer knows the attempt: its link is too old or was used.
    ConnectSessionExpired: Yours,
    /// The tenant says that the account collides with one that exists.
    ConnectConflict: Yours,
    /// The browser came back without a result.
    ConnectCodeMissing: Administrator,
    /// The account to be removed is not there, or not this person's.
    AccountUnknown: Yours,
    /// The vault has no refresh token of the provider for this account.
    VaultTokenMissing: Administrator,
    /// The provider no longer takes the refresh token that the vault holds.
    VaultTokenRejected: Yours,
    /// The vault does not work with refresh tokens that rotate.
    RotationNotSupported: Administrator,
    /// The client is not of the kind that may ask the vault.
    NotResourceServer: Administrator,
    /// The keychain is locked, or its prompt was closed.
    KeychainLocked: Yours,
    /// No keychain runs in this session.
    KeychainAbsent: Yours,
    /// The keychain answered with an error.
    KeychainRefused: Yours,
    /// The keychain did not answer in time.
    KeychainTimedOut: Yours,
    /// What the keychain holds cannot be read.
    KeychainCorrupt: Yours,
    /// The browser could not be opened.
    BrowserNotOpened: Yours,
    /// None of the loopback ports is free.
    LoopbackUnavailable: Yours,
    /// Another program gets the links in this program's scheme.
    LinksElsewhere: Yours,
    /// A link of the program to itself did not come back.
    LinksLost: Yours,
    /// This computer's clock is not the tenant's.
    ClockWrong: Yours,
    /// Nobody is signed in, so that the rest cannot be looked at.
    NobodySignedIn: Yours,
    /// The settings could not be saved.
    SettingsNotSaved: Yours,
    /// The settings file could not be read; it was moved aside.
    SettingsCorrupt: Yours,
    /// The organization's policy could not be read; it does not hold.
    PolicyCorrupt: Administrator,
    /// The file of names and hints could not be read; it was moved aside.
    NotesCorrupt: Yours,
    /// Whether the program starts with the desktop could not be changed.
    StartAtLoginNotSet: Yours,
    /// No newer version could be looked for, or it could not be installed.
    UpdateNotMade: Yours,
    /// A report could not be saved.
    ReportNotSaved: Yours,
    /// The demo tenant did not start.
    DemoNotStarted: Yours,
    /// Too many attempts are open at once.
    TooManyAttempts: Yours,
    /// The program takes no request now.
    ProgramBusy: Nobody,
}

impl Diagnosis {
    /// The id of its words: `failure-session-ended`.
    #[must_use]
    pub fn words(self) -> String {
        let mut id = String::from("failure");
        for letter in self.name().chars() {
            if letter.is_ascii_uppercase() {
                id.push('-');
            }
            id.push(letter.to_ascii_lowercase());
        }
        id
    }

    /// Whether it means that the tenant cannot be reached.
    #[must_use]
    pub fn is_offline(self) -> bool {
        matches!(
            self,
            Self::TenantUnreachable
                | Self::TenantTimedOut
                | Self::AnswerLost
                | Self::WebPageAnswered
        )
    }

    /// Whether it means that there is no keychain to use; a locked one is there.
    #[must_use]
    pub fn is_unusable_keychain(self) -> bool {
        matches!(
            self,
            Self::KeychainAbsent | Self::KeychainRefused | Self::KeychainTimedOut
        )
    }

    /// Whether a refresh that fails so means that the session is over.
    #[must_use]
    pub fn ends_session(self) -> bool {
        matches!(
            self,
            Self::SessionEnded | Self::PersonUnknown | Self::PersonBlocked | Self::ProofKeyMissing
        )
    }

    /// Whether the person has to confirm who they are before it can go on.
    #[must_use]
    pub fn asks_to_confirm(self) -> bool {
        matches!(self, Self::MfaRequired | Self::AuthenticationUnmet)
    }
}
