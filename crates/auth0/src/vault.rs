//! The Token Vault: whether a provider's token can be had (wire contract 5).

use crate::client::{ClientAuthentication, Credentials};
use crate::error::Error;
use crate::limits::length;
use crate::secret::RefreshToken;
use crate::tenant::Tenant;

const GRANT_TYPE: &str =
    "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const SUBJECT_TOKEN_TYPE: &str = "urn:ietf:params:oauth:token-type:refresh_token";
const REQUESTED_TOKEN_TYPE: &str =
    "http://auth0.com/oauth/token-type/federated-connection-access-token";

impl Tenant {
    /// Asks the Token Vault for the provider's access token, and drops it unread: only whether it
    /// works is of interest (wire contract 5). For clients that authenticate, and only them.
    ///
    /// # Errors
    /// [`Error::NotSent`] for a public client and for a connection name outside 1 to 128
    /// characters, [`Error::OAuth`] with the cause, and the errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn check_vault(
        &self,
        refresh_token: &RefreshToken,
        connection: &str,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let authentication = &credentials.authentication;
        if matches!(authentication, ClientAuthentication::None) {
            return Err(Error::NotSent(
                "the vault answers no public client".to_owned(),
            ));
        }
        length("the connection's name", connection, 1..=128)?;
        let form = [
            ("grant_type", GRANT_TYPE),
            ("client_id", self.client_id.as_str()),
            ("subject_token", refresh_token.expose()),
            ("subject_token_type", SUBJECT_TOKEN_TYPE),
            ("requested_token_type", REQUESTED_TOKEN_TYPE),
            ("connection", connection),
        ];
        let url = self.metadata().token_endpoint.clone();
        self.post(url, &form, authentication, credentials.dpop_key.as_ref())
            .await
            .map(drop)
    }
}
