//! What proves this client, and this copy of it, to the tenant: all of it is in the keychain.

use auth0::{ClientAuthentication, ClientSecret, Credentials, DpopKey, Error, PrivateKey, Tenant};

use super::{Runner, SessionError, key};
use crate::ports::{Vault, VaultBytes, VaultError, VaultItem};
use crate::settings::{ClientAuthenticationMethod, Profile};

impl Runner {
    /// The credentials for a new sign-in. Where tokens are to be bound to a key and there is none
    /// yet, it is made and kept first.
    pub(super) async fn new_credentials(
        &self,
        profile: &Profile,
        tenant: &Tenant,
    ) -> Result<Credentials, SessionError> {
        let bind = profile
            .options
            .dpop
            .unwrap_or_else(|| tenant.supports_dpop());
        let dpop_key = if bind {
            Some(self.make_proof_key(profile).await?)
        } else {
            None
        };
        let mut keys = self.sign_in_keys.lock().await;
        match &dpop_key {
            Some(made) => keys.insert(profile.key(), made.clone()),
            None => keys.remove(&profile.key()),
        };
        drop(keys);
        Ok(Credentials {
            authentication: self.client_authentication(profile).await?,
            dpop_key,
        })
    }

    /// The credentials for the end of a sign-in: with the key that it was begun with. What was begun in
    /// an earlier run has that of the keychain.
    pub(super) async fn sign_in_credentials(
        &self,
        profile: &Profile,
        tenant: &Tenant,
    ) -> Result<Credentials, SessionError> {
        let begun_with = self.sign_in_keys.lock().await.get(&profile.key()).cloned();
        match begun_with {
            None => self.new_credentials(profile, tenant).await,
            Some(_) => Ok(Credentials {
                authentication: self.client_authentication(profile).await?,
                dpop_key: begun_with,
            }),
        }
    }

    /// The credentials for tokens that were given, `bound` to the key or not.
    pub(super) async fn credentials(
        &self,
        profile: &Profile,
        bound: bool,
    ) -> Result<Credentials, SessionError> {
        let dpop_key = if bound {
            let kept = self.proof_key(profile).await?;
            Some(kept.ok_or(SessionError::ProofKeyMissing)?)
        } else {
            None
        };
        Ok(Credentials {
            authentication: self.client_authentication(profile).await?,
            dpop_key,
        })
    }

    async fn proof_key(&self, profile: &Profile) -> Result<Option<DpopKey>, SessionError> {
        let bytes = self.read(profile, VaultItem::ProofKey).await?;
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        match DpopKey::from_bytes(&bytes) {
            Ok(key) => Ok(Some(key)),
            Err(error) => {
                tracing::warn!(%error, "the key of the proofs cannot be read");
                Ok(None)
            }
        }
    }

    /// Under the session's lock, so that two programs do not make two keys.
    async fn make_proof_key(&self, profile: &Profile) -> Result<DpopKey, SessionError> {
        let vault = &*self.vault;
        let _guard = vault.lock().await.map_err(SessionError::Vault)?;
        if let Some(kept) = self.proof_key(profile).await? {
            return Ok(kept);
        }
        let made = DpopKey::generate().map_err(SessionError::Tenant)?;
        vault
            .write(key(profile, VaultItem::ProofKey), made.to_bytes())
            .await
            .map_err(SessionError::Vault)?;
        Ok(made)
    }

    async fn client_authentication(
        &self,
        profile: &Profile,
    ) -> Result<ClientAuthentication, SessionError> {
        let method = profile.options.client_authentication;
        if method.is_none() {
            return Ok(ClientAuthentication::None);
        }
        let missing = || SessionError::Tenant(Error::Key("it is not in the keychain".to_owned()));
        let bytes = self.read(profile, VaultItem::ClientCredential).await?;
        let bytes = bytes.ok_or_else(missing)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| missing())?.trim();
        Ok(match method {
            ClientAuthenticationMethod::None => ClientAuthentication::None,
            ClientAuthenticationMethod::ClientSecretPost => {
                ClientAuthentication::ClientSecretPost(ClientSecret::new(text))
            }
            ClientAuthenticationMethod::ClientSecretBasic => {
                ClientAuthentication::ClientSecretBasic(ClientSecret::new(text))
            }
            ClientAuthenticationMethod::PrivateKeyJwt => {
                ClientAuthentication::PrivateKeyJwt(PrivateKey::new(text))
            }
        })
    }

    pub(super) async fn read(
        &self,
        profile: &Profile,
        item: VaultItem,
    ) -> Result<Option<VaultBytes>, SessionError> {
        let vault = &*self.vault;
        let read = vault.read(key(profile, item)).await;
        match read {
            Err(VaultError::Corrupt(_)) => Err(SessionError::Corrupt),
            read => read.map_err(SessionError::Vault),
        }
    }
}
