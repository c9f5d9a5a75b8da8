//! Secrets, each a type of its own from the byte it enters.
//!
//! None implements `Serialize` or `Display`; `Debug` is redacted. Reading one is spelt `expose`,
//! so that every place where it happens can be found.

use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

macro_rules! secret {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SecretString);

        impl $name {
            /// Takes the secret in.
            #[must_use]
            pub fn new(secret: impl Into<String>) -> Self {
                Self(SecretString::from(secret.into()))
            }

            /// The secret itself.
            #[must_use]
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }
    )*};
}

secret! {
    /// A refresh token (RFC 6749 section 1.5); with Auth0's MRRT it serves several APIs.
    RefreshToken;
    /// An access token (RFC 6749 section 1.4).
    AccessToken;
    /// An ID token (OpenID Connect Core section 2).
    IdToken;
    /// The code of a sign-in (RFC 6749 section 4.1.2).
    AuthorizationCode;
    /// A PKCE code verifier (RFC 7636 section 4.1).
    CodeVerifier;
    /// The `state` of a request that goes through the browser (RFC 6749 section 10.12).
    State;
    /// The `nonce` of a sign-in (OpenID Connect Core section 3.1.2.1).
    Nonce;
    /// The code with which a connected account is completed (wire contract 1.3).
    ConnectCode;
    /// A client's secret (RFC 6749 section 2.3.1).
    ClientSecret;
    /// A client's private key, in PEM (RFC 7523 section 2.2).
    PrivateKey;
    /// The session that ties connect and complete together (wire contract 1.2).
    AuthSession;
}

impl CodeVerifier {
    /// A new verifier of 43 characters.
    #[must_use]
    pub fn random() -> Self {
        Self::new(PkceCodeChallenge::new_random_sha256().1.into_secret())
    }

    /// Its S256 challenge (RFC 7636 section 4.2), which is no secret.
    #[must_use]
    pub fn challenge(&self) -> String {
        let verifier = PkceCodeVerifier::new(self.expose().to_owned());
        PkceCodeChallenge::from_code_verifier_sha256(&verifier)
            .as_str()
            .to_owned()
    }
}

impl State {
    /// A new `state` of 256 random bits.
    #[must_use]
    pub fn random() -> Self {
        Self::new(CsrfToken::new_random_len(32).into_secret())
    }
}

impl Nonce {
    /// A new `nonce` of 256 random bits.
    #[must_use]
    pub fn random() -> Self {
        Self::new(CsrfToken::new_random_len(32).into_secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let token = RefreshToken::new("v1.very-secret");
        assert!(!format!("{token:?}").contains("very-secret"));
    }

    #[test]
    fn the_challenge_is_that_of_rfc_7636_appendix_b() {
        let verifier = CodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(
            verifier.challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn random_secrets_differ_and_have_the_lengths_of_their_standards() {
        assert_ne!(State::random().expose(), State::random().expose());
        let verifier = CodeVerifier::random();
        assert!((43..=128).contains(&verifier.expose().len()));
    }
}
