//! The contract's limits, checked before anything is sent (wire contract 1.2 and 1.3).
//!
//! What is told names the thing and its limit, never its content.

use std::ops::RangeInclusive;

use reqwest::Url;

use crate::error::Error;
use crate::secret::CodeVerifier;

/// That a text has so many characters.
pub(crate) fn length(what: &str, text: &str, limits: RangeInclusive<usize>) -> Result<(), Error> {
    let count = text.chars().count();
    if limits.contains(&count) {
        return Ok(());
    }
    Err(Error::NotSent(format!(
        "{what} has {count} characters, not {} to {}",
        limits.start(),
        limits.end()
    )))
}

/// [`length`], for what need not be there.
pub(crate) fn optional(
    what: &str,
    text: Option<&str>,
    limits: RangeInclusive<usize>,
) -> Result<(), Error> {
    text.map_or(Ok(()), |text| length(what, text, limits))
}

/// That a redirect address is a URI of at most 2048 characters.
pub(crate) fn redirect_uri(text: &str) -> Result<(), Error> {
    length("the redirect address", text, 1..=2048)?;
    Url::parse(text)
        .map(drop)
        .map_err(|error| Error::NotSent(format!("the redirect address: {error}")))
}

/// RFC 7636 section 4.1.
pub(crate) fn code_verifier(verifier: &CodeVerifier) -> Result<(), Error> {
    length("the code verifier", verifier.expose(), 43..=128)
}

/// That an age is one that the contract knows, in seconds.
pub(crate) fn max_age(seconds: Option<u32>) -> Result<(), Error> {
    match seconds {
        Some(seconds) if i32::try_from(seconds).is_err() => Err(Error::NotSent(
            "the greatest age is above 2147483647 seconds".to_owned(),
        )),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(length("x", &"é".repeat(128), 1..=128).is_ok());
        assert!(length("x", &"e".repeat(129), 1..=128).is_err());
        assert!(length("x", "", 1..=128).is_err());
    }

    #[test]
    fn a_redirect_address_is_a_uri() {
        for good in [
            "http://127.0.0.1:8484/callback",
            "com.mooring.desktop:/callback",
        ] {
            assert!(redirect_uri(good).is_ok(), "{good}");
        }
        let long = format!("https://t.example/{}", "a".repeat(2048));
        for bad in ["", "callback", "/callback", long.as_str()] {
            assert!(matches!(redirect_uri(bad), Err(Error::NotSent(_))), "{bad}");
        }
    }

    #[test]
    fn what_is_told_does_not_quote() {
        let error = length("the state", "s3cret", 10..=20).unwrap_err();
        assert_eq!(
            error.to_string(),
            "not sent: the state has 6 characters, not 10 to 20"
        );
    }

    #[test]
    fn an_age_fits_in_31_bits() {
        assert!(max_age(Some(2_147_483_647)).is_ok() && max_age(None).is_ok());
        assert!(max_age(Some(2_147_483_648)).is_err());
    }
}
