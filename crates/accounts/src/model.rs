//! The program's state, and the one function that changes it.
//!
//! [`Model::update`] takes a message and gives the effects that follow from it. It is pure: no
//! `async`, no clock, no chance, no lock. `model/start.rs` has the way in (tenant, keychain) and
//! `model/leaving.rs` the way out, `model/person.rs` who is signed in, `model/keychain.rs` a keychain that
//! cannot be used, `model/profiles.rs` several profiles, `model/examining.rs` the doctor,
//! `model/browser.rs`, `model/way_back.rs`, `model/connecting.rs` and `model/callbacks.rs` the attempts,
//! `model/proposing.rs` what links propose, `model/setting_up.rs` how a tenant is set up,
//! `model/access.rs` the access to the API,
//! `model/api.rs` its calls, `model/listing.rs` the lists, `model/removing.rs` what is removed, `model/remembering.rs` what the
//! person said of their accounts, `model/preferences.rs` what they chose for this computer,
//! `model/telling.rs` the notices, `model/updating.rs` newer versions and `model/reporting.rs` the report.

mod access;
mod api;
mod browser;
mod callbacks;
mod connecting;
mod examining;
mod keychain;
mod leaving;
mod listing;
mod person;
mod preferences;
mod profiles;
mod proposing;
mod remembering;
mod removing;
mod reporting;
mod setting_up;
mod snapshot;
mod start;
mod telling;
mod updating;
mod way_back;

#[cfg(test)]
mod tests;

pub(crate) use callbacks::Bearing;
use profiles::{Away, Move};
use reporting::Reporting;
use start::FirstRun;

use auth0::Identity;

use crate::app::{DesktopFacts, Start};
use crate::attempt::{Attempt, Then};
use crate::callback::Callback;
use crate::diagnosis::Diagnosis;
use crate::doctor::Examination;
use crate::effect::{Effect, TellDesktop};
use crate::failure::{Doing, FailureView};
use crate::lists::Change;
use crate::message::{Message, Moment, Request};
use crate::notes::Notes;
use crate::ports::{Ended, LinkOwner, VaultBytes};
use crate::session::Session;
use crate::settings::{Profile, Settings};
use crate::view::{AboutView, KeychainProblem, News, NoticeView, SetUpView};

/// No more attempts are open at once: so many fit the smallest keychain.
pub(crate) const ATTEMPT_LIMIT: usize = 5;
/// No more callbacks wait for the keychain to be read. Among those of a flood may be the one that is
/// waited for.
const EARLY_LIMIT: usize = 256;

/// The program's state.
pub(crate) struct Model {
    settings: Settings,
    /// Who gets the links in the program's scheme, as of the last look.
    links: LinkOwner,
    profile: Option<Profile>,
    /// Profiles that something still waits for in the browser.
    away: Vec<Away>,
    /// Where to go once nothing is half-done here, and the link that leads there.
    next: Option<(Move, Option<Callback>)>,
    /// Profiles that were gone away from so far.
    tenancy: u64,
    stage: Stage,
    attempts: Vec<Attempt>,
    /// Callbacks that came before the keychain was read.
    early: Vec<Callback>,
    proposals: proposing::Proposals,
    notices: Vec<NoticeView>,
    next_notice: u32,
    /// Sessions so far.
    sessions: u64,
    /// Removals so far.
    removals: u32,
    notes: Notes,
    desktop: DesktopFacts,
    /// The session is kept in memory for this run, because there is no keychain.
    in_memory: bool,
    about: Option<AboutView>,
    set_up: Option<SetUpView>,
    doctor: Option<Examination>,
    /// The last examination that was seen to its end and closed.
    examined: Option<Examination>,
    /// Examinations so far.
    examinations: u64,
    /// In this run of the program, a link to itself did not come back.
    links_lost: bool,
    /// The window is in front of the person.
    looking: bool,
    /// What ended while nobody looked.
    unseen: Vec<Ended>,
    /// The ticket of an invitation, for the next sign-in.
    invitation: Option<String>,
    /// The client's secret or key, until the keychain has it.
    client_credential: Option<VaultBytes>,
    /// Failures of this update so far, so that each gets an id of its own.
    failures: u64,
    report: Reporting,
    /// What the last message did.
    change: Change,
}

/// Where the program stands as a whole.
enum Stage {
    /// The keychain is being read.
    Starting {
        /// The person asked to sign in already.
        sign_in: bool,
    },
    FirstRun(FirstRun),
    SignedOut {
        failure: Option<FailureView>,
        /// Who was signed in, where the session did not end by choice.
        before: Option<Identity>,
    },
    /// Somebody else signed in than who was before; the person decides.
    AnotherPerson {
        before: Identity,
        now: Identity,
        switching: bool,
        /// The session of before, where it goes on.
        session: Option<Box<Session>>,
    },
    Keychain {
        problem: KeychainProblem,
        checking: bool,
        failure: FailureView,
        /// Kept whole until the keychain answers again.
        session: Option<Box<Session>>,
    },
    SignedIn(Box<Session>),
}

