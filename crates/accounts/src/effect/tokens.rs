//! Tokens: had by a sign-in, renewed, checked, and revoked.
//!
//! The refresh token is in the keychain before anybody hears of it, and whatever changes it is done
//! under the session's lock, which other processes of this program hold too.

use auth0::{CodeExchange, DpopKey, Error, Identity, Tenant};

use super::{Entry, Held, Renewal, Runner, SessionError, SignInReturn, SignOutReport, key};
use crate::ports::{Vault, VaultError, VaultItem};
use crate::session::StoredSession;
use crate::settings::Profile;

impl Runner {
    /// Exchanges the code. Whoever is not expected is held, until the person decided about it.
    pub(super) async fn sign_in(
        &self,
        profile: &Profile,
        back: &SignInReturn,
    ) -> Result<Entry, SessionError> {
        let tenant = self.tenant(profile).await.map_err(SessionError::Tenant)?;
        let credentials = self.sign_in_credentials(profile, &tenant).await?;
        let exchange = CodeExchange {
            code: &back.code,
            code_verifier: &back.trip.code_verifier,
            redirect_uri: &back.trip.redirect_uri,
            nonce: &back.trip.nonce,
            organization: profile.options.organization.as_deref(),
            max_age: back.max_age,
        };
        let signed_in = tenant
            .exchange_code(&exchange, &credentials)
            .await
            .map_err(SessionError::Tenant)?;
        self.sign_in_keys.lock().await.remove(&profile.key());
        let session = StoredSession {
            refresh_token: signed_in.refresh_token,
            bound: signed_in.bound,
            rotates: None,
            identity: signed_in.identity,
        };
        let identity = session.identity.clone();
        let expected = back.expected.as_ref();
        let another = expected.is_some_and(|subject| *subject != identity.subject);
        if another {
            let held = Held {
                session,
                proof_key: credentials.dpop_key,
            };
            self.held.lock().await.insert(profile.key(), held);
        } else {
            let proof_key = credentials.dpop_key.as_ref();
            self.keep(profile, &tenant, session, proof_key).await?;
        }
        Ok(Entry { identity, another })
    }

    /// Keeps a new session, with the key that it is bound to: another program may have signed out and
    /// deleted that since it was made. If the keychain refuses it, its token is revoked rather than
    /// left lying about.
    async fn keep(
        &self,
        profile: &Profile,
        tenant: &Tenant,
        session: StoredSession,
        proof_key: Option<&DpopKey>,
    ) -> Result<(), SessionError> {
        let vault = &*self.vault;
        let _guard = vault.lock().await.map_err(SessionError::Vault)?;
        if let Err(error) = self.write_session(profile, &session, proof_key).await {
            self.revoke_best(profile, tenant, &session).await;
            return Err(SessionError::Vault(error));
        }
        self.unsaved.lock().await.remove(&profile.key());
        Ok(())
    }

    /// A token that is there and cannot be read is not written over.
    async fn write_session(
        &self,
        profile: &Profile,
        session: &StoredSession,
        proof_key: Option<&DpopKey>,
    ) -> Result<(), VaultError> {
        let vault = &*self.vault;
        if let Err(SessionError::Vault(error)) = self.read(profile, VaultItem::Session).await {
            return Err(error);
        }
        if let Some(proof_key) = proof_key.filter(|_| session.bound) {
            let item = key(profile, VaultItem::ProofKey);
            let bytes = proof_key.to_bytes();
            if vault.read(item.clone()).await?.as_ref() != Some(&bytes) {
                vault.write(item, bytes).await?;
            }
        }
        let item = key(profile, VaultItem::Session);
        vault.write(item, session.write()).await
    }

    /// The held session takes the place of the one before, whose token is revoked.
    pub(super) async fn switch_person(&self, profile: &Profile) -> Result<Identity, SessionError> {
        let held = self.held.lock().await.remove(&profile.key());
        let Held { session, proof_key } = held.ok_or(SessionError::Gone)?;
        let tenant = self.tenant(profile).await.map_err(SessionError::Tenant)?;
        let identity = session.identity.clone();
        let unsaved = self.unsaved.lock().await.remove(&profile.key());
        let before = match &unsaved {
            Some(_) => None,
            // What cannot be read cannot be revoked either, and is about to be written over.
            None => self.stored_session(profile).await.ok(),
        };
        if let Err(error) = self
            .keep(profile, &tenant, session, proof_key.as_ref())
            .await
        {
            // The person of before stays, with the token that only this program holds.
            if let Some(unsaved) = unsaved {
                self.unsaved.lock().await.insert(profile.key(), unsaved);
            }
            return Err(error);
        }
        if let Some(before) = unsaved.or(before) {
            self.revoke_best(profile, &tenant, &before).await;
        }
        Ok(identity)
    }

