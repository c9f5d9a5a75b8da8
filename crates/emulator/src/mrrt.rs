//! What a refresh token reaches (contract 3.4): a pure function of the policy, of what was granted
//! at sign-in, and of what is asked for.

use crate::base::Base;
use crate::config::{Access, Config};
use crate::open_questions::UnlistedAudience;
use crate::state::Grant;

/// The scopes that OpenID Connect and Auth0 define for everybody.
pub(crate) const OIDC_SCOPES: [&str; 14] = [
    "openid",
    "profile",
    "email",
    "offline_access",
    "name",
    "given_name",
    "family_name",
    "nickname",
    "email_verified",
    "picture",
    "created_at",
    "identities",
    "phone",
    "address",
];

/// What a token will be for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The API; `None` means only `/userinfo`.
    pub(crate) audience: Option<String>,
    /// Scopes, in the order asked for or else allowed.
    pub(crate) scopes: Vec<String>,
}

/// The client has no user-delegated grant for this API.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotGranted {
    /// The API.
    pub(crate) audience: String,
}

impl NotGranted {
    fn to(audience: Option<&str>) -> Self {
        Self {
            audience: audience.unwrap_or_default().to_owned(),
        }
    }
}

/// Decides what a refresh gives.
///
/// # Errors
/// [`NotGranted`] if the policy lists the API, but no client grant does.
pub(crate) fn evaluate(
    config: &Config,
    base: &Base,
    grant: &Grant,
    audience: Option<&str>,
    scope: Option<&str>,
) -> Result<Reach, NotGranted> {
    let original = grant.audience.as_deref();
    let asked = audience.or(original);
    let listed = asked.is_some_and(|name| policy_scopes(config, base, name).is_some());
    let (target, mut allowed) = if asked == original {
        (original, grant.scopes.clone())
    } else if listed {
        (asked, oidc_part(&grant.scopes))
    } else if config.open_questions.unlisted_audience == UnlistedAudience::Ignore {
        (original, grant.scopes.clone())
    } else {
        return Err(NotGranted::to(asked));
    };
    if let Some(policy) = target.and_then(|name| policy_scopes(config, base, name)) {
        let granted = target
            .and_then(|name| granted_scopes(config, base, name))
            .ok_or_else(|| NotGranted::to(target))?;
        add(
            &mut allowed,
            policy.into_iter().filter(|one| granted.contains(one)),
        );
    }
    Ok(Reach {
        audience: target.map(str::to_owned),
        scopes: scope.map_or_else(|| allowed.clone(), |asked| narrow(&allowed, asked)),
    })
}

/// The scopes of a user-delegated client grant for this API, if there is one.
pub(crate) fn granted_scopes(config: &Config, base: &Base, audience: &str) -> Option<Vec<String>> {
    listed(&config.client.grants, base, audience)
}

/// The asked scopes that are allowed; others are dropped without a word.
pub(crate) fn narrow(allowed: &[String], asked: &str) -> Vec<String> {
    let mut kept = Vec::new();
    add(
        &mut kept,
        asked
            .split_whitespace()
            .map(str::to_owned)
            .filter(|one| allowed.contains(one)),
    );
    kept
}

/// The policy's scopes for an API that exists; entries naming what does not exist are ignored.
fn policy_scopes(config: &Config, base: &Base, audience: &str) -> Option<Vec<String>> {
    let api = config
        .apis
        .iter()
        .find(|api| base.fill(&api.identifier) == audience)?;
    let mut scopes = listed(&config.client.policies, base, audience)?;
    scopes.retain(|one| api.scopes.contains(one));
    Some(scopes)
}

fn listed(list: &[Access], base: &Base, audience: &str) -> Option<Vec<String>> {
    list.iter()
        .find(|access| base.fill(&access.audience) == audience)
        .map(|access| access.scopes.clone())
}

fn oidc_part(scopes: &[String]) -> Vec<String> {
    scopes
        .iter()
        .filter(|one| OIDC_SCOPES.contains(&one.as_str()))
        .cloned()
        .collect()
}

fn add(list: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for one in more {
        if !list.contains(&one) {
            list.push(one);
        }
    }
}
