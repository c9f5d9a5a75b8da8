//! The providers that the program knows, and what their permissions mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Grade {
    /// Knows who the person is.
    Identity,
    /// Works while the person is away.
    Offline,
    /// Reads.
    Read,
    /// Adds or changes.
    Change,
    /// Sends in the person's name.
    Send,
    /// Moves money.
    Pay,
    /// Deletes for good, or administers.
    Delete,
    /// Not in the catalogue.
    Unknown,
}

/// Permissions of one product (Calendar, Mail, Repositories …).
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionGroupView {
    /// Product key: the words have `product-{key}`.
    pub product: String,
    /// Its permissions.
    pub permissions: Vec<PermissionView>,
}

/// One permission.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionView {
    /// The OAuth scope.
    pub scope: String,
    /// Text key: the words have `permission-{key}`. Absent for a scope that is not in the catalogue.
    pub words: Option<String>,
    /// How far it reaches.
    pub grade: Grade,
    /// It cannot be left out: without it the provider does not work.
    pub required: bool,
}

/// One provider, as `catalog/providers.json` has it.
#[derive(Debug, Deserialize)]
pub struct Provider {
    /// Catalogue key: mark and words go by it.
    pub key: String,
    /// The provider's name.
    pub name: String,
    /// Auth0 strategies, and names of custom connections, that mean this provider.
    strategies: Vec<String>,
    /// A way to sign in rather than a service: its connection is called by its own name.
    #[serde(default)]
    general: bool,
    /// The page where a person withdraws access.
    revoke_url: Option<Url>,
    /// Where it is another page for one of the strategies.
    #[serde(default)]
    revoke_urls: HashMap<String, Url>,
    /// Scopes without which the provider does not work.
    #[serde(default)]
    required: Vec<String>,
    /// Known traps: the words have `trap-{key}`.
    #[serde(default)]
    pub traps: Vec<String>,
    /// Pairs of scopes that mean the same: the provider may answer with either.
    #[serde(default)]
    same: Vec<(String, String)>,
    permissions: Vec<Permission>,
}

#[derive(Debug, Deserialize)]
struct Permission {
    scope: String,
    product: String,
    words: String,
    grade: Grade,
}

impl Provider {
    /// What a connection to this provider is called.
    #[must_use]
    pub fn name_of<'a>(&'a self, connection: &'a str) -> &'a str {
        if self.general { connection } else { &self.name }
    }

    /// The page where a person withdraws access, for a connection of this strategy.
    #[must_use]
    pub fn revoke_url(&self, strategy: Option<&str>) -> Option<&Url> {
        strategy
            .and_then(|strategy| self.revoke_urls.get(strategy))
            .or(self.revoke_url.as_ref())
    }

    fn is(&self, id: &str) -> bool {
        self.strategies
            .iter()
            .any(|known| known.eq_ignore_ascii_case(id))
    }
}

static PROVIDERS: LazyLock<Vec<Provider>> = LazyLock::new(|| {
    // A test reads the same text, so the empty list never happens in a build that passed.
    serde_json::from_str(include_str!("../catalog/providers.json")).unwrap_or_default()
});

/// Every strategy, and every name of a custom connection, that the program knows.
pub fn strategies() -> impl Iterator<Item = &'static str> {
    let providers = PROVIDERS.iter();
    providers.flat_map(|provider| provider.strategies.iter().map(String::as_str))
}

/// Strategies that serve any service: there the connection's name says which one it is.
const GENERAL: [&str; 3] = ["oauth2", "oidc", "custom"];

/// The provider behind a connection: by strategy, or by name where the strategy is a general one
/// or not in the catalogue.
/// `strategy` is absent for an account whose connection is no longer offered.
#[must_use]
pub fn provider(connection: &str, strategy: Option<&str>) -> Option<&'static Provider> {
    let by = |id: &str| PROVIDERS.iter().find(|provider| provider.is(id));
    match strategy {
        None => by(connection),
        Some(strategy) if GENERAL.contains(&strategy) => by(connection).or_else(|| by(strategy)),
        Some(strategy) => by(strategy).or_else(|| by(connection)),
    }
}

