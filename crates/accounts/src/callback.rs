//! What the browser brings back: one raw address becomes a [`Callback`] or is dropped.
//!
//! Every link is hostile until proven. Exact address, each key once, the contract's lengths; query
//! first, fragment accepted (wire contract 2.3). The texts of a provider are cleaned and capped here,
//! where they come in.

use auth0::{AuthorizationCode, ConnectCode, OAuthError, State};
use subtle::ConstantTimeEq;
use url::Url;

/// The redirect address in the program's own scheme (RFC 8252 section 7.1).
pub const DEEP_LINK: &str = "dev.mooring.desktop://callback";
/// The registered loopback redirect addresses (RFC 8252 section 7.3). Auth0 matches them letter by
/// letter, so the ports are fixed; the first free one is used.
pub const LOOPBACK: [&str; 3] = [
    "http://127.0.0.1:18791/callback",
    "http://127.0.0.1:18792/callback",
    "http://127.0.0.1:18793/callback",
];

/// No longer address is looked at, in bytes.
const ADDRESS_LIMIT: usize = 8192;
/// The contract's longest `state`, `connect_code`; ours for a `code`.
const STATE_LIMIT: usize = 4096;
const CONNECT_CODE_LIMIT: usize = 46;
const CODE_LIMIT: usize = 2048;
const ISSUER_LIMIT: usize = 2048;
/// No foreign text is shown longer than this, in characters.
const TEXT_LIMIT: usize = 300;

