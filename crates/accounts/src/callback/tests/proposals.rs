//! Links that propose something: what they may say, and that nothing else is taken.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use url::form_urlencoded::Serializer;

use super::super::*;

fn parse(rest: &str) -> Result<Proposal, Malformed> {
    let raw = format!("{OPEN_LINK}{rest}");
    match Incoming::parse(&raw) {
        Ok(Incoming::Proposal(proposal)) => Ok(proposal),
        Ok(Incoming::Callback(_)) => panic!("{raw} is no callback"),
        Err(malformed) => Err(malformed),
    }
}

#[test]
fn a_proposal_names_a_connection_and_permissions() {
    for (rest, permissions) in [
        ("?connection=google-oauth2", &[][..]),
        ("/?connection=google-oauth2", &[]),
        (
            "?permission=email&connection=google%2Doauth2&permission=repo%3Astatus",
            &["email", "repo:status"],
        ),
        (
            "?connection=google-oauth2&permission=https://www.googleapis.com/auth/gmail.send",
            &["https://www.googleapis.com/auth/gmail.send"],
        ),
    ] {
        let proposal = parse(rest).unwrap();
        assert_eq!(proposal.connection, "google-oauth2", "{rest}");
        assert_eq!(proposal.permissions, permissions, "{rest}");
    }
}

#[test]
fn a_proposal_that_says_anything_else_is_malformed() {
    let long = format!("?connection={}", "c".repeat(129));
    let scope = format!("?connection=c&permission={}", "s".repeat(256));
    let whole = format!("?connection=c&permission={}", "s".repeat(9000));
    let many: Vec<_> = (0..201).map(|at| format!("&permission=p{at}")).collect();
    let many = format!("?connection=c{}", many.concat());
    for rest in [
        "",
        "?",
        "?connection=",
        "?permission=email",
        "?connection=a&connection=a",
        "?connection=a&connection=b",
        "?connection=a&permission=p&permission=p",
        "?connection=a&permission=",
        "?connection=a&permission=two%20words",
        "?connection=a&permission=two+words",
        "?connection=a&permission=%3Cb%3E",
        "?connection=a&permission=%22",
        "?connection=a&permission=%00",
        "?connection=a&permission=%E2%80%AE",
        "?connection=a&permission=%zz%",
        "?connection=a&permission=%ff",
        "?connection=a b",
        "?connection=Your%20account%20ended",
        "?connection=-a",
        "?connection=a-",
        "?connection=a/b",
        "?connection=%C3%A4",
        "?connection=a&state=s",
        "?connection=a&code=c&state=s",
        "?connection=a&scope=s",
        "?connection=a&x",
        "?Connection=a",
        "?connection=a#",
        "?connection=a#permission=p",
        "#connection=a",
        "/path?connection=a",
        "//?connection=a",
        long.as_str(),
        scope.as_str(),
        whole.as_str(),
        many.as_str(),
    ] {
        assert!(parse(rest).is_err(), "{rest}");
    }
    for raw in [
        "dev.mooring.desktop:open?connection=a",
        "dev.mooring.desktop://OPEN?connection=a",
        "DEV.mooring.desktop://open?connection=a",
        "dev.mooring.desktop://me@open?connection=a",
        "dev.mooring.desktop://open:80?connection=a",
        "dev.mooring.desktop://opened?connection=a",
        "dev.mooring.desktop://callback?connection=a",
        "dev.mooring.desktop://check?connection=a",
        "http://127.0.0.1:18791/open?connection=a",
        "http://127.0.0.1:18791/callback?connection=a",
        "https://open?connection=a",
    ] {
        assert!(Incoming::parse(raw).is_err(), "{raw}");
    }
}

#[test]
fn a_proposal_is_no_callback() {
    let raw = format!("{OPEN_LINK}?connection=a");
    assert!(Callback::parse(&raw).is_err(), "it cannot be pasted");
    assert!(!Incoming::parse(&raw).unwrap().is_check());
    let raw = format!("{DEEP_LINK}?code=c&state=s");
    assert!(Proposal::parse(&raw).is_err());
    assert!(matches!(
        Incoming::parse(&raw),
        Ok(Incoming::Callback(callback)) if callback.redirect_uri == DEEP_LINK
    ));
}

/// What a link proposes, and an order of chance.
#[derive(Debug, Clone)]
struct Said {
    connection: String,
    permissions: Vec<String>,
    place: Index,
}

fn said() -> impl Strategy<Value = Said> {
    let permissions = proptest::collection::btree_set("[A-Za-z0-9:/._*@#?=+~-]{1,60}", 0..9);
    let connection = "[A-Za-z0-9]([A-Za-z0-9._-]{0,80}[A-Za-z0-9])?";
    (connection, permissions, any::<Index>()).prop_map(|(connection, permissions, place)| Said {
        connection,
        permissions: permissions.into_iter().collect(),
        place,
    })
}

impl Said {
    fn pairs(&self) -> Vec<(String, String)> {
        let permissions = self.permissions.iter();
        let mut pairs: Vec<_> = permissions
            .map(|scope| ("permission".to_owned(), scope.clone()))
            .collect();
        let place = self.place.index(pairs.len() + 1);
        pairs.insert(place, ("connection".to_owned(), self.connection.clone()));
        pairs
    }
}

fn link(pairs: &[(String, String)]) -> String {
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{OPEN_LINK}?{query}")
}

/// What makes a link malformed, whatever else it says.
const SPOILS: [(&str, &str); 10] = [
    ("connection", "another"),
    ("connection", ""),
    ("permission", ""),
    ("permission", "a b"),
    ("permission", "<img>"),
    ("permission", "\u{202e}"),
    ("permission", "\n"),
    ("state", "s"),
    ("", ""),
    ("permissions", "email"),
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_well_formed_is_read_to_the_letter(said in said()) {
        let raw = link(&said.pairs());
        let proposal = Proposal::parse(&raw);
        prop_assert!(proposal.is_ok(), "{raw}");
        let proposal = proposal.unwrap();
        prop_assert_eq!(proposal.connection, said.connection);
        prop_assert_eq!(proposal.permissions, said.permissions);
    }

    #[test]
    fn what_is_added_to_it_spoils_it(said in said(), spoil in select(SPOILS.to_vec()), place in any::<Index>()) {
        let mut pairs = said.pairs();
        let place = place.index(pairs.len() + 1);
        pairs.insert(place, (spoil.0.to_owned(), spoil.1.to_owned()));
        let raw = link(&pairs);
        prop_assert!(Incoming::parse(&raw).is_err(), "{raw}");
    }

    #[test]
    fn what_is_taken_keeps_the_rules(rest in "[?#&=/a-z%<> .:\\PC]{0,80}") {
        for raw in [format!("{OPEN_LINK}{rest}"), format!("{OPEN_LINK}?connection=a&permission={rest}")] {
            let Ok(Incoming::Proposal(proposal)) = Incoming::parse(&raw) else {
                continue;
            };
            let plain = |text: &String| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"'&`\\%".contains(&byte));
            prop_assert!(plain(&proposal.connection), "{raw}");
            prop_assert!(proposal.permissions.iter().all(plain), "{raw}");
        }
    }

    #[test]
    fn an_error_never_says_what_the_link_says(said in said()) {
        let raw = format!("{}&secret={}", link(&said.pairs()), "hush".repeat(3));
        let error = Incoming::parse(&raw).unwrap_err();
        let told = format!("{error:?} {error}");
        prop_assert!(!told.contains("hush"));
    }
}
