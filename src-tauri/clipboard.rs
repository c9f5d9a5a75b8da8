//! The clipboard, driven from here: a link that is copied carries a ticket (decision 5).

use std::sync::{Mutex, PoisonError};

/// The desktop's clipboard, reached when it is used for the first time.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<arboard::Clipboard>>);

impl Clipboard {
    /// The text on it.
    ///
    /// # Errors
    /// When there is none, or no clipboard.
    pub(crate) fn read(&self) -> Result<String, arboard::Error> {
        self.with(arboard::Clipboard::get_text)
    }

    /// Puts a text on it.
    ///
    /// # Errors
    /// When there is no clipboard.
    pub(crate) fn write(&self, text: String) -> Result<(), arboard::Error> {
        self.with(|clipboard| clipboard.set_text(text))
    }

    /// What is on it stays, if something on the desktop takes it over; waits 100 milliseconds for that
    /// at most.
    pub(crate) fn hand_over(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    fn with<T>(
        &self,
        act: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Result<T, arboard::Error> {
        let mut clipboard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match &mut *clipboard {
            Some(clipboard) => clipboard,
            none => none.insert(arboard::Clipboard::new()?),
        };
        act(clipboard)
    }
}
