//! The tenants that are spoken to: what they say of themselves is asked once a day, and known at the
//! next start.

use std::sync::Arc;

use auth0::{Error, Tenant};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tracing::Instrument;

use super::Runner;
use crate::settings::Profile;

/// A tenant that is being asked, or that has answered: all who came meanwhile get the same.
pub(super) type Asking = Shared<BoxFuture<'static, Result<Arc<Tenant>, Error>>>;

impl Runner {
    /// Asks the tenant, whatever is known of it.
    pub(super) async fn discover(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let tenant = self.find(profile).await?;
        self.take_tenant(profile, tenant.clone()).await;
        Ok(tenant)
    }

    async fn find(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let found = Tenant::discover(&self.http, &profile.address, &profile.client_id).await?;
        self.keep_tenant(profile, &found);
        Ok(Arc::new(found))
    }

    async fn take_tenant(&self, profile: &Profile, tenant: Arc<Tenant>) {
        let answered = std::future::ready(Ok(tenant)).boxed().shared();
        self.tenants.lock().await.insert(profile.key(), answered);
    }

    /// The demo's tenant has another address each time.
    fn keep_tenant(&self, profile: &Profile, tenant: &Tenant) {
        if !profile.demo {
            let said = tenant.kept();
            let settings = &self.ports.settings;
            settings.keep_tenant(&profile.address.domain(), said.as_deref());
        }
    }

    /// From now on nothing is known of the tenant.
    pub(super) async fn forget_tenant(&self, profile: &Profile) {
        self.tenants.lock().await.remove(&profile.key());
        let settings = &self.ports.settings;
        settings.keep_tenant(&profile.address.domain(), None);
    }

    /// A tenant as it was before this program started. It is asked anew beside whatever comes now, which
    /// makes the connection too.
    fn known(&self, profile: &Profile) -> Option<Arc<Tenant>> {
        let kept = self
            .ports
            .settings
            .known_tenant(&profile.address.domain())?;
        let known = Tenant::known(&self.http, &profile.address, &profile.client_id, &kept)?;
        let known = Arc::new(known);
        let (runner, profile, tenant) = (self.clone(), profile.clone(), known.clone());
        let ask_again = async move { runner.ask_again(&profile, &tenant).await };
        tokio::spawn(ask_again.in_current_span());
        Some(known)
    }

    async fn ask_again(&self, profile: &Profile, known: &Tenant) {
        match known.ask_again().await {
            Ok(tenant) => {
                let tenant = Arc::new(tenant);
                if !tenant.is_like(known) {
                    tracing::debug!("the tenant says something else of itself than before");
                    self.take_tenant(profile, tenant.clone()).await;
                }
                self.keep_tenant(profile, &tenant);
            }
            // Whatever is asked of it meanwhile tells why.
            Err(error) => tracing::debug!(%error, "the tenant was not asked anew"),
        }
    }

    /// The tenant, asked for its endpoints once a day.
    pub(super) async fn tenant(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let found = self.asking(profile).await.await?;
        if *found.address() == profile.address && found.is_current() {
            return Ok(found);
        }
        self.discover(profile).await
    }

    async fn asking(&self, profile: &Profile) -> Asking {
        let mut tenants = self.tenants.lock().await;
        let key = profile.key();
        let failed = |asking: &Asking| matches!(asking.peek(), Some(Err(_)));
        if let Some(asking) = tenants.get(&key).filter(|asking| !failed(asking)) {
            return asking.clone();
        }
        let (runner, profile) = (self.clone(), profile.clone());
        let ask = async move {
            match runner.known(&profile) {
                Some(known) => Ok(known),
                None => runner.find(&profile).await,
            }
        };
        let asking = ask.boxed().shared();
        tenants.insert(key, asking.clone());
        asking
    }
}
