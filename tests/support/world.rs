//! All that outlives a run of the program.

use std::sync::Arc;
use std::time::Duration;

use accounts::ports::{Clock, DemoTenant, Ports};
use accounts::settings::{ProfileOptions, ProfileSettings, Settings};
use auth0::Http;
use emulator::Config;

use super::{
    KeptSettings, MemoryVault, Tenant, TestBrowser, TestClock, TestDemo, TestDesktop, TestNames,
};

/// All that outlives a run of the program.
pub(crate) struct World {
    pub(crate) tenant: Tenant,
    pub(crate) clock: TestClock,
    pub(crate) vault: MemoryVault,
    pub(crate) browser: TestBrowser,
    pub(crate) settings: KeptSettings,
    pub(crate) demo: TestDemo,
    pub(crate) desktop: TestDesktop,
    pub(crate) names: TestNames,
}

impl World {
    pub(crate) async fn new(config: Config) -> Self {
        Self::of(Tenant::start(config).await)
    }

    fn of(tenant: Tenant) -> Self {
        let demo = DemoTenant {
            address: tenant.address().to_string(),
            client_id: tenant.client_id.clone(),
        };
        Self {
            browser: TestBrowser::new(tenant.address().clone()),
            clock: TestClock::default(),
            vault: MemoryVault::default(),
            settings: KeptSettings::default(),
            demo: TestDemo(Ok(demo)),
            desktop: TestDesktop::default(),
            names: TestNames::default(),
            tenant,
        }
    }

    /// With the tenant in the settings already.
    pub(crate) async fn settled(config: Config) -> Self {
        Self::settled_with(config, ProfileOptions::default()).await
    }

    pub(crate) async fn settled_with(config: Config, options: ProfileOptions) -> Self {
        Self::new(config).await.settle(options)
    }

    /// With a tenant in the settings already whose address is a name.
    pub(crate) async fn named(config: Config, options: ProfileOptions) -> Self {
        Self::of(Tenant::start_named(config).await).settle(options)
    }

    /// With a tenant of this address in the settings already.
    pub(crate) async fn at(host: &str, config: Config) -> Self {
        let tenant = Tenant::start_at(host.parse().unwrap(), config).await;
        Self::of(tenant).settle(ProfileOptions::default())
    }

    fn settle(self, options: ProfileOptions) -> Self {
        let domain = self.tenant.address().to_string();
        self.settle_at(domain, options)
    }

    /// With this address of the tenant in the settings already.
    pub(crate) fn settle_at(self, domain: String, options: ProfileOptions) -> Self {
        let world = self;
        world.settings.put(Settings::from(ProfileSettings {
            domain,
            client_id: world.tenant.client_id.clone(),
            options,
            ..ProfileSettings::default()
        }));
        world
    }

    /// Lets time pass, here and at the tenant.
    pub(crate) fn advance(&self, seconds: u64) {
        let by = Duration::from_secs(seconds);
        self.tenant.advance(by);
        self.clock.advance(by);
    }

    /// An HTTP client with this world's clock and names.
    pub(crate) fn http(&self) -> Http {
        let clock = self.clock.clone();
        let names = Arc::new(self.names.clone());
        Http::with_names(Arc::new(move || clock.now()), names).unwrap()
    }

    pub(super) fn ports(&self) -> Ports {
        Ports {
            clock: Box::new(self.clock.clone()),
            vault: Box::new(self.vault.clone()),
            browser: Box::new(self.browser.clone()),
            settings: Box::new(self.settings.clone()),
            demo: Box::new(self.demo.clone()),
            desktop: Box::new(self.desktop.clone()),
        }
    }
}
