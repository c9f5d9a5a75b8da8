//! What comes in by a link: one raw address becomes a [`Callback`] of the browser, or a [`Proposal`] of
//! anybody, or is dropped.
//!
//! Every link is hostile until proven. Exact address, each key once, the contract's lengths; query
//! first, fragment accepted (wire contract 2.3). The texts of a provider are cleaned and capped here,
//! where they come in.

mod plain;
mod proposal;

#[cfg(test)]
mod tests;

use auth0::{AuthorizationCode, ConnectCode, OAuthError, State};
use subtle::ConstantTimeEq;

pub use plain::{clean, clean_name};
pub use proposal::{OPEN_LINK, Proposal};

/// The redirect address in the program's own scheme (RFC 8252 section 7.1).
pub const DEEP_LINK: &str = "dev.mooring.desktop://callback";
/// The registered loopback redirect addresses (RFC 8252 section 7.3). Auth0 matches them letter by
/// letter, so the ports are fixed; the first free one is used.
pub const LOOPBACK: [&str; 3] = [
    "http://127.0.0.1:18791/callback",
    "http://127.0.0.1:18792/callback",
    "http://127.0.0.1:18793/callback",
];

/// The address that the program sends to itself, to see that its links come here: with a `nonce`, and
/// nothing else.
pub const CHECK_LINK: &str = "dev.mooring.desktop://check";

/// No longer address is looked at, in bytes.
const ADDRESS_LIMIT: usize = 8192;
/// The contract's longest `state`, `connect_code`; ours for a `code`.
const STATE_LIMIT: usize = 4096;
const CONNECT_CODE_LIMIT: usize = 46;
const CODE_LIMIT: usize = 2048;
const ISSUER_LIMIT: usize = 2048;
const NONCE_LIMIT: usize = 64;

/// A well-formed answer of the browser. Nothing says yet that it was asked for.
#[derive(Debug, Clone)]
pub struct Callback {
    /// The redirect address it came to.
    pub redirect_uri: &'static str,
    /// Which request it claims to answer; of a link to oneself, its nonce.
    pub state: State,
    /// Who claims to answer, where that is said (RFC 9207).
    pub issuer: Option<String>,
    /// What it brings.
    pub answer: Answer,
}

/// What a callback brings.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The code of a sign-in.
    Code(AuthorizationCode),
    /// The code of a connect.
    ConnectCode(ConnectCode),
    /// An error, in either case.
    Refused(OAuthError),
    /// No code and no error.
    Nothing,
}

