//! What can go wrong, and its words.

use accounts::diagnosis::{Diagnosis, Turn};
use accounts::failure::Failure;
use accounts::view::{FailureView, Snapshot, TenantView};
use serde_json::{Value, json};
use system::words::Words;

use crate::exit;
use crate::layout::visible;

/// Why a command did not do what it should.
pub(crate) enum Trouble {
    /// What the window would tell too.
    Failed(Box<Failed>),
    /// What only the command line knows.
    Mistaken(Mistake),
    /// Ctrl-C.
    Interrupted,
}

/// A failure, and what its words need.
pub(crate) struct Failed {
    failure: FailureView,
    domain: Option<String>,
    client_id: Option<String>,
    provider: Option<String>,
}

/// A trouble of the command line's own.
pub(crate) struct Mistake {
    kind: Kind,
    facts: Vec<(&'static str, String)>,
}

macro_rules! kinds {
    ($($name:ident: $code:ident, $words:literal, $json:literal;)*) => {
        /// What kind of trouble.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind { $($name,)* }

        impl Kind {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];

            pub(crate) fn code(self) -> u8 {
                match self { $(Self::$name => exit::$code,)* }
            }

            pub(crate) fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }

            pub(crate) fn json(self) -> &'static str {
                match self { $(Self::$name => $json,)* }
            }
        }
    };
}

kinds! {
    Usage: USAGE, "command-usage", "usage";
    NoTenant: USAGE, "command-no-tenant", "noTenant";
    NotAsked: USAGE, "command-not-asked", "notAsked";
    TokenNeeded: USAGE, "command-token-needed", "tokenNeeded";
    ProfileUnknown: USAGE, "command-profile-unknown", "profileUnknown";
    ProfilesManaged: USAGE, "command-profiles-managed", "profilesManaged";
    ProviderUnknown: USAGE, "command-provider-unknown", "providerUnknown";
    PermissionUnknown: USAGE, "command-permission-unknown", "permissionUnknown";
    NameAmbiguous: USAGE, "command-name-ambiguous", "nameAmbiguous";
    NotSignedIn: SIGN_IN, "command-not-signed-in", "notSignedIn";
    AnotherPerson: SIGN_IN, "command-another-person", "anotherPerson";
    AccountNotConnected: CONNECT, "command-account-not-connected", "accountNotConnected";
    NothingConnected: CONNECT, "command-nothing-connected", "nothingConnected";
    TokenRejected: TENANT, "command-token-rejected", "tokenRejected";
    TokenScopeMissing: TENANT, "command-token-scope-missing", "tokenScopeMissing";
    NotStarted: HERE, "command-not-started", "notStarted";
}

impl Kind {
    fn turn(self) -> Turn {
        match self {
            Self::TokenRejected | Self::TokenScopeMissing | Self::ProfilesManaged => {
                Turn::Administrator
            }
            Self::Usage
            | Self::NoTenant
            | Self::NotAsked
            | Self::TokenNeeded
            | Self::ProfileUnknown
            | Self::ProviderUnknown
            | Self::PermissionUnknown
            | Self::NameAmbiguous
            | Self::NotSignedIn
            | Self::AnotherPerson
            | Self::AccountNotConnected
            | Self::NothingConnected
            | Self::NotStarted => Turn::Yours,
        }
    }

    /// A trouble of this kind.
    pub(crate) fn trouble(self, facts: &[(&'static str, &str)]) -> Trouble {
        let owned = facts.iter().map(|(name, fact)| (*name, (*fact).to_owned()));
        Trouble::Mistaken(Mistake {
            kind: self,
            facts: owned.collect(),
        })
    }
}

/// What is told of a trouble.
pub(crate) struct Told {
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) fix: String,
    pub(crate) turn: Turn,
    pub(crate) detail: Option<String>,
    pub(crate) id: Option<String>,
    retry_at: Option<String>,
    diagnosis: Value,
}

impl Trouble {
    /// A failure that the program told of.
    pub(crate) fn of(failure: &FailureView, tenant: Option<&TenantView>) -> Self {
        Self::Failed(Box::new(Failed {
            failure: failure.clone(),
            domain: tenant.map(|tenant| tenant.domain.clone()),
            client_id: tenant.map(|tenant| tenant.client_id.clone()),
            provider: None,
        }))
    }

    /// One of those in a snapshot.
    pub(crate) fn in_snapshot(failure: &FailureView, snapshot: &Snapshot) -> Self {
        Self::of(failure, snapshot.tenant.as_ref())
    }

    /// A failure that came up here.
    pub(crate) fn here(failure: Failure, domain: Option<&str>) -> Self {
        let view = failure.view(chance());
        tracing::warn!(id = view.id, diagnosis = ?view.diagnosis, detail = view.detail, "failed");
        Self::Failed(Box::new(Failed {
            failure: view,
            domain: domain.map(str::to_owned),
            client_id: None,
            provider: None,
        }))
    }

