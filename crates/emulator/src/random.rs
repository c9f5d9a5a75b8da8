//! Unguessable texts: codes, tickets, tokens, ids.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// 43 URL-safe characters (32 bytes).
pub(crate) fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// 11 URL-safe characters (8 bytes), to make two texts differ.
pub(crate) fn short() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<8>())
}

/// 64 URL-safe characters (48 bytes), the length of an `auth_session`.
pub(crate) fn session() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<48>())
}

/// `cac_` and 22 letters or digits (contract 1.6).
pub(crate) fn account_id() -> String {
    "cac_".chars().chain(letters::<22>()).collect()
}

/// 32 letters or digits, as a client's id has them.
pub(crate) fn client_id() -> String {
    letters::<32>().collect()
}

fn letters<const N: usize>() -> impl Iterator<Item = char> {
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte) % LETTERS.len()]);
    bytes::<N>().into_iter().map(letter)
}

/// So many bytes.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if aws_lc_rs::rand::fill(&mut bytes).is_err() {
        // Without randomness nothing the emulator issues would be a secret.
        std::process::abort();
    }
    bytes
}