/// Scopes in words, by product, in the catalogue's order; what it does not know comes last.
#[must_use]
pub fn permissions(provider: Option<&Provider>, scopes: &[String]) -> Vec<PermissionGroupView> {
    let mut groups: Vec<PermissionGroupView> = Vec::new();
    let mut add = |product: &str, permission: PermissionView| match groups
        .iter_mut()
        .find(|group| group.product == product)
    {
        Some(group) => group.permissions.push(permission),
        None => groups.push(PermissionGroupView {
            product: product.to_owned(),
            permissions: vec![permission],
        }),
    };
    let known = provider.map_or(&[][..], |provider| &provider.permissions);
    for permission in known {
        for scope in scopes
            .iter()
            .filter(|scope| permission.scope == short(scope))
        {
            let words = Some(permission.words.clone());
            let view = view(provider, scope, words, permission.grade);
            add(&permission.product, view);
        }
    }
    for scope in scopes {
        if known.iter().all(|known| known.scope != short(scope)) {
            let (words, grade) = general(scope);
            let product = if words.is_some() { "identity" } else { "other" };
            add(product, view(provider, scope, words, grade));
        }
    }
    groups
}

/// The scopes that were asked for and are not among the granted ones. Where the API names no scope
/// at all, nothing is known to be missing.
#[must_use]
pub fn missing(provider: Option<&Provider>, asked: &[String], granted: &[String]) -> Vec<String> {
    if granted.is_empty() {
        return Vec::new();
    }
    let same = provider.map_or(&[][..], |provider| &provider.same);
    let means = |one: &str, other: &str| {
        let (one, other) = (short(one), short(other));
        one.eq_ignore_ascii_case(other)
            || same
                .iter()
                .any(|(a, b)| (a == one && b == other) || (a == other && b == one))
    };
    let answers = |scope: &&String| {
        // Nobody grants these two: they ask for a kind of token, and many leave them out.
        let kind = matches!(general(scope).1, Grade::Offline) || scope.as_str() == "openid";
        !kind && !granted.iter().any(|granted| means(scope, granted))
    };
    asked.iter().filter(answers).cloned().collect()
}

/// Microsoft's scopes come back with the address of the service before them, or without.
fn short(scope: &str) -> &str {
    scope
        .strip_prefix("https://graph.microsoft.com/")
        .unwrap_or(scope)
}

/// Scopes that mean the same everywhere (OpenID Connect Core sections 5.4 and 11).
fn general(scope: &str) -> (Option<String>, Grade) {
    match scope {
        "openid" | "profile" | "email" | "address" | "phone" => {
            (Some(format!("general-{scope}")), Grade::Identity)
        }
        "offline_access" => (Some("general-offline-access".to_owned()), Grade::Offline),
        _ => (None, Grade::Unknown),
    }
}

fn view(
    provider: Option<&Provider>,
    scope: &str,
    words: Option<String>,
    grade: Grade,
) -> PermissionView {
    let required = provider.is_some_and(|provider| provider.required.iter().any(|it| it == scope));
    PermissionView {
        scope: scope.to_owned(),
        words,
        grade,
        required: required || grade == Grade::Identity,
    }
}

#[cfg(test)]
mod tests {
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

    const WORDS: &str = include_str!("../../../text/en/permissions.ftl");

    fn key(connection: &str, strategy: Option<&str>) -> &'static str {
        provider(connection, strategy).map_or("other", |found| &found.key)
    }

    #[test]
    fn the_catalogue_is_read_and_nothing_stands_twice() {
        let providers: Vec<Provider> =
            serde_json::from_str(include_str!("../catalog/providers.json")).unwrap();
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
}
