use proptest::prelude::*;

use super::*;

const HOME: &str = "/srv/people/dana";

fn fence() -> Fence {
    let names = ["Dana Okafor", "Dana", "Okafor", "Work Google", "Dañi"];
    Fence::new(Some(HOME.to_owned()), names.map(str::to_owned))
}

/// Whether a piece of the secret is told that is worth something.
fn tells(secret: &str, line: &str) -> bool {
    let letters: Vec<char> = secret.chars().collect();
    let mut pieces = letters.windows(8);
    pieces.any(|piece| line.contains(&piece.iter().collect::<String>()))
}

/// Lines in which a value may stand, as the program and its libraries write them.
fn places(value: &str) -> Vec<String> {
    let head = "2026-11-23T16:44:02.123456Z  WARN accounts::model: something";
    [
        value.to_owned(),
        format!("it said {value} and went on"),
        format!("url=https://acme.eu.auth0.com/authorize?scope=openid&x={value}"),
        format!("url=\"https://acme.eu.auth0.com/a#{value}\""),
        format!("Authorization: Bearer {value}"),
        format!("body={{\"x\":\"{value}\",\"y\":1}}"),
        format!("body=\"{{\\\"x\\\":\\\"{value}\\\"}}\""),
        format!("Some(\"{value}\")"),
        format!("at /callback/{value}/x"),
        format!("x='{value}', y"),
    ]
    .map(|place| format!("{head} {place}"))
    .into()
}

#[test]
fn what_the_program_logs_stays_as_it_is() {
    for line in [
        "2026-11-23T16:44:02.123456Z  WARN accounts::model: failed id=\"MOOR-7F3K-21C9\" diagnosis=ClientCredentialInvalid",
        "2026-11-23T16:44:02.123456Z  INFO mooring_desktop::desktop::measure: the window is painted milliseconds=412",
        "2026-11-23T16:44:02.123456Z DEBUG auth0::retry: a request is sent again error=acme.eu.auth0.com did not answer in time pause=200ms",
        "2026-11-23T16:44:02.123456Z  WARN system::keychain::store: no collection error=org.freedesktop.Secret.Error.NoSuchObject",
        "2026-11-23T16:44:02.123456Z TRACE action{id=MOOR-7F3K-21C9}: accounts::effect: begins effect=\"exchange the code\"",
        "2026-11-23T16:44:02.123456Z ERROR system::process: the program has a flaw and ends place=\"crates/accounts/src/model.rs:12:5\"",
        "2026-11-23T16:44:02.123456Z  INFO emulator: listens at http://127.0.0.1:18791/callback",
    ] {
        assert_eq!(fence().line(line), line);
    }
}

#[test]
fn what_is_personal_is_taken_out() {
    for (line, clean) in [
        ("for dana@acme.example, twice", "for [e-mail], twice"),
        ("for dana%40acme.example", "for [e-mail]"),
        ("error=/srv/people/dana/x: denied", "error=~/x: denied"),
        ("in /home/layla/.config/a.json", "in ~/.config/a.json"),
        ("in /Users/layla/Library/Logs", "in ~/Library/Logs"),
        ("in C:\\Users\\layla\\AppData", "in ~\\AppData"),
        ("Dana Okafor, DANA and okafor", "[name], [name] and [name]"),
        ("work google is Danas", "[name] is Danas"),
        ("dañi", "[name]"),
        ("person auth0|63f0c1 is", "person [left out] is"),
        ("hint=\"Kenji Mori\" x=1", "hint=\"[left out]\" x=1"),
        (
            "detail=\"no \\\"Kenji\\\" here\" x=1",
            "detail=\"[left out]\" x=1",
        ),
        (
            "nickname: Some(\"Kenji M\")",
            "nickname: Some(\"[left out]\")",
        ),
        ("{\"name\": \"Kenji Mori\"}", "{\"name\": \"[left out]\"}"),
        (
            "https://dana:x@acme.example/p?q=1",
            "https://acme.example/p?[left out]",
        ),
    ] {
        assert_eq!(fence().line(line), clean, "{line}");
    }
}

#[test]
fn short_secrets_are_known_by_what_they_are_called() {
    for name in TELLING {
        for place in [
            format!("{name}=stray-code"),
            format!("x_{name}=\"stray-code\" y"),
            format!("{name}: stray-code"),
            format!("{{\"my_{name}\":\"stray-code\"}}"),
            format!("{{\\\"{name}\\\": \\\"stray-code\\\"}}"),
            format!("{name}: Wrapped(\"stray-code\")"),
            format!("https://x.example/?{name}=stray-code"),
            format!("dev.mooring.desktop://callback?{name}=stray-code&x=y"),
        ] {
            let clean = fence().line(&place);
            assert!(!clean.contains("stray"), "{place}: {clean}");
        }
    }
    assert!(!fence().line("DPoP stray-code").contains("stray"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn no_token_passes(token in prop_oneof![
        "[A-Za-z0-9_-]{20,90}",
        "[A-Za-z0-9+/]{30,90}={0,2}",
        "[0-9a-f]{20,64}",
        "eyJ[A-Za-z0-9_-]{20,40}\\.[A-Za-z0-9_-]{20,60}\\.[A-Za-z0-9_-]{20,60}",
    ]) {
        for place in places(&token) {
            let clean = fence().line(&place);
            prop_assert!(!tells(&token, &clean), "{token}: {clean}");
        }
    }

    #[test]
    fn no_address_passes(who in "zq[a-z]{1,12}(\\.[a-z]{3,12})?", host in "[a-z]{3,12}\\.(example|com)") {
        let mail = format!("{who}.q@{host}");
        for place in places(&mail) {
            let clean = fence().line(&place);
            prop_assert!(!clean.contains(&who), "{clean}");
        }
    }

    #[test]
    fn no_bytes_pass(bytes in prop::collection::vec(any::<u8>(), 16..40)) {
        let spelt = format!("{bytes:?}");
        let bare = spelt.trim_matches(['[', ']']);
        for place in places(bare) {
            let clean = fence().line(&place);
            prop_assert!(!clean.contains(bare), "{clean}");
        }
    }

    #[test]
    fn no_home_and_no_name_passes(before in "[ -@]{0,12}", after in "[ -@]{0,12}") {
        let line = format!("{before}{HOME}/x {after}Dana Okafor");
        let clean = fence().line(&line);
        prop_assert!(!clean.contains("people") && !clean.to_lowercase().contains("dana"), "{clean}");
    }

    #[test]
    fn any_line_is_taken(line in ".{0,200}") {
        fence().line(&line);
    }
}
