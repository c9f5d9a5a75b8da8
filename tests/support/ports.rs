//! Clock, settings file and demo of the tests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use accounts::notes::Notes;
use accounts::ports::{Answer, Clock, Demo, DemoTenant, SettingsFile};
use accounts::settings::Settings;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;
use tokio::time::timeout;

use super::PATIENCE;

/// The real time, plus what a test has let pass.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<watch::Sender<TimeDelta>>);

impl Default for TestClock {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(TimeDelta::zero())))
    }
}

impl TestClock {
    pub(crate) fn advance(&self, by: Duration) {
        let by = TimeDelta::from_std(by).unwrap();
        self.turn(by);
    }

    /// Sets it forth, or back.
    pub(crate) fn turn(&self, by: TimeDelta) {
        self.0.send_modify(|ahead| *ahead += by);
    }
}

impl Clock for TestClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the tests' one look at the clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + *self.0.borrow()
    }

    fn sleep_until(&self, at: DateTime<Utc>) -> Answer<'_, ()> {
        Box::pin(async move {
            let mut ahead = self.0.subscribe();
            while let Ok(rest) = (at - self.now()).to_std() {
                tokio::select! {
                    () = tokio::time::sleep(rest) => {}
                    changed = ahead.changed() => changed.unwrap(),
                }
            }
        })
    }
}

/// The files in memory: settings, notes, and what tenants said of themselves.
#[derive(Clone, Default)]
pub(crate) struct KeptSettings(
    Arc<watch::Sender<Settings>>,
    Arc<watch::Sender<String>>,
    Arc<Mutex<HashMap<String, Vec<u8>>>>,
);

impl KeptSettings {
    pub(crate) fn now(&self) -> Settings {
        self.0.borrow().clone()
    }

    pub(crate) fn put(&self, settings: Settings) {
        self.0.send_replace(settings);
    }

    /// Nothing is known any more of what tenants said of themselves.
    pub(crate) fn forget_tenants(&self) {
        self.2.lock().unwrap().clear();
    }

    /// What tenants said of themselves, by their domains.
    pub(crate) fn tenants(&self) -> Vec<(String, String)> {
        let tenants = self.2.lock().unwrap();
        let text = |said: &Vec<u8>| String::from_utf8(said.clone()).unwrap();
        let texts = tenants
            .iter()
            .map(|(domain, said)| (domain.clone(), text(said)));
        texts.collect()
    }

    /// As they stand in their file.
    pub(crate) fn notes_file(&self) -> String {
        self.1.borrow().clone()
    }

    /// Waits until their file says this.
    pub(crate) async fn until_notes(&self, text: &str) {
        let mut file = self.1.subscribe();
        let waiting = timeout(PATIENCE, file.wait_for(|file| file.contains(text))).await;
        waiting.expect("the notes were never saved so").unwrap();
    }

    pub(crate) fn notes(&self) -> Notes {
        let file = self.notes_file();
        if file.is_empty() {
            return Notes::default();
        }
        serde_json::from_str(&file).unwrap()
    }

    pub(crate) async fn until(&self, met: impl Fn(&Settings) -> bool) {
        let mut settings = self.0.subscribe();
        let waiting = timeout(PATIENCE, settings.wait_for(|settings| met(settings))).await;
        waiting.expect("the settings were never saved so").unwrap();
    }
}

impl SettingsFile for KeptSettings {
    fn save(&self, settings: &Settings) -> Result<(), String> {
        self.put(settings.clone());
        Ok(())
    }

    fn save_notes(&self, notes: &Notes) -> Result<(), String> {
        self.1.send_replace(serde_json::to_string(notes).unwrap());
        Ok(())
    }

    fn known_tenant(&self, domain: &str) -> Option<Vec<u8>> {
        self.2.lock().unwrap().get(domain).cloned()
    }

    fn keep_tenant(&self, domain: &str, said: Option<&[u8]>) {
        let mut tenants = self.2.lock().unwrap();
        match said {
            Some(said) => drop(tenants.insert(domain.to_owned(), said.to_vec())),
            None => drop(tenants.remove(domain)),
        }
    }
}

/// A demo tenant that runs already, or none.
#[derive(Clone)]
pub(crate) struct TestDemo(pub(crate) Result<DemoTenant, String>);

impl Demo for TestDemo {
    fn start(&self) -> Answer<'_, Result<DemoTenant, String>> {
        Box::pin(async move { self.0.clone() })
    }
}
