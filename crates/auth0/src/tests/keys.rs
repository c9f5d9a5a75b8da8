//! Keys for tests, made when they are needed.

use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// The one RSA key of these tests.
pub(crate) fn rsa_pem() -> String {
    static PEM: OnceLock<String> = OnceLock::new();
    PEM.get_or_init(another_rsa_pem).clone()
}

/// An RSA key like no other.
pub(crate) fn another_rsa_pem() -> String {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    pem(der.as_ref())
}

pub(crate) fn p256_pem() -> String {
    ec_pem(&ECDSA_P256_SHA256_FIXED_SIGNING)
}

pub(crate) fn p384_pem() -> String {
    ec_pem(&ECDSA_P384_SHA384_FIXED_SIGNING)
}

fn ec_pem(algorithm: &'static EcdsaSigningAlgorithm) -> String {
    let pair = EcdsaKeyPair::generate(algorithm).unwrap();
    pem(pair.to_pkcs8v1().unwrap().as_ref())
}

fn pem(pkcs8: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(pkcs8);
    let lines: Vec<&str> = base64
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        lines.join("\n")
    )
}
