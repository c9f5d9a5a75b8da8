//! The tenant's signing keys (RFC 7517), kept until a token names one that is not among them.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::JwkSet;
use reqwest::StatusCode;

use crate::error::Error;
use crate::http::get;
use crate::retry::patiently;
use crate::tenant::Tenant;

/// Keys that are not known are asked for again no more often than this, so that nobody who can
/// make up tokens can make us ask.
const REFETCH: TimeDelta = TimeDelta::minutes(1);

/// The keys that were fetched.
#[derive(Debug)]
pub(crate) struct Keys {
    set: JwkSet,
    /// When they were last asked for again, in the tenant's time.
    refetched_at: Option<DateTime<Utc>>,
}

impl Tenant {
    /// Fetches the keys, unless that was done. Best before an exchange whose tokens must not wait:
    /// its ID token is checked with them.
    ///
    /// # Errors
    /// The errors of the connection.
    pub async fn fetch_keys(&self) -> Result<(), Error> {
        let mut keys = self.keys.lock().await;
        if keys.is_none() {
            let set = self.key_set().await?;
            *keys = Some(Keys {
                set,
                refetched_at: None,
            });
        }
        Ok(())
    }

    /// The key by its id. A key that is not known is asked for once more, since keys rotate.
    pub(crate) async fn signing_key(&self, key_id: &str) -> Result<DecodingKey, Error> {
        let mut keys = self.keys.lock().await;
        let settled = |keys: &Keys| keys.set.find(key_id).is_some() || keys.is_fresh(self.now());
        if !keys.as_ref().is_some_and(settled) {
            let set = self.key_set().await?;
            let refetched_at = keys.as_ref().map(|_| self.now());
            *keys = Some(Keys { set, refetched_at });
        }
        let key = keys.as_ref().and_then(|keys| keys.set.find(key_id));
        let key = key.ok_or_else(|| {
            Error::IdToken("the tenant does not know the key that signed it".to_owned())
        })?;
        DecodingKey::from_jwk(key).map_err(|_| Error::IdToken("its key cannot be read".to_owned()))
    }

    async fn key_set(&self) -> Result<JwkSet, Error> {
        let url = &self.metadata().jwks_uri;
        let fetch = || {
            self.http
                .send(get(url.clone()), |headers| self.hear(headers))
        };
        let answer = patiently(&self.http, fetch).await?.sound()?;
        if answer.status != StatusCode::OK {
            return Err(answer.unexpected(StatusCode::OK));
        }
        answer.json("the tenant's key set")
    }
}

impl Keys {
    fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        self.refetched_at
            .is_some_and(|refetched_at| (now - refetched_at).abs() < REFETCH)
    }
}
