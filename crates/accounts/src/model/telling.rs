//! What the person is told beside what they look at.

use super::Model;
use crate::diagnosis::Diagnosis;
use crate::effect::Effect;
use crate::failure::{Failure, FailureView};
use crate::message::Moment;
use crate::view::{News, NoticeView};

/// No more notices are kept; the oldest goes.
const NOTICE_LIMIT: usize = 4;

impl Model {
    /// Adds a notice; the same news does not stand twice.
    pub(super) fn tell(&mut self, news: News) {
        self.notices.retain(|notice| notice.news != news);
        if self.notices.len() == NOTICE_LIMIT {
            self.notices.remove(0);
        }
        self.next_notice += 1;
        let id = self.next_notice;
        self.notices.push(NoticeView { id, news });
    }

    /// Something outside was not done; the reason in the system's words.
    pub(super) fn not_done(
        &mut self,
        diagnosis: Diagnosis,
        reason: &str,
        moment: &Moment,
    ) -> Vec<Effect> {
        self.tell_failure(Failure::new(diagnosis).detail(reason), moment);
        Vec::new()
    }

    pub(super) fn tell_failure(&mut self, failure: Failure, moment: &Moment) {
        let failure = self.record(failure, moment);
        self.tell(News::Failed { failure });
    }

    /// Gives a failure its id, under which it also stands in the log.
    pub(super) fn record(&mut self, failure: Failure, moment: &Moment) -> FailureView {
        let view = failure.view(moment.random.wrapping_add(self.failures));
        self.failures += 1;
        tracing::warn!(id = view.id, diagnosis = ?view.diagnosis, detail = view.detail, "failed");
        self.report.note(&view, moment.now);
        view
    }
}
