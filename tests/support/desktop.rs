//! The desktop of the tests.

use std::sync::Arc;

use accounts::ports::{Answer, Desktop, Ended};
use accounts::view::AboutView;
use tokio::sync::watch;
use tokio::time::timeout;

use super::PATIENCE;

/// A desktop that keeps what it was told.
#[derive(Clone, Default)]
pub(crate) struct TestDesktop(Arc<watch::Sender<Told>>);

/// What a desktop was told, the latest of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) notification: Vec<Ended>,
    pub(crate) tray: bool,
    pub(crate) start_at_login: bool,
}

impl TestDesktop {
    pub(crate) async fn until(&self, met: impl Fn(&Told) -> bool) -> Told {
        let mut told = self.0.subscribe();
        let waiting = timeout(PATIENCE, told.wait_for(|told| met(told))).await;
        waiting
            .expect("the desktop was never told")
            .unwrap()
            .clone()
    }
}

impl Desktop for TestDesktop {
    fn notify(&self, ended: &[Ended]) {
        self.0
            .send_modify(|told| told.notification = ended.to_vec());
    }

    fn show_tray(&self, on: bool) {
        self.0.send_modify(|told| told.tray = on);
    }

    fn start_at_login(&self, on: bool) -> Result<(), String> {
        self.0.send_modify(|told| told.start_at_login = on);
        Ok(())
    }

    fn measure(&self) -> Answer<'_, AboutView> {
        Box::pin(async {
            AboutView {
                version: "1.2.3".to_owned(),
                system: "Test".to_owned(),
                web_view: "None".to_owned(),
                safe_rendering: false,
                start_milliseconds: Some(1),
                memory_megabytes: Some(2),
                log_folder: "/logs".to_owned(),
            }
        })
    }
}
