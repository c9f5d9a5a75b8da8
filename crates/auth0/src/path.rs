//! Ids in paths: an id is one segment, and never becomes part of another path.

use std::fmt::Write;

use crate::error::Error;

/// The segment for an id (RFC 3986 section 3.3): everything but the unreserved characters is
/// encoded, also what a parser of addresses would drop unseen, such as a tab.
pub(crate) fn segment(id: &str) -> Result<String, Error> {
    if matches!(id, "" | "." | "..") {
        return Err(Error::NotSent("the id is no name".to_owned()));
    }
    let mut segment = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            segment.push(char::from(byte));
        } else {
            write!(segment, "%{byte:02X}").map_err(|error| Error::NotSent(error.to_string()))?;
        }
    }
    Ok(segment)
}

/// The segment for a connected account. The contract writes `cac_` and alphanumerics; a tenant
/// whose ids look a little different can be served as well (wire contract 1.6).
pub(crate) fn account_segment(id: &str) -> Result<&str, Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if (1..=128).contains(&id.len()) && id.bytes().all(plain) {
        return Ok(id);
    }
    Err(Error::NotSent(
        "this is no id of a connected account".to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reqwest::Url;

    use super::*;

    fn segments(url: &Url) -> Vec<&str> {
        url.path_segments().unwrap().collect()
    }

    #[test]
    fn an_id_with_a_bar_is_encoded() {
        assert_eq!(segment("auth0|5f7c").unwrap(), "auth0%7C5f7c");
        assert_eq!(
            segment("samlp|a/b\t?#é").unwrap(),
            "samlp%7Ca%2Fb%09%3F%23%C3%A9"
        );
    }

    #[test]
    fn what_leads_elsewhere_is_no_id() {
        for id in ["", ".", ".."] {
            assert!(matches!(segment(id), Err(Error::NotSent(_))), "{id}");
        }
        for id in ["", ".", "..", "cac_a/b", "cac_a?", "%2e%2e", "cac_é", "a\t"] {
            assert!(
                matches!(account_segment(id), Err(Error::NotSent(_))),
                "{id}"
            );
        }
        assert!(account_segment("cac_7mZ3hQx2LkVbN9rTfWdYcA").is_ok());
    }

    proptest! {
        #[test]
        fn no_id_builds_another_path(id in prop_oneof![".*", "[./%2e\\\\\t\n]{0,6}"]) {
            let base = Url::parse("https://t.example/").unwrap();
            if let Ok(segment) = segment(&id) {
                let url = base.join(&format!("users/{segment}/accounts")).unwrap();
                prop_assert_eq!(segments(&url), ["users", segment.as_str(), "accounts"]);
                prop_assert!(url.query().is_none() && url.fragment().is_none());
            }
            if let Ok(segment) = account_segment(&id) {
                let url = base.join(&format!("accounts/{segment}")).unwrap();
                prop_assert_eq!(segments(&url), ["accounts", id.as_str()]);
                prop_assert!(url.query().is_none() && url.fragment().is_none());
            }
        }
    }
}
