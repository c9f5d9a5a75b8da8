//! Refresh tokens: families, rotation, reuse detection and leeway (contract 3.5).
//!
//! A family begins at a sign-in. With rotation every use spends a token and issues its successor.
//! A spent token that comes back kills the family, unless it is the latest one spent and comes
//! within the leeway.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::clock::seconds;
use crate::config::Client;
use crate::random;
use crate::state::Grant;

/// All refresh tokens of the tenant.
#[derive(Default)]
pub(crate) struct RefreshTokens {
    tokens: HashMap<String, Token>,
    families: HashMap<String, Family>,
}

struct Token {
    family: String,
    generation: u64,
    spent: Option<DateTime<Utc>>,
}

struct Family {
    grant: Grant,
    newest: u64,
    ends: DateTime<Utc>,
    idle_ends: DateTime<Utc>,
}

impl RefreshTokens {
    /// Begins a family with its first token.
    pub(crate) fn begin(&mut self, client: &Client, grant: Grant, now: DateTime<Utc>) -> String {
        let family = random::token();
        self.families.insert(
            family.clone(),
            Family {
                grant,
                newest: 0,
                ends: now + seconds(client.refresh_token_seconds),
                idle_ends: now + seconds(client.idle_refresh_token_seconds),
            },
        );
        self.issue(family, 0)
    }

    /// What a token stands for. A token that may not be used any more gives `None`, and kills its
    /// family if it was spent before.
    pub(crate) fn check(
        &mut self,
        client: &Client,
        token: &str,
        now: DateTime<Utc>,
    ) -> Option<Grant> {
        let token = self.tokens.get(token)?;
        let family = self.families.get(&token.family)?;
        let alive = now < family.ends && now < family.idle_ends;
        let usable = token.spent.is_none_or(|spent| {
            token.generation + 1 == family.newest && now < spent + seconds(client.leeway_seconds)
        });
        if alive && usable {
            return Some(family.grant.clone());
        }
        let dead = token.family.clone();
        tracing::info!("a refresh token was reused or has expired: its family is revoked");
        self.families.remove(&dead);
        None
    }

    /// Uses a token that [`RefreshTokens::check`] allowed: with rotation it gives the successor.
    pub(crate) fn spend(
        &mut self,
        client: &Client,
        token: &str,
        now: DateTime<Utc>,
    ) -> Option<String> {
        let used = self.tokens.get_mut(token)?;
        let family = self.families.get_mut(&used.family)?;
        family.idle_ends = now + seconds(client.idle_refresh_token_seconds);
        if !client.rotation {
            return None;
        }
        used.spent.get_or_insert(now);
        let generation = used.generation + 1;
        family.newest = family.newest.max(generation);
        let family = used.family.clone();
        Some(self.issue(family, generation))
    }

    /// Ends the family of a token; an unknown token changes nothing (RFC 7009, 2.2).
    pub(crate) fn revoke(&mut self, token: &str) {
        if let Some(token) = self.tokens.get(token) {
            self.families.remove(&token.family);
        }
    }

    fn issue(&mut self, family: String, generation: u64) -> String {
        let token = format!("v1.{}", random::token());
        self.tokens.insert(
            token.clone(),
            Token {
                family,
                generation,
                spent: None,
            },
        );
        token
    }
}
