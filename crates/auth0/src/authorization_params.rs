//! What a connect passes on to the provider, and its limits (wire contract 1.2).

use serde::Serialize;

use crate::authorize::Prompt;
use crate::error::Error;
use crate::limits::{length, max_age, optional};

/// What a connect passes on to the provider (wire contract 1.2).
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AuthorizationParams<'a> {
    /// How the person must authenticate, 1 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr_values: Option<&'a str>,
    /// 1 to 512 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<&'a str>,
    /// 1 to 512 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<&'a str>,
    /// How the provider shows its pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Display>,
    /// 1 to 4096 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_hint: Option<&'a str>,
    /// Who will sign in at the provider, 1 to 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_hint: Option<&'a str>,
    /// The greatest age of the authentication, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u32>,
    /// Which page is shown in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<Prompt>,
    /// The languages of the pages, BCP 47 tags separated by spaces, 2 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_locales: Option<&'a str>,
}

/// How a provider shows its pages (OpenID Connect Core section 3.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Display {
    /// A whole page.
    Page,
    /// A small window.
    Popup,
    /// For fingers.
    Touch,
    /// For the smallest screens.
    Wap,
}

impl std::fmt::Debug for AuthorizationParams<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The hint is an ID token, and that is a secret.
        formatter
            .debug_struct("AuthorizationParams")
            .field("acr_values", &self.acr_values)
            .field("audience", &self.audience)
            .field("resource", &self.resource)
            .field("display", &self.display)
            .field("id_token_hint", &self.id_token_hint.map(|_| "[redacted]"))
            .field("login_hint", &self.login_hint)
            .field("max_age", &self.max_age)
            .field("prompt", &self.prompt)
            .field("ui_locales", &self.ui_locales)
            .finish()
    }
}

impl AuthorizationParams<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        *self == AuthorizationParams::default()
    }

    /// [`Error::NotSent`] for what the tenant would refuse.
    pub(crate) fn check(&self) -> Result<(), Error> {
        optional("acr_values", self.acr_values, 1..=1024)?;
        optional("audience", self.audience, 1..=512)?;
        optional("resource", self.resource, 1..=512)?;
        optional("id_token_hint", self.id_token_hint, 1..=4096)?;
        optional("login_hint", self.login_hint, 1..=255)?;
        max_age(self.max_age)?;
        self.ui_locales.map_or(Ok(()), check_locales)
    }
}

/// Two letters, or two and two with a hyphen between, separated by single spaces.
fn check_locales(locales: &str) -> Result<(), Error> {
    length("ui_locales", locales, 2..=100)?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let good = |tag: &str| match tag.split_once('-') {
        Some((language, region)) => two(language) && two(region),
        None => two(tag),
    };
    if locales.split(char::is_whitespace).all(good) {
        return Ok(());
    }
    Err(Error::NotSent(
        "ui_locales are not tags like de or pt-BR".to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(params: &AuthorizationParams<'_>) -> bool {
        matches!(params.check(), Err(Error::NotSent(_)))
    }

    #[test]
    fn every_text_has_its_limits() {
        type Set = for<'a> fn(&'a str) -> AuthorizationParams<'a>;
        let rows: [(usize, Set); 5] = [
            (1024, |text| AuthorizationParams {
                acr_values: Some(text),
                ..Default::default()
            }),
            (512, |text| AuthorizationParams {
                audience: Some(text),
                ..Default::default()
            }),
            (512, |text| AuthorizationParams {
                resource: Some(text),
                ..Default::default()
            }),
            (4096, |text| AuthorizationParams {
                id_token_hint: Some(text),
                ..Default::default()
            }),
            (255, |text| AuthorizationParams {
                login_hint: Some(text),
                ..Default::default()
            }),
        ];
        for (limit, set) in rows {
            assert!(set(&"é".repeat(limit)).check().is_ok(), "{limit}");
            assert!(refused(&set(&"é".repeat(limit + 1))), "{limit}");
            assert!(refused(&set("")), "{limit}");
        }
        let max_age = Some(2_147_483_648);
        assert!(refused(&AuthorizationParams {
            max_age,
            ..Default::default()
        }));
    }

    #[test]
    fn locales_follow_the_pattern_of_the_contract() {
        for good in ["de", "pt-BR", "de en-GB fr", "de\tfr"] {
            assert!(check_locales(good).is_ok(), "{good}");
        }
        let long = ["de"; 40].join(" ");
        for bad in [
            "", "d", "deu", "zh-Hans", "de  fr", " de", "de-", "d\u{e9}", &long,
        ] {
            assert!(check_locales(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn debug_shows_no_id_token() {
        let params = AuthorizationParams {
            id_token_hint: Some("eyJ.secret"),
            ..Default::default()
        };
        assert!(!format!("{params:?}").contains("secret"));
    }
}
