use std::collections::HashSet;

use super::*;

fn scopes(scopes: &[&str]) -> Vec<String> {
    scopes.iter().map(|&scope| scope.to_owned()).collect()
}

/// What Auth0 lists for Token Vault, and the ways to sign in beside it.
const LISTED: [(&str, &str); 37] = [
    ("google-oauth2", "google"),
    ("google-apps", "google"),
    ("github", "github"),
    ("sign-in-with-slack", "slack"),
    ("slack", "slack"),
    ("windowslive", "microsoft"),
    ("waad", "microsoft"),
    ("salesforce", "salesforce"),
    ("dropbox", "dropbox"),
    ("box", "box"),
    ("notion", "notion"),
    ("spotify", "spotify"),
    ("figma", "figma"),
    ("linkedin", "linkedin"),
    ("paypal", "paypal"),
    ("stripe-connect", "stripe"),
    ("hubspot", "hubspot"),
    ("shopify", "shopify"),
    ("bitbucket", "bitbucket"),
    ("gitlab", "gitlab"),
    ("discord", "discord"),
    ("zoom", "zoom"),
    ("atlassian", "atlassian"),
    ("facebook", "facebook"),
    ("twitter", "twitter"),
    ("x", "twitter"),
    ("twitch", "twitch"),
    ("asana", "asana"),
    ("zendesk", "zendesk"),
    ("xero", "xero"),
    ("oauth2", "other"),
    ("oidc", "oidc"),
    ("samlp", "samlp"),
    ("okta", "okta"),
    ("adfs", "adfs"),
    ("pingfederate", "pingfederate"),
    ("unheard-of", "other"),
];

/// How many scopes the makers' own lists had when they were read (providers-notes.md).
const GATHERED: [(&str, usize); 7] = [
    ("google", 127),
    ("github", 39),
    ("slack", 99),
    ("microsoft", 111),
    ("salesforce", 22),
    ("dropbox", 30),
    ("notion", 8),
];

const WORDS: &str = include_str!("../../../../text/en/permissions.ftl");

fn key(connection: &str, strategy: Option<&str>) -> &'static str {
    provider(connection, strategy).map_or("other", |found| &found.key)
}

#[test]
fn the_catalogue_is_read_and_nothing_stands_twice() {
    let providers: Vec<Provider> =
        serde_json::from_str(include_str!("../../catalog/providers.json")).unwrap();
    assert!(providers.len() >= 60);
    let (mut keys, mut ids) = (HashSet::new(), HashSet::new());
    for provider in &providers {
        assert!(keys.insert(&provider.key), "{}", provider.key);
        for id in &provider.strategies {
            assert!(ids.insert(id), "{id}");
        }
        let mut scopes = HashSet::new();
        for permission in &provider.permissions {
            assert!(scopes.insert(&permission.scope), "{}", permission.scope);
            assert_ne!(permission.grade, Grade::Unknown, "{}", permission.scope);
        }
    }
}

#[test]
fn every_listed_strategy_is_known() {
    for (strategy, wanted) in LISTED {
        assert_eq!(key("acme", Some(strategy)), wanted, "{strategy}");
        assert!(WORDS.contains(&format!("provider-{wanted} = ")), "{wanted}");
    }
}

#[test]
fn nine_in_ten_of_the_gathered_scopes_are_there() {
    for (wanted, gathered) in GATHERED {
        let found = PROVIDERS.iter().find(|provider| provider.key == wanted);
        let listed = found.unwrap().permissions.len();
        assert!(listed * 10 >= gathered * 9, "{wanted}: {listed}");
    }
}

#[test]
fn every_permission_and_product_has_words() {
    let has = |id: String| {
        WORDS
            .lines()
            .any(|line| line.starts_with(&format!("{id} = ")))
    };
    for provider in PROVIDERS.iter() {
        assert!(
            has(format!("provider-{}", provider.key)),
            "{}",
            provider.key
        );
        for permission in &provider.permissions {
            assert!(has(format!("permission-{}", permission.words)));
            assert!(has(format!("product-{}", permission.product)));
        }
    }
    for scope in [
        "openid",
        "profile",
        "email",
        "address",
        "phone",
        "offline_access",
    ] {
        let (key, _) = general(scope);
        assert!(has(format!("permission-{}", key.unwrap())));
    }
}

