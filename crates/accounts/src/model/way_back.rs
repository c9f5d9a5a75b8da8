//! The way back from the browser: by a link in the program's scheme while this program gets it, else
//! over this computer's own address.

use super::Model;
use crate::attempt::Phase;
use crate::diagnosis::Diagnosis;
use crate::effect::Effect;
use crate::failure::Failure;
use crate::message::Moment;
use crate::ports::{BrowserError, LinkOwner};
use crate::settings::ManagedSetting;
use crate::view::{News, ReturnPath};

/// Makes the way back of an attempt ready. Who gets the links is looked at each time.
pub(super) fn way_back(attempt: &str, path: ReturnPath) -> Effect {
    let attempt = attempt.to_owned();
    match path {
        ReturnPath::DeepLink => Effect::OwnLinks {
            attempt: Some(attempt),
            by_force: false,
        },
        ReturnPath::Loopback => Effect::Listen {
            attempt,
            path,
            wanted: None,
        },
    }
}

impl Model {
    /// The way back that the person wants.
    pub(super) fn wanted_path(&self) -> ReturnPath {
        let profile = self.profile.as_ref();
        let own = profile.and_then(|profile| profile.options.return_path);
        let own = own.filter(|_| !self.is_managed(ManagedSetting::ReturnPath));
        own.or(self.settings.return_path)
            .unwrap_or(ReturnPath::DeepLink)
    }

    /// The way back that the next attempt will use, as far as is known.
    pub(super) fn return_path(&self) -> ReturnPath {
        if self.links_work() {
            self.wanted_path()
        } else {
            ReturnPath::Loopback
        }
    }

    /// Whether links come here: this program gets them, and none was seen to get lost.
    pub(super) fn links_work(&self) -> bool {
        self.links == LinkOwner::ThisProgram && !self.links_lost
    }

    /// The other program that gets the links.
    pub(super) fn links_go_to(&self) -> Option<String> {
        match &self.links {
            LinkOwner::Another(program) => Some(program.clone()),
            LinkOwner::ThisProgram | LinkOwner::Nobody(_) | LinkOwner::TheWindow => None,
        }
    }

    /// Who chooses the links wants them from whoever has them.
    pub(super) fn use_return_path(&mut self, path: ReturnPath) -> Vec<Effect> {
        if self.is_managed(ManagedSetting::ReturnPath) {
            return Vec::new();
        }
        self.settings.return_path = Some(path);
        // A choice that the profile has of its own would hide this one.
        self.change_own(|own| {
            own.return_path.take();
        });
        let mut effects = self.save_settings();
        if path == ReturnPath::DeepLink {
            effects.extend(self.want_links());
        }
        effects
    }

    /// Links are wanted, from whoever has them.
    pub(super) fn want_links(&mut self) -> Option<Effect> {
        self.links_lost = false;
        (self.links != LinkOwner::ThisProgram).then_some(Effect::OwnLinks {
            attempt: None,
            by_force: true,
        })
    }

    /// It was looked who gets the links: an attempt comes back by one, or else the other way. One for
    /// which that is closed comes back by a link or not at all.
    pub(super) fn links_owned(
        &mut self,
        attempt: Option<&str>,
        owner: LinkOwner,
        moment: &Moment,
    ) -> Vec<Effect> {
        self.see_owner(owner);
        let path = if self.links_work() {
            ReturnPath::DeepLink
        } else {
            ReturnPath::Loopback
        };
        let attempt = attempt.and_then(|id| self.attempt(id));
        let Some(attempt) = attempt else {
            return Vec::new();
        };
        let Phase::Listening { closed, .. } = &attempt.phase else {
            return Vec::new();
        };
        match (path, closed) {
            (ReturnPath::Loopback, Some(reason)) => {
                let failure = Failure::new(Diagnosis::LoopbackUnavailable).detail(reason);
                let id = attempt.id.clone();
                self.fail_attempt(&id, failure, moment)
            }
            (ReturnPath::DeepLink | ReturnPath::Loopback, _) => {
                attempt.path = path;
                vec![Effect::Listen {
                    attempt: attempt.id.clone(),
                    path,
                    wanted: None,
                }]
            }
        }
    }

    /// It was looked who gets the links.
    pub(super) fn see_owner(&mut self, owner: LinkOwner) {
        if self.links != owner {
            self.links = owner;
            self.tell_owner();
        }
    }

    /// Tells who wants links that another program gets them.
    pub(super) fn tell_owner(&mut self) {
        self.notices
            .retain(|notice| !matches!(notice.news, News::LinksElsewhere { .. }));
        if let Some(program) = self.links_go_to()
            && self.wanted_path() == ReturnPath::DeepLink
        {
            self.tell(News::LinksElsewhere { program });
        }
    }

    pub(super) fn listening(
        &mut self,
        id: &str,
        outcome: Result<String, BrowserError>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let Some(attempt) = self.attempt(id) else {
            return vec![Effect::Close {
                attempt: id.to_owned(),
            }];
        };
        let path = attempt.path;
        match (outcome, &mut attempt.phase) {
            (Ok(redirect_uri), Phase::Listening { then, .. }) => {
                let then = *then;
                attempt.phase = Phase::Preparing { redirect_uri, then };
                self.prepare(id, moment)
            }
            // A waiting attempt was restored and its way back is ready again.
            (Ok(_), _) => Vec::new(),
            // All ports are taken: a link will do, where links come here.
            (Err(error), Phase::Listening { closed, .. }) if path == ReturnPath::Loopback => {
                *closed = Some(error.0);
                vec![way_back(id, ReturnPath::DeepLink)]
            }
            (Err(error), _) => {
                let failure = Failure::new(Diagnosis::LoopbackUnavailable).detail(&error.0);
                self.fail_attempt(id, failure, moment)
            }
        }
    }

    /// Brings the attempt back by the other way, with a fresh link.
    pub(super) fn use_other_way(&mut self, id: &str, moment: &Moment) -> Vec<Effect> {
        let deep_links = self.links_work();
        let Some(attempt) = self.attempt(id) else {
            return Vec::new();
        };
        let path = match attempt.path {
            ReturnPath::DeepLink => ReturnPath::Loopback,
            ReturnPath::Loopback if deep_links => ReturnPath::DeepLink,
            ReturnPath::Loopback => return Vec::new(),
        };
        if attempt.waiting().is_none() {
            return Vec::new();
        }
        attempt.path = path;
        attempt.phase = Phase::listening();
        attempt.renew(moment);
        let mut effects = self.closing(id);
        effects.push(way_back(id, path));
        effects
    }
}
