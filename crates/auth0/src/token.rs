//! The token endpoint: code exchange, refresh for the My Account API, revocation.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use oauth2::basic::{BasicErrorResponse, BasicRequestTokenError, BasicTokenType};
use oauth2::{
    AuthType, ClientId, ExtraTokenFields, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    StandardTokenResponse, TokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};

use crate::authorize::SIGN_IN_SCOPES;
use crate::client::Credentials;
use crate::dpop::DpopKey;
use crate::error::Error;
use crate::id_token::{Asked, Identity};
use crate::limits;
use crate::oauth_error::OAuthError;
use crate::secret::{AccessToken, AuthorizationCode, CodeVerifier, IdToken, Nonce, RefreshToken};
use crate::tenant::Tenant;
use crate::token_endpoint::Carrier;

/// The three scopes of Connected Accounts (wire contract 1.1).
pub const MY_ACCOUNT_SCOPES: [&str; 3] = [
    "create:me:connected_accounts",
    "read:me:connected_accounts",
    "delete:me:connected_accounts",
];

/// What a sign-in gives.
#[derive(Debug)]
pub struct SignedIn {
    /// Serves the My Account API by MRRT.
    pub refresh_token: RefreshToken,
    /// Who signed in.
    pub identity: Identity,
    /// Whether the tokens are bound to the key of the proofs (RFC 9449 section 5).
    pub bound: bool,
}

/// The code of a sign-in, and what it is checked against.
#[derive(Debug, Clone, Copy)]
pub struct CodeExchange<'a> {
    /// From the browser.
    pub code: &'a AuthorizationCode,
    /// The one whose challenge was sent.
    pub code_verifier: &'a CodeVerifier,
    /// The same as in the [`AuthorizationRequest`](crate::AuthorizationRequest).
    pub redirect_uri: &'a str,
    /// The one that was sent.
    pub nonce: &'a Nonce,
    /// The organization that was asked for, by id or name.
    pub organization: Option<&'a str>,
    /// The greatest age of the authentication that was asked for, in seconds.
    pub max_age: Option<u32>,
}

/// What a refresh gives.
#[derive(Debug)]
pub struct Refreshed {
    /// The token that replaces the one that was sent; absent where tokens do not rotate.
    pub refresh_token: Option<RefreshToken>,
    /// Who is signed in, where an ID token came along.
    pub identity: Option<Identity>,
    /// Access to the My Account API, or what is wrong with it. The refresh token is good either way.
    pub access: Result<Access, Error>,
}

/// Access to the My Account API.
#[derive(Debug, Clone)]
pub struct Access {
    /// The token.
    pub token: AccessToken,
    /// When it ends, on this computer's clock.
    pub expires_at: DateTime<Utc>,
    /// How long it lives in all.
    pub lifetime: Duration,
    /// The key that it is bound to; absent for a bearer token.
    pub dpop_key: Option<DpopKey>,
}

#[derive(Debug, Deserialize, Serialize)]
struct IdTokenField {
    #[serde(skip_serializing)]
    id_token: Option<IdToken>,
}

impl ExtraTokenFields for IdTokenField {}

type Tokens = StandardTokenResponse<IdTokenField, BasicTokenType>;
type TokenClient = oauth2::Client<
    BasicErrorResponse,
    Tokens,
    oauth2::StandardTokenIntrospectionResponse<oauth2::EmptyExtraTokenFields, BasicTokenType>,
    oauth2::StandardRevocableToken,
    oauth2::basic::BasicRevocationErrorResponse,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointNotSet,
    oauth2::EndpointSet,
>;

