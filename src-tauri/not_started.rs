//! The end of a program that could not begin: the person is told before it leaves.

use std::io::Write;

use system::words::{Words, system_language};
use tauri::AppHandle;

/// Says why in the log, in the terminal and in a window of the desktop's own, and ends the program.
pub(crate) fn tell(app: &AppHandle, reason: &dyn std::fmt::Display) {
    tracing::error!(%reason, "the program could not start");
    let words = Words::plain(system_language());
    let what = words.say("command-not-started");
    let part = |name| {
        let reason = reason.to_string();
        words.part("command-not-started", name, &[("reason", &reason)])
    };
    let parts: Vec<_> = ["why", "fix"].into_iter().filter_map(part).collect();
    let more = parts.join("\n\n");
    // Where nobody listens, the window says it.
    drop(writeln!(std::io::stderr(), "{what}\n{more}"));
    show(&what, &more);
    app.exit(1);
}

/// Until it is closed.
#[cfg(target_os = "linux")]
fn show(what: &str, more: &str) {
    use gtk::prelude::{DialogExt, GtkWindowExt, MessageDialogExt};

    let dialog = gtk::MessageDialog::new(
        None::<&gtk::Window>,
        gtk::DialogFlags::MODAL,
        gtk::MessageType::Error,
        gtk::ButtonsType::Close,
        what,
    );
    dialog.set_title("Mooring");
    dialog.set_secondary_text(Some(more));
    dialog.run();
    dialog.close();
}

/// Other systems show nothing by themselves. Not tested by machine.
#[cfg(not(target_os = "linux"))]
fn show(_: &str, _: &str) {}
