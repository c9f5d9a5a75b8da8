//! What the program is doing when it is killed.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::program::Outcome;
use crate::wire::{Order, Seen, Shown};
use crate::world::World;

/// One thing that the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journey {
    /// The program starts, and its access is renewed.
    Start,
    SignIn,
    Refresh,
    /// Up to where it is the person's turn.
    Connect,
    /// From where the browser comes back.
    Complete,
    Disconnect,
    /// A removal that is undone.
    Undo,
    Settings,
    Notes,
}

impl Journey {
    pub(crate) const ALL: [Self; 9] = [
        Self::Start,
        Self::SignIn,
        Self::Refresh,
        Self::Connect,
        Self::Complete,
        Self::Disconnect,
        Self::Undo,
        Self::Settings,
        Self::Notes,
    ];
}

/// What was the case before, and what the journey is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Before {
    pub(crate) accounts: Vec<String>,
    /// The account that is removed or named.
    pub(crate) account: String,
    pub(crate) connection: String,
    pub(crate) german: bool,
    pub(crate) nickname: Option<String>,
    /// The name that it is to have.
    pub(crate) wanted: String,
}

/// Longer than any access lasts.
pub(crate) const LIFETIME: u64 = 700;
const CONNECTIONS: [&str; 4] = ["google-oauth2", "github", "slack", "dropbox"];

impl Journey {
    /// Whether the refresh token is used in it.
    pub(crate) fn renews(self) -> bool {
        matches!(self, Self::Start | Self::SignIn | Self::Refresh)
    }

    /// Whether the step is one that the start has in the same way: the lists are read.
    pub(crate) fn shares(self, step: &str) -> bool {
        self != Self::Start && step.contains(" GET ")
    }

    /// Brings the program to where the journey begins. `turn` tells one time from another.
    pub(crate) async fn prepare(self, world: &mut World<'_>, turn: usize) -> Outcome<Before> {
        world.page = None;
        world.back = None;
        if world.tenant.accounts().len() < 2 {
            let emulator = &world.tenant.emulator;
            emulator.connect_elsewhere("dana", "slack", &[]);
            world.program().read_again().await?;
        }
        let seen = world.program().until_current().await?;
        let account = seen.accounts[turn % seen.accounts.len()].clone();
        let named = seen.nicknames.iter().find(|(id, _)| *id == account);
        let before = Before {
            accounts: world.tenant.accounts(),
            connection: CONNECTIONS[turn % CONNECTIONS.len()].to_owned(),
            german: seen.german,
            nickname: named.map(|(_, name)| name.clone()),
            wanted: format!("name {turn}"),
            account,
        };
        match self {
            Self::SignIn => {
                world.tell(&Order::SignOut);
                let out = |seen: &Seen| seen.screen == Shown::SignedOut;
                world.program().until("signed out", out).await?;
            }
            Self::Refresh => world.pass(LIFETIME),
            Self::Complete => {
                world.begin_connect(&before.connection).await?;
                world.walk().await?;
            }
            Self::Start => world.program = None,
            Self::Connect | Self::Disconnect | Self::Undo | Self::Settings | Self::Notes => {}
        }
        world.tenant.forget();
        Ok(before)
    }