impl Tenant {
    /// Exchanges the code of a sign-in (RFC 6749 section 4.1.3, wire contract 3.3) and checks the ID
    /// token: that it answers this sign-in, for the organization and within the age asked for.
    ///
    /// # Errors
    /// [`Error::OAuth`] when the code is refused, [`Error::IdToken`],
    /// [`Error::OrganizationMismatch`], [`Error::RefreshTokenMissing`], [`Error::NonceLoop`],
    /// [`Error::Key`], [`Error::NotSent`] for what is outside the limits, and the errors of the
    /// connection.
    #[tracing::instrument(skip_all)]
    pub async fn exchange_code(
        &self,
        exchange: &CodeExchange<'_>,
        credentials: &Credentials,
    ) -> Result<SignedIn, Error> {
        limits::redirect_uri(exchange.redirect_uri)?;
        limits::code_verifier(exchange.code_verifier)?;
        let redirect_uri = RedirectUrl::new(exchange.redirect_uri.to_owned())
            .map_err(|error| Error::NotSent(format!("the redirect address: {error}")))?;
        let code = exchange.code.expose().to_owned();
        let verifier = exchange.code_verifier.expose().to_owned();
        let tokens = self
            .token_client()
            .set_redirect_uri(redirect_uri)
            .exchange_code(oauth2::AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(&self.carrier(credentials))
            .await
            .map_err(cause)?;
        let asked = Asked {
            nonce: Some(exchange.nonce),
            organization: exchange.organization,
            max_age: exchange.max_age,
        };
        let id_token = tokens.extra_fields().id_token.as_ref();
        let id_token = id_token.ok_or_else(|| Error::IdToken("there is none".to_owned()))?;
        let identity = self.check_id_token(id_token, &asked).await?;
        Ok(SignedIn {
            refresh_token: new_refresh_token(&tokens).ok_or(Error::RefreshTokenMissing)?,
            identity,
            bound: key(&tokens, credentials)?.is_some(),
        })
    }

    /// Exchanges the refresh token for access to the My Account API (wire contract 3.4) and checks
    /// that audience and scopes are what was asked for, since a tenant without the MRRT policy
    /// answers with a token for something else.
    ///
    /// # Errors
    /// [`Error::OAuth`] when the refresh token is refused, [`Error::NonceLoop`], [`Error::Key`], and
    /// the errors of the connection. What is wrong with the access alone is in
    /// [`Refreshed::access`].
    #[tracing::instrument(skip_all)]
    pub async fn refresh(
        &self,
        refresh_token: &RefreshToken,
        credentials: &Credentials,
    ) -> Result<Refreshed, Error> {
        // Before it is sent, so that the token never ends before we think it does.
        let now = self.http.now();
        let audience = self.address.my_account_audience();
        let scopes = SIGN_IN_SCOPES.into_iter().chain(MY_ACCOUNT_SCOPES);
        let old = oauth2::RefreshToken::new(refresh_token.expose().to_owned());
        let tokens = self
            .token_client()
            .exchange_refresh_token(&old)
            .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
            .add_extra_param("audience", audience.clone())
            .request_async(&self.carrier(credentials))
            .await
            .map_err(cause)?;
        // From here on the old token may be spent: whatever else is wrong, the new one is returned.
        let identity = match &tokens.extra_fields().id_token {
            Some(id_token) => self
                .check_id_token(id_token, &Asked::default())
                .await
                .map(Some),
            None => Ok(None),
        };
        let (identity, access) = match identity {
            Ok(identity) => (identity, access(&tokens, &audience, credentials, now)),
            Err(error) => (None, Err(error)),
        };
        Ok(Refreshed {
            refresh_token: new_refresh_token(&tokens),
            identity,
            access,
        })
    }

    /// Revokes the refresh token (RFC 7009, wire contract 3.6). With MRRT this ends all audiences.
    /// No proof of possession goes along: the standard asks for none.
    ///
    /// # Errors
    /// [`Error::OAuth`] when the server refuses, [`Error::Unexpected`] for any other answer but 200,
    /// [`Error::Key`], and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn revoke(
        &self,
        refresh_token: &RefreshToken,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let url = match &self.metadata().revocation_endpoint {
            Some(url) => url.clone(),
            None => self.address.join("oauth/revoke")?,
        };
        let form = [
            ("client_id", self.client_id.as_str()),
            ("token", refresh_token.expose()),
            ("token_type_hint", "refresh_token"),
        ];
        self.post(url, &form, &credentials.authentication, None)
            .await
            .map(drop)
    }

