//! Newer versions of the program, where it is the one to look for them.

use super::Model;
use crate::diagnosis::Diagnosis;
use crate::effect::{AskDesktop, Effect};
use crate::failure::Failure;
use crate::message::Moment;
use crate::view::{News, UpdatesView};

impl Model {
    /// Looks, unless something else brings newer versions or one is on its way.
    pub(super) fn look_for_update(&mut self) -> Vec<Effect> {
        match self.desktop.updates {
            UpdatesView::Unknown | UpdatesView::Current | UpdatesView::Failed { .. } => {
                self.desktop.updates = UpdatesView::Looking;
                vec![Effect::AskDesktop(AskDesktop::LookForUpdate)]
            }
            UpdatesView::Packages
            | UpdatesView::Nowhere
            | UpdatesView::Looking
            | UpdatesView::Available { .. }
            | UpdatesView::Installing { .. } => Vec::new(),
        }
    }

    pub(super) fn update_looked_for(
        &mut self,
        outcome: Result<Option<String>, String>,
        moment: &Moment,
    ) -> Vec<Effect> {
        match outcome {
            Ok(None) => self.desktop.updates = UpdatesView::Current,
            Ok(Some(version)) => {
                self.tell(News::UpdateAvailable {
                    version: version.clone(),
                });
                self.desktop.updates = UpdatesView::Available { version };
            }
            Err(reason) => return self.update_failed(&reason, moment),
        }
        Vec::new()
    }

    pub(super) fn install_update(&mut self) -> Vec<Effect> {
        let UpdatesView::Available { version } = &self.desktop.updates else {
            return Vec::new();
        };
        self.desktop.updates = UpdatesView::Installing {
            version: version.clone(),
        };
        vec![Effect::AskDesktop(AskDesktop::InstallUpdate)]
    }

    /// It stands where newer versions are told of, in nobody's way.
    pub(super) fn update_failed(&mut self, reason: &str, moment: &Moment) -> Vec<Effect> {
        let failure = Failure::new(Diagnosis::UpdateNotMade).detail(reason);
        let failure = self.record(failure, moment);
        self.desktop.updates = UpdatesView::Failed { failure };
        Vec::new()
    }
}
