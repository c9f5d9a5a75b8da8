//! What is meant by a name that was typed.

use accounts::catalog;
use accounts::view::{AccountView, AccountsView, PermissionView, ProviderView};

use crate::trouble::{Kind, Trouble};

/// Names that are less alike are not suggested.
const ALIKE: f64 = 0.7;

/// The provider that is meant: by connection, name, catalogue key or strategy, or by the beginning of
/// one of the first three.
pub(crate) fn provider<'a>(
    lists: &'a AccountsView,
    typed: &str,
) -> Result<&'a ProviderView, Trouble> {
    let all: Vec<&ProviderView> = lists.available.iter().chain(&lists.connectable).collect();
    let names = |one: &ProviderView| {
        let names = [&one.connection, &one.provider, &one.catalog];
        names.map(|name| name.to_lowercase()).to_vec()
    };
    let strategy = catalog::provider(typed, None).map(|provider| provider.key.clone());
    let by_strategy = |one: &ProviderView| Some(&one.catalog) == strategy.as_ref();
    one_of(&all, typed, names, by_strategy, |one| &one.connection)?.ok_or_else(|| {
        unknown(
            Kind::ProviderUnknown,
            typed,
            all.iter().map(|one| &*one.provider),
        )
    })
}

/// The account that is meant: by id, nickname, hint, connection or provider, or by the beginning of one.
pub(crate) fn account<'a>(
    lists: &'a AccountsView,
    typed: &str,
) -> Result<&'a AccountView, Trouble> {
    let all: Vec<&AccountView> = lists.attention.iter().chain(&lists.connected).collect();
    let names = |one: &AccountView| {
        let own = [&one.nickname, &one.hint].into_iter().flatten();
        let names = [&one.id, &one.connection, &one.provider, &one.catalog];
        let names = names.into_iter().chain(own);
        names.map(|name| name.to_lowercase()).collect()
    };
    one_of(&all, typed, names, |_| false, |one| &one.id)?.ok_or_else(|| {
        let known = all.iter().map(|one| one.nickname.as_deref());
        let known = known
            .zip(&all)
            .map(|(name, one)| name.unwrap_or(&one.provider));
        unknown(Kind::AccountNotConnected, typed, known)
    })
}

/// The scopes to ask for: those that are named by scope or by the id of their words, and those that the
/// provider needs. None named: all.
pub(crate) fn scopes(provider: &ProviderView, typed: &[String]) -> Result<Vec<String>, Trouble> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let groups = provider.permissions.iter();
    let all: Vec<&PermissionView> = groups.flat_map(|group| &group.permissions).collect();
    let means = |one: &PermissionView, typed: &str| {
        one.scope == typed || one.words.as_deref() == Some(typed)
    };
    for typed in typed {
        if !all.iter().any(|one| means(one, typed)) {
            let known = all.iter().map(|one| &*one.scope);
            return Err(unknown(Kind::PermissionUnknown, typed, known));
        }
    }
    let wanted = all
        .iter()
        .filter(|one| one.required || typed.iter().any(|typed| means(one, typed)));
    Ok(wanted.map(|one| one.scope.clone()).collect())
}

/// The one that has this name, or else the one that alone has a name that begins so.
fn one_of<'a, T>(
    all: &[&'a T],
    typed: &str,
    names: impl Fn(&T) -> Vec<String>,
    otherwise: impl Fn(&T) -> bool,
    told: impl Fn(&T) -> &str,
) -> Result<Option<&'a T>, Trouble> {
    let typed = typed.trim().to_lowercase();
    let whole = |one: &T| names(one).contains(&typed);
    let begun = |one: &T| names(one).iter().any(|name| name.starts_with(&typed));
    let ways: [&dyn Fn(&T) -> bool; 3] = [&whole, &otherwise, &begun];
    for way in ways {
        let found: Vec<&T> = all.iter().copied().filter(|one| way(one)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(Some(one)),
            several => {
                let candidates: Vec<&str> = several.iter().map(|one| told(one)).collect();
                let facts = [("name", &*typed), ("candidates", &*candidates.join(", "))];
                return Err(Kind::NameAmbiguous.trouble(&facts));
            }
        }
    }
    Ok(None)
}

/// Nothing has that name; the nearest, or all, are told.
fn unknown<'a>(kind: Kind, typed: &str, known: impl Iterator<Item = &'a str>) -> Trouble {
    let known: Vec<&str> = known.collect();
    let alike = |name: &str| strsim::jaro_winkler(&typed.to_lowercase(), &name.to_lowercase());
    let nearest = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    let candidates = match nearest {
        Some(name) if alike(name) >= ALIKE => (*name).to_owned(),
        Some(_) => known.join(", "),
        None => "—".to_owned(),
    };
    kind.trouble(&[("name", typed), ("candidates", &candidates)])
}