    /// Revokes the token of the person who is not to be let in.
    pub(super) async fn turn_away(&self, profile: &Profile) {
        let Some(held) = self.held.lock().await.remove(&profile.key()) else {
            return;
        };
        match self.tenant(profile).await {
            Ok(tenant) => self.revoke_best(profile, &tenant, &held.session).await,
            Err(error) => tracing::warn!(%error, "a refresh token that is not used lives on"),
        }
    }

    async fn revoke_best(&self, profile: &Profile, tenant: &Tenant, session: &StoredSession) {
        if self.revoke_at(profile, tenant, session).await.is_err() {
            tracing::warn!("a refresh token that is not used lives on");
        }
    }

    /// One refresh at a time, across processes too; the token is read after the lock, and a rotated
    /// one is saved before its access token is used.
    pub(super) async fn renew(&self, profile: &Profile) -> Result<Renewal, SessionError> {
        // The slow part first, so that the lock is held for the exchange only, and a rotated token
        // does not wait for the keys with which the ID token beside it is checked.
        let tenant = self.tenant(profile).await.map_err(SessionError::Tenant)?;
        tenant.fetch_keys().await.map_err(SessionError::Tenant)?;
        let _guard = self.vault.lock().await.map_err(SessionError::Vault)?;
        let mut unsaved = self.unsaved.lock().await;
        let held = unsaved.remove(&profile.key());
        let was_unsaved = held.is_some();
        let mut session = match held {
            Some(session) => session,
            None => self.stored_session(profile).await?,
        };
        let refreshed = match self.refresh(profile, &tenant, &session).await {
            Ok(refreshed) => refreshed,
            Err(error) => {
                let refused = session.clone();
                self.refused.lock().await.insert(profile.key(), refused);
                // The token that only this program holds may serve the next try.
                if was_unsaved {
                    unsaved.insert(profile.key(), session);
                }
                return Err(error);
            }
        };
        self.refused.lock().await.remove(&profile.key());
        let rotates = Some(refreshed.refresh_token.is_some());
        let changed = was_unsaved || rotates == Some(true) || rotates != session.rotates;
        session.rotates = rotates;
        if let Some(token) = refreshed.refresh_token {
            session.refresh_token = token;
        }
        let mut access = refreshed.access;
        match refreshed.identity {
            Some(identity) if identity.subject != session.identity.subject => {
                access = Err(Error::IdToken("it is about another person".to_owned()));
            }
            Some(identity) => session.identity = identity,
            None => {}
        }
        let identity = session.identity.clone();
        let mut saved = Ok(());
        if changed {
            let item = key(profile, VaultItem::Session);
            saved = self.vault.write(item, session.write()).await;
            if saved.is_err() {
                unsaved.insert(profile.key(), session);
            }
        }
        Ok(Renewal {
            identity,
            access,
            saved,
        })
    }

    /// A refresh whose answer was lost is sent again only where the token is known not to rotate: one
    /// that does may be spent, and using it twice would end the session (wire contract 3.5).
    async fn refresh(
        &self,
        profile: &Profile,
        tenant: &Tenant,
        session: &StoredSession,
    ) -> Result<auth0::Refreshed, SessionError> {
        let credentials = self.credentials(profile, session.bound).await?;
        let mut refreshed = tenant.refresh(&session.refresh_token, &credentials).await;
        let lost = refreshed.as_ref().is_err_and(Error::may_have_happened);
        if lost && session.rotates == Some(false) {
            refreshed = tenant.refresh(&session.refresh_token, &credentials).await;
        }
        refreshed.map_err(SessionError::Tenant)
    }

    async fn stored_session(&self, profile: &Profile) -> Result<StoredSession, SessionError> {
        let bytes = self.read(profile, VaultItem::Session).await?;
        let bytes = bytes.ok_or(SessionError::Gone)?;
        StoredSession::read(&bytes).ok_or(SessionError::Corrupt)
    }

