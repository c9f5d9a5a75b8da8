//! What the authorization server refuses, and why (RFC 6749 sections 4.1.2.1 and 5.2).
//!
//! The same code stands for several causes, and the same cause comes with several statuses, so the
//! code and the words beside it are matched together, by the tables of the wire contract.

use serde::Deserialize;

/// An error answer of the token endpoint, or an error that came back from `/authorize`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}{}", .description.as_deref().map(|text| format!(": {text}")).unwrap_or_default())]
pub struct OAuthError {
    /// The `error` code.
    pub error: String,
    /// The `error_description`.
    pub description: Option<String>,
}

/// What an [`OAuthError`] means. Statuses vary in reports, so the code and the words decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OAuthCause {
    /// The code or refresh token is not, or no longer, good.
    GrantRejected,
    /// The person does not exist any more.
    PersonUnknown,
    /// The person is blocked.
    PersonBlocked,
    /// The tenant wants a second factor.
    MfaRequired,
    /// The last sign-in is too old, or was too weak, for the API's policy.
    AuthenticationUnmet,
    /// The browser would have had to show a page, and was told not to.
    InteractionRequired,
    /// The My Account API is not activated.
    ApiNotActivated,
    /// The client has no user grant for the API.
    ClientNotAuthorized,
    /// The client is unknown, or must authenticate.
    ClientRejected,
    /// The client may not use this grant.
    GrantNotAllowed,
    /// The proof of possession was refused (RFC 9449 section 5).
    ProofRejected,
    /// The person is no member of the organization, or the invitation is not good.
    OrganizationRefused,
    /// The vault has no refresh token of the provider (wire contract 5).
    VaultTokenMissing,
    /// The provider refused the refresh token that the vault holds (wire contract 5).
    VaultTokenRejected,
    /// The vault does not work with refresh tokens that rotate (wire contract 5).
    RotationNotSupported,
    /// The client is not of the kind that may ask the vault (wire contract 5).
    NotResourceServer,
    /// The person or a rule of the tenant said no.
    Denied,
    /// Anything else.
    Other,
}

impl OAuthError {
    /// Its cause, by the tables of wire contract 3.2, 3.4 and 5.
    #[must_use]
    pub fn cause(&self) -> OAuthCause {
        let description = self.description.as_deref().unwrap_or_default();
        by_words(description)
            .or_else(|| by_code(&self.error))
            .unwrap_or(OAuthCause::Other)
    }
}

/// Words, in small letters, that say more than the code beside them.
const WORDS: [(&str, OAuthCause); 13] = [
    ("service not found", OAuthCause::ApiNotActivated),
    (
        "is not authorized to access resource server",
        OAuthCause::ClientNotAuthorized,
    ),
    ("user who doesn't exist", OAuthCause::PersonUnknown),
    ("user is blocked", OAuthCause::PersonBlocked),
    ("is not part of the", OAuthCause::OrganizationRefused),
    ("invitation", OAuthCause::OrganizationRefused),
    ("tokenset_not_found", OAuthCause::VaultTokenMissing),
    (
        "federated connection refresh token not found",
        OAuthCause::VaultTokenMissing,
    ),
    (
        "federated_connection_refresh_token_not_found",
        OAuthCause::VaultTokenMissing,
    ),
    (
        "federated_connection_refresh_token_flow_failed",
        OAuthCause::VaultTokenRejected,
    ),
    (
        "rotating refresh token not supported",
        OAuthCause::RotationNotSupported,
    ),
    ("is not a resource server", OAuthCause::NotResourceServer),
    (
        "multifactor authentication required",
        OAuthCause::MfaRequired,
    ),
];

fn by_words(description: &str) -> Option<OAuthCause> {
    let description = description.to_lowercase();
    WORDS
        .into_iter()
        .find(|(words, _)| description.contains(words))
        .map(|(_, cause)| cause)
}

fn by_code(error: &str) -> Option<OAuthCause> {
    Some(match error {
        "mfa_required" => OAuthCause::MfaRequired,
        "unmet_authentication_requirements" => OAuthCause::AuthenticationUnmet,
        "login_required"
        | "consent_required"
        | "interaction_required"
        | "account_selection_required" => OAuthCause::InteractionRequired,
        "invalid_grant" => OAuthCause::GrantRejected,
        "invalid_client" => OAuthCause::ClientRejected,
        "unauthorized_client" => OAuthCause::GrantNotAllowed,
        "use_dpop_nonce" | "invalid_dpop_proof" => OAuthCause::ProofRejected,
        "federated_connection_refresh_token_not_found" | "tokenset_not_found" => {
            OAuthCause::VaultTokenMissing
        }
        "federated_connection_refresh_token_flow_failed" => OAuthCause::VaultTokenRejected,
        "access_denied" | "unauthorized" => OAuthCause::Denied,
        _ => return None,
    })
}