    /// With the provider that it is about.
    pub(crate) fn about(mut self, name: &str) -> Self {
        if let Self::Failed(failed) = &mut self {
            failed.provider = Some(name.to_owned());
        }
        self
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Failed(failed) => exit::code(failed.failure.diagnosis),
            Self::Mistaken(mistake) => mistake.kind.code(),
            Self::Interrupted => exit::INTERRUPTED,
        }
    }

    /// What is told of it.
    pub(crate) fn told(&self, words: &Words) -> Told {
        match self {
            Self::Failed(failed) => failed.told(words),
            Self::Mistaken(mistake) => mistake.told(words),
            Self::Interrupted => told(
                words,
                "command-interrupted",
                &[],
                Turn::Yours,
                "interrupted",
            ),
        }
    }
}

impl Failed {
    fn told(&self, words: &Words) -> Told {
        let failure = &self.failure;
        let known = |fact: &Option<String>, id: &str| fact.clone().unwrap_or_else(|| words.say(id));
        let none = || "none".to_owned();
        let tenant = self.domain.clone().or_else(|| failure.subject.clone());
        let facts = [
            ("tenant", known(&tenant, "some-tenant")),
            ("clientId", self.client_id.clone().unwrap_or_else(none)),
            ("provider", known(&self.provider, "someone")),
            ("subject", failure.subject.clone().unwrap_or_else(none)),
            ("detail", failure.detail.clone().unwrap_or_else(none)),
        ];
        let facts: Vec<_> = facts
            .iter()
            .map(|(name, fact)| (*name, fact.as_str()))
            .collect();
        let id = failure.diagnosis.words();
        Told {
            detail: failure.detail.as_deref().map(visible),
            id: Some(failure.id.clone()),
            retry_at: failure.retry_at.map(|at| at.to_rfc3339()),
            diagnosis: json!(failure.diagnosis),
            ..told(words, &id, &facts, failure.turn, "")
        }
    }
}

impl Mistake {
    fn told(&self, words: &Words) -> Told {
        let facts = self.facts.iter();
        let facts: Vec<_> = facts.map(|(name, fact)| (*name, fact.as_str())).collect();
        let kind = self.kind;
        told(words, kind.words(), &facts, kind.turn(), kind.json())
    }
}

fn told(words: &Words, id: &str, facts: &[(&str, &str)], turn: Turn, diagnosis: &str) -> Told {
    let part = |part: &str| words.part(id, part, facts).unwrap_or_default();
    Told {
        what: visible(&words.tell(id, facts)),
        why: visible(&part("why")),
        fix: visible(&part("fix")),
        turn,
        detail: None,
        id: None,
        retry_at: None,
        diagnosis: json!(diagnosis),
    }
}

impl Told {
    /// As `docs/command-line.schema.json` has it.
    pub(crate) fn json(&self) -> Value {
        json!({
            "diagnosis": self.diagnosis,
            "id": self.id,
            "what": self.what,
            "why": self.why,
            "fix": self.fix,
            "turn": self.turn,
            "detail": self.detail,
            "retryAt": self.retry_at,
        })
    }
}

/// For the id of a failure, which nobody has to be unable to guess.
fn chance() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}

/// The program could not be begun.
pub(crate) fn not_started(reason: impl std::fmt::Display) -> Trouble {
    Kind::NotStarted.trouble(&[("reason", &reason.to_string())])
}

/// The program takes no more requests.
pub(crate) fn busy() -> Trouble {
    Trouble::here(Failure::new(Diagnosis::ProgramBusy), None)
}

#[cfg(test)]
mod tests {
    use accounts::view::Language;

    use super::*;

    #[test]
    fn every_trouble_has_words_in_every_language() {
        for language in [Language::En, Language::De, Language::Ja, Language::Ar] {
            let words = Words::plain(language);
            let see = |trouble: &Trouble| {
                let told = trouble.told(&words);
                for said in [&told.what, &told.why, &told.fix] {
                    assert!(!said.is_empty(), "{language:?} {}", told.diagnosis);
                    assert!(!said.contains(['{', '}']), "{language:?}: {said}");
                    assert!(!said.starts_with("command-"), "{language:?}: {said}");
                }
                assert!(trouble.code() > 0);
            };
            for kind in Kind::ALL {
                let facts = ["name", "candidates", "reason", "scope"].map(|name| (name, "x"));
                see(&kind.trouble(&facts));
            }
            for &diagnosis in Diagnosis::ALL {
                see(&Trouble::here(Failure::new(diagnosis), None));
            }
            see(&Trouble::Interrupted);
        }
    }
}
