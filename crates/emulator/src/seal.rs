//! Texts that only this run of the tenant can have written: nothing has to be kept to know them
//! again.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use crate::random;

/// Bytes of the mark at the end: half of a SHA-256.
const MARK: usize = 16;

/// A key of this run.
pub(crate) struct Seal(hmac::Key);

impl Seal {
    /// A new key.
    pub(crate) fn new() -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &random::bytes::<32>()))
    }

    /// Writes a text for a purpose.
    pub(crate) fn close(&self, purpose: &str, content: &str) -> String {
        let mut bytes = content.as_bytes().to_vec();
        bytes.extend_from_slice(&self.mark(purpose, content));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a text of the same purpose; `None` if it is not ours.
    pub(crate) fn open(&self, purpose: &str, text: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (content, mark) = bytes.split_at_checked(bytes.len().checked_sub(MARK)?)?;
        let content = std::str::from_utf8(content).ok()?;
        let ours: bool = self.mark(purpose, content).ct_eq(mark).into();
        ours.then(|| content.to_owned())
    }

    fn mark(&self, purpose: &str, content: &str) -> [u8; MARK] {
        let tag = hmac::sign(&self.0, format!("{purpose}\n{content}").as_bytes());
        let mut mark = [0; MARK];
        mark.copy_from_slice(&tag.as_ref()[..MARK]);
        mark
    }
}

#[cfg(test)]
mod tests {
    use super::Seal;

    #[test]
    fn a_text_opens_for_its_purpose_and_its_run_only() {
        let seal = Seal::new();
        let text = seal.close("nonce", "17");
        assert_eq!(seal.open("nonce", &text).as_deref(), Some("17"));
        assert_eq!(seal.open("token", &text), None);
        assert_eq!(Seal::new().open("nonce", &text), None);
        assert_eq!(seal.open("nonce", "short"), None);
    }
}
