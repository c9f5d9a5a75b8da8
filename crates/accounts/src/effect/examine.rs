//! What the doctor looks at. Each look has a time limit, and none of them changes anything that lasts.

use auth0::State;
use chrono::TimeDelta;
use url::Url;

use super::{Runner, key};
use crate::callback::CHECK_LINK;
use crate::doctor::{Certificate, Finding, TenantFacts, TenantSeen};
use crate::message::Message;
use crate::ports::{BrowserError, LinkOwner, VaultBytes, VaultError, VaultItem, VaultKey};
use crate::settings::Profile;

/// How long all of it may take.
const TIME_LIMIT: TimeDelta = TimeDelta::seconds(12);
/// How long one look may take.
const LOOK_LIMIT: TimeDelta = TimeDelta::seconds(8);
/// How long a link to oneself may take: a second process is started for it.
const LINK_LIMIT: TimeDelta = TimeDelta::seconds(5);
/// Whose the item of the round trip is where no tenant was chosen.
const NOBODY: &str = "nobody";

/// One look of the doctor.
pub(crate) enum Look {
    Keychain {
        profile: Option<Profile>,
    },
    Links {
        nonce: State,
    },
    /// Waits for the link.
    LinkTime,
    Loopback,
    Tenant {
        profile: Profile,
    },
    /// Waits for the end of it all.
    Time,
}

impl Look {
    /// Its name, for the log.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Keychain { .. } => "look at the keychain",
            Self::Links { .. } => "look where links go",
            Self::LinkTime => "wait for a link",
            Self::Loopback => "look at the ports",
            Self::Tenant { .. } => "look at the tenant",
            Self::Time => "wait for the doctor",
        }
    }
}

impl Runner {
    pub(super) async fn look(&self, number: u64, look: Look) -> Option<Message> {
        let finding = match look {
            Look::Keychain { profile } => {
                let looked = self.within(LOOK_LIMIT, self.round_trip(profile.as_ref()));
                Finding::Keychain(looked.await.unwrap_or(Err(VaultError::TimedOut)))
            }
            Look::Links { nonce } => self.look_at_links(&nonce).await,
            Look::LinkTime => {
                self.pass(LINK_LIMIT).await;
                Finding::LinkTimeUp
            }
            Look::Loopback => Finding::Loopback(self.ports.browser.probe_loopback().await),
            Look::Tenant { profile } => Finding::Tenant(self.look_at_tenant(&profile).await),
            Look::Time => {
                self.pass(TIME_LIMIT).await;
                Finding::TimeUp
            }
        };
        Some(Message::Examined { number, finding })
    }

    async fn pass(&self, time: TimeDelta) {
        let clock = &self.ports.clock;
        clock.sleep_until(clock.now() + time).await;
    }

    async fn within<T>(&self, limit: TimeDelta, look: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            seen = look => Some(seen),
            () = self.pass(limit) => None,
        }
    }

    /// Writes an item, reads it and deletes it, in the keychain itself: also where the session is kept
    /// in memory.
    async fn round_trip(&self, profile: Option<&Profile>) -> Result<(), VaultError> {
        let vault = &self.ports.vault;
        let item = match profile {
            Some(profile) => key(profile, VaultItem::Check),
            None => VaultKey {
                profile: NOBODY.to_owned(),
                item: VaultItem::Check,
            },
        };
        let bytes = VaultBytes::new(State::random().expose().as_bytes().to_vec());
        vault.write(item.clone(), bytes.clone()).await?;
        let read = vault.read(item.clone()).await;
        vault.delete(item).await?;
        match read? {
            Some(kept) if kept == bytes => Ok(()),
            Some(_) => Err(VaultError::Corrupt(
                "it gave back something else".to_owned(),
            )),
            None => Err(VaultError::Refused("it kept nothing".to_owned())),
        }
    }

    async fn look_at_links(&self, nonce: &State) -> Finding {
        let browser = &self.ports.browser;
        let owner = browser.own_links(false).await;
        let sent = match owner {
            LinkOwner::ThisProgram => {
                match Url::parse(&format!("{CHECK_LINK}?nonce={}", nonce.expose())) {
                    Ok(link) => browser.send_link_to_self(&link),
                    Err(error) => Some(Err(BrowserError(error.to_string()))),
                }
            }
            LinkOwner::Another(_) | LinkOwner::Nobody(_) | LinkOwner::TheWindow => None,
        };
        Finding::Links { owner, sent }
    }

    /// Asks the tenant anew, for all that comes after too, and looks at its certificate at the same
    /// time.
    async fn look_at_tenant(&self, profile: &Profile) -> TenantSeen {
        let address = &profile.address;
        let asked = self.within(LOOK_LIMIT, self.discover(profile));
        let seen = self.within(LOOK_LIMIT, self.http.certificate_issuer(address));
        let (asked, seen) = tokio::join!(asked, seen);
        let host = address.domain();
        let outcome = asked.unwrap_or(Err(auth0::Error::TimedOut { host }));
        let outcome = outcome.map(|tenant| TenantFacts {
            skew: tenant.clock_skew(),
            supports_dpop: tenant.supports_dpop(),
        });
        let certificate = match seen {
            Some(Ok(Some(name))) => Certificate::IssuedBy(name),
            Some(Ok(None)) if address.as_str().starts_with("http:") => Certificate::None,
            Some(Ok(None) | Err(_)) | None => Certificate::Unknown,
        };
        TenantSeen {
            proxy: self.http.proxy_to(address),
            certificate,
            outcome,
        }
    }
}
