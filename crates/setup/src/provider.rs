//! What only a provider's own site, or a connection's own settings, can put right (wire contract 7,
//! rows 9 to 14). No call can see it, so it is told in any case.

/// A thing to look at, at the provider of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// GitHub: a GitHub App whose tokens expire.
    GitHubApp,
    /// Slack: token rotation.
    SlackRotation,
    /// Google: a client of one's own in place of Auth0's developer keys.
    GoogleKeys,
    /// Google: offline access.
    GoogleOffline,
    /// Google: `approval_prompt` among the upstream parameters.
    GooglePrompt,
    /// Google: a consent screen that is published.
    GooglePublished,
    /// Any: the address that the provider sends the browser back to.
    Callback,
}

impl Provider {
    /// What there is to look at for a strategy.
    #[must_use]
    pub fn of(strategy: &str) -> &'static [Self] {
        match strategy {
            "github" => &[Self::Callback, Self::GitHubApp],
            "slack" | "sign-in-with-slack" => &[Self::Callback, Self::SlackRotation],
            "google-oauth2" => &[
                Self::Callback,
                Self::GoogleKeys,
                Self::GoogleOffline,
                Self::GooglePrompt,
                Self::GooglePublished,
            ],
            _ => &[Self::Callback],
        }
    }

    /// What to do.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::GitHubApp => "Use a GitHub App, with “Expire user authorization tokens” on",
            Self::SlackRotation => "Turn on Token Rotation in the app’s settings at Slack",
            Self::GoogleKeys => "Enter a client ID and secret of your own from Google",
            Self::GoogleOffline => "Tick Offline Access in the Google connection",
            Self::GooglePrompt => "Have no approval_prompt among the upstream parameters",
            Self::GooglePublished => "Publish the consent screen at Google",
            Self::Callback => "Have the tenant’s address among the provider’s redirect addresses",
        }
    }

    /// Why.
    #[must_use]
    pub fn why(self) -> &'static str {
        match self {
            Self::GitHubApp => {
                "A classic OAuth App of GitHub gets no refresh token, so the vault has nothing to \
                 renew."
            }
            Self::SlackRotation => "Slack gives refresh tokens only with token rotation.",
            Self::GoogleKeys => {
                "With Auth0’s own developer keys Google gives no refresh token, and its page \
                 speaks of “auth0.com”."
            }
            Self::GoogleOffline => "Google gives a refresh token only if it is asked for one.",
            Self::GooglePrompt => {
                "It collides with the prompt of a connect: Google then blocks the access."
            }
            Self::GooglePublished => {
                "While the consent screen is in “Testing”, access ends after 7 days."
            }
            Self::Callback => {
                "The provider sends the browser back to the tenant, and only to addresses it knows."
            }
        }
    }
}