    fn carrier<'a>(&'a self, credentials: &'a Credentials) -> Carrier<'a> {
        Carrier {
            tenant: self,
            credentials,
        }
    }

    fn token_client(&self) -> TokenClient {
        oauth2::Client::new(ClientId::new(self.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(self.metadata().token_endpoint.clone()))
    }
}

fn cause(error: BasicRequestTokenError<Error>) -> Error {
    match error {
        RequestTokenError::ServerResponse(answer) => Error::OAuth(OAuthError {
            error: answer.error().as_ref().to_owned(),
            description: answer.error_description().cloned(),
        }),
        RequestTokenError::Request(error) => error,
        // The parser's words may quote the body, which may hold a token.
        RequestTokenError::Parse(error, _) => Error::Unexpected(format!(
            "the token endpoint's answer is not as agreed, at {}",
            error.path()
        )),
        RequestTokenError::Other(text) => Error::Unexpected(text),
    }
}

fn new_refresh_token(tokens: &Tokens) -> Option<RefreshToken> {
    tokens
        .refresh_token()
        .map(|token| RefreshToken::new(token.secret().clone()))
}

/// The key that the tokens are bound to: a tenant may answer a proof with bearer tokens, but never
/// the other way round (RFC 9449 section 5).
fn key(tokens: &Tokens, credentials: &Credentials) -> Result<Option<DpopKey>, Error> {
    let kind = match tokens.token_type() {
        BasicTokenType::Bearer => "bearer",
        BasicTokenType::Mac => "mac",
        BasicTokenType::Extension(kind) => kind,
    };
    if kind.eq_ignore_ascii_case("bearer") {
        return Ok(None);
    }
    let bound = kind.eq_ignore_ascii_case("dpop");
    match credentials.dpop_key.as_ref().filter(|_| bound) {
        Some(key) => Ok(Some(key.clone())),
        None => Err(Error::Unexpected(
            "the tokens are of a kind that was not asked for".to_owned(),
        )),
    }
}

fn access(
    tokens: &Tokens,
    audience: &str,
    credentials: &Credentials,
    now: DateTime<Utc>,
) -> Result<Access, Error> {
    let token = AccessToken::new(tokens.access_token().secret().clone());
    if !audiences(&token).iter().any(|found| found == audience) {
        return Err(Error::AudienceMissing {
            audience: audience.to_owned(),
        });
    }
    let missing = missing_scopes(tokens);
    if !missing.is_empty() {
        return Err(Error::ScopesMissing { scopes: missing });
    }
    let lifetime = tokens.expires_in().unwrap_or(Duration::from_mins(10));
    let expires_at = TimeDelta::from_std(lifetime)
        .ok()
        .and_then(|lifetime| now.checked_add_signed(lifetime))
        .ok_or_else(|| Error::Unexpected("the access token never ends".to_owned()))?;
    Ok(Access {
        token,
        expires_at,
        lifetime,
        dpop_key: key(tokens, credentials)?,
    })
}

fn missing_scopes(tokens: &Tokens) -> Vec<String> {
    match tokens.scopes() {
        Some(granted) => MY_ACCOUNT_SCOPES
            .into_iter()
            .filter(|scope| !granted.iter().any(|found| found.as_str() == *scope))
            .map(str::to_owned)
            .collect(),
        // RFC 6749 section 5.1: absent when it is what was asked for.
        None => Vec::new(),
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct AccessClaims {
    aud: OneOrMany,
}

/// The audiences of a JWT access token; none for an opaque one, which Auth0 issues for no API.
/// The signature is the API's to check, not the client's.
fn audiences(token: &AccessToken) -> Vec<String> {
    let claims = token
        .expose()
        .split('.')
        .nth(1)
        .and_then(|payload| BASE64_URL_SAFE_NO_PAD.decode(payload).ok())
        .and_then(|payload| serde_json::from_slice::<AccessClaims>(&payload).ok());
    match claims.map(|claims| claims.aud) {
        Some(OneOrMany::One(audience)) => vec![audience],
        Some(OneOrMany::Many(audiences)) => audiences,
        None => Vec::new(),
    }
}
