//! The ID token's checks (wire contract 3.7, OpenID Connect Core section 3.1.3.7).

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

/// What the token of a sign-in must answer; nothing of it for the token of a refresh.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    /// The token answers this very request.
    pub(crate) nonce: Option<&'a Nonce>,
    /// By id or name.
    pub(crate) organization: Option<&'a str>,
    /// In seconds.
    pub(crate) max_age: Option<u32>,
}

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
    auth_time: Option<i64>,
    name: Option<String>,
    nickname: Option<String>,
    email: Option<String>,
    sid: Option<String>,
    org_id: Option<String>,
    org_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Tenant {
    /// Checks signature and claims, and that the token answers what was asked.
    pub(crate) async fn check_id_token(
        &self,
        token: &IdToken,
        asked: &Asked<'_>,
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
        let claims = read(token, &key)?;
        let now = self.now().timestamp();
        self.check_parties(&claims)?;
        check_times(&claims, now)?;
        check_asked(&claims, asked, now)?;
        let name = claims.name.or(claims.nickname).or(claims.email.clone());
        Ok(Identity {
            name: name.unwrap_or_else(|| claims.sub.clone()),
            subject: claims.sub,
            email: claims.email,
            session_id: claims.sid,
            organization: claims.org_name.or(claims.org_id),
        })
    }

    /// From whom, to whom, and about whom.
    fn check_parties(&self, claims: &Claims) -> Result<(), Error> {
        if claims.iss != self.metadata().issuer {
            return fail("it comes from another issuer");
        }
        let (for_us, shared) = match &claims.aud {
            Audience::One(audience) => (*audience == self.client_id, false),
            Audience::Many(all) => (all.contains(&self.client_id), all.len() > 1),
        };
        // To whom it was issued has to be said where it is for several, and wherever it is said it is us.
        let issued_to_us = match &claims.azp {
            Some(party) => *party == self.client_id,
            None => !shared,
        };
        if !for_us || !issued_to_us {
            return fail("it is meant for another client");
        }
        if claims.sub.is_empty() {
            return fail("it names nobody");
        }
        Ok(())
    }
}

fn fail(reason: &str) -> Result<(), Error> {
    Err(Error::IdToken(reason.to_owned()))
}

/// The claims, after the signature was checked.
fn read(token: &IdToken, key: &DecodingKey) -> Result<Claims, Error> {
    let mut validation = Validation::new(Algorithm::RS256);
    // Time and audience are checked by ourselves, by the tenant's clock.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    decode::<Claims>(token.expose(), key, &validation)
        .map(|token| token.claims)
        .map_err(|error| Error::IdToken(reason(&error)))
}

/// `now` is the tenant's time, so no clock of this computer is to blame.
fn check_times(claims: &Claims, now: i64) -> Result<(), Error> {
    if claims.exp.saturating_add(LEEWAY) < now {
        return fail("it has expired");
    }
    let begins = claims.nbf.unwrap_or(claims.iat).max(claims.iat);
    if begins.saturating_sub(LEEWAY) > now {
        return fail("it is from the future");
    }
    Ok(())
}

fn check_asked(claims: &Claims, asked: &Asked<'_>, now: i64) -> Result<(), Error> {
    let answers = |nonce: &Nonce| claims.nonce.as_deref() == Some(nonce.expose());
    if !asked.nonce.is_none_or(answers) {
        return fail("it answers another request");
    }
    if let Some(organization) = asked.organization.filter(|asked| !claims.are_for(asked)) {
        return Err(Error::OrganizationMismatch {
            organization: organization.to_owned(),
        });
    }
    let Some(max_age) = asked.max_age else {
        return Ok(());
    };
    let Some(auth_time) = claims.auth_time else {
        return fail("it does not tell when the person authenticated");
    };
    let ends = auth_time.saturating_add(max_age.into());
    if ends.saturating_add(LEEWAY) < now {
        return fail("the person authenticated too long ago");
    }
    Ok(())
}

impl Claims {
    /// Whether they name this organization: an id to the letter, a name in any case.
    fn are_for(&self, organization: &str) -> bool {
        if organization.starts_with("org_") {
            return self.org_id.as_deref() == Some(organization);
        }
        let asked = organization.to_lowercase();
        let name = self.org_name.as_ref();
        name.is_some_and(|name| name.to_lowercase() == asked)
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
