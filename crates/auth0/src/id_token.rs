//! The ID token's checks (wire contract 3.7, OpenID Connect Core section 3.1.3.7).

use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

use crate::error::Error;
use crate::secret::{IdToken, Nonce};
use crate::tenant::Tenant;

/// Clocks may differ by this much, in seconds.
const LEEWAY: i64 = 60;

/// Who an ID token is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The `sub` claim: the one name that never changes.
    pub subject: String,
    /// What to call the person: `name`, else `nickname`, else `email`, else `sub`.
    pub name: String,
    /// The `email` claim.
    pub email: Option<String>,
    /// The `sid` claim, which names the session in the browser.
    pub session_id: Option<String>,
    /// The organization that was signed in to: `org_name`, else `org_id`.
    pub organization: Option<String>,
}

/// The tenant's signing keys.
#[derive(Debug, Clone)]
pub(crate) struct Keys(JwkSet);

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    nonce: Option<String>,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    name: Option<String>,
    nickname: Option<String>,
    email: Option<String>,
    sid: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Tenant {
    /// Checks signature and claims; with `nonce` also that the token answers this very request.
    pub(crate) async fn check_id_token(
        &self,
        token: &IdToken,
        nonce: Option<&Nonce>,
        now: DateTime<Utc>,
    ) -> Result<Identity, Error> {
        let header = decode_header(token.expose())
            .map_err(|_| Error::IdToken("it is not a signed token".to_owned()))?;
        if header.alg != Algorithm::RS256 {
            return Err(Error::IdToken("it is not signed with RS256".to_owned()));
        }
        let key_id = header
            .kid
            .ok_or_else(|| Error::IdToken("it names no key".to_owned()))?;
        let key = self.signing_key(&key_id).await?;
        let mut validation = Validation::new(Algorithm::RS256);
        // Time and audience are checked below, against the clock that was handed in.
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let claims = decode::<Claims>(token.expose(), &key, &validation)
            .map_err(|error| Error::IdToken(reason(&error)))?
            .claims;
        self.check_claims(&claims, nonce, now.timestamp())?;
        let name = claims.name.or(claims.nickname).or(claims.email.clone());
        Ok(Identity {
            name: name.unwrap_or_else(|| claims.sub.clone()),
            subject: claims.sub,
            email: claims.email,
            session_id: claims.sid,
            organization: None,
        })
    }

    fn check_claims(&self, claims: &Claims, nonce: Option<&Nonce>, now: i64) -> Result<(), Error> {
        let fail = |reason: &str| Err(Error::IdToken(reason.to_owned()));
        if claims.iss != self.metadata.issuer {
            return fail("it comes from another issuer");
        }
        let (for_us, shared) = match &claims.aud {
            Audience::One(audience) => (*audience == self.client_id, false),
            Audience::Many(all) => (all.contains(&self.client_id), all.len() > 1),
        };
        if !for_us || (shared && claims.azp.as_ref() != Some(&self.client_id)) {
            return fail("it is meant for another client");
        }
        if nonce.is_some_and(|nonce| claims.nonce.as_deref() != Some(nonce.expose())) {
            return fail("it answers another request");
        }
        if claims.exp + LEEWAY < now {
            return fail("it has expired; check this computer's clock");
        }
        if claims.iat - LEEWAY > now || claims.nbf.is_some_and(|nbf| nbf - LEEWAY > now) {
            return fail("it is from the future; check this computer's clock");
        }
        if claims.sub.is_empty() {
            return fail("it names nobody");
        }
        Ok(())
    }

    /// The key by its id. A key that is not known is asked for once more, since keys rotate.
    async fn signing_key(&self, key_id: &str) -> Result<DecodingKey, Error> {
        let mut keys = self.keys.lock().await;
        if let Some(key) = keys.as_ref().and_then(|keys| keys.0.find(key_id)) {
            return DecodingKey::from_jwk(key).map_err(|error| Error::IdToken(reason(&error)));
        }
        let url = self.metadata.jwks_uri.clone();
        let answer = self.http.send(self.http.get(url)).await?;
        let fresh = keys.insert(Keys(answer.json("the tenant's key set")?));
        let key = fresh
            .0
            .find(key_id)
            .ok_or_else(|| Error::IdToken("the tenant does not know its key".to_owned()))?;
        DecodingKey::from_jwk(key).map_err(|error| Error::IdToken(reason(&error)))
    }
}

/// Our words for the library's: its own may quote the token.
fn reason(error: &jsonwebtoken::errors::Error) -> String {
    use jsonwebtoken::errors::ErrorKind;
    let kind = error.kind();
    if matches!(kind, ErrorKind::InvalidSignature) {
        return "its signature is wrong".to_owned();
    }
    if matches!(
        kind,
        ErrorKind::Json(_) | ErrorKind::Base64(_) | ErrorKind::Utf8(_)
    ) {
        return "its claims cannot be read".to_owned();
    }
    "its signature cannot be checked".to_owned()
}
