//! Each provider by itself. Of clients that authenticate, the Token Vault is asked about one account of
//! each.

use std::collections::{BTreeMap, HashSet};

use auth0::ConnectedAccount;

use super::Model;
use crate::catalog;
use crate::doctor::{DoctorCheck as Check, Judged, Judgement, ProviderSeen, is_about_the_vault};
use crate::effect::Effect;
use crate::message::Moment;
use crate::view::CheckView;

/// The vault is asked about no more accounts.
const VAULT_LIMIT: usize = 8;

impl Model {
    /// Each provider by itself, once both pages came. Of clients that may, the vault is asked.
    pub(super) fn examine_providers(&mut self, moment: &Moment) -> Vec<Effect> {
        let Some(doctor) = &self.doctor else {
            return Vec::new();
        };
        if doctor.connections.is_none() || doctor.lacks(Check::MyAccount) {
            return Vec::new();
        }
        let effects = match doctor.answered {
            None => self.ask_the_vault(),
            Some(_) => Vec::new(),
        };
        let said = self.vault_says();
        let answers = said.values().filter(|said| **said != CheckView::Checking);
        let answered = Some(answers.count());
        let Some(doctor) = self.doctor.as_mut().filter(|one| one.answered != answered) else {
            return effects;
        };
        doctor.answered = answered;
        self.judge_vault(moment);
        for (judged, provider) in self.judged_providers(moment) {
            self.judge_provider(judged, Some(provider), moment);
        }
        effects
    }

    fn ask_the_vault(&mut self) -> Vec<Effect> {
        let Some(accounts) = self.doctor.as_ref().and_then(|one| one.accounts.as_ref()) else {
            return Vec::new();
        };
        let mut seen = HashSet::new();
        let first = accounts.iter().filter(|one| seen.insert(&one.connection));
        let asked: Vec<String> = first.take(VAULT_LIMIT).map(|one| one.id.clone()).collect();
        let mut effects = Vec::new();
        for account in asked {
            let ask = self.check_account(account.clone());
            if let (false, Some(doctor)) = (ask.is_empty(), &mut self.doctor) {
                doctor.asked.push(account);
            }
            effects.extend(ask);
        }
        effects
    }

    /// What the vault says of an account of the examination.
    fn vault_says(&self) -> BTreeMap<String, CheckView> {
        let (Some(doctor), Some(session)) = (&self.doctor, self.kept_session_ref()) else {
            return BTreeMap::new();
        };
        let said = |id: &String| Some((id.clone(), session.checks.get(id)?.clone()));
        doctor.asked.iter().filter_map(said).collect()
    }

    pub(super) fn asks_the_vault(&self) -> bool {
        let said = self.vault_says();
        said.values().any(|check| *check == CheckView::Checking)
    }

    fn judge_vault(&mut self, moment: &Moment) {
        let said = self.vault_says();
        if said.is_empty() || self.asks_the_vault() {
            return;
        }
        let refusal = said.values().find_map(|check| match check {
            CheckView::Failed { failure } if is_about_the_vault(failure.diagnosis) => Some(failure),
            CheckView::Failed { .. } | CheckView::Works { .. } | CheckView::Checking => None,
        });
        let judgement = refusal.map_or(Judgement::Green, |failure| Judgement::Known {
            failure: failure.clone(),
            red: false,
        });
        self.judge(Judged::new(Check::Vault, judgement), moment);
    }

    fn judged_providers(&self, moment: &Moment) -> Vec<(Judged, (String, String))> {
        let (Some(doctor), Some(session)) = (&self.doctor, self.kept_session_ref()) else {
            return Vec::new();
        };
        let accounts = doctor.accounts.as_deref().unwrap_or_default();
        let Some((offered, whole)) = &doctor.connections else {
            return Vec::new();
        };
        let offers = offered
            .iter()
            .map(|one| (one.name.as_str(), Some(one.strategy.as_str())));
        let mut connections: Vec<(&str, Option<&str>)> = offers.collect();
        for account in accounts {
            let known = connections
                .iter()
                .any(|(name, _)| *name == account.connection);
            // Those that are offered may stand on another page.
            if !known && *whole && !offered.is_empty() {
                connections.push((&account.connection, None));
            }
        }
        let said = self.vault_says();
        let failed = |account: &&ConnectedAccount| match said.get(&account.id) {
            Some(CheckView::Failed { failure }) => Some(failure),
            Some(CheckView::Checking | CheckView::Works { .. }) | None => None,
        };
        let judge = |(connection, strategy): (&str, Option<&str>)| {
            let of_it = accounts.iter().filter(|one| one.connection == connection);
            let of_it: Vec<&ConnectedAccount> = of_it.collect();
            let catalog = catalog::provider(connection, strategy);
            let seen = ProviderSeen {
                catalog,
                offered: strategy.is_some(),
                attempt: session.provider_failures.get(connection),
                vault: of_it.iter().find_map(failed),
                accounts: of_it,
            };
            let name = catalog.map_or(connection, |provider| provider.name_of(connection));
            let provider = (connection.to_owned(), name.to_owned());
            (seen.judge(moment.now), provider)
        };
        connections.into_iter().map(judge).collect()
    }
}
