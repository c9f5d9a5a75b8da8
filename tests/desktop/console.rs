//! What the pages complain of, on their console.

use std::process::Stdio;
use std::sync::atomic::Ordering;

use crate::desktop::Desktop;

impl Desktop {
    /// Where the page's console is written, beside what other processes print.
    pub(crate) fn console_file(&self) -> Stdio {
        let path = self.home.path().join("console");
        let file = std::fs::File::options()
            .create(true)
            .append(true)
            .open(path);
        file.unwrap().into()
    }

    /// What the pages complained of.
    pub(crate) fn console(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.home.path().join("console")).unwrap_or_default();
        let lines = text.lines().filter(|line| line.starts_with("CONSOLE"));
        lines.map(str::to_owned).collect()
    }

    /// In this test the page is to complain.
    pub(crate) fn expect_complaints(&self) {
        self.complaints.store(true, Ordering::Relaxed);
    }

    /// A page that complains of anything, such as its content security policy, fails the test.
    pub(crate) fn assert_no_complaints(&self) {
        if !self.complaints.load(Ordering::Relaxed) {
            assert_eq!(self.console(), Vec::<String>::new());
        }
    }
}
