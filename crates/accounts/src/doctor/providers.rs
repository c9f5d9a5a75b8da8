//! The providers, and what is known to go wrong with them (wire contract 7, rows 9 to 14 and 17).
//!
//! A client cannot see how a connection is set up. Without a sign of trouble (the last attempt, an
//! account that ended, what the vault said) its traps are facts to know, and nothing is wrong.

use auth0::ConnectedAccount;
use chrono::{DateTime, Utc};

use super::{DoctorCheck as Check, DoctorFact as Fact, Judged, Judgement};
use crate::catalog::Provider;
use crate::diagnosis::{Diagnosis, Turn};
use crate::failure::{Failure, FailureView};

/// What is known of one provider.
pub(crate) struct ProviderSeen<'a> {
    pub(crate) catalog: Option<&'static Provider>,
    /// Whether the tenant offers it.
    pub(crate) offered: bool,
    /// The accounts of it.
    pub(crate) accounts: Vec<&'a ConnectedAccount>,
    /// Why the last attempt failed, since the program was started.
    pub(crate) attempt: Option<&'a FailureView>,
    /// What the vault said of its accounts.
    pub(crate) vault: Option<&'a FailureView>,
}

impl ProviderSeen<'_> {
    pub(crate) fn judge(&self, now: DateTime<Utc>) -> Judged {
        let traps = self.catalog.map_or(&[][..], |provider| &provider.traps);
        let facts = traps.iter().map(|key| Fact::Trap { key: key.clone() });
        Judged {
            check: Check::Provider,
            judgement: self.judgement(now),
            facts: facts.collect(),
        }
    }

    fn judgement(&self, now: DateTime<Utc>) -> Judgement {
        let told = |failure: &FailureView, red| Judgement::Known {
            failure: failure.clone(),
            red,
        };
        let of_account = |failure: &&&FailureView| {
            matches!(
                failure.diagnosis,
                Diagnosis::VaultTokenMissing | Diagnosis::VaultTokenRejected
            )
        };
        if let Some(failure) = self.vault.as_ref().filter(of_account) {
            return told(failure, true);
        }
        // Who chose not to agree has nothing to mend.
        let trouble = |failure: &&&FailureView| failure.diagnosis != Diagnosis::ConsentRefused;
        if let Some(failure) = self.attempt.as_ref().filter(trouble) {
            return told(failure, failure.turn == Turn::Administrator);
        }
        if !self.offered {
            return Judgement::Amber(Failure::new(Diagnosis::ConnectionUnavailable));
        }
        let mut accounts = self.accounts.iter();
        if accounts.any(|account| account.expires_at.is_some_and(|at| at <= now)) {
            let key = self.catalog.map_or("other", |provider| &provider.key);
            return Judgement::Amber(Failure::new(Diagnosis::VaultTokenRejected).subject(key));
        }
        Judgement::Green
    }
}

/// Whether the vault refused the client, and not an account (wire contract 5).
pub(crate) fn is_about_the_vault(diagnosis: Diagnosis) -> bool {
    matches!(
        diagnosis,
        Diagnosis::RotationNotSupported
            | Diagnosis::NotResourceServer
            | Diagnosis::GrantNotAllowed
            | Diagnosis::ClientRejected
            | Diagnosis::ClientCredentialInvalid
    )
}
