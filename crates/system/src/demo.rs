//! The demo tenant inside the program.

use accounts::callback::{DEEP_LINK, LOOPBACK};
use accounts::ports::{Answer, Demo, DemoTenant};
use emulator::{Config, Emulator};
use tokio::sync::OnceCell;

/// The demo tenant, once it was asked for. It ends with the program.
#[derive(Default)]
pub struct InnerTenant(OnceCell<(Emulator, String)>);

impl Demo for InnerTenant {
    fn start(&self) -> Answer<'_, Result<DemoTenant, String>> {
        Box::pin(async {
            let (emulator, client_id) = self.0.get_or_try_init(start).await?;
            Ok(DemoTenant {
                address: emulator.base_url().to_string(),
                client_id: client_id.clone(),
            })
        })
    }
}

async fn start() -> Result<(Emulator, String), String> {
    let mut config = Config::default();
    let callbacks = std::iter::once(DEEP_LINK).chain(LOOPBACK);
    config.client.callbacks = callbacks.map(str::to_owned).collect();
    let client_id = config.client.id.clone();
    let emulator = emulator::start(config).await.map_err(|e| e.to_string())?;
    Ok((emulator, client_id))
}
