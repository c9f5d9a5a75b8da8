//! What a command is begun with: folders, log, settings, and the profile.

use std::sync::Arc;

use accounts::settings::{ProfileSettings, Settings};
use accounts::view::Language;
use system::folders::Folders;
use system::words::system_language;
use system::{Files, Policy, clock, process};
use tokio::sync::watch;

use crate::console::Console;
use crate::trouble::{Kind, Trouble, not_started};

/// What a command is begun with.
pub(crate) struct Setting {
    pub(crate) folders: Folders,
    pub(crate) policy: Policy,
    pub(crate) settings: Settings,
    pub(crate) language: Language,
    /// The one of the settings, or the one that was named for this call.
    pub(crate) profile: Option<ProfileSettings>,
    /// Why the settings could not be read.
    failure: Option<Trouble>,
    pub(crate) interrupts: watch::Receiver<u32>,
}

impl Setting {
    /// Opens the folders, the log and the settings.
    pub(crate) fn open(named: Option<&str>) -> Result<Self, Trouble> {
        let folders = Folders::open().map_err(not_started)?;
        let log = system::log::start_quietly(&folders.logs).map_err(not_started)?;
        process::harden();
        let policy =
            Policy::read(&Policy::path()).map_err(|failure| Trouble::here(failure, None))?;
        let files = Files::beside_the_window(&folders.config).under(policy.clone());
        let (settings, failure) = match files.settings() {
            Ok(settings) => (settings, None),
            Err(failure) => (files.without_a_file(), Some(Trouble::here(failure, None))),
        };
        log.follow(settings.log_level);
        let language = settings.language.unwrap_or_else(system_language);
        let profile = match named {
            Some(named) => Some(profile(named, &settings)?),
            None => settings.in_use().cloned(),
        };
        Ok(Self {
            folders,
            policy,
            settings,
            language,
            profile,
            failure,
            interrupts: interrupts(),
        })
    }

    /// The settings, where they could be read.
    pub(crate) fn readable(&mut self) -> Result<(), Trouble> {
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Does something that Ctrl-C ends.
    pub(crate) async fn unless_interrupted<T>(
        &self,
        work: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        let mut interrupts = self.interrupts.clone();
        tokio::select! {
            done = work => done,
            () = next(&mut interrupts) => Err(Trouble::Interrupted),
        }
    }

    /// Whether the person says yes.
    pub(crate) async fn ask(&self, console: &Console, question: &str) -> Result<bool, Trouble> {
        console.ask(question);
        let line = self.unless_interrupted(blocking(|| {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map(|_| line)
        }));
        Ok(console.is_yes(&line.await?))
    }

    /// Waits for Ctrl-C.
    pub(crate) async fn interrupted(&self) {
        next(&mut self.interrupts.clone()).await;
    }

    pub(crate) fn http() -> Result<auth0::Http, Trouble> {
        auth0::Http::new(Arc::new(clock::now)).map_err(not_started)
    }
}

/// The profile that was named: one that is kept, or any tenant and client.
pub(crate) fn profile(named: &str, settings: &Settings) -> Result<ProfileSettings, Trouble> {
    if let Some(kept) = settings.profiles.iter().find(|one| one.name == named) {
        return Ok(kept.clone());
    }
    let (client_id, domain) = named.split_once('@').unwrap_or_default();
    if client_id.is_empty() || auth0::TenantAddress::parse(domain).is_err() {
        return Err(Kind::ProfileUnknown.trouble(&[("name", named)]));
    }
    Ok(ProfileSettings {
        domain: domain.to_owned(),
        client_id: client_id.to_owned(),
        ..ProfileSettings::default()
    })
}

/// Reads from the person, on a thread that is not waited for.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Trouble> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(not_started)?.map_err(not_started)
}

/// Counts every Ctrl-C.
fn interrupts() -> watch::Receiver<u32> {
    let (tell, interrupts) = watch::channel(0);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            tell.send_modify(|count| *count += 1);
        }
    });
    interrupts
}

/// Waits for one more. Without a way to be interrupted, for ever.
pub(crate) async fn next(interrupts: &mut watch::Receiver<u32>) {
    if interrupts.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}
