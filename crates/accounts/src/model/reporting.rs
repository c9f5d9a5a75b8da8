//! The report: gathered when it is asked for, shown, and saved as it is shown.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};

use super::Model;
use crate::diagnosis::Diagnosis;
use crate::doctor::Examination;
use crate::effect::{AskDesktop, Effect};
use crate::failure::{Failure, FailureView};
use crate::message::Moment;
use crate::ports::LogTail;
use crate::report::fence::Fence;
use crate::report::lines::{self, Told};
use crate::report::{ReportPart, ReportSection, ReportView};
use crate::view::{AboutView, News};

/// So many failures are in a report.
const FAILURE_LIMIT: usize = 20;

/// What the report is made of, besides everything else.
#[derive(Default)]
pub(super) struct Reporting {
    /// It is being looked at.
    shown: bool,
    gathered: Option<Gathered>,
    /// The last failures, also those that are on screen no more.
    failures: VecDeque<Told>,
}

/// What was gathered when it was asked for.
struct Gathered {
    at: DateTime<Utc>,
    about: AboutView,
    /// Behind the fence.
    log: Vec<String>,
    saved: Option<String>,
    failure: Option<FailureView>,
}

impl Reporting {
    /// Keeps a failure for the report.
    pub(super) fn note(&mut self, failure: &FailureView, now: DateTime<Utc>) {
        if self.failures.len() == FAILURE_LIMIT {
            self.failures.pop_front();
        }
        let diagnosis = lines::spelt(&failure.diagnosis);
        self.failures
            .push_back(Told::new(now, &failure.id, &diagnosis));
    }
}

impl Model {
    pub(super) fn show_report(&mut self) -> Vec<Effect> {
        self.report.shown = true;
        vec![Effect::AskDesktop(AskDesktop::Gather)]
    }

    pub(super) fn hide_report(&mut self) -> Vec<Effect> {
        self.report.shown = false;
        self.report.gathered = None;
        Vec::new()
    }

    pub(super) fn report_gathered(
        &mut self,
        about: AboutView,
        tail: &LogTail,
        moment: &Moment,
    ) -> Vec<Effect> {
        let fence = Fence::new(tail.home.clone(), self.personal_names());
        self.report.gathered = self.report.shown.then(|| Gathered {
            at: moment.now,
            about,
            log: fence.pass(&tail.lines),
            saved: None,
            failure: None,
        });
        Vec::new()
    }

    pub(super) fn save_report(&mut self) -> Vec<Effect> {
        let report = self.report_view();
        report.map_or_else(Vec::new, |report| {
            vec![Effect::AskDesktop(AskDesktop::SaveReport(report.text()))]
        })
    }

    pub(super) fn report_saved(
        &mut self,
        outcome: Result<String, String>,
        moment: &Moment,
    ) -> Vec<Effect> {
        let outcome = outcome.map_err(|reason| {
            let failure = Failure::new(Diagnosis::ReportNotSaved).detail(&reason);
            self.record(failure, moment)
        });
        match (&mut self.report.gathered, outcome) {
            (Some(gathered), Ok(place)) => {
                gathered.saved = Some(place);
                gathered.failure = None;
            }
            (Some(gathered), Err(failure)) => gathered.failure = Some(failure),
            (None, Err(failure)) => self.tell(News::Failed { failure }),
            (None, Ok(_)) => {}
        }
        Vec::new()
    }

    /// The report as it is now: what the doctor finds and what fails comes in while it is shown.
    pub(super) fn report_view(&self) -> Option<ReportView> {
        let gathered = self.report.gathered.as_ref()?;
        let over = self.doctor.as_ref().filter(|one| one.is_over());
        let examined = over.or(self.examined.as_ref());
        let section = |id, lines| ReportSection { id, lines };
        let sections = vec![
            section(
                ReportPart::Program,
                lines::program(&gathered.about, gathered.at),
            ),
            section(ReportPart::Settings, self.settings_lines()),
            section(
                ReportPart::Doctor,
                lines::doctor(examined.map(Examination::view), &self.fence()),
            ),
            section(ReportPart::Failures, self.failure_lines(&gathered.log)),
            section(ReportPart::Log, lines::log(&gathered.log)),
        ];
        Some(ReportView {
            sections,
            examined: examined.is_some(),
            saved: gathered.saved.clone(),
            failure: gathered.failure.clone(),
        })
    }

    fn settings_lines(&self) -> Vec<String> {
        lines::settings(&lines::Standing {
            settings: &self.settings,
            profile: self.profile.as_ref(),
            return_path: self.return_path(),
            links: &self.links,
            links_work: self.links_work(),
            in_memory: self.in_memory,
            language: self.language(),
            preferences: self.preferences(),
            signed_in: self.kept_session_ref().is_some(),
        })
    }

    /// Those of this run, and those that the log knows of runs before or beside it.
    fn failure_lines(&self, log: &[String]) -> Vec<String> {
        let logged = log.iter().filter_map(|line| Told::read(line));
        let known = logged.chain(self.report.failures.iter().cloned());
        // What one thing that was asked for ends with has one id, also where it ends with several.
        let by_id: BTreeMap<(String, String), Told> = known
            .map(|one| ((one.id.clone(), one.diagnosis.clone()), one))
            .collect();
        let mut all: Vec<Told> = by_id.into_values().collect();
        all.sort_by(|one, other| (&one.at, &one.id).cmp(&(&other.at, &other.id)));
        let first = all.len().saturating_sub(FAILURE_LIMIT);
        lines::failures(&all[first..])
    }

    fn fence(&self) -> Fence {
        Fence::new(None, self.personal_names())
    }

    /// What people call themselves, their accounts and their profiles on this computer.
    fn personal_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(session) = self.kept_session_ref() {
            let person = &session.identity;
            names.extend(person.name.split_whitespace().map(str::to_owned));
            names.extend([person.name.clone(), person.subject.clone()]);
            names.extend(person.email.clone());
            names.extend(person.organization.clone());
        }
        for person in self.notes.people.values() {
            let removed = person.removed.iter().map(|one| &one.account);
            for account in person.accounts.values().chain(removed) {
                names.extend(account.nickname.clone());
                names.extend(account.hint.clone());
            }
            for wish in person.wishes.values() {
                names.extend(wish.nickname.clone());
                names.extend(wish.hint.clone());
            }
        }
        for profile in &self.settings.profiles {
            names.extend(profile.options.organization.clone());
            names.extend(
                Some(&profile.name)
                    .filter(|name| **name != profile.domain)
                    .cloned(),
            );
        }
        names
    }
}
