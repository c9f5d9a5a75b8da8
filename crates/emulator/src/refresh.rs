//! Refresh tokens: families, rotation, reuse detection and leeway (contract 3.5).
//!
//! A family begins at a sign-in. With rotation every use spends a token and issues its successor.
//! A spent token that comes back kills the family, unless it is the latest one spent and comes
//! within the leeway. A token names its family and generation under a seal, so spent tokens need
//! no memory.

use chrono::{DateTime, Utc};

use crate::clock::seconds;
use crate::config::Client;
use crate::expiring::Expiring;
use crate::random;
use crate::seal::Seal;
use crate::state::Grant;

const PURPOSE: &str = "refresh token";

/// All refresh tokens of the tenant.
pub(crate) struct RefreshTokens {
    seal: Seal,
    families: Expiring<Family>,
}

#[derive(Clone)]
struct Family {
    grant: Grant,
    newest: u64,
    /// When the newest but one was spent.
    spent: DateTime<Utc>,
    ends: DateTime<Utc>,
}

impl Default for RefreshTokens {
    fn default() -> Self {
        Self {
            seal: Seal::new(),
            families: Expiring::default(),
        }
    }
}

impl RefreshTokens {
    /// Begins a family with its first token.
    pub(crate) fn begin(&mut self, client: &Client, grant: Grant, now: DateTime<Utc>) -> String {
        let id = random::token();
        let family = Family {
            grant,
            newest: 0,
            spent: now,
            ends: now + seconds(client.refresh_token_seconds),
        };
        self.keep(client, id.clone(), family, now);
        self.issue(&id, 0)
    }

    /// What a token stands for. A token that may not be used any more gives `None`, and kills its
    /// family if it was spent before.
    pub(crate) fn check(
        &mut self,
        client: &Client,
        token: &str,
        now: DateTime<Utc>,
    ) -> Option<Grant> {
        let (id, generation) = self.read(token)?;
        let family = self.families.get(&id, now)?;
        let usable = match family.newest.checked_sub(generation)? {
            0 => true,
            1 => now < family.spent + seconds(client.leeway_seconds),
            _ => false,
        };
        if usable {
            return Some(family.grant.clone());
        }
        tracing::info!("a refresh token was reused: its family is revoked");
        self.families.remove(&id, now);
        None
    }

    /// Uses a token that [`RefreshTokens::check`] allowed: with rotation it gives the successor.
    pub(crate) fn spend(
        &mut self,
        client: &Client,
        token: &str,
        now: DateTime<Utc>,
    ) -> Option<String> {
        let (id, generation) = self.read(token)?;
        let mut family = self.families.get(&id, now)?.clone();
        let successor = client.rotation.then(|| {
            if generation == family.newest {
                family.newest += 1;
                family.spent = now;
            }
            self.issue(&id, family.newest)
        });
        self.keep(client, id, family, now);
        successor
    }

    /// Ends the family of a token; an unknown token changes nothing (RFC 7009, 2.2).
    pub(crate) fn revoke(&mut self, token: &str, now: DateTime<Utc>) {
        if let Some((id, _)) = self.read(token) {
            self.families.remove(&id, now);
        }
    }

    /// Ends every family of a person.
    pub(crate) fn revoke_all(&mut self, person: &str) {
        self.families.retain(|family| family.grant.person != person);
    }

    fn keep(&mut self, client: &Client, id: String, family: Family, now: DateTime<Utc>) {
        let idle = now + seconds(client.idle_refresh_token_seconds);
        let ends = family.ends.min(idle);
        self.families.insert(id, family, ends, now);
    }

    fn issue(&self, family: &str, generation: u64) -> String {
        let content = format!("{family} {generation} {}", random::short());
        format!("v1.{}", self.seal.close(PURPOSE, &content))
    }

    fn read(&self, token: &str) -> Option<(String, u64)> {
        let content = self.seal.open(PURPOSE, token.strip_prefix("v1.")?)?;
        let mut parts = content.split(' ');
        let family = parts.next()?.to_owned();
        let generation = parts.next()?.parse().ok()?;
        Some((family, generation))
    }
}