    /// Asks the Token Vault whether it can still use a connection (wire contract 5). Under the lock,
    /// since a refresh token is used.
    pub(super) async fn check_vault(
        &self,
        profile: &Profile,
        connection: &str,
    ) -> Result<(), SessionError> {
        let tenant = self.tenant(profile).await.map_err(SessionError::Tenant)?;
        let _guard = self.vault.lock().await.map_err(SessionError::Vault)?;
        let session = self.stored_session(profile).await?;
        let credentials = self.credentials(profile, session.bound).await?;
        tenant
            .check_vault(&session.refresh_token, connection, &credentials)
            .await
            .map_err(SessionError::Tenant)
    }

    /// Nobody may write the session again between its revocation and its deletion, so both are done
    /// under the lock. A lock that cannot be had does not keep the entry from being wiped.
    pub(super) async fn sign_out(&self, profile: &Profile) -> SignOutReport {
        let tenant = self.tenant(profile).await.map_err(SessionError::Tenant);
        let guard = self.vault.lock().await;
        if let Err(error) = &guard {
            tracing::warn!(%error, "signing out without the session's lock");
        }
        let revoked = match tenant {
            Ok(tenant) => self.revoke(profile, &tenant).await,
            Err(error) => Err(error),
        };
        self.refused.lock().await.remove(&profile.key());
        let deleted = self.wipe(profile).await;
        if deleted.is_ok() {
            self.unsaved.lock().await.remove(&profile.key());
        }
        SignOutReport { revoked, deleted }
    }

    /// Signs out where somebody is signed in, and deletes whatever the keychain has of the profile.
    pub(super) async fn remove_profile(&self, profile: &Profile) -> SignOutReport {
        let unsaved = self.unsaved.lock().await.contains_key(&profile.key());
        let stored = self.stored_session(profile).await;
        let mut report = match stored {
            Err(SessionError::Gone) if !unsaved => SignOutReport {
                revoked: Ok(()),
                deleted: self.wipe(profile).await,
            },
            _ => self.sign_out(profile).await,
        };
        for item in [VaultItem::Attempts, VaultItem::ClientCredential] {
            if report.deleted.is_ok() {
                report.deleted = self.vault.delete(key(profile, item)).await;
            }
        }
        self.forget_tenant(profile).await;
        report
    }

    /// Deletes the session that ended, and not the one that another program may have begun since.
    pub(super) async fn forget_session(&self, profile: &Profile) {
        self.unsaved.lock().await.remove(&profile.key());
        let refused = self.refused.lock().await.remove(&profile.key());
        let guard = self.vault.lock().await;
        if let Err(error) = &guard {
            tracing::warn!(%error, "forgetting a session without its lock");
        }
        let stored = self.stored_session(profile).await;
        if let (Ok(stored), Some(refused)) = (stored, refused)
            && stored.refresh_token.expose() != refused.refresh_token.expose()
        {
            tracing::info!("another program signed in since the session ended");
            return;
        }
        if let Err(error) = self.wipe(profile).await {
            tracing::warn!(%error, "an ended session stays in the keychain");
        }
    }

    /// Deletes the session, and the key that its tokens are bound to. No buffer of a connection keeps
    /// a token for longer.
    pub(super) async fn wipe(&self, profile: &Profile) -> Result<(), VaultError> {
        self.http.close_connections();
        let vault = &*self.vault;
        vault.delete(key(profile, VaultItem::Session)).await?;
        vault.delete(key(profile, VaultItem::ProofKey)).await
    }

    async fn revoke(&self, profile: &Profile, tenant: &Tenant) -> Result<(), SessionError> {
        let unsaved = self.unsaved.lock().await;
        let stored;
        let session = if let Some(session) = unsaved.get(&profile.key()) {
            session
        } else {
            stored = self.stored_session(profile).await?;
            &stored
        };
        self.revoke_at(profile, tenant, session).await
    }

    async fn revoke_at(
        &self,
        profile: &Profile,
        tenant: &Tenant,
        session: &StoredSession,
    ) -> Result<(), SessionError> {
        let credentials = self.credentials(profile, session.bound).await?;
        tenant
            .revoke(&session.refresh_token, &credentials)
            .await
            .map_err(SessionError::Tenant)
    }
}
