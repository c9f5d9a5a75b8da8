//! The token endpoint: code exchange, refresh for the My Account API, revocation.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use oauth2::basic::{BasicErrorResponse, BasicRequestTokenError, BasicTokenType};
use oauth2::{
    AsyncHttpClient, AuthType, ClientId, ExtraTokenFields, HttpRequest, HttpResponse,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardTokenResponse, TokenResponse,
    TokenUrl,
};
use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::client::Credentials;
use crate::dpop::DpopKey;
use crate::error::{Error, OAuthError};
use crate::http::Http;
use crate::id_token::Identity;
use crate::secret::{AccessToken, AuthorizationCode, CodeVerifier, IdToken, Nonce, RefreshToken};
use crate::tenant::Tenant;

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
    /// When it ends.
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
    /// Exchanges the code of a sign-in (RFC 6749 section 4.1.3, wire contract 3.3) and checks the ID token.
    ///
    /// # Errors
    /// [`Error::OAuth`] when the code is refused, [`Error::IdToken`], [`Error::RefreshTokenMissing`],
    /// and the errors of the connection.
    pub async fn exchange_code(
        &self,
        exchange: &CodeExchange<'_>,
        _credentials: &Credentials,
    ) -> Result<SignedIn, Error> {
        let CodeExchange {
            code,
            code_verifier,
            redirect_uri,
            nonce,
            ..
        } = *exchange;
        let now = self.http.now();
        let redirect_uri = RedirectUrl::new(redirect_uri.to_owned())
            .map_err(|error| Error::Unexpected(format!("the redirect address: {error}")))?;
        let tokens = self
            .token_client()
            .set_redirect_uri(redirect_uri)
            .exchange_code(oauth2::AuthorizationCode::new(code.expose().to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(code_verifier.expose().to_owned()))
            .request_async(&self.carrier())
            .await
            .map_err(cause)?;
        let id_token = tokens
            .extra_fields()
            .id_token
            .as_ref()
            .ok_or_else(|| Error::IdToken("there is none".to_owned()))?;
        let identity = self.check_id_token(id_token, Some(nonce), now).await?;
        let refresh_token = tokens.refresh_token().ok_or(Error::RefreshTokenMissing)?;
        Ok(SignedIn {
            refresh_token: RefreshToken::new(refresh_token.secret().clone()),
            identity,
            bound: false,
        })
    }

    /// Exchanges the refresh token for access to the My Account API (wire contract 3.4) and checks
    /// that audience and scopes are what was asked for, since a tenant without the MRRT policy
    /// answers with a token for something else.
    ///
    /// # Errors
    /// [`Error::OAuth`] when the refresh token is refused, and the errors of the connection.
    pub async fn refresh(
        &self,
        refresh_token: &RefreshToken,
        _credentials: &Credentials,
    ) -> Result<Refreshed, Error> {
        let now = self.http.now();
        let audience = self.address.my_account_audience();
        let scopes = crate::authorize::SIGN_IN_SCOPES
            .into_iter()
            .chain(MY_ACCOUNT_SCOPES);
        let tokens = self
            .token_client()
            .exchange_refresh_token(&oauth2::RefreshToken::new(
                refresh_token.expose().to_owned(),
            ))
            .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
            .add_extra_param("audience", audience.clone())
            .request_async(&self.carrier())
            .await
            .map_err(cause)?;
        // From here on the old token may be spent: whatever else is wrong, the new one is returned.
        let identity = match &tokens.extra_fields().id_token {
            Some(id_token) => self.check_id_token(id_token, None, now).await.map(Some),
            None => Ok(None),
        };
        let (identity, access) = match identity {
            Ok(identity) => (identity, access(&tokens, &audience, now)),
            Err(error) => (None, Err(error)),
        };
        Ok(Refreshed {
            refresh_token: tokens
                .refresh_token()
                .map(|token| RefreshToken::new(token.secret().clone())),
            identity,
            access,
        })
    }

    /// Revokes the refresh token (RFC 7009, wire contract 3.6). With MRRT this ends all audiences.
    ///
    /// # Errors
    /// [`Error::Unexpected`] for any answer but 200, and the errors of the connection.
    pub async fn revoke(
        &self,
        refresh_token: &RefreshToken,
        _credentials: &Credentials,
    ) -> Result<(), Error> {
        let url = match &self.metadata.revocation_endpoint {
            Some(url) => url.clone(),
            None => self.address.join("oauth/revoke")?,
        };
        let request = self.http.post(url).form(&[
            ("client_id", self.client_id.as_str()),
            ("token", refresh_token.expose()),
            ("token_type_hint", "refresh_token"),
        ]);
        let answer = self.http.send(request).await?;
        if answer.status.is_success() {
            return Ok(());
        }
        Err(Error::Unexpected(format!(
            "the revocation endpoint answered with status {}",
            answer.status.as_u16()
        )))
    }

    /// Asks the Token Vault for the provider's access token, and drops it unread: only whether it
    /// works is of interest (wire contract 5). For clients that authenticate, and only them.
    ///
    /// # Errors
    /// [`Error::OAuth`] with the cause, and the errors of the connection.
    pub async fn check_vault(
        &self,
        _refresh_token: &RefreshToken,
        _connection: &str,
        _credentials: &Credentials,
    ) -> Result<(), Error> {
        Err(Error::Unexpected("not yet".to_owned()))
    }

    fn token_client(&self) -> TokenClient {
        oauth2::Client::new(ClientId::new(self.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(self.metadata.token_endpoint.clone()))
    }

    fn carrier(&self) -> Carrier {
        Carrier {
            http: self.http.clone(),
            url: self.metadata.token_endpoint.clone(),
        }
    }
}

/// Carries requests of the `oauth2` library over our one HTTP client.
struct Carrier {
    http: Http,
    url: Url,
}

impl<'c> AsyncHttpClient<'c> for Carrier {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let request = self.http.post(self.url.clone());
            let request = request.headers(parts.headers).body(body);
            let answer = self.http.send(request).await?;
            let mut response = HttpResponse::new(answer.body);
            *response.status_mut() = answer.status;
            Ok(response)
        })
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

fn access(tokens: &Tokens, audience: &str, now: DateTime<Utc>) -> Result<Access, Error> {
    let token = AccessToken::new(tokens.access_token().secret().clone());
    if !audiences(&token).iter().any(|found| found == audience) {
        return Err(Error::AudienceMissing {
            audience: audience.to_owned(),
        });
    }
    let missing: Vec<String> = match tokens.scopes() {
        Some(granted) => MY_ACCOUNT_SCOPES
            .into_iter()
            .filter(|scope| !granted.iter().any(|found| found.as_str() == *scope))
            .map(str::to_owned)
            .collect(),
        // RFC 6749 section 5.1: absent when it is what was asked for.
        None => Vec::new(),
    };
    if !missing.is_empty() {
        return Err(Error::ScopesMissing { scopes: missing });
    }
    let lifetime = tokens.expires_in().unwrap_or(Duration::from_mins(10));
    let delta = TimeDelta::from_std(lifetime).unwrap_or(TimeDelta::hours(24));
    Ok(Access {
        token,
        expires_at: now + delta,
        lifetime,
        dpop_key: None,
    })
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
