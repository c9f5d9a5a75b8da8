//! What the program needs of this computer besides a window, for its window and its command line
//! alike: the keychain, the files, the clock, the way back over this computer's own address, the
//! words, the log, the demo tenant; and what a report needs of it.

pub mod clock;
pub mod demo;
mod files;
pub mod folders;
pub mod inbox;
mod keychain;
pub mod log;
pub mod loopback;
mod policy;
pub mod process;
pub mod report;
pub mod words;

pub use self::files::Files;
pub use self::keychain::Keychain;
pub use self::policy::Policy;
