//! The keychain's own program, watched as a session of the computer does it.
//!
//! gnome-keyring 42 now and then ends by a signal of its own when a client is killed in the middle of
//! a call. That is a fault of its, and what the program shows then is right: there is no keychain. It
//! is started again at once, and what was tried meanwhile is tried again in a new world.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::desktop::{Desktop, unlocked_keychain};

/// So often it may end in a run. More is no chance.
const PATIENCE: u64 = 20;
const LOOK: Duration = Duration::from_millis(10);
/// A failure may be heard of before the end is seen.
const LATER: Duration = Duration::from_millis(100);

static ENDED: AtomicU64 = AtomicU64::new(0);

/// Runs it, and runs it again whenever it ends.
pub(crate) async fn watch(desktop: &Desktop) {
    let start = || tokio::task::block_in_place(|| unlocked_keychain(|name| desktop.command(name)));
    let mut daemon = start();
    loop {
        tokio::time::sleep(LOOK).await;
        if let Some(status) = daemon.0.try_wait().unwrap() {
            let ended = ENDED.fetch_add(1, Ordering::SeqCst) + 1;
            println!("the keychain's program ended by itself: {status}");
            assert!(ended < PATIENCE, "the keychain's program ends too often");
            daemon = start();
        }
    }
}

/// How often it ended until now.
pub(crate) fn ended() -> u64 {
    ENDED.load(Ordering::SeqCst)
}

/// Whether it has ended since there were `before` ends, which tells a failure of its from one of the
/// program's.
pub(crate) async fn ended_since(before: u64) -> bool {
    tokio::time::sleep(LATER).await;
    ended() > before
}