    /// Does it. Every step of the program is watched.
    pub(crate) async fn go(self, world: &mut World<'_>, before: &Before) -> Outcome {
        match self {
            Self::Start => {
                world.start(true);
                world.program().until_current().await.map(drop)
            }
            Self::SignIn => world.sign_in().await,
            Self::Refresh => world.program().read_again().await.map(drop),
            Self::Connect => world.begin_connect(&before.connection).await.map(drop),
            Self::Complete => {
                world.deliver()?;
                world.until_accounts(before.accounts.len() + 1).await?;
                let over = |seen: &Seen| seen.attempts.is_empty();
                world.program().until("no attempt", over).await.map(drop)
            }
            Self::Disconnect => {
                let account = before.account.clone();
                world.tell(&Order::Disconnect { account });
                until_pending(world, before).await?;
                world.pass(10);
                world.until_accounts(before.accounts.len() - 1).await?;
                let done = |seen: &Seen| seen.leaving == 0 && seen.removals.is_empty();
                world.program().until("the removal", done).await.map(drop)
            }
            Self::Undo => {
                let account = before.account.clone();
                world.tell(&Order::Disconnect { account });
                let removal = until_pending(world, before).await?;
                world.tell(&Order::Undo { removal });
                let kept = |seen: &Seen| seen.removals.is_empty();
                world.program().until("the removal undone", kept).await?;
                world.tenant.director.pause("undone").await;
                world.pass(15);
                world.program().read_again().await.map(drop)
            }
            Self::Settings => {
                let german = !before.german;
                world.tell(&Order::Speak { german });
                let wanted = if german { "\"de\"" } else { "\"en\"" };
                until_file(world, "settings.json", wanted).await
            }
            Self::Notes => {
                world.tell(&Order::Rename {
                    account: before.account.clone(),
                    nickname: before.wanted.clone(),
                });
                until_file(world, "notes.json", &format!("\"{}\"", before.wanted)).await
            }
        }
    }

    /// Looks whether what the program comes back to is what was before, or what was to be.
    pub(crate) fn see(self, world: &World<'_>, before: &Before, after: &Seen) -> Outcome {
        let log = world.tenant.log();
        let was: BTreeSet<&String> = before.accounts.iter().collect();
        let is: BTreeSet<&String> = after.accounts.iter().collect();
        let gone: Vec<_> = was.difference(&is).collect();
        let new = is.difference(&was).count();
        let removed = log.removed.contains(&before.account);
        let consistent = match self {
            Self::Disconnect => gone == removed.then_some(&&before.account).as_slice() && new == 0,
            Self::Complete => gone.is_empty() && new as u64 == log.completed,
            Self::Start
            | Self::SignIn
            | Self::Refresh
            | Self::Connect
            | Self::Undo
            | Self::Settings
            | Self::Notes => gone.is_empty() && new == 0 && log.removed.is_empty(),
        };
        if !consistent {
            return Err(format!("gone {gone:?}, {new} new, of {log:?}"));
        }
        if self != Self::Settings && after.german != before.german {
            return Err("the language is another".to_owned());
        }
        let mut names = after.nicknames.iter();
        let name = names.find(|(id, _)| *id == before.account);
        let name = name.map(|(_, name)| name.clone());
        let renamed = self == Self::Notes && name.as_ref() == Some(&before.wanted);
        if !renamed && name != before.nickname && gone.is_empty() {
            return Err(format!(
                "its name is {name:?}, it was {:?}",
                before.nickname
            ));
        }
        Ok(())
    }
}

async fn until_pending(world: &World<'_>, before: &Before) -> Outcome<u32> {
    let accounts = [before.account.clone()];
    let pending = |seen: &Seen| {
        let mut removals = seen.removals.iter();
        removals.find(|one| one.1 == accounts).map(|one| one.0)
    };
    let what = "a removal that can be undone";
    let seen = world.program().until(what, |seen| pending(seen).is_some());
    let removal = pending(&seen.await?).unwrap_or_default();
    world.tenant.director.pause("in the ten seconds").await;
    Ok(removal)
}

async fn until_file(world: &World<'_>, name: &str, wanted: &str) -> Outcome {
    let written = async {
        loop {
            let text = std::fs::read_to_string(world.file(name)).unwrap_or_default();
            if text.contains(wanted) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let waiting = tokio::time::timeout(crate::support::PATIENCE, written).await;
    waiting.map_err(|_| format!("{name} was never written"))?;
    // Until the program has heard of it too.
    tokio::time::sleep(Duration::from_millis(5)).await;
    Ok(())
}
