//! The providers that the program knows, and what their permissions mean.

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
    /// The page where a person withdraws access.
    pub revoke_url: Option<Url>,
    permissions: Vec<Permission>,
}

#[derive(Debug, Deserialize)]
struct Permission {
    scope: String,
    product: String,
    words: String,
    grade: Grade,
}

static PROVIDERS: LazyLock<Vec<Provider>> = LazyLock::new(|| {
    // A test reads the same text, so the empty list never happens in a build that passed.
    serde_json::from_str(include_str!("../catalog/providers.json")).unwrap_or_default()
});

/// The provider behind a connection: by strategy, or by name where the strategy is a general one.
/// `strategy` is absent for an account whose connection is no longer offered.
#[must_use]
pub fn provider(connection: &str, strategy: Option<&str>) -> Option<&'static Provider> {
    let by = |id: &str| {
        PROVIDERS
            .iter()
            .find(|provider| provider.strategies.iter().any(|known| known == id))
    };
    match strategy {
        None | Some("oauth2" | "oidc" | "custom") => by(connection),
        Some(strategy) => by(strategy),
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
    let asked = |scope: &str| scopes.iter().any(|asked| asked == scope);
    for permission in known.iter().filter(|known| asked(&known.scope)) {
        let words = Some(permission.words.clone());
        add(
            &permission.product,
            view(&permission.scope, words, permission.grade),
        );
    }
    for scope in scopes {
        if known.iter().all(|known| known.scope != *scope) {
            let (words, grade) = general(scope);
            let product = if words.is_some() { "identity" } else { "other" };
            add(product, view(scope, words, grade));
        }
    }
    groups
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

fn view(scope: &str, words: Option<String>, grade: Grade) -> PermissionView {
    PermissionView {
        scope: scope.to_owned(),
        words,
        grade,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn scopes(scopes: &[&str]) -> Vec<String> {
        scopes.iter().map(|&scope| scope.to_owned()).collect()
    }

    #[test]
    fn the_catalogue_is_read_and_no_scope_stands_twice() {
        let providers: Vec<Provider> =
            serde_json::from_str(include_str!("../catalog/providers.json")).unwrap();
        assert!(providers.len() >= 7);
        for provider in &providers {
            let mut seen = HashSet::new();
            for permission in &provider.permissions {
                assert!(seen.insert(&permission.scope), "{}", permission.scope);
            }
        }
    }

    #[test]
    fn every_permission_and_product_has_words() {
        let words = include_str!("../../../text/en/permissions.ftl");
        let has = |id: String| {
            words
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
    fn a_custom_connection_is_known_by_its_name() {
        let key = |connection, strategy| provider(connection, strategy).map(|p| p.key.as_str());
        assert_eq!(key("google-oauth2", Some("google-oauth2")), Some("google"));
        assert_eq!(key("work-google", Some("google-oauth2")), Some("google"));
        assert_eq!(key("notion", Some("oauth2")), Some("notion"));
        assert_eq!(key("custom", Some("oauth2")), None);
        assert_eq!(key("github", None), Some("github"));
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
