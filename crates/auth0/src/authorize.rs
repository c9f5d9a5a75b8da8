//! The addresses that the browser is sent to: sign-in and sign-out.

use oauth2::basic::BasicClient;
use oauth2::{
    AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use serde::Serialize;
use url::Url;

use crate::dpop::DpopKey;
use crate::error::Error;
use crate::limits::{self, length, optional};
use crate::secret::{CodeVerifier, Nonce, State};
use crate::tenant::Tenant;

/// What a sign-in asks for: an ID token about the person, and a refresh token.
pub(crate) const SIGN_IN_SCOPES: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// What one sign-in sends through the browser.
#[derive(Debug, Clone, Copy)]
pub struct AuthorizationRequest<'a> {
    /// Where the browser comes back to; registered at the tenant, letter by letter.
    pub redirect_uri: &'a str,
    /// Ties the answer to this request.
    pub state: &'a State,
    /// Ties the ID token to this request.
    pub nonce: &'a Nonce,
    /// Its challenge goes along (RFC 7636).
    pub code_verifier: &'a CodeVerifier,
    /// Tokens will be bound to this key (`dpop_jkt`, RFC 9449 section 10).
    pub dpop_key: Option<&'a DpopKey>,
    /// What else is asked for.
    pub options: AuthorizationOptions<'a>,
}

/// What a sign-in may ask for besides (OpenID Connect Core section 3.1.2.1, wire contract 3.2).
#[derive(Clone, Copy, Default)]
pub struct AuthorizationOptions<'a> {
    /// Which page is shown in any case.
    pub prompt: Option<Prompt>,
    /// The greatest age of the authentication, in seconds; 0 for a new one.
    pub max_age: Option<u32>,
    /// How the person must authenticate.
    pub acr_values: Option<&'a str>,
    /// Who will sign in, as far as known.
    pub login_hint: Option<&'a str>,
    /// The languages of the pages, best first, as BCP 47 tags separated by spaces.
    pub ui_locales: Option<&'a str>,
    /// The organization to sign in to, by id or name.
    pub organization: Option<&'a str>,
    /// The ticket of an invitation into that organization.
    pub invitation: Option<&'a str>,
}

impl std::fmt::Debug for AuthorizationOptions<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AuthorizationOptions")
            .field("prompt", &self.prompt)
            .field("max_age", &self.max_age)
            .field("acr_values", &self.acr_values)
            .field("login_hint", &self.login_hint)
            .field("ui_locales", &self.ui_locales)
            .field("organization", &self.organization)
            .field("invitation", &self.invitation.map(|_| "[redacted]"))
            .finish()
    }
}

/// Asks for a second factor (`acr_values`).
pub const MULTI_FACTOR: &str = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

/// A page that is shown in any case (`prompt`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// The sign-in itself.
    Login,
    /// The consent.
    Consent,
    /// The choice among accounts.
    SelectAccount,
}

impl Tenant {
    /// The address of a sign-in (RFC 6749 section 4.1.1, wire contract 3.2). It names no audience:
    /// the refresh token it leads to serves the My Account API by the tenant's MRRT policy.
    ///
    /// # Errors
    /// [`Error::NotSent`] when something is outside its limits: the redirect address is no URI, the
    /// verifier has not 43 to 128 characters, an option is empty, or an invitation comes without
    /// its organization.
    pub fn authorization_url(&self, request: &AuthorizationRequest<'_>) -> Result<Url, Error> {
        request.check()?;
        let redirect_uri = RedirectUrl::new(request.redirect_uri.to_owned())
            .map_err(|error| Error::NotSent(format!("the redirect address: {error}")))?;
        let verifier = PkceCodeVerifier::new(request.code_verifier.expose().to_owned());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let state = CsrfToken::new(request.state.expose().to_owned());
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_auth_uri(AuthUrl::from_url(
                self.metadata().authorization_endpoint.clone(),
            ))
            .set_redirect_uri(redirect_uri);
        let mut authorization = client
            .authorize_url(|| state)
            .add_scopes(SIGN_IN_SCOPES.map(|scope| Scope::new(scope.to_owned())))
            .add_extra_param("nonce", request.nonce.expose())
            .add_extra_param("response_mode", "query")
            .set_pkce_challenge(challenge);
        for (name, value) in request.extras() {
            authorization = authorization.add_extra_param(name, value);
        }
        Ok(authorization.url().0)
    }

    /// The address that ends the session in the browser: RP-initiated logout, or Auth0's older
    /// address where the tenant does not offer it (wire contract 3.6). The session id stands in for
    /// the ID token, which is a secret and stays out of addresses.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when the tenant's address takes no path.
    pub fn logout_url(&self, session_id: Option<&str>) -> Result<Url, Error> {
        let Some(endpoint) = &self.metadata().end_session_endpoint else {
            let mut url = self.address.join("v2/logout")?;
            url.query_pairs_mut()
                .append_pair("client_id", &self.client_id);
            return Ok(url);
        };
        let mut url = endpoint.clone();
        url.query_pairs_mut()
            .append_pair("client_id", &self.client_id);
        if let Some(session_id) = session_id {
            url.query_pairs_mut().append_pair("logout_hint", session_id);
        }
        Ok(url)
    }
}

impl AuthorizationRequest<'_> {
    fn check(&self) -> Result<(), Error> {
        limits::redirect_uri(self.redirect_uri)?;
        limits::code_verifier(self.code_verifier)?;
        length("the state", self.state.expose(), 1..=4096)?;
        length("the nonce", self.nonce.expose(), 1..=4096)?;
        self.options.check()
    }

    /// What a sign-in sends only sometimes.
    fn extras(&self) -> impl Iterator<Item = (&'static str, String)> {
        let options = self.options;
        let own = |text: Option<&str>| text.map(str::to_owned);
        let extras = [
            ("prompt", own(options.prompt.map(Prompt::as_str))),
            ("max_age", options.max_age.map(|age| age.to_string())),
            ("acr_values", own(options.acr_values)),
            ("login_hint", own(options.login_hint)),
            ("ui_locales", own(options.ui_locales)),
            ("organization", own(options.organization)),
            ("invitation", own(options.invitation)),
            ("dpop_jkt", self.dpop_key.map(DpopKey::thumbprint)),
        ];
        extras
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
    }
}

impl AuthorizationOptions<'_> {
    /// The contract names no limits here but its sense does: what is given is not empty. The
    /// upper ones are those of the same fields of a connect.
    fn check(&self) -> Result<(), Error> {
        optional("acr_values", self.acr_values, 1..=1024)?;
        optional("login_hint", self.login_hint, 1..=255)?;
        optional("ui_locales", self.ui_locales, 2..=100)?;
        optional("the organization", self.organization, 1..=255)?;
        optional("the invitation", self.invitation, 1..=255)?;
        limits::max_age(self.max_age)?;
        if self.invitation.is_some() && self.organization.is_none() {
            return Err(Error::NotSent(
                "an invitation is into an organization, and none is named".to_owned(),
            ));
        }
        Ok(())
    }
}

impl Prompt {
    fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Consent => "consent",
            Self::SelectAccount => "select_account",
        }
    }
}