/// The address is no well-formed callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link is not well-formed: {0}")]
pub struct Malformed(&'static str);

/// A well-formed link into the program, from wherever.
#[derive(Debug, Clone)]
pub enum Incoming {
    /// The browser comes back, or the program's own link does.
    Callback(Callback),
    /// Somebody proposes to connect something.
    Proposal(Proposal),
}

impl Incoming {
    /// Reads a raw address.
    ///
    /// # Errors
    /// [`Malformed`] with what is wrong; never with what the address says.
    pub fn parse(raw: &str) -> Result<Self, Malformed> {
        if proposal::is_proposal(raw) {
            Proposal::parse(raw).map(Self::Proposal)
        } else {
            Callback::parse(raw).map(Self::Callback)
        }
    }

    /// Whether it is a link of this program to itself.
    #[must_use]
    pub fn is_check(&self) -> bool {
        match self {
            Self::Callback(callback) => callback.is_check(),
            Self::Proposal(_) => false,
        }
    }
}

impl Callback {
    /// Reads a raw address.
    ///
    /// # Errors
    /// [`Malformed`] with what is wrong; never with what the address says.
    pub fn parse(raw: &str) -> Result<Self, Malformed> {
        if raw.len() > ADDRESS_LIMIT {
            return Err(Malformed("too long"));
        }
        let (rest, fragment) = split(raw, '#');
        let (address, query) = split(rest, '?');
        if without_slash(address) == CHECK_LINK {
            return check_link(query, fragment);
        }
        let redirect_uri = redirect_uri(address)?;
        let query = Parameters::read(query)?;
        let fragment = Parameters::read(fragment)?;
        // A query with neither answer nor state leaves the word to the fragment.
        let parameters = if query.answers() || (query.state.is_some() && !fragment.answers()) {
            query
        } else {
            fragment
        };
        parameters.callback(redirect_uri)
    }

    /// Whether it is a link of this program to itself. It answers no attempt.
    #[must_use]
    pub fn is_check(&self) -> bool {
        self.redirect_uri == CHECK_LINK
    }

    /// Whether it answers the request with this `state`, compared in constant time.
    #[must_use]
    pub fn answers(&self, state: &State) -> bool {
        let ours = state.expose().as_bytes();
        self.state.expose().as_bytes().ct_eq(ours).into()
    }

    /// Whether it may come from this issuer: it does not say from whom, or says this to the letter
    /// (RFC 9207 section 2.4).
    #[must_use]
    pub fn may_be_from(&self, issuer: &str) -> bool {
        self.issuer.as_deref().is_none_or(|said| said == issuer)
    }
}

/// What stands before the mark, and after it.
fn split(text: &str, mark: char) -> (&str, &str) {
    text.split_once(mark).unwrap_or((text, ""))
}

/// Some browsers and desktops add the slash of an empty path.
fn without_slash(address: &str) -> &str {
    address.strip_suffix('/').unwrap_or(address)
}

/// A link to oneself says its nonce, and not a thing besides.
fn check_link(query: &str, fragment: &str) -> Result<Callback, Malformed> {
    let nonce = query.strip_prefix("nonce=").filter(|_| fragment.is_empty());
    let nonce = nonce.ok_or(Malformed("no nonce"))?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if nonce.is_empty() || nonce.len() > NONCE_LIMIT || !nonce.bytes().all(plain) {
        return Err(Malformed("a value of impossible length or characters"));
    }
    Ok(Callback {
        redirect_uri: CHECK_LINK,
        state: State::new(nonce),
        issuer: None,
        answer: Answer::Nothing,
    })
}

/// Letter by letter: what only means the same address is none of ours.
fn redirect_uri(address: &str) -> Result<&'static str, Malformed> {
    if without_slash(address) == DEEP_LINK {
        return Ok(DEEP_LINK);
    }
    LOOPBACK
        .into_iter()
        .find(|loopback| address == *loopback)
        .ok_or(Malformed("another address"))
}

#[derive(Default)]
struct Parameters {
    state: Option<String>,
    issuer: Option<String>,
    code: Option<String>,
    connect_code: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

impl Parameters {
    fn read(text: &str) -> Result<Self, Malformed> {
        let mut all = Self::default();
        for (key, value) in url::form_urlencoded::parse(text.as_bytes()) {
            let place = match key.as_ref() {
                "state" => &mut all.state,
                "iss" => &mut all.issuer,
                "code" => &mut all.code,
                "connect_code" => &mut all.connect_code,
                "error" => &mut all.error,
                "error_description" => &mut all.error_description,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return Err(Malformed("a key twice"));
            }
        }
        Ok(all)
    }

    fn answers(&self) -> bool {
        self.code.is_some() || self.connect_code.is_some() || self.error.is_some()
    }

    fn callback(self, redirect_uri: &'static str) -> Result<Callback, Malformed> {
        let state = self.state.ok_or(Malformed("no state"))?;
        check(&state, STATE_LIMIT)?;
        if let Some(issuer) = &self.issuer {
            check(issuer, ISSUER_LIMIT)?;
        }
        let answer = match (self.code, self.connect_code, self.error) {
            (None, None, Some(error)) => Answer::Refused(OAuthError {
                error: clean(&error),
                description: self.error_description.as_deref().map(clean),
            }),
            (Some(code), None, None) => {
                check(&code, CODE_LIMIT)?;
                Answer::Code(AuthorizationCode::new(code))
            }
            (None, Some(code), None) => {
                check(&code, CONNECT_CODE_LIMIT)?;
                Answer::ConnectCode(ConnectCode::new(code))
            }
            (None, None, None) => Answer::Nothing,
            _ => return Err(Malformed("two answers")),
        };
        Ok(Callback {
            redirect_uri,
            state: State::new(state),
            issuer: self.issuer,
            answer,
        })
    }
}

fn check(value: &str, limit: usize) -> Result<(), Malformed> {
    if value.is_empty() || value.len() > limit {
        return Err(Malformed("a value of impossible length"));
    }
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Malformed("a value with impossible characters"));
    }
    Ok(())
}
