//! What a refresh token reaches (contract 3.4): a pure function of the policy, of what was granted
//! at sign-in, and of what is asked for.

use crate::base::Base;
use crate::config::{Access, Api, Config, UserAccess};
use crate::open_questions::{MissingApi, UnlistedAudience};
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

/// Why a refresh gives nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// The client has no user-delegated grant for this API.
    NotGranted {
        /// The API.
        audience: String,
    },
    /// There is no such API.
    NoApi {
        /// What was asked for.
        audience: String,
    },
}

/// Decides what a refresh gives.
///
/// # Errors
/// [`Unreachable`] if no client grant lists the API, or if there is no such API.
pub(crate) fn evaluate(
    config: &Config,
    base: &Base,
    grant: &Grant,
    audience: Option<&str>,
    scope: Option<&str>,
) -> Result<Reach, Unreachable> {
    let target = target(config, base, grant, audience)?;
    let mut allowed = if target == grant.audience.as_deref() {
        grant.scopes.clone()
    } else {
        oidc_part(&grant.scopes)
    };
    if let Some(name) = target {
        let not_granted = || Unreachable::NotGranted {
            audience: name.to_owned(),
        };
        let granted = granted_scopes(config, base, name).ok_or_else(not_granted)?;
        allowed.retain(|one| OIDC_SCOPES.contains(&one.as_str()) || granted.contains(one));
        let policy = policy_scopes(config, base, grant, name).unwrap_or_default();
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

/// The APIs that policy and client grants open now.
pub(crate) fn reachable(config: &Config, base: &Base) -> Vec<String> {
    config
        .client
        .policies
        .iter()
        .map(|access| base.fill(&access.audience))
        .filter(|name| granted_scopes(config, base, name).is_some())
        .collect()
}

/// The API that a refresh is for.
fn target<'a>(
    config: &Config,
    base: &Base,
    grant: &'a Grant,
    audience: Option<&'a str>,
) -> Result<Option<&'a str>, Unreachable> {
    let open = &config.open_questions;
    let original = grant.audience.as_deref();
    let asked = audience.or(original);
    let exists = |name: &str| api(config, base, name).is_some();
    let target = match asked {
        Some(name) if asked != original && exists(name) => {
            if policy_scopes(config, base, grant, name).is_some() {
                asked
            } else if open.unlisted_audience == UnlistedAudience::Ignore {
                original
            } else {
                let audience = name.to_owned();
                return Err(Unreachable::NotGranted { audience });
            }
        }
        Some(name) if asked != original => match (open.missing_api, open.unlisted_audience) {
            (MissingApi::Ignore, UnlistedAudience::Ignore) => original,
            (MissingApi::Ignore, UnlistedAudience::Deny) => {
                let audience = name.to_owned();
                return Err(Unreachable::NotGranted { audience });
            }
            (MissingApi::Deny, _) => {
                let audience = name.to_owned();
                return Err(Unreachable::NoApi { audience });
            }
        },
        Some(_) | None => original,
    };
    match target {
        Some(name) if !exists(name) => Err(Unreachable::NoApi {
            audience: name.to_owned(),
        }),
        Some(_) | None => Ok(target),
    }
}

/// What the application may do at this API for a person: by a client grant, where one is needed.
pub(crate) fn granted_scopes(config: &Config, base: &Base, audience: &str) -> Option<Vec<String>> {
    let rule = api(config, base, audience).map(|api| (api.user_access, &api.scopes));
    match rule {
        Some((UserAccess::DenyAll, _)) => None,
        Some((UserAccess::AllowAll, scopes)) => Some(scopes.clone()),
        Some((UserAccess::RequireClientGrant, _)) | None => {
            listed(&config.client.grants, base, audience)
        }
    }
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

fn api<'a>(config: &'a Config, base: &Base, audience: &str) -> Option<&'a Api> {
    config
        .apis
        .iter()
        .find(|api| base.fill(&api.identifier) == audience)
}

/// The policy's scopes for an API that exists; entries naming what does not exist are ignored. It
/// holds for the tenant's own applications, at APIs that ask them for no consent.
/// What became reachable after the sign-in may be out of reach (contract 3.4).
fn policy_scopes(
    config: &Config,
    base: &Base,
    grant: &Grant,
    audience: &str,
) -> Option<Vec<String>> {
    let api = api(config, base, audience)?;
    if !config.client.registration.first_party || !api.skip_consent {
        return None;
    }
    let seen = config.open_questions.old_tokens_see_new_policies
        || grant.reachable.iter().any(|one| one == audience);
    let mut scopes = listed(&config.client.policies, base, audience).filter(|_| seen)?;
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