impl Model {
    /// The state at the start, and what to do first.
    pub(crate) fn new(start: Start, moment: &Moment) -> (Self, Vec<Effect>) {
        let mut model = Self {
            settings: start.settings,
            links: start.links,
            profile: None,
            away: Vec::new(),
            next: None,
            tenancy: 0,
            stage: Stage::FirstRun(FirstRun::default()),
            attempts: Vec::new(),
            early: Vec::new(),
            proposals: proposing::Proposals::default(),
            notices: Vec::new(),
            next_notice: 0,
            sessions: 0,
            removals: 0,
            notes: start.notes,
            desktop: start.desktop,
            in_memory: false,
            about: None,
            set_up: None,
            doctor: None,
            examined: None,
            examinations: 0,
            links_lost: false,
            looking: true,
            unseen: Vec::new(),
            invitation: start.invitation,
            client_credential: start.client_credential,
            failures: 0,
            report: Reporting::default(),
            change: Change::Shown,
        };
        for failure in start.failures {
            model.tell_failure(failure, moment);
        }
        model.tell_owner();
        if model.desktop.root {
            model.tell(News::RunsAsRoot);
        }
        let mut effects = if start.demo {
            model.try_demo()
        } else {
            model.start(moment)
        };
        effects.extend(model.look_for_update());
        if model.preferences().tray == Some(true) {
            effects.push(Effect::TellDesktop(TellDesktop::ShowTray(true)));
        }
        (model, effects)
    }

    /// Takes a message in; gives what is to be done outside.
    pub(crate) fn update(&mut self, message: Message, moment: &Moment) -> Vec<Effect> {
        self.failures = 0;
        self.change = Change::Shown;
        self.forget_old_proposal(moment.now);
        let mut effects = self.take(message, moment);
        let gone_on = self.go_on(moment);
        if !gone_on.is_empty() {
            self.change = Change::Shown;
        }
        effects.extend(gone_on);
        self.settle_proposal();
        effects
    }

