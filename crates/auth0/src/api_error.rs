//! What the My Account API refuses, and why (wire contract 1.7); the Management API too.

use serde::Deserialize;

/// An error answer of the My Account API, or of the Management API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{status} {}: {detail}", code.as_deref().unwrap_or("without a code"))]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The trailing `A0E-…` of `type`, or the `errorCode` of the Management API.
    pub code: Option<String>,
    /// The `detail`, or what stood in its place.
    pub detail: String,
}

/// No detail is longer than this, in characters.
const DETAIL_LIMIT: usize = 300;

#[derive(Deserialize)]
struct Problem {
    r#type: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    #[serde(default)]
    validation_errors: Vec<Violation>,
    error: Option<String>,
    error_description: Option<String>,
    description: Option<String>,
    message: Option<String>,
    #[serde(rename = "errorCode")]
    error_code: Option<String>,
}

#[derive(Deserialize)]
struct Violation {
    detail: String,
}

/// What an [`ApiError`] means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiCause {
    /// The access token is not, or no longer, good for this API.
    TokenInvalid,
    /// There was no access token.
    TokenMissing,
    /// The access token lacks a scope.
    ScopeMissing,
    /// The request breaks a rule of the contract.
    Validation,
    /// The request makes no sense to the API.
    BadRequest,
    /// The connect was begun too long ago, or is complete already.
    SessionExpired,
    /// There is no such thing.
    NotFound,
    /// It cannot be beside what is there, or the tenant is not configured for it.
    Conflict,
    /// The API does not read this kind of body.
    UnsupportedMediaType,
    /// Too many requests. The calls of this library give
    /// [`Error::RateLimited`](crate::Error::RateLimited) in its place.
    RateLimited,
    /// Anything else.
    Other,
}

impl ApiError {
    /// Its cause: by the code where there is a known one, else by the status.
    #[must_use]
    pub fn cause(&self) -> ApiCause {
        self.code
            .as_deref()
            .and_then(|code| self.by_code(code))
            .unwrap_or_else(|| self.by_status())
    }

    fn by_code(&self, code: &str) -> Option<ApiCause> {
        Some(match code {
            "A0E-400-0001" => ApiCause::BadRequest,
            "A0E-400-0003" => ApiCause::Validation,
            "A0E-401-0001" | "A0E-401-0003" => ApiCause::TokenInvalid,
            "A0E-401-0002" => ApiCause::TokenMissing,
            "A0E-403-0002" => ApiCause::ScopeMissing,
            "A0E-404-0001" | "A0E-404-0002" => self.missing(),
            "A0E-409-0001" | "A0E-409-0003" => ApiCause::Conflict,
            "A0E-429-0003" => ApiCause::RateLimited,
            _ => return None,
        })
    }

    fn by_status(&self) -> ApiCause {
        match self.status {
            400 => ApiCause::BadRequest,
            401 => ApiCause::TokenInvalid,
            403 if self.speaks_of("scope") => ApiCause::ScopeMissing,
            404 => self.missing(),
            409 => ApiCause::Conflict,
            415 => ApiCause::UnsupportedMediaType,
            429 => ApiCause::RateLimited,
            _ => ApiCause::Other,
        }
    }

    /// What a 404 misses: the code is the same for a session as for anything else.
    fn missing(&self) -> ApiCause {
        if self.speaks_of("session") {
            ApiCause::SessionExpired
        } else {
            ApiCause::NotFound
        }
    }

    fn speaks_of(&self, word: &str) -> bool {
        self.detail.to_lowercase().contains(word)
    }

    /// Reads an error body: problem JSON, OAuth JSON, plain text, HTML or nothing (wire contract 1.7).
    #[must_use]
    pub fn read(status: u16, body: &[u8]) -> Self {
        let cut = |text: &str| text.chars().take(DETAIL_LIMIT).collect();
        let Ok(problem) = serde_json::from_slice::<Problem>(body) else {
            let text = String::from_utf8_lossy(body);
            let text = text.trim();
            let plain = !text.is_empty() && !text.starts_with('<');
            let detail = if plain { text } else { "no explanation" };
            return Self {
                status,
                code: None,
                detail: cut(detail),
            };
        };
        let code = problem.r#type.as_deref().and_then(error_code);
        let code = code.or(problem.error_code);
        let mut detail = problem
            .detail
            .or(problem.error_description)
            .or(problem.description)
            .or(problem.message)
            .or(problem.title)
            .or(problem.error)
            .unwrap_or_else(|| "no explanation".to_owned());
        for violation in problem.validation_errors {
            detail.push_str("; ");
            detail.push_str(&violation.detail);
        }
        Self {
            status,
            code,
            detail: cut(&detail),
        }
    }
}

