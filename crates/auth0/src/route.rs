//! The way to a tenant: through which proxy, and who issued the certificate at its end.

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use reqwest::tls::TlsInfo;

use crate::connection::classify;
use crate::error::Error;
use crate::http::{Http, get, host, is_loopback};
use crate::tenant::TenantAddress;

impl Http {
    /// The proxy on the way to a tenant, by this system's settings: host and port, and nothing of
    /// its credentials.
    #[must_use]
    pub fn proxy_to(&self, address: &TenantAddress) -> Option<String> {
        let url = Url::parse(address.as_str()).ok()?;
        if is_loopback(&url) {
            return None;
        }
        let proxy = Matcher::from_system().intercept(&url.as_str().parse().ok()?)?;
        let authority = proxy.uri().authority()?;
        let port = authority.port_u16().map(|port| format!(":{port}"));
        Some(format!("{}{}", authority.host(), port.unwrap_or_default()))
    }

    /// Who issued the certificate that a tenant shows, whether it is trusted here or not; `None`
    /// where it shows none, or one that cannot be read. It says nothing about trust: whoever is in
    /// between can put any name there.
    ///
    /// # Errors
    /// The errors of the connection.
    #[tracing::instrument(skip_all)]
    pub async fn certificate_issuer(
        &self,
        address: &TenantAddress,
    ) -> Result<Option<String>, Error> {
        let url = address.join(".well-known/openid-configuration")?;
        if url.scheme() != "https" {
            return Ok(None);
        }
        let name = host(&url);
        let response = self
            .onlooker(&url)?
            .execute(get(url))
            .await
            .map_err(|error| classify(&error, &name))?;
        let seen = response.extensions().get::<TlsInfo>();
        Ok(seen.and_then(TlsInfo::peer_certificate).and_then(issuer))
    }
}

/// The issuer's name and organization in a certificate (RFC 5280 section 4.1).
fn issuer(der: &[u8]) -> Option<String> {
    let (certificate, _) = expect(der, SEQUENCE)?;
    let (to_be_signed, _) = expect(certificate, SEQUENCE)?;
    let rest = match element(to_be_signed)? {
        (VERSION, _, rest) => rest,
        _ => to_be_signed,
    };
    let (_serial, rest) = expect(rest, INTEGER)?;
    let (_algorithm, rest) = expect(rest, SEQUENCE)?;
    let (mut names, _) = expect(rest, SEQUENCE)?;
    let (mut name, mut organization) = (None, None);
    while let Some((set, rest)) = expect(names, SET) {
        names = rest;
        let (pair, _) = expect(set, SEQUENCE)?;
        let (kind, value) = expect(pair, OBJECT_IDENTIFIER)?;
        match kind {
            COMMON_NAME => name = text(value),
            ORGANIZATION => organization = text(value),
            _ => {}
        }
    }
    let parts: Vec<String> = name.into_iter().chain(organization).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const OBJECT_IDENTIFIER: u8 = 0x06;
const VERSION: u8 = 0xa0;
/// 2.5.4.3 and 2.5.4.10.
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
const ORGANIZATION: &[u8] = &[0x55, 0x04, 0x0a];

/// The content of the first element, if it is of this kind, and what stands behind it.
fn expect(der: &[u8], kind: u8) -> Option<(&[u8], &[u8])> {
    let (found, content, rest) = element(der)?;
    (found == kind).then_some((content, rest))
}

/// The first element in DER: kind, content, and what stands behind it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&kind, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x83 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let add = |sum: usize, byte: &u8| (sum << 8) | usize::from(*byte);
            (bytes.iter().fold(0, add), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((kind, content, rest))
}

/// A name in one of the kinds of text that certificates have.
fn text(der: &[u8]) -> Option<String> {
    let (kind, content, _) = element(der)?;
    match kind {
        // UTF8String, PrintableString, IA5String
        0x0c | 0x13 | 0x16 => String::from_utf8(content.to_vec()).ok(),
        // BMPString
        0x1e => {
            let units = content.chunks_exact(2);
            let units = units.map(|pair| {
                pair.iter()
                    .fold(0, |sum, &byte| (sum << 8) | u16::from(byte))
            });
            String::from_utf16(&units.collect::<Vec<u16>>()).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rcgen::{CertificateParams, DnType, KeyPair};

    use super::*;

    fn certificate(common_name: &str, organization: &str) -> Vec<u8> {
        let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        let names = &mut params.distinguished_name;
        names.push(DnType::CountryName, "DE");
        names.push(DnType::OrganizationName, organization);
        names.push(DnType::CommonName, common_name);
        let key = KeyPair::generate().unwrap();
        params.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn the_issuer_is_told_by_name_and_organization() {
        let long = "Ä".repeat(100);
        for (name, organization) in [("Proxy CA", "Acme Ltd."), (long.as_str(), "結び目")] {
            let told = issuer(&certificate(name, organization));
            assert_eq!(told, Some(format!("{name}, {organization}")));
        }
    }

    #[test]
    fn a_certificate_that_is_cut_off_has_no_issuer_that_was_not_there() {
        let whole = certificate("Proxy CA", "Acme Ltd.");
        for length in 0..whole.len() {
            assert_eq!(issuer(&whole[..length]), None);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>, place: usize, byte: u8) {
            issuer(&bytes);
            let mut changed = certificate("Proxy CA", "Acme Ltd.");
            let place = place % changed.len();
            changed[place] = byte;
            issuer(&changed);
        }
    }
}
