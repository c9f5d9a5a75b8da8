//! The errors of the contract's tables as faults, so that a test can go through all of them.

use crate::faults::Misbehavior;

/// Contract 1.7: status, code, title, detail.
const PROBLEMS: [(u16, &str, &str, &str); 15] = [
    (
        400,
        "A0E-400-0003",
        "Validation Error",
        "Invalid request payload input",
    ),
    (
        400,
        "A0E-400-0001",
        "Bad Request",
        "The request is invalid.",
    ),
    (401, "A0E-401-0003", "Invalid Token", "Invalid Token"),
    (
        401,
        "A0E-401-0002",
        "Missing Token",
        "No auth token provided.",
    ),
    (
        401,
        "A0E-401-0001",
        "Unauthorized",
        "Missing or invalid token.",
    ),
    (
        403,
        "A0E-403-0002",
        "Insufficient Scope",
        "The auth token lacks the required scope: read:me:connected_accounts",
    ),
    (
        403,
        "A0E-403-0002",
        "insufficient_scope",
        "Token lacks required scope.",
    ),
    (
        404,
        "A0E-404-0001",
        "Not Found",
        "Invalid or expired session",
    ),
    (
        404,
        "A0E-404-0002",
        "Resource Not Found",
        "The resource does not exist.",
    ),
    (
        409,
        "A0E-409-0001",
        "Configuration issue",
        "The connection is not set up.",
    ),
    (
        409,
        "A0E-409-0003",
        "Duplicate Resource",
        "The account is connected already.",
    ),
    (
        415,
        "A0E-415-0001",
        "Unsupported Media Type",
        "The content type must be application/json.",
    ),
    (
        429,
        "A0E-429-0003",
        "Endpoint Rate Limit Exceeded",
        "The endpoint request limit has been exceeded.",
    ),
    // The other spelling of `type`.
    (
        401,
        "https://auth0.com/api-errors#A0E-401-0003",
        "Invalid Token",
        "Invalid Token",
    ),
    (
        409,
        "https://auth0.com/api-errors#A0E-409-0003",
        "Duplicate Resource",
        "The account is connected already.",
    ),
];

/// Contract 3.4: status, error, description.
const OAUTH_ERRORS: [(u16, &str, &str); 16] = [
    (403, "invalid_grant", "Unknown or invalid refresh token."),
    (
        403,
        "invalid_grant",
        "The refresh_token was generated for a user who doesn't exist anymore.",
    ),
    (403, "invalid_grant", "Invalid authorization code"),
    (401, "access_denied", "user is blocked"),
    (403, "unauthorized", "user is blocked"),
    (403, "mfa_required", "Multifactor authentication required"),
    (
        403,
        "unmet_authentication_requirements",
        "The sign-in does not meet the requirements of the API.",
    ),
    (
        400,
        "unmet_authentication_requirements",
        "The sign-in does not meet the requirements of the API.",
    ),
    (
        403,
        "access_denied",
        "Client \"mooring-demo\" is not authorized to access resource server \"https://tenant.example/me/\".",
    ),
    (
        403,
        "invalid_request",
        "Client \"mooring-demo\" is not authorized to access resource server \"https://tenant.example/me/\".",
    ),
    (
        403,
        "access_denied",
        "Service not found: https://tenant.example/me/",
    ),
    (
        400,
        "use_dpop_nonce",
        "Authorization server requires nonce in DPoP proof",
    ),
    (400, "invalid_dpop_proof", "The proof's signature is wrong"),
    (
        401,
        "invalid_dpop_proof",
        "The proof's iat is out of the window",
    ),
    (401, "invalid_client", "Unknown client or wrong secret."),
    (429, "too_many_requests", "Too Many Requests"),
];

/// Contract 3.2: error, description.
const AUTHORIZE_ERRORS: [(&str, &str); 8] = [
    (
        "access_denied",
        "Service not found: https://tenant.example/me/",
    ),
    (
        "invalid_request",
        "Client \"mooring-demo\" is not authorized to access resource server \"https://tenant.example/me/\".",
    ),
    (
        "access_denied",
        "Client \"mooring-demo\" is not authorized to access resource server \"https://tenant.example/me/\". You need to create a \"client-grant\" associated to this API.",
    ),
    ("login_required", "Login required"),
    ("consent_required", "Consent required"),
    ("interaction_required", "External interaction required"),
    ("unauthorized", "The sign-in was refused by an action."),
    ("access_denied", "user is blocked"),
];

/// Contract 5: status, error, description.
const EXCHANGE_ERRORS: [(u16, &str, &str); 10] = [
    (
        401,
        "federated_connection_refresh_token_not_found",
        "Federated connection Refresh Token not found.",
    ),
    (401, "tokenset_not_found", "Tokenset not found."),
    (
        401,
        "federated_connection_refresh_token_flow_failed",
        "The provider rejected the stored refresh token.",
    ),
    (
        403,
        "federated_connection_refresh_token_flow_failed",
        "The provider rejected the stored refresh token.",
    ),
    (
        400,
        "invalid_request",
        "Rotating refresh token not supported",
    ),
    (
        403,
        "unauthorized_client",
        "This client is not a resource server and cannot exchange access tokens",
    ),
    (400, "invalid_request", "requested_token_type is required"),
    (
        403,
        "unauthorized_client",
        "Grant type not allowed for the client.",
    ),
    (403, "mfa_required", "Multifactor authentication required"),
    (
        401,
        "invalid_request",
        "No matching connection or login_hint",
    ),
];

impl Misbehavior {
    /// Every error of the My Account API in contract 1.7.
    #[must_use]
    pub fn problems() -> Vec<Self> {
        let problem = |(status, code, title, detail): (u16, &str, &str, &str)| Self::Problem {
            status,
            code: code.to_owned(),
            title: title.to_owned(),
            detail: detail.to_owned(),
        };
        PROBLEMS.into_iter().map(problem).collect()
    }

    /// Every error of the token endpoint in contract 3.4.
    #[must_use]
    pub fn oauth_errors() -> Vec<Self> {
        OAUTH_ERRORS.into_iter().map(Self::oauth_error).collect()
    }

    /// Every error of `/authorize` in contract 3.2.
    #[must_use]
    pub fn authorize_errors() -> Vec<Self> {
        let redirected = |(error, text)| Self::oauth_error((302, error, text));
        AUTHORIZE_ERRORS.into_iter().map(redirected).collect()
    }

    /// Every error of the exchange for a provider's token in contract 5.
    #[must_use]
    pub fn exchange_errors() -> Vec<Self> {
        EXCHANGE_ERRORS.into_iter().map(Self::oauth_error).collect()
    }

    fn oauth_error((status, error, description): (u16, &str, &str)) -> Self {
        Self::OAuthError {
            status,
            error: error.to_owned(),
            description: description.to_owned(),
        }
    }
}
