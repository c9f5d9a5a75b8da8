//! What the tenant is asked for.

use std::sync::Arc;

use auth0::{
    AccessToken, AuthorizationCode, AuthorizationRequest, Completion, ConnectRequest, Error,
    Identity, State, Tenant,
};

use super::{
    Ask, Renewal, RenewalError, Runner, SignInError, SignInTrip, SignOutReport, session_key,
};
use crate::message::{Link, Message, Reply};
use crate::session::{Call, StoredSession};
use crate::settings::Profile;

/// How long a sign-in waits for the browser, in seconds. The tenant names no limit; people read.
const SIGN_IN_LIFETIME: u32 = 600;

impl Runner {
    pub(super) async fn ask(&self, profile: Profile, ask: Ask) -> Message {
        match ask {
            Ask::Discover => {
                let outcome = self.discover(&profile).await.map(|_| ());
                Message::Discovered { profile, outcome }
            }
            Ask::PrepareSignIn { trip, state } => {
                let outcome = self.prepare_sign_in(&profile, &trip, &state).await;
                let attempt = trip.attempt;
                Message::Prepared { attempt, outcome }
            }
            Ask::SignIn { trip, code } => {
                let outcome = self.sign_in(&profile, &trip, &code).await;
                let attempt = trip.attempt;
                Message::SignedIn { attempt, outcome }
            }
            Ask::Renew => Message::Renewed(self.renew(&profile).await),
            Ask::Call {
                call,
                again,
                access,
            } => {
                let outcome = self.call(&profile, &call, &access).await;
                Message::Called {
                    call,
                    again,
                    outcome,
                }
            }
            Ask::SignOut {
                browser_session,
                in_browser,
            } => {
                let report = self.sign_out(&profile).await;
                if in_browser {
                    let session = browser_session.as_deref();
                    self.sign_out_in_browser(&profile, session).await;
                }
                Message::SignedOut(report)
            }
        }
    }

    async fn discover(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let found = Tenant::discover(&self.http, &profile.address, &profile.client_id).await?;
        let tenant = Arc::new(found);
        let mut tenants = self.tenants.lock().await;
        tenants.insert(profile.key(), tenant.clone());
        Ok(tenant)
    }

    /// The tenant, asked for its endpoints once.
    async fn tenant(&self, profile: &Profile) -> Result<Arc<Tenant>, Error> {
        let known = self.tenants.lock().await.get(&profile.key()).cloned();
        match known {
            Some(tenant) if *tenant.address() == profile.address => Ok(tenant),
            Some(_) | None => self.discover(profile).await,
        }
    }

    async fn prepare_sign_in(
        &self,
        profile: &Profile,
        trip: &SignInTrip,
        state: &State,
    ) -> Result<Link, Error> {
        let tenant = self.tenant(profile).await?;
        let request = AuthorizationRequest {
            redirect_uri: &trip.redirect_uri,
            state,
            nonce: &trip.nonce,
            code_verifier: &trip.code_verifier,
        };
        Ok(Link {
            url: tenant.authorization_url(&request)?,
            auth_session: None,
            lifetime_seconds: SIGN_IN_LIFETIME,
        })
    }

    /// The refresh token is in the keychain before anybody hears of it. If the keychain refuses,
    /// the token is revoked rather than left lying about.
    async fn sign_in(
        &self,
        profile: &Profile,
        trip: &SignInTrip,
        code: &AuthorizationCode,
    ) -> Result<Identity, SignInError> {
        let tenant = self.tenant(profile).await.map_err(SignInError::Tenant)?;
        let now = self.ports.clock.now();
        let signed_in = tenant
            .exchange_code(
                code,
                &trip.code_verifier,
                &trip.redirect_uri,
                &trip.nonce,
                now,
            )
            .await
            .map_err(SignInError::Tenant)?;
        let session = StoredSession {
            refresh_token: signed_in.refresh_token,
            identity: signed_in.identity,
        };
        let vault = &self.ports.vault;
        match vault.write(session_key(profile), session.write()).await {
            Ok(()) => {
                *self.unsaved.lock().await = None;
                Ok(session.identity)
            }
            Err(error) => {
                if let Err(revocation) = tenant.revoke(&session.refresh_token).await {
                    tracing::warn!(%revocation, "a refresh token that could not be kept lives on");
                }
                Err(SignInError::Vault(error))
            }
        }
    }

