//! Where links wait until the program looks at them, whoever brought them.

use accounts::callback::{Incoming, Malformed};
use tokio::sync::mpsc;

/// No more links wait to be looked at; a flood beyond it is dropped.
pub const WAITING: usize = 1024;
/// A link that was read.
pub type Link = Result<Incoming, Malformed>;

/// Where links are put in.
pub type Inbox = mpsc::Sender<Link>;

/// A place for links, and the end where they come out.
#[must_use]
pub fn inbox() -> (Inbox, mpsc::Receiver<Link>) {
    mpsc::channel(WAITING)
}

/// Puts a link in. In a flood, those that nobody can wait for leave room for the one that is.
#[expect(clippy::needless_pass_by_value, reason = "it is gone afterwards")]
pub fn put(inbox: &Inbox, link: String) {
    let link = Incoming::parse(&link);
    let crowded = inbox.capacity() <= WAITING / 2;
    if matches!(link, Ok(Incoming::Callback(_))) || !crowded {
        // Where there is no room at all, it is dropped; the flood is told where they come out.
        drop(inbox.try_send(link));
    }
}
