//! How many effects are under way.

use std::sync::Arc;

use tokio::sync::watch;

/// Counts the effects that are under way.
#[derive(Clone, Default)]
pub(crate) struct UnderWay(Arc<watch::Sender<usize>>);

/// Counts as one until it is dropped.
pub(crate) struct One(Arc<watch::Sender<usize>>);

impl UnderWay {
    /// One more.
    pub(crate) fn begin(&self) -> One {
        self.0.send_modify(|count| *count += 1);
        One(self.0.clone())
    }

    pub(crate) fn count(&self) -> usize {
        *self.0.borrow()
    }

    /// Tells every change.
    pub(crate) fn watch(&self) -> watch::Receiver<usize> {
        self.0.subscribe()
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}
