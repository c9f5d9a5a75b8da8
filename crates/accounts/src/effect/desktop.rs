//! What the desktop is used for.

use super::Runner;
use crate::message::Message;
use crate::ports::Ended;

/// What the desktop is told: at once and in order, since it takes no time and the last word counts.
pub(crate) enum TellDesktop {
    /// What ended while nobody looked; nothing: what was told is withdrawn.
    Notify(Vec<Ended>),
    ShowTray(bool),
}

/// What the desktop is asked for.
pub(crate) enum AskDesktop {
    StartAtLogin(bool),
    Measure,
    LookForUpdate,
    InstallUpdate,
    /// What a report needs of this computer.
    Gather,
    SaveReport(String),
}

impl Runner {
    pub(super) fn tell_desktop(&self, tell: &TellDesktop) {
        let desktop = &self.ports.desktop;
        match tell {
            TellDesktop::Notify(ended) => desktop.notify(ended),
            TellDesktop::ShowTray(on) => desktop.show_tray(*on),
        }
    }

    pub(super) async fn ask_desktop(&self, ask: AskDesktop) -> Option<Message> {
        let desktop = &self.ports.desktop;
        match ask {
            AskDesktop::StartAtLogin(on) => {
                let outcome = desktop.start_at_login(on);
                Some(Message::StartAtLoginSet { on, outcome })
            }
            AskDesktop::Measure => Some(Message::Measured(desktop.measure().await)),
            AskDesktop::LookForUpdate => {
                Some(Message::UpdateLookedFor(desktop.look_for_update().await))
            }
            AskDesktop::InstallUpdate => {
                let outcome = desktop.install_update().await;
                outcome.err().map(Message::UpdateNotInstalled)
            }
            AskDesktop::Gather => Some(Message::Gathered {
                about: desktop.measure().await,
                tail: desktop.log_tail().await,
            }),
            AskDesktop::SaveReport(text) => {
                Some(Message::ReportSaved(desktop.save_report(text).await))
            }
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
