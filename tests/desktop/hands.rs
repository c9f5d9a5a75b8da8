//! What a person does at the desktop, and what they see there.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::desktop::{Desktop, artifact, until};

impl Desktop {
    /// Opens a link as any program would, on a desktop that is none of the large ones: there xdg-open
    /// reads the entry itself.
    pub(crate) fn open_link(&self, link: &str) {
        let mut command = self.command("xdg-open");
        let status = command.env_remove("XDG_CURRENT_DESKTOP").arg(link).status();
        assert!(status.unwrap().success());
    }

    /// Waits until the program's window has the keyboard.
    pub(crate) fn see_window_in_front(&self) {
        until("the window is in front", || self.is_in_front());
    }

    /// Whether the program's window has the keyboard.
    pub(crate) fn is_in_front(&self) -> bool {
        let mut front = self.command("xdotool");
        let front = front.args(["getactivewindow", "getwindowname"]).output();
        front.unwrap().stdout == b"Mooring\n"
    }

    /// Whether the program's window is in sight.
    pub(crate) fn has_window(&self) -> bool {
        let mut search = self.command("xdotool");
        let found = search
            .args(["search", "--onlyvisible", "--name", "^Mooring$"])
            .output();
        !found.unwrap().stdout.is_empty()
    }

    /// Closes the window in front by its frame.
    pub(crate) fn close_window_in_front(&self) {
        self.see_window_in_front();
        self.press("alt+F4");
    }

    /// Presses a key.
    pub(crate) fn press(&self, key: &str) {
        let status = self.command("xdotool").args(["key", key]).status();
        assert!(status.unwrap().success());
    }

    /// Brings the browser's window in front of the program's.
    pub(crate) fn turn_to_browser(&self) {
        until("the browser is in front", || {
            let mut turn = self.command("xdotool");
            turn.args([
                "search",
                "--onlyvisible",
                "--class",
                "chromium",
                "windowactivate",
            ]);
            drop(turn.args(["--sync"]).output());
            !self.is_in_front()
        });
    }

    /// What is on the clipboard.
    pub(crate) fn clipboard(&self) -> String {
        let mut command = self.command("xclip");
        let output = command.args(["-selection", "clipboard", "-o"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }

    /// Puts a text on the clipboard, as copying in any program does.
    pub(crate) fn copy(&self, text: &str) {
        let mut command = self.command("xclip");
        command.args(["-selection", "clipboard"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let mut child = child.unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        assert!(child.wait().unwrap().success());
    }

    /// A picture of the whole screen.
    pub(crate) fn screenshot(&self, name: &str) {
        let status = self
            .command("import")
            .args(["-window", "root"])
            .arg(artifact(name))
            .status();
        assert!(status.unwrap().success());
    }

    /// Whether the program's window is there, but minimised.
    pub(crate) fn has_minimised_window(&self) -> bool {
        let mut tree = self.command("xdotool");
        let found = tree
            .args(["search", "--name", "^Mooring$"])
            .output()
            .unwrap();
        let windows = String::from_utf8(found.stdout).unwrap();
        windows.lines().any(|window| {
            let mut properties = self.command("xprop");
            let output = properties.args(["-id", window, "WM_STATE"]).output();
            String::from_utf8_lossy(&output.unwrap().stdout).contains("Iconic")
        })
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- the program's log\n{}", self.log());
            self.screenshot("failed");
        }
        for id in self.processes() {
            drop(Command::new("kill").args(["-9", &id.to_string()]).status());
        }
        if !std::thread::panicking() {
            self.assert_no_complaints();
        }
    }
}