fn error_code(kind: &str) -> Option<String> {
    let (_, code) = kind.rsplit_once(['/', '#'])?;
    code.starts_with("A0E-").then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of wire contract 1.7: status, code, title, detail.
    const ROWS: [(u16, &str, &str, &str, ApiCause); 14] = [
        (
            400,
            "A0E-400-0003",
            "Validation Error",
            "Invalid request payload input",
            ApiCause::Validation,
        ),
        (
            400,
            "A0E-400-0001",
            "Bad Request",
            "The request is invalid.",
            ApiCause::BadRequest,
        ),
        (
            401,
            "A0E-401-0003",
            "Invalid Token",
            "Invalid Token",
            ApiCause::TokenInvalid,
        ),
        (
            401,
            "A0E-401-0002",
            "Missing Token",
            "No auth token provided.",
            ApiCause::TokenMissing,
        ),
        (
            401,
            "A0E-401-0001",
            "Unauthorized",
            "Missing or invalid token.",
            ApiCause::TokenInvalid,
        ),
        (
            403,
            "A0E-403-0002",
            "Insufficient Scope",
            "The auth token lacks the required scope: read:me:connected_accounts",
            ApiCause::ScopeMissing,
        ),
        (
            403,
            "A0E-403-0002",
            "insufficient_scope",
            "Token lacks required scope.",
            ApiCause::ScopeMissing,
        ),
        (
            404,
            "A0E-404-0001",
            "Not Found",
            "Invalid or expired session",
            ApiCause::SessionExpired,
        ),
        (
            404,
            "A0E-404-0002",
            "Resource Not Found",
            "The account does not exist.",
            ApiCause::NotFound,
        ),
        (
            409,
            "A0E-409-0001",
            "Configuration issue",
            "The connection is not set up.",
            ApiCause::Conflict,
        ),
        (
            409,
            "A0E-409-0003",
            "Duplicate Resource",
            "It is there already.",
            ApiCause::Conflict,
        ),
        (
            415,
            "A0E-415-0001",
            "Unsupported Media Type",
            "",
            ApiCause::UnsupportedMediaType,
        ),
        (
            429,
            "A0E-429-0003",
            "Endpoint Rate Limit Exceeded",
            "The endpoint request limit has been exceeded.",
            ApiCause::RateLimited,
        ),
        (
            418,
            "A0E-418-0001",
            "Teapot",
            "Short and stout.",
            ApiCause::Other,
        ),
    ];

    #[test]
    fn every_row_of_the_contract_has_its_cause_in_both_spellings_of_type() {
        for (status, code, title, detail, cause) in ROWS {
            for separator in ['/', '#'] {
                let body = serde_json::json!({
                    "type": format!("https://auth0.com/api-errors{separator}{code}"),
                    "status": status, "title": title, "detail": detail,
                });
                let error = ApiError::read(status, body.to_string().as_bytes());
                assert_eq!(error.code.as_deref(), Some(code));
                assert_eq!(error.detail, detail);
                assert_eq!(error.cause(), cause, "{error}");
            }
        }
    }

    #[test]
    fn without_a_code_the_status_decides() {
        let rows: [(u16, &str, ApiCause, &str); 9] = [
            (400, "", ApiCause::BadRequest, "no explanation"),
            (401, "<html>..", ApiCause::TokenInvalid, "no explanation"),
            (
                401,
                r#"{"error":"invalid_token"}"#,
                ApiCause::TokenInvalid,
                "invalid_token",
            ),
            (
                403,
                r#"{"error":"insufficient_scope","error_description":"Insufficient scope"}"#,
                ApiCause::ScopeMissing,
                "Insufficient scope",
            ),
            (403, "<html>blocked", ApiCause::Other, "no explanation"),
            (
                404,
                r#"{"title":"Invalid or expired session"}"#,
                ApiCause::SessionExpired,
                "Invalid or expired session",
            ),
            (404, "Cannot DELETE", ApiCause::NotFound, "Cannot DELETE"),
            (415, "no", ApiCause::UnsupportedMediaType, "no"),
            (
                409,
                r#"{"code":"x","description":"twice"}"#,
                ApiCause::Conflict,
                "twice",
            ),
        ];
        for (status, body, cause, detail) in rows {
            let error = ApiError::read(status, body.as_bytes());
            assert_eq!(
                (error.cause(), error.detail.as_str()),
                (cause, detail),
                "{body}"
            );
        }
    }

    #[test]
    fn validation_errors_are_told() {
        let body = br#"{"type":"t","status":400,"title":"Validation Error","detail":"Invalid request payload input",
            "validation_errors":[{"pointer":"","detail":"data must have required property 'connection'"}]}"#;
        assert_eq!(
            ApiError::read(400, body).detail,
            "Invalid request payload input; data must have required property 'connection'"
        );
    }

    #[test]
    fn the_management_api_says_it_in_words_of_its_own() {
        let body = br#"{"statusCode":403,"error":"Forbidden","errorCode":"insufficient_scope",
            "message":"Insufficient scope, expected any of: update:clients"}"#;
        let error = ApiError::read(403, body);
        assert_eq!(error.code.as_deref(), Some("insufficient_scope"));
        assert_eq!(error.cause(), ApiCause::ScopeMissing);
        assert!(error.detail.ends_with("update:clients"));
        let gone = br#"{"statusCode":404,"error":"Not Found","errorCode":"inexistent_client",
            "message":"The client does not exist"}"#;
        assert_eq!(ApiError::read(404, gone).cause(), ApiCause::NotFound);
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = "é".repeat(1000);
        let json = serde_json::json!({"detail": text}).to_string();
        for body in [text, json] {
            let error = ApiError::read(400, body.as_bytes());
            assert_eq!(error.detail, "é".repeat(300));
        }
    }
}
