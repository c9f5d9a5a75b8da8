//! What a link from outside proposes to connect. It is shown and kept, and nothing else: only a click
//! in the window connects anything.
//!
//! Anybody can make such links, and many of them. One proposal stands at a time. Another one is taken
//! once none came for some seconds, so that a flood changes nothing that somebody is looking at.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Bearing, Model, Stage};
use crate::callback::Proposal;
use crate::catalog;
use crate::effect::Effect;
use crate::message::{Moment, Wish};
use crate::view::{News, ProposalView};

/// No proposal that cannot be shown yet is kept for longer.
const KEPT: TimeDelta = TimeDelta::minutes(10);
/// Nobody follows two links within this time.
const PAUSE: TimeDelta = TimeDelta::seconds(3);

/// What links propose.
#[derive(Default)]
pub(super) struct Proposals {
    standing: Option<Standing>,
    /// When the last one came, whether it was taken or not.
    last: Option<DateTime<Utc>>,
    /// Taken so far.
    count: u32,
}

/// The proposal that stands.
struct Standing {
    id: u32,
    wanted: Proposal,
    at: DateTime<Utc>,
    /// The tenant was seen to offer it, and its pane can be shown.
    ready: bool,
}

impl Proposals {
    /// What a proposal means now.
    pub(super) fn bearing(&mut self, proposal: &Proposal, now: DateTime<Utc>) -> Bearing {
        let last = self.last.replace(now);
        let crowded = last.is_some_and(|last| now - last < PAUSE);
        let stands = |standing: &Standing| standing.wanted == *proposal;
        if crowded || self.standing.as_ref().is_some_and(stands) {
            Bearing::Told
        } else {
            Bearing::New
        }
    }

    /// Until when a proposal waits to be shown.
    pub(super) fn kept_until(&self) -> Option<DateTime<Utc>> {
        let waiting = self.standing.as_ref().filter(|standing| !standing.ready);
        waiting.map(|standing| standing.at + KEPT)
    }
}

impl Model {
    /// Takes in what a link proposes, in place of what the last one did.
    pub(super) fn propose(&mut self, wanted: Proposal, moment: &Moment) -> Vec<Effect> {
        self.proposals.count += 1;
        self.proposals.standing = Some(Standing {
            id: self.proposals.count,
            wanted,
            at: moment.now,
            ready: false,
        });
        self.settle_proposal();
        self.alarm().into_iter().collect()
    }

    pub(super) fn drop_proposal(&mut self) -> Vec<Effect> {
        self.proposals.standing = None;
        Vec::new()
    }

    /// What was proposed is being connected, by the click of a person.
    pub(super) fn take_up_proposal(&mut self, wish: &Wish) {
        if wish.account.is_none() && self.proposes(&wish.connection) {
            self.proposals.standing = None;
        }
    }

    pub(super) fn forget_old_proposal(&mut self, now: DateTime<Utc>) {
        if self
            .proposals
            .kept_until()
            .is_some_and(|until| until <= now)
        {
            self.proposals.standing = None;
        }
    }

    /// Looks whether the tenant offers what is proposed, as soon as that can be known.
    pub(super) fn settle_proposal(&mut self) {
        let in_session = self.kept_session_ref().is_some();
        let Some(standing) = &mut self.proposals.standing else {
            return;
        };
        let offered = match &self.stage {
            Stage::SignedIn(session) if session.lists.as_of.is_some() => {
                let mut connections = session.lists.connections.iter();
                connections.any(|one| one.name == standing.wanted.connection)
            }
            Stage::SignedIn(_)
            | Stage::Starting { .. }
            | Stage::FirstRun { .. }
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. } => {
                if standing.ready && !in_session {
                    // Whom it was shown to is gone.
                    self.proposals.standing = None;
                }
                return;
            }
        };
        standing.ready = true;
        if !offered {
            let connection = standing.wanted.connection.clone();
            self.proposals.standing = None;
            let news = News::UnknownProposal { connection };
            self.tell_stray(news, "a link proposes what the tenant does not offer");
        }
    }

    /// Whether this connection is proposed now, and can be shown.
    pub(super) fn proposes(&self, connection: &str) -> bool {
        let mut standing = self.proposals.standing.iter();
        standing.any(|one| one.ready && one.wanted.connection == connection)
    }

    pub(super) fn proposal_view(&self) -> Option<ProposalView> {
        let standing = self.proposals.standing.as_ref()?;
        let connection = &standing.wanted.connection;
        let provider = self.provider_name(connection);
        let session = self.kept_session_ref().filter(|_| standing.ready);
        let offered = session.and_then(|session| {
            let mut connections = session.lists.connections.iter();
            connections.find(|one| one.name == *connection)
        });
        let (mut scopes, mut unknown) = (Vec::new(), Vec::new());
        if let Some(offered) = offered {
            let known = catalog::provider(connection, Some(&offered.strategy));
            let wanted = &standing.wanted.permissions;
            scopes = proposed(wanted, &offered.scopes, known);
            let lacks = |scope: &&String| !offered.scopes.contains(scope);
            unknown = wanted.iter().filter(lacks).cloned().collect();
        }
        Some(ProposalView {
            id: standing.id,
            connection: connection.clone(),
            provider,
            ready: offered.is_some(),
            scopes,
            unknown,
        })
    }
}

/// What the choice begins with, of what is offered.
fn proposed(
    wanted: &[String],
    offered: &[String],
    provider: Option<&catalog::Provider>,
) -> Vec<String> {
    if wanted.is_empty() {
        return offered.to_vec();
    }
    let groups = catalog::permissions(provider, offered);
    let permissions = groups.iter().flat_map(|group| &group.permissions);
    let required: Vec<&String> = permissions
        .filter(|permission| permission.required)
        .map(|permission| &permission.scope)
        .collect();
    let chosen = |scope: &&String| wanted.contains(scope) || required.contains(scope);
    offered.iter().filter(chosen).cloned().collect()
}