    /// Whether there is nothing new to show after the last message.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.change == Change::Unseen
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each message")]
    fn take(&mut self, message: Message, moment: &Moment) -> Vec<Effect> {
        match message {
            Message::Request(request) => self.request(request, moment),
            Message::Link(outcome) => self.link(outcome, moment),
            Message::Pasted(outcome) => self.pasted(outcome, moment),
            Message::DemoStarted(outcome) => self.demo_started(outcome, moment),
            Message::Discovered { profile, outcome } => self.discovered(profile, outcome, moment),
            Message::SettingsSaved(Ok(()))
            | Message::Opened(Ok(()))
            | Message::AttemptsSaved {
                attempt: None,
                outcome: Ok(()),
            } => Vec::new(),
            Message::SettingsSaved(Err(reason)) => {
                self.not_done(Diagnosis::SettingsNotSaved, &reason, moment)
            }
            Message::VaultRead(outcome) => self.vault_read(outcome, moment),
            Message::KeychainReady => self.keychain_ready(moment),
            Message::AttemptsSaved { attempt, outcome } => {
                self.attempts_saved(attempt.as_deref(), &outcome, moment)
            }
            Message::LinksOwned { attempt, owner } => {
                self.links_owned(attempt.as_deref(), owner, moment)
            }
            Message::Listening { attempt, outcome } => self.listening(&attempt, outcome, moment),
            Message::Prepared { attempt, outcome } => {
                let outcome =
                    outcome.map_err(|error| error.failure(Doing::Discovering, moment.now));
                self.prepared(&attempt, outcome, moment)
            }
            Message::Opened(Err(error)) | Message::Copied(Err(error)) => {
                self.not_done(Diagnosis::BrowserNotOpened, &error.0, moment)
            }
            Message::Copied(Ok(())) => {
                self.tell(News::LinkCopied);
                Vec::new()
            }
            Message::SignedIn { attempt, outcome } => self.signed_in(&attempt, outcome, moment),
            Message::Switched(outcome) => self.switched(outcome, moment),
            Message::Renewed { session, outcome } => self.renewed(session, outcome, moment),
            Message::CredentialSaved(outcome) => self.credential_saved(&outcome, moment),
            Message::Checked { account, outcome } => self.checked(account, outcome, moment),
            Message::Called {
                call,
                again,
                outcome,
            } => self.called(call, again, outcome, moment),
            Message::SignedOut(report) => self.signed_out(&report, moment),
            Message::ProfileRemoved {
                profile,
                name,
                report,
            } => self.profile_removed(&profile, name.as_deref(), &report, moment),
            Message::StartAtLoginSet { on, outcome } => {
                self.start_at_login_set(on, outcome, moment)
            }
            Message::Measured(about) => {
                self.about = Some(about);
                Vec::new()
            }
            Message::UpdateLookedFor(outcome) => self.update_looked_for(outcome, moment),
            Message::UpdateNotInstalled(reason) => self.update_failed(&reason, moment),
            Message::Gathered { about, tail } => self.report_gathered(about, &tail, moment),
            Message::ReportSaved(outcome) => self.report_saved(outcome, moment),
            Message::Examined { number, finding } => self.examined(number, finding, moment),
            Message::Woken => self.woken(moment),
        }
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each request")]
    fn request(&mut self, request: Request, moment: &Moment) -> Vec<Effect> {
        match request {
            Request::CheckTenant { domain } => self.check_tenant(&domain, moment),
            Request::UseTenant(form) => self.use_tenant(&form, moment),
            Request::TryDemo => self.try_demo(),
            Request::AddProfile => self.add_profile(moment),
            Request::ChangeProfile => self.change_profile(moment),
            Request::SwitchProfile { profile } => self.switch_profile(profile, moment),
            Request::EditProfile { profile, edit } => self.edit_profile(&profile, &edit),
            Request::RemoveProfile { profile } => self.remove_profile(profile, moment),
            Request::SignIn => self.begin_sign_in(moment),
            Request::CancelSignIn => self.cancel_sign_in(),
            Request::CopySignInLink => self.sign_in_link(Then::Copy, moment),
            Request::OpenSignInAgain => self.sign_in_link(Then::Open, moment),
            Request::Connect(wish) => self.begin_connect(wish, moment),
            Request::UseOtherWay { attempt } => self.use_other_way(&attempt, moment),
            Request::OpenAgain { attempt } => self.fresh_link(&attempt, Then::Open, moment),
            Request::CopyLink { attempt } => self.fresh_link(&attempt, Then::Copy, moment),
            Request::CancelAttempt { attempt } => self.cancel_attempt(&attempt),
            Request::ConfirmIdentity => self.confirm_identity(moment),
            Request::GiveUpConfirmation => self.give_up_confirmation(moment),
            Request::KeepPerson => self.keep_person(moment),
            Request::SwitchPerson => self.switch_person(),
            Request::CheckAccount { account } => self.check_account(account),
            Request::Rename { account, nickname } => self.rename(&account, &nickname),
            Request::SeeAccount { account } => self.see_account(&account),
            Request::LeavePermissions { account } => self.leave_permissions(&account),
            Request::Disconnect {
                accounts,
                open_revoke_page,
            } => self.disconnect(accounts, open_revoke_page, moment),
            Request::UndoDisconnect { removal } => self.undo_disconnect(removal),
            Request::SendRemovals => self.send_removals_now(moment),
            Request::OpenRemovedPage { account } => self.open_removed_page(&account),
            Request::TickRemoved { account } => self.tick_removed(&account),
            Request::ReconnectRemoved { account } => self.reconnect_removed(&account, moment),
            Request::DropProposal => self.drop_proposal(),
            Request::Refresh => self.refresh(moment),
            Request::DismissNotice { id } => {
                self.notices.retain(|notice| notice.id != id);
                Vec::new()
            }
            Request::DismissFailure { of } => {
                self.dismiss_failure(&of);
                Vec::new()
            }
            Request::SignOut { in_browser } => self.sign_out(in_browser),
            Request::RetryKeychain => self.retry_keychain(moment),
            Request::KeepInMemory => self.keep_in_memory(),
            Request::Look { looking } => self.look(looking, moment),
            Request::UseLanguage { language } => self.use_language(language),
            Request::Prefer { preference, on } => self.prefer(preference, on),
            Request::ShowAbout => self.show_about(),
            Request::LookForUpdate => self.look_for_update(),
            Request::InstallUpdate => self.install_update(),
            Request::HideAbout => self.hide_about(),
            Request::Examine => self.examine(moment),
            Request::CloseDoctor => self.close_doctor(),
            Request::ShowSetUp { domain } => self.show_set_up(&domain, moment),
            Request::HideSetUp => self.hide_set_up(),
            Request::ShowReport => self.show_report(),
            Request::SaveReport => self.save_report(),
            Request::HideReport => self.hide_report(),
            Request::UseReturnPath { path } => self.use_return_path(path),
        }
    }

    fn session(&mut self) -> Option<&mut Session> {
        match &mut self.stage {
            Stage::SignedIn(session) => Some(session),
            Stage::Starting { .. }
            | Stage::FirstRun { .. }
            | Stage::SignedOut { .. }
            | Stage::AnotherPerson { .. }
            | Stage::Keychain { .. } => None,
        }
    }

    /// The session, also while it is kept for a keychain that cannot be used or for a decision.
    fn kept_session(&mut self) -> Option<&mut Session> {
        match &mut self.stage {
            Stage::SignedIn(session) => Some(session),
            Stage::Keychain { session, .. } | Stage::AnotherPerson { session, .. } => {
                session.as_deref_mut()
            }
            Stage::Starting { .. } | Stage::FirstRun { .. } | Stage::SignedOut { .. } => None,
        }
    }

    fn kept_session_ref(&self) -> Option<&Session> {
        match &self.stage {
            Stage::SignedIn(session) => Some(session),
            Stage::Keychain { session, .. } | Stage::AnotherPerson { session, .. } => {
                session.as_deref()
            }
            Stage::Starting { .. } | Stage::FirstRun { .. } | Stage::SignedOut { .. } => None,
        }
    }
}
