//! Messages on their way: what they came of.

use crate::message::Message;

/// What an effect was started by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The profiles that were gone away from by then.
    pub(crate) tenancy: u64,
    /// What the person did, by the number that makes the ids of its failures.
    pub(crate) action: u64,
    /// What it is called in the log.
    pub(crate) name: &'static str,
}

/// A message on its way.
pub(crate) struct Sent {
    pub(crate) message: Message,
    /// Absent where the message begins something.
    pub(crate) origin: Option<Origin>,
}

impl Sent {
    pub(crate) fn by(origin: Origin, message: Message) -> Self {
        let begins = matches!(message, Message::Woken | Message::KeychainReady);
        Self {
            message,
            origin: (!begins).then_some(origin),
        }
    }
}

impl From<Message> for Sent {
    fn from(message: Message) -> Self {
        Self {
            message,
            origin: None,
        }
    }
}

impl Message {
    /// What the person did, or what came by itself; for the log.
    pub(crate) fn name(&self) -> &'static str {
        if let Self::Request(request) = self {
            return request.into();
        }
        self.into()
    }

    /// Whether it means something after its profile was gone away from. What does not has left what it
    /// brought in the keychain, where the profile finds it.
    pub(crate) fn outlives_its_profile(&self) -> bool {
        match self {
            Self::Request(_)
            | Self::Link(_)
            | Self::Pasted(_)
            | Self::SettingsSaved(_)
            | Self::KeychainReady
            | Self::LinksOwned { .. }
            // A way back that nobody waits at is closed.
            | Self::Listening { .. }
            | Self::Opened(_)
            | Self::Copied(_)
            | Self::ProfileRemoved { .. }
            | Self::StartAtLoginSet { .. }
            | Self::Measured(_)
            | Self::UpdateLookedFor(_)
            | Self::UpdateNotInstalled(_)
            | Self::Gathered { .. }
            | Self::ReportSaved(_)
            | Self::Examined { .. }
            | Self::Woken => true,
            Self::DemoStarted(_)
            | Self::Discovered { .. }
            | Self::VaultRead(_)
            | Self::AttemptsSaved { .. }
            | Self::Prepared { .. }
            | Self::SignedIn { .. }
            | Self::Switched(_)
            | Self::Renewed { .. }
            | Self::CredentialSaved(_)
            | Self::Called { .. }
            | Self::Checked { .. }
            | Self::SignedOut(_) => false,
        }
    }
}