/// A well-formed answer of the browser. Nothing says yet that it was asked for.
#[derive(Debug, Clone)]
pub struct Callback {
    /// The redirect address it came to.
    pub redirect_uri: &'static str,
    /// Which request it claims to answer.
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

impl Callback {
    /// Reads a raw address.
    ///
    /// # Errors
    /// [`Malformed`] with what is wrong; never with what the address says.
    pub fn parse(raw: &str) -> Result<Self, Malformed> {
        if raw.len() > ADDRESS_LIMIT {
            return Err(Malformed("too long"));
        }
        let url = Url::parse(raw).map_err(|_| Malformed("no address"))?;
        let redirect_uri = redirect_uri(&url)?;
        let query = Parameters::read(url.query())?;
        let fragment = Parameters::read(url.fragment())?;
        // A query with neither answer nor state leaves the word to the fragment.
        let parameters = if query.answers() || (query.state.is_some() && !fragment.answers()) {
            query
        } else {
            fragment
        };
        parameters.callback(redirect_uri)
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

fn redirect_uri(url: &Url) -> Result<&'static str, Malformed> {
    let mut bare = url.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    let bare = bare.as_str();
    // Some browsers and desktops add the slash of an empty path.
    let deep_link = bare == DEEP_LINK || bare.strip_suffix('/') == Some(DEEP_LINK);
    if deep_link {
        return Ok(DEEP_LINK);
    }
    LOOPBACK
        .into_iter()
        .find(|address| bare == *address)
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
    fn read(text: Option<&str>) -> Result<Self, Malformed> {
        let mut all = Self::default();
        for (key, value) in url::form_urlencoded::parse(text.unwrap_or_default().as_bytes()) {
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

/// Foreign text as plain text: no control or direction characters, no runs of space, capped.
#[must_use]
pub fn clean(text: &str) -> String {
    let directional = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words: String = text
        .chars()
        .take(TEXT_LIMIT * 4)
        .filter(|c| !directional(*c) && !matches!(c, '\u{feff}' | '\u{200b}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= TEXT_LIMIT {
        return words;
    }
    words.chars().take(TEXT_LIMIT - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(rest: &str) -> Result<Callback, Malformed> {
        Callback::parse(&format!("{DEEP_LINK}{rest}"))
    }

    #[test]
    fn a_connect_code_is_read_from_the_query_and_from_the_fragment() {
        for rest in [
            "?connect_code=abc&state=xyz",
            "#connect_code=abc&state=xyz",
            "/?connect_code=abc&state=xyz",
            "?connect_code=abc&state=xyz&iss=https%3A%2F%2Ft%2F",
        ] {
            let callback = parse(rest).unwrap();
            assert!(callback.answers(&State::new("xyz")), "{rest}");
            assert!(!callback.answers(&State::new("xyZ")));
            let Answer::ConnectCode(code) = callback.answer else {
                panic!("{rest}")
            };
            assert_eq!(code.expose(), "abc");
        }
    }

    #[test]
    fn an_issuer_is_compared_to_the_letter() {
        let issuer = "https://acme.example/";
        let from = |rest: &str| parse(rest).unwrap().may_be_from(issuer);
        for rest in [
            "?code=c&state=s",
            "?code=c&state=s&iss=https%3A%2F%2Facme.example%2F",
            "#code=c&state=s&iss=https%3A%2F%2Facme.example%2F",
        ] {
            assert!(from(rest), "{rest}");
        }
        for other in [
            "https://acme.example",
            "https://ACME.example/",
            "https://acme.example/?",
            "http://acme.example/",
            "https://other.example/",
            "acme.example",
        ] {
            let pairs = [("state", "s"), ("code", "c"), ("iss", other)];
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(pairs)
                .finish();
            assert!(!from(&format!("?{query}")), "{other}");
        }
    }

    #[test]
    fn loopback_addresses_are_known_letter_by_letter() {
        let callback = Callback::parse("http://127.0.0.1:18792/callback?code=c&state=s").unwrap();
        assert_eq!(callback.redirect_uri, LOOPBACK[1]);
        for raw in [
            "http://localhost:18792/callback?code=c&state=s",
            "http://127.0.0.1:18799/callback?code=c&state=s",
            "http://127.0.0.1:18792/callback/?code=c&state=s",
        ] {
            assert!(Callback::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn what_is_not_well_formed_is_dropped() {
        let long = "x".repeat(CONNECT_CODE_LIMIT + 1);
        for raw in [
            "",
            "no address",
            "dev.mooring.desktop:callback?code=c&state=s",
            "dev.mooring.desktop://other?code=c&state=s",
            "dev.mooring.desktop://callback/path?code=c&state=s",
            "dev.mooring.desktop://user@callback?code=c&state=s",
            "dev.mooring.desktop://callback:80?code=c&state=s",
            "dev.mooring.desktop://callback?code=c",
            "dev.mooring.desktop://callback?code=c&state=",
            "dev.mooring.desktop://callback?code=c&state=s&state=s",
            "dev.mooring.desktop://callback?code=c&state=s&iss=i&iss=i",
            "dev.mooring.desktop://callback?code=c&state=s&iss=",
            "dev.mooring.desktop://callback?code=c&state=s&iss=two%20words",
            "dev.mooring.desktop://callback?code=c&connect_code=d&state=s",
            "dev.mooring.desktop://callback?code=c&error=e&state=s",
            "dev.mooring.desktop://callback?code=c%0A&state=s",
            &format!("dev.mooring.desktop://callback?connect_code={long}&state=s"),
            &format!(
                "dev.mooring.desktop://callback?code=c&state={}",
                "s".repeat(9000)
            ),
        ] {
            assert!(Callback::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn foreign_text_becomes_plain_text() {
        let callback =
            parse("?error=access_denied&error_description=no%0A%E2%80%AEmore%20%3Cb%3E&state=s")
                .unwrap();
        let Answer::Refused(error) = callback.answer else {
            panic!()
        };
        assert_eq!(error.description.as_deref(), Some("no more <b>"));
        assert_eq!(clean(&"ab ".repeat(999)).chars().count(), TEXT_LIMIT);
    }

    #[test]
    fn debug_shows_neither_code_nor_state() {
        let callback = parse("?connect_code=very-secret&state=also-secret").unwrap();
        assert!(!format!("{callback:?}").contains("secret"));
    }

    proptest! {
        #[test]
        fn no_address_makes_it_panic(raw in ".{0,200}") {
            prop_assert!(Callback::parse(&raw).is_err());
            drop(parse(&raw));
        }

        #[test]
        fn what_is_shown_is_never_longer_than_the_limit(text in "\\PC{0,2000}") {
            prop_assert!(clean(&text).chars().count() <= TEXT_LIMIT);
        }
    }
}