#[test]
fn no_words_are_left_over() {
    let mut used = HashSet::from(["product-other".to_owned(), "provider-other".to_owned()]);
    for provider in PROVIDERS.iter() {
        used.insert(format!("provider-{}", provider.key));
        for permission in &provider.permissions {
            used.insert(format!("permission-{}", permission.words));
            used.insert(format!("product-{}", permission.product));
        }
    }
    let ids = WORDS.lines().filter_map(|line| line.split_once(" = "));
    for (id, _) in ids.filter(|(id, _)| !id.starts_with("permission-general-")) {
        assert!(used.contains(id), "{id}");
    }
}

#[test]
fn words_are_in_the_catalogues_style() {
    for (id, words) in WORDS.lines().filter_map(|line| line.split_once(" = ")) {
        assert!(!words.ends_with('.') && !words.contains('\''), "{id}");
        assert!(
            words.starts_with(|first: char| !first.is_lowercase()),
            "{id}"
        );
        let count = words.split_whitespace().count();
        assert!(
            !id.starts_with("provider-") || (2..=5).contains(&count),
            "{id}"
        );
    }
}

#[test]
fn a_strategy_goes_before_a_name() {
    assert_eq!(key("google-oauth2", Some("google-oauth2")), "google");
    assert_eq!(key("work-google", Some("google-oauth2")), "google");
    assert_eq!(key("windowslive", Some("windowslive")), "microsoft");
    assert_eq!(key("discord", Some("samlp")), "samlp");
}

#[test]
fn a_custom_connection_is_known_by_its_name() {
    assert_eq!(key("discord", Some("oauth2")), "discord");
    assert_eq!(key("Discord", Some("oidc")), "discord");
    assert_eq!(key("spotify", Some("a-new-strategy")), "spotify");
    assert_eq!(key("stripe", Some("custom")), "stripe");
    assert_eq!(key("github", None), "github");
    assert_eq!(key("custom", Some("oauth2")), "other");
    assert_eq!(key("acme", Some("oidc")), "oidc");
    assert_eq!(key("acme", None), "other");
}

#[test]
fn a_way_to_sign_in_is_called_by_the_connections_name() {
    let name = |connection, strategy| {
        provider(connection, Some(strategy)).map(|found| found.name_of(connection))
    };
    assert_eq!(name("acme-hr", "oidc"), Some("acme-hr"));
    assert_eq!(name("acme-hr", "okta"), Some("Okta"));
}

#[test]
fn microsofts_scopes_are_known_with_their_address() {
    let asked = scopes(&["https://graph.microsoft.com/Mail.Read", "User.Read"]);
    let groups = permissions(provider("windowslive", None), &asked);
    let mut all: Vec<_> = groups.iter().flat_map(|group| &group.permissions).collect();
    all.sort_by_key(|one| &one.scope);
    let shown: Vec<_> = all.iter().map(|one| one.scope.clone()).collect();
    assert_eq!(
        shown,
        ["User.Read", "https://graph.microsoft.com/Mail.Read"]
    );
    assert!(all.iter().all(|one| one.words.is_some()));
}

#[test]
fn permissions_are_grouped_and_unknown_scopes_are_kept() {
    let google = provider("google-oauth2", None);
    let asked = scopes(&[
        "https://www.googleapis.com/auth/gmail.send",
        "openid",
        "made.up",
        "offline_access",
    ]);
    let groups = permissions(google, &asked);
    let all: Vec<_> = groups.iter().flat_map(|group| &group.permissions).collect();
    assert_eq!(all.len(), asked.len());
    let grade = |scope: &str| all.iter().find(|p| p.scope == scope).unwrap().grade;
    assert_eq!(grade("made.up"), Grade::Unknown);
    assert_eq!(grade("offline_access"), Grade::Offline);
    assert_eq!(
        grade("https://www.googleapis.com/auth/gmail.send"),
        Grade::Send
    );
}