/// An error body of the authorization server (RFC 6749 section 5.2).
#[derive(Deserialize)]
struct Body {
    error: String,
    error_description: Option<String>,
}

impl OAuthError {
    /// Reads an error body; `None` for anything that is none.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        // What is wrong with the body is of no interest, and the parser's words may quote it.
        let body = serde_json::from_slice::<Body>(body).ok()?;
        Some(Self {
            error: body.error,
            description: body.error_description,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of wire contract 3.2, 3.4, 5 and 7, with their literal words.
    const ROWS: [(&str, &str, OAuthCause); 29] = [
        (
            "access_denied",
            "Service not found: https://t.example/me/",
            OAuthCause::ApiNotActivated,
        ),
        (
            "access_denied",
            "Service not found: https://t.example/me",
            OAuthCause::ApiNotActivated,
        ),
        (
            "invalid_request",
            "Client \"abc\" is not authorized to access resource server \"https://t.example/me/\".",
            OAuthCause::ClientNotAuthorized,
        ),
        (
            "access_denied",
            "Client \"abc\" is not authorized to access resource server \"https://t.example/me/\". You need to create a \"client-grant\" associated to this API.",
            OAuthCause::ClientNotAuthorized,
        ),
        (
            "login_required",
            "Login required",
            OAuthCause::InteractionRequired,
        ),
        (
            "consent_required",
            "Consent required",
            OAuthCause::InteractionRequired,
        ),
        ("interaction_required", "", OAuthCause::InteractionRequired),
        ("unauthorized", "Only on weekdays", OAuthCause::Denied),
        (
            "access_denied",
            "User did not authorize the request",
            OAuthCause::Denied,
        ),
        (
            "invalid_grant",
            "Unknown or invalid refresh token.",
            OAuthCause::GrantRejected,
        ),
        (
            "invalid_grant",
            "The refresh_token was generated for a user who doesn't exist anymore.",
            OAuthCause::PersonUnknown,
        ),
        ("unauthorized", "user is blocked", OAuthCause::PersonBlocked),
        (
            "invalid_grant",
            "The user is blocked.",
            OAuthCause::PersonBlocked,
        ),
        (
            "mfa_required",
            "Multifactor authentication required",
            OAuthCause::MfaRequired,
        ),
        (
            "unmet_authentication_requirements",
            "",
            OAuthCause::AuthenticationUnmet,
        ),
        (
            "use_dpop_nonce",
            "Authorization server requires nonce in DPoP proof",
            OAuthCause::ProofRejected,
        ),
        (
            "invalid_dpop_proof",
            "DPoP proof is too old",
            OAuthCause::ProofRejected,
        ),
        ("invalid_client", "", OAuthCause::ClientRejected),
        (
            "invalid_grant",
            "Invalid authorization code",
            OAuthCause::GrantRejected,
        ),
        (
            "federated_connection_refresh_token_not_found",
            "Federated connection Refresh Token not found.",
            OAuthCause::VaultTokenMissing,
        ),
        (
            "unauthorized",
            "Federated connection Refresh Token not found",
            OAuthCause::VaultTokenMissing,
        ),
        ("tokenset_not_found", "", OAuthCause::VaultTokenMissing),
        (
            "access_denied",
            "tokenset_not_found: no tokenset",
            OAuthCause::VaultTokenMissing,
        ),
        (
            "federated_connection_refresh_token_flow_failed",
            "",
            OAuthCause::VaultTokenRejected,
        ),
        (
            "invalid_request",
            "Rotating refresh token not supported",
            OAuthCause::RotationNotSupported,
        ),
        (
            "invalid_request",
            "This client is not a resource server and cannot exchange access tokens",
            OAuthCause::NotResourceServer,
        ),
        (
            "invalid_request",
            "requested_token_type is required",
            OAuthCause::Other,
        ),
        (
            "unauthorized_client",
            "Grant type not allowed for the client.",
            OAuthCause::GrantNotAllowed,
        ),
        (
            "invalid_request",
            "user auth0|1 is not part of the org_1 organization",
            OAuthCause::OrganizationRefused,
        ),
    ];

    #[test]
    fn every_row_of_the_contract_has_its_cause() {
        for (error, description, cause) in ROWS {
            let error = OAuthError {
                error: error.to_owned(),
                description: Some(description.to_owned()),
            };
            assert_eq!(error.cause(), cause, "{error}");
        }
    }

    #[test]
    fn a_body_that_is_no_oauth_error_is_none() {
        for body in [
            "",
            "<html>blocked</html>",
            "slow down",
            "{}",
            "[]",
            r#"{"error":7}"#,
        ] {
            assert_eq!(OAuthError::read(body.as_bytes()), None, "{body}");
        }
        let error = OAuthError::read(br#"{"error":"mfa_required","mfa_token":"secret"}"#).unwrap();
        assert_eq!(
            (error.error.as_str(), error.description),
            ("mfa_required", None)
        );
    }
}
