//! The secrets of a journey, gathered from all who had them.

use std::collections::{BTreeMap, BTreeSet};

use accounts::ports::VaultItem;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use emulator::Exchange;
use serde_json::Value;
use url::Url;

use crate::support::World;

/// Every kind of secret that the program handles.
pub(crate) const KINDS: [&str; 14] = [
    "access_token",
    "auth_session",
    "code",
    "code_verifier",
    "connect_code",
    "id_token",
    "nonce",
    "refresh_token",
    "state",
    "ticket",
    "authorization",
    "client_secret",
    "dpop",
    "proof_key",
];

/// Secrets by their kind.
#[derive(Default)]
pub(crate) struct Harvest(pub(crate) BTreeMap<String, BTreeSet<String>>);

impl Harvest {
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        if KINDS.contains(&name) {
            let kind = self.0.entry(name.to_owned()).or_default();
            let secret = ["Bearer ", "DPoP "]
                .into_iter()
                .find_map(|scheme| value.strip_prefix(scheme));
            kind.insert(secret.unwrap_or(value).to_owned());
        }
    }

    pub(crate) fn json(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    if let Value::String(text) = value {
                        self.add(name, text);
                    }
                    self.json(value);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.json(item)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn exchange(&mut self, exchange: &Exchange) {
        for (name, value) in &exchange.request_headers {
            self.add(name, value);
        }
        for body in [&exchange.request_body, &exchange.response_body] {
            match serde_json::from_str(body) {
                Ok(value) => self.json(&value),
                Err(_) => self.pairs(body.as_bytes()),
            }
        }
    }

    pub(crate) fn pairs(&mut self, form: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(form) {
            self.add(&name, &value);
        }
    }

    /// Bytes as they would be printed.
    pub(crate) fn bytes(&mut self, kind: &str, bytes: &[u8]) {
        let kind = self.0.entry(kind.to_owned()).or_default();
        kind.insert(BASE64_STANDARD.encode(bytes));
        let list = format!("{bytes:?}");
        kind.insert(list.trim_matches(['[', ']']).to_owned());
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (kind, secrets) in other.0 {
            self.0.entry(kind).or_default().extend(secrets);
        }
    }

    pub(crate) fn found_in(&self, text: &str) -> Vec<&str> {
        let kinds = self.0.iter();
        kinds
            .filter(|(_, secrets)| secrets.iter().any(|secret| text.contains(secret)))
            .map(|(kind, _)| kind.as_str())
            .collect()
    }

    /// Looks for each secret in each place; gives how often it looked and how often it found one.
    pub(crate) fn search(&self, places: &[(&str, &str)]) -> (u64, u64) {
        let (mut tried, mut lost) = (0, 0);
        for (kind, secrets) in &self.0 {
            for (place, text) in places {
                let found = secrets.iter().filter(|secret| text.contains(*secret));
                let found = u64::try_from(found.count()).unwrap();
                if found > 0 {
                    println!("{found} of {kind} in {place}");
                }
                tried += u64::try_from(secrets.len()).unwrap();
                lost += found;
            }
        }
        (tried, lost)
    }
}

/// All secrets that tenant, keychain and browser had.
pub(crate) fn harvest(world: &World) -> Harvest {
    let mut harvest = Harvest::default();
    for exchange in world.tenant.exchanges() {
        harvest.exchange(&exchange);
    }
    for kept in world.vault.written() {
        harvest.json(&kept);
    }
    for key in world.vault.written_as(VaultItem::ProofKey) {
        harvest.bytes("proof_key", &key);
    }
    let landings = world.browser.landings();
    let landings = landings.iter().map(|raw| Url::parse(raw).unwrap());
    for url in world.browser.opened().into_iter().chain(landings) {
        harvest.pairs(url.query().unwrap_or_default().as_bytes());
    }
    for stray in ["stray-code", "broken-link-code", "pasted-code-of-nobody"] {
        harvest.add("code", stray);
    }
    harvest.add("state", "stray-state");
    harvest
}
