//! What the desktop is used for.

use super::Runner;
use crate::message::Message;
use crate::ports::Ended;

/// Something that the desktop is used for.
pub(crate) enum OnDesktop {
    /// What ended while nobody looked; nothing: what was told is withdrawn.
    Notify(Vec<Ended>),
    ShowTray(bool),
    StartAtLogin(bool),
    Measure,
}

impl Runner {
    pub(super) async fn use_desktop(&self, on_desktop: OnDesktop) -> Option<Message> {
        let desktop = &self.ports.desktop;
        match on_desktop {
            OnDesktop::Notify(ended) => {
                desktop.notify(&ended);
                None
            }
            OnDesktop::ShowTray(on) => {
                desktop.show_tray(on);
                None
            }
            OnDesktop::StartAtLogin(on) => {
                let outcome = desktop.start_at_login(on);
                Some(Message::StartAtLoginSet { on, outcome })
            }
            OnDesktop::Measure => Some(Message::Measured(desktop.measure().await)),
        }
    }

    pub(super) async fn own_links(
        &self,
        attempt: Option<String>,
        by_force: bool,
    ) -> Option<Message> {
        let owner = self.ports.browser.own_links(by_force).await;
        Some(Message::LinksOwned { attempt, owner })
    }
}