    /// One refresh at a time, across processes too; the token is read after the lock, and a rotated
    /// one is saved before its access token is used.
    async fn renew(&self, profile: &Profile) -> Result<Renewal, RenewalError> {
        // The slow part first, so that the lock is held for the exchange only.
        let tenant = self.tenant(profile).await.map_err(RenewalError::Tenant)?;
        let _guard = self.ports.vault.lock().await.map_err(RenewalError::Vault)?;
        let mut unsaved = self.unsaved.lock().await;
        let held = unsaved.take();
        let was_unsaved = held.is_some();
        let mut session = match held {
            Some(session) => session,
            None => self.stored_session(profile).await?,
        };
        let now = self.ports.clock.now();
        let refreshed = match tenant.refresh(&session.refresh_token, now).await {
            Ok(refreshed) => refreshed,
            Err(error) => {
                // The token that only this program holds may serve the next try.
                *unsaved = was_unsaved.then_some(session);
                return Err(RenewalError::Tenant(error));
            }
        };
        let rotated = refreshed.refresh_token.is_some();
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
        let identity = Some(session.identity.clone());
        let mut saved = Ok(());
        if rotated || was_unsaved {
            let key = session_key(profile);
            saved = self.ports.vault.write(key, session.write()).await;
            if saved.is_err() {
                *unsaved = Some(session);
            }
        }
        Ok(Renewal {
            identity,
            access,
            saved,
        })
    }

    async fn stored_session(&self, profile: &Profile) -> Result<StoredSession, RenewalError> {
        let bytes = self
            .ports
            .vault
            .read(session_key(profile))
            .await
            .map_err(RenewalError::Vault)?
            .ok_or(RenewalError::Gone)?;
        StoredSession::read(&bytes).ok_or(RenewalError::Corrupt)
    }

    async fn call(
        &self,
        profile: &Profile,
        call: &Call,
        access: &AccessToken,
    ) -> Result<Reply, Error> {
        let tenant = self.tenant(profile).await?;
        let my_account = tenant.my_account(access);
        match call {
            Call::Accounts { .. } => Ok(Reply::Accounts(my_account.accounts().await?)),
            Call::Connections { .. } => Ok(Reply::Connections(my_account.connections().await?)),
            Call::Connect {
                connection,
                redirect_uri,
                state,
                code_verifier,
                ..
            } => {
                let request = ConnectRequest {
                    connection,
                    redirect_uri,
                    state,
                    code_verifier,
                    scopes: &[],
                };
                let ticket = my_account.connect(&request).await?;
                Ok(Reply::Link(Link {
                    url: ticket.url,
                    auth_session: Some(ticket.auth_session),
                    lifetime_seconds: u32::try_from(ticket.expires_in.as_secs())
                        .unwrap_or(u32::MAX),
                }))
            }
            Call::Complete {
                auth_session,
                connect_code,
                redirect_uri,
                code_verifier,
                ..
            } => {
                let completion = Completion {
                    auth_session,
                    connect_code,
                    redirect_uri,
                    code_verifier,
                };
                Ok(Reply::Connected(my_account.complete(&completion).await?))
            }
            Call::Disconnect { account } => {
                my_account.delete(account).await?;
                Ok(Reply::Disconnected)
            }
        }
    }

    /// Nobody may write the session again between its revocation and its deletion, so both are done
    /// under the lock. A lock that cannot be had does not keep the entry from being wiped.
    async fn sign_out(&self, profile: &Profile) -> SignOutReport {
        let tenant = self.tenant(profile).await.map_err(RenewalError::Tenant);
        let guard = self.ports.vault.lock().await;
        if let Err(error) = &guard {
            tracing::warn!(%error, "signing out without the session's lock");
        }
        let revoked = match tenant {
            Ok(tenant) => self.revoke(profile, &tenant).await,
            Err(error) => Err(error),
        };
        let deleted = self.ports.vault.delete(session_key(profile)).await;
        if deleted.is_ok() {
            *self.unsaved.lock().await = None;
        }
        SignOutReport { revoked, deleted }
    }

    async fn revoke(&self, profile: &Profile, tenant: &Tenant) -> Result<(), RenewalError> {
        let unsaved = self.unsaved.lock().await;
        let stored;
        let session = if let Some(session) = unsaved.as_ref() {
            session
        } else {
            stored = self.stored_session(profile).await?;
            &stored
        };
        tenant
            .revoke(&session.refresh_token)
            .await
            .map_err(RenewalError::Tenant)
    }

    async fn sign_out_in_browser(&self, profile: &Profile, browser_session: Option<&str>) {
        let opened = match self.tenant(profile).await {
            Ok(tenant) => tenant
                .logout_url(browser_session)
                .map_err(|error| error.to_string())
                .and_then(|url| {
                    let opened = self.ports.browser.open(&url);
                    opened.map_err(|error| error.to_string())
                }),
            Err(error) => Err(error.to_string()),
        };
        if let Err(reason) = opened {
            tracing::warn!(reason, "the session in the browser was not ended");
        }
    }
}
