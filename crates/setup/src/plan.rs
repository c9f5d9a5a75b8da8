//! What there is to do, in the order in which it is done.

use serde_json::{Map, Value};

use crate::provider::Provider;
use crate::state::{ConnectionState, State};
use crate::steps;
use crate::wish::Wish;

/// The steps from what there is to what is wished for.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What is wished for.
    pub wish: Wish,
    /// The steps, in their order; also those that are done already.
    pub steps: Vec<Step>,
    pub(crate) wanted: Wanted,
}

/// One thing that must be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub what: What,
    /// How it is.
    pub present: String,
    /// How it must be.
    pub wanted: String,
    /// What is to be done about it.
    pub standing: Standing,
}

/// What is to be done about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: it is so.
    Right,
    /// It is changed by [`apply()`](crate::apply()).
    Change,
    /// It is not so, and is left to a person: it would take something away, or no API can do it.
    ByHand,
    /// It cannot be seen from here: somebody has to look.
    Unseen,
}

/// What a step is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// That there is the application.
    Application,
    /// That it is native.
    ApplicationType,
    /// That it is the tenant's own.
    FirstParty,
    /// That it keeps to OpenID Connect.
    Conformance,
    /// That its ID tokens are signed with the tenant's key.
    Signing,
    /// How it proves itself.
    Authentication,
    /// That the browser may come back to the program.
    Callbacks,
    /// That it may sign people in, and renew.
    GrantTypes,
    /// That the My Account API is activated.
    Api,
    /// That refresh tokens may be issued for it.
    OfflineAccess,
    /// That applications may call it for a person.
    UserAccess,
    /// That it asks for no consent of its own.
    SkipConsent,
    /// That the application may call it for a person.
    Grant,
    /// What the application may do there.
    GrantScopes,
    /// That the application's refresh tokens reach it.
    Policy,
    /// That there is a connection of this name.
    Connection(String),
    /// That accounts of a connection can be connected.
    Purpose(ConnectionState),
    /// That the application can use a connection.
    Enabled(ConnectionState),
    /// Something that only the provider can show, of the connection of this name.
    Provider(Provider, String),
}

impl What {
    /// A name for catalogues of words.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::ApplicationType => "application-type",
            Self::FirstParty => "first-party",
            Self::Conformance => "conformance",
            Self::Signing => "signing",
            Self::Authentication => "authentication",
            Self::Callbacks => "callbacks",
            Self::GrantTypes => "grant-types",
            Self::Api => "api",
            Self::OfflineAccess => "offline-access",
            Self::UserAccess => "user-access",
            Self::SkipConsent => "skip-consent",
            Self::Grant => "grant",
            Self::GrantScopes => "grant-scopes",
            Self::Policy => "policy",
            Self::Connection(_) => "connection",
            Self::Purpose(_) => "purpose",
            Self::Enabled(_) => "enabled",
            Self::Provider(..) => "provider",
        }
    }
}

impl What {
    /// The connection that it is about, by name.
    #[must_use]
    pub fn connection(&self) -> Option<&str> {
        match self {
            Self::Connection(name) | Self::Provider(_, name) => Some(name),
            Self::Purpose(connection) | Self::Enabled(connection) => Some(&connection.name),
            Self::Application
            | Self::ApplicationType
            | Self::FirstParty
            | Self::Conformance
            | Self::Signing
            | Self::Authentication
            | Self::Callbacks
            | Self::GrantTypes
            | Self::Api
            | Self::OfflineAccess
            | Self::UserAccess
            | Self::SkipConsent
            | Self::Grant
            | Self::GrantScopes
            | Self::Policy => None,
        }
    }

    /// Whether it is about the same thing, whatever state that is in.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.id() == other.id() && self.connection() == other.connection()
    }
}

/// Where the lists end up: what is there, and what was missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) client_id: Option<String>,
    pub(crate) api_id: Option<String>,
    pub(crate) grant_id: Option<String>,
    /// Whether the application proves itself, which is left as it is.
    pub(crate) confidential: bool,
    pub(crate) user_policy: String,
    pub(crate) callbacks: Vec<String>,
    pub(crate) grant_types: Vec<String>,
    pub(crate) grant_scopes: Vec<String>,
    pub(crate) refresh_token: Map<String, Value>,
}

impl Plan {
    /// Every step, for a tenant of which nothing is known.
    #[must_use]
    pub fn for_new_tenant(wish: &Wish) -> Self {
        Self::of(&State::unknown(wish), wish)
    }

    /// The steps from this state.
    #[must_use]
    pub fn of(state: &State, wish: &Wish) -> Self {
        let (steps, wanted) = steps::of(state, wish);
        Self {
            wish: wish.clone(),
            steps,
            wanted,
        }
    }

    /// The steps that change something.
    pub fn changes(&self) -> impl Iterator<Item = &Step> {
        self.with(Standing::Change)
    }

    /// The steps that are left to a person.
    pub fn by_hand(&self) -> impl Iterator<Item = &Step> {
        self.with(Standing::ByHand)
    }

    /// Whether everything that can be seen is as it must be.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.changes().next().is_none() && self.by_hand().next().is_none()
    }

    /// The application's id, where it is known.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.wanted.client_id.as_deref()
    }

    fn with(&self, standing: Standing) -> impl Iterator<Item = &Step> {
        let steps = self.steps.iter();
        steps.filter(move |step| step.standing == standing)
    }
}
