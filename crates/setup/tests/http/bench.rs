//! A tenant of the emulator, and what is wished for there.

use std::sync::Arc;

use auth0::{AccessToken, Http, TenantAddress};
use chrono::DateTime;
use emulator::{Config, Emulator};
use setup::{Applied, Plan, Standing, State, What, Wish, apply};

pub(crate) const CALLBACKS: [&str; 2] = [
    "dev.mooring.desktop://callback",
    "http://127.0.0.1:18791/callback",
];
pub(crate) const STRATEGIES: [&str; 3] = ["github", "google-oauth2", "slack"];

pub(crate) struct Bench {
    pub(crate) emulator: Emulator,
    pub(crate) http: Http,
    pub(crate) token: AccessToken,
    pub(crate) wish: Wish,
}

impl Bench {
    pub(crate) async fn start(config: Config) -> Self {
        let emulator = emulator::start(Config {
            record: true,
            ..config
        })
        .await
        .unwrap();
        let tenant = TenantAddress::parse(emulator.base_url().as_str()).unwrap();
        Self {
            emulator,
            http: Http::new(Arc::new(|| DateTime::UNIX_EPOCH)).unwrap(),
            token: AccessToken::new(Config::BARE_TOKEN),
            wish: Wish::new(tenant, &CALLBACKS, &STRATEGIES),
        }
    }

    pub(crate) async fn bare() -> Self {
        Self::start(Config::bare()).await
    }

    /// A tenant that is set up, but for one change, with its application named by its id.
    pub(crate) async fn all_but(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config {
            management_tokens: Config::bare().management_tokens,
            ..Config::default()
        };
        change(&mut config);
        let mut bench = Self::start(config).await;
        bench.wish.client_id = Some("mooring-demo".to_owned());
        bench
    }

    pub(crate) async fn plan(&self) -> Plan {
        let state = State::read(&self.http, &self.token, &self.wish).await;
        Plan::of(&state.unwrap(), &self.wish)
    }

    pub(crate) async fn apply(&self, plan: &Plan) -> Applied {
        let applied = apply(&self.http, &self.token, plan, |_| ()).await;
        applied.unwrap()
    }

    /// The calls that were to change something.
    pub(crate) fn writes(&self) -> Vec<String> {
        let exchanges = self.emulator.exchanges().into_iter();
        let writes = exchanges.filter(|one| one.method != "GET");
        writes
            .map(|one| format!("{} {} {}", one.method, one.path, one.request_body))
            .collect()
    }
}

pub(crate) fn ids(steps: impl IntoIterator<Item = What>) -> Vec<&'static str> {
    steps.into_iter().map(|what| what.id()).collect()
}

pub(crate) fn of(plan: &Plan, standing: Standing) -> Vec<&'static str> {
    let steps = plan.steps.iter().filter(|step| step.standing == standing);
    ids(steps.map(|step| step.what.clone()))
}
