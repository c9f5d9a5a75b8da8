//! `mooring demo`: a tenant on this computer, until Ctrl-C. The settings are left alone.

use accounts::callback::{DEEP_LINK, LOOPBACK};
use accounts::diagnosis::Diagnosis;
use accounts::failure::Failure;
use emulator::Config;
use serde_json::json;

use crate::console::{Console, Done};
use crate::layout::labelled;
use crate::setting::Setting;
use crate::trouble::Trouble;

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    port: u16,
) -> Result<Done, Trouble> {
    let mut config = Config {
        port,
        ..Config::default()
    };
    let callbacks = std::iter::once(DEEP_LINK).chain(LOOPBACK);
    config.client.callbacks = callbacks.map(str::to_owned).collect();
    let client_id = config.client.id.clone();
    let started = emulator::start(config).await;
    let tenant = started.map_err(|error| {
        let failure = Failure::new(Diagnosis::DemoNotStarted);
        Trouble::here(failure.detail(&error.to_string()), None)
    })?;
    let domain = tenant.base_url().to_string();
    let profile = format!("{client_id}@{domain}");
    let rows = [
        (console.say("command-tenant", &[]), domain.clone()),
        (console.say("first-run-client-id", &[]), client_id.clone()),
    ];
    let use_it = console.say("command-demo", &[("profile", &profile)]);
    let text = format!("{}\n{use_it}\n", labelled(&rows, 0));
    let fields = json!({ "domain": domain, "clientId": client_id, "profile": profile });
    console.give("demo", &Done::answer(text, fields));
    setting.interrupted().await;
    tenant.shutdown().await;
    Ok(Done::given())
}
