mod properties;
mod proposals;

use proptest::prelude::*;

use super::plain::TEXT_LIMIT;
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
fn a_link_to_oneself_has_a_nonce_and_nothing_else() {
    for rest in ["?nonce=Ab-9_", "/?nonce=Ab-9_"] {
        let link = Callback::parse(&format!("{CHECK_LINK}{rest}")).unwrap();
        assert!(link.is_check() && link.answers(&State::new("Ab-9_")));
        assert!(matches!(link.answer, Answer::Nothing));
    }
    let long = format!("?nonce={}", "n".repeat(65));
    for rest in [
        "",
        "?",
        "?nonce=",
        "?nonce=a%62",
        "?nonce=a&nonce=b",
        "?nonce=a&state=s",
        "?state=s&code=c",
        "?state=s",
        "#nonce=a",
        "?nonce=a#nonce=a",
        "/callback?nonce=a",
        long.as_str(),
    ] {
        let link = Callback::parse(&format!("{CHECK_LINK}{rest}"));
        assert!(link.is_err(), "{rest}");
    }
    assert!(!parse("?code=c&state=s").unwrap().is_check());
    assert!(
        parse("?nonce=a").is_err(),
        "at the other address it is nothing"
    );
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
