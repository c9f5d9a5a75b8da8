//! The providers that the program knows, and what their permissions mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use crate::callback::clean_name;

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
    /// The OAuth scope, as it is asked for.
    pub scope: String,
    /// The scope as it is shown: plain text.
    pub shown: String,
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
    /// Where each scope stands among them. A long list of accounts asks thousands of times.
    #[serde(skip)]
    places: HashMap<String, usize>,
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
    let mut providers: Vec<Provider> =
        serde_json::from_str(include_str!("../catalog/providers.json")).unwrap_or_default();
    for provider in &mut providers {
        let scopes = provider.permissions.iter().enumerate();
        provider.places = scopes
            .map(|(place, permission)| (permission.scope.clone(), place))
            .collect();
    }
    providers
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
    let mut known = Vec::new();
    let mut others = Vec::new();
    for scope in scopes {
        let place = provider.and_then(|provider| provider.places.get(short(scope)));
        match place {
            Some(place) => known.push((*place, scope)),
            None => others.push(scope),
        }
    }
    known.sort_by_key(|(place, _)| *place);
    let listed = provider.map_or(&[][..], |provider| &provider.permissions);
    for (permission, scope) in known
        .into_iter()
        .filter_map(|(place, scope)| Some((listed.get(place)?, scope)))
    {
        let words = Some(permission.words.clone());
        let view = view(provider, scope, words, permission.grade);
        add(&permission.product, view);
    }
    for scope in others {
        let (words, grade) = general(scope);
        let product = if words.is_some() { "identity" } else { "other" };
        add(product, view(provider, scope, words, grade));
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
        shown: clean_name(scope),
        words,
        grade,
        required: required || grade == Grade::Identity,
    }
}

#[cfg(test)]
mod tests;
