//! The tenants that are spoken to: what they say of themselves is asked once a day, and known at the
//! next start.

use std::sync::Arc;

use auth0::{Error, Tenant};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tracing::Instrument;

use super::Runner;
use crate::settings::Profile;

/// All who come while a tenant is asked get the same answer.
type Answer = Shared<BoxFuture<'static, Result<Arc<Tenant>, Error>>>;

/// A tenant that is being asked, that has answered, or that was forgotten.
#[derive(Clone, Default)]
pub(super) struct Asking {
    turn: Turn,
    answer: Option<Answer>,
}

/// Another one each time that the tenant is asked or forgotten: what was begun before that and ends
/// after it changes nothing.
#[derive(Clone, Default)]
struct Turn(Arc<()>);

impl Asking {
    fn answered(tenant: Arc<Tenant>) -> Self {
        let answer = std::future::ready(Ok(tenant)).boxed().shared();
        Self {
            turn: Turn::default(),
            answer: Some(answer),
        }
    }

    fn is_at(&self, turn: &Turn) -> bool {
        Arc::ptr_eq(&self.turn.0, &turn.0)
    }
}

impl Runner {
    /// Asks the tenant, whatever is known of it.
    pub(super) async fn discover(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let turn = {
            let mut tenants = self.tenants.lock().await;
            tenants.entry(profile.key()).or_default().turn.clone()
        };
        let found = Tenant::discover(&self.http, &profile.address, &profile.client_id).await?;
        let found = Arc::new(found);
        self.take_tenant(profile, &turn, &found).await;
        Ok(found)
    }

    async fn take_tenant(&self, profile: &Profile, turn: &Turn, tenant: &Arc<Tenant>) {
        let mut tenants = self.tenants.lock().await;
        let asking = tenants.get_mut(&profile.key());
        if let Some(asking) = asking.filter(|asking| asking.is_at(turn)) {
            *asking = Asking::answered(tenant.clone());
            self.keep_tenant(profile, tenant);
        }
    }

    async fn keep_tenant_at(&self, profile: &Profile, turn: &Turn, tenant: &Tenant) {
        let tenants = self.tenants.lock().await;
        if tenants.get(&profile.key()).is_some_and(|it| it.is_at(turn)) {
            self.keep_tenant(profile, tenant);
        }
    }

    /// The demo's tenant has another address each time.
    fn keep_tenant(&self, profile: &Profile, tenant: &Tenant) {
        if !profile.demo {
            let said = tenant.kept();
            let settings = &self.ports.settings;
            settings.keep_tenant(&profile.address.domain(), said.as_deref());
        }
    }

    /// From now on nothing is known of the tenant, whatever is being asked of it.
    pub(super) async fn forget_tenant(&self, profile: &Profile) {
        let mut tenants = self.tenants.lock().await;
        tenants.insert(profile.key(), Asking::default());
        let settings = &self.ports.settings;
        settings.keep_tenant(&profile.address.domain(), None);
    }

    /// A tenant as it was before this program started, or as it told since.
    fn known(&self, profile: &Profile) -> Option<Arc<Tenant>> {
        let settings = &self.ports.settings;
        let kept = settings.known_tenant(&profile.address.domain())?;
        let known = Tenant::known(&self.http, &profile.address, &profile.client_id, &kept)?;
        Some(Arc::new(known))
    }

    /// Asks a tenant that is known beside whatever comes now, which makes the connection too.
    fn ask_beside(&self, profile: &Profile, turn: Turn, known: Arc<Tenant>) {
        let (runner, profile) = (self.clone(), profile.clone());
        let ask_again = async move { runner.ask_again(&profile, &turn, &known).await };
        tokio::spawn(ask_again.in_current_span());
    }

    async fn ask_again(&self, profile: &Profile, turn: &Turn, known: &Tenant) {
        match known.ask_again().await {
            // The one in use has learnt the time, and nonces. When its day is over, what is kept from
            // now on takes its place.
            Ok(tenant) if tenant.is_like(known) => {
                self.keep_tenant_at(profile, turn, &tenant).await;
            }
            Ok(tenant) => {
                tracing::debug!("the tenant says something else of itself than before");
                self.take_tenant(profile, turn, &Arc::new(tenant)).await;
            }
            // Whatever is asked of it meanwhile tells why.
            Err(error) => tracing::debug!(%error, "the tenant was not asked anew"),
        }
    }

    /// The tenant, asked for its endpoints once a day.
    pub(super) async fn tenant(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let current = |found: &Tenant| *found.address() == profile.address && found.is_current();
        let found = self.answer(profile, |_| true).await.await?;
        if current(&found) {
            return Ok(found);
        }
        self.answer(profile, current).await.await
    }

    /// What the tenant answered, or will. It is asked anew where it failed to, or where the answer is of
    /// no more use.
    async fn answer(&self, profile: &Profile, useful: impl Fn(&Tenant) -> bool) -> Answer {
        let mut tenants = self.tenants.lock().await;
        let asking = tenants.entry(profile.key()).or_default();
        let usable = |answer: &&Answer| match answer.peek() {
            Some(Ok(tenant)) => useful(tenant),
            Some(Err(_)) => false,
            None => true,
        };
        if let Some(answer) = asking.answer.as_ref().filter(usable) {
            return answer.clone();
        }
        let turn = Turn::default();
        let (runner, there, at) = (self.clone(), profile.clone(), turn.clone());
        let ask = async move {
            if let Some(known) = runner.known(&there) {
                runner.ask_beside(&there, at, known.clone());
                return Ok(known);
            }
            let found = Tenant::discover(&runner.http, &there.address, &there.client_id).await?;
            runner.keep_tenant_at(&there, &at, &found).await;
            Ok(Arc::new(found))
        };
        let answer = ask.boxed().shared();
        *asking = Asking {
            turn,
            answer: Some(answer.clone()),
        };
        answer
    }
}
