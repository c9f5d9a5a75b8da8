//! What most journeys need: a tenant, a desktop, a browser.

use emulator::{Config, Emulator, Fault};
use serde_json::Value;
use url::Url;

use crate::browser::Browser;
use crate::desktop::{Desktop, Keychain};
use crate::window::Window;

/// The client that the tenant knows.
pub(crate) const CLIENT_ID: &str = "mooring-demo";

/// Parameters, members and headers whose values are secret.
pub(crate) const SECRETS: [&str; 11] = [
    "access_token",
    "auth_session",
    "code",
    "code_verifier",
    "connect_code",
    "dpop",
    "id_token",
    "nonce",
    "refresh_token",
    "state",
    "ticket",
];

/// A tenant that outlives the program, a desktop, and a browser on it.
pub(crate) struct Setting {
    pub(crate) browser: Browser,
    pub(crate) desktop: Desktop,
    tenant: Emulator,
}

impl Setting {
    pub(crate) async fn start() -> Self {
        Self::with_keychain(Keychain::Unlocked).await
    }

    pub(crate) async fn with_keychain(keychain: Keychain) -> Self {
        Self::on(Desktop::with_keychain(keychain), Config::default()).await
    }

    /// On a desktop that is there already, with a tenant of a kind.
    pub(crate) async fn on(desktop: Desktop, config: Config) -> Self {
        Self::beside(desktop, config, &[]).await
    }

    /// The same, with other tenants that the browser knows.
    pub(crate) async fn beside(desktop: Desktop, config: Config, others: &[&Url]) -> Self {
        let record = true;
        let tenant = emulator::start(Config { record, ..config }).await.unwrap();
        let url = tenant.base_url();
        let browser = Browser::start(&desktop, &[&[&url], others].concat()).await;
        Self {
            browser,
            desktop,
            tenant,
        }
    }

    /// Starts the program.
    pub(crate) async fn open(&self) -> Window {
        Window::start(&self.desktop, &[]).await
    }

    /// Starts the program for the first time and signs in.
    pub(crate) async fn open_signed_in(&self, person: &str) -> Window {
        let window = self.open().await;
        self.fill_first_run(&window).await;
        self.finish_sign_in(person).await;
        self.see_checks(&window).await;
        window.see("row-provider-google-oauth2").await;
        window
    }

    /// After the first sign-in every part of the set-up is checked; gives what was found, line by line.
    pub(crate) async fn see_checks(&self, window: &Window) -> Vec<(String, String)> {
        window.see("screen-accounts").await;
        let over = |milliseconds: &Value| milliseconds.is_number();
        window.until("/doctor/milliseconds", over).await;
        let doctor = window.snapshot().await["doctor"].clone();
        window.screenshot("checks").await;
        window.click("sheet-close").await;
        window.see_gone("doctor-summary").await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let lines = doctor["lines"].as_array().unwrap().iter();
        let found = |line: &Value| (text(&line["check"]), text(&line["verdict"]["kind"]));
        lines.map(found).collect()
    }

    /// Fills the form of the first run and sends it.
    pub(crate) async fn fill_first_run(&self, window: &Window) {
        self.fill_first_run_as(window, CLIENT_ID).await;
    }

    /// The same as another client.
    pub(crate) async fn fill_first_run_as(&self, window: &Window, client_id: &str) {
        window.see("screen-firstRun").await;
        let address = self.tenant.base_url();
        window.fill("first-run-domain", address.as_str()).await;
        window.fill("first-run-client-id", client_id).await;
        window.click("first-run-submit").await;
    }

    /// Signs in, in the browser.
    pub(crate) async fn finish_sign_in(&self, person: &str) {
        self.browser.click(&format!("person-{person}")).await;
        self.browser.click("continue").await;
    }

    /// The tenant's address.
    pub(crate) fn address(&self) -> String {
        self.tenant.base_url().to_string()
    }

    /// From now on the tenant misbehaves.
    pub(crate) fn inject(&self, fault: Fault) {
        self.tenant.inject(fault);
    }

    /// How much went to the tenant so far, whoever sent it.
    pub(crate) fn exchanges(&self) -> usize {
        self.tenant.exchanges().len()
    }

    /// What an administrator has changed so far: method and path of each call that is no read.
    pub(crate) fn changes(&self) -> Vec<String> {
        let exchanges = self.tenant.exchanges().into_iter();
        exchanges
            .filter(|one| one.method != "GET" && one.path.starts_with("/api/v2/"))
            .map(|one| format!("{} {}", one.method, one.path))
            .collect()
    }

    /// The statuses of the My Account calls with this method, in order.
    pub(crate) fn calls(&self, method: &str) -> Vec<u16> {
        let exchanges = self.tenant.exchanges().into_iter();
        exchanges
            .filter(|one| one.method == method && one.path.starts_with("/me/"))
            .map(|one| one.status)
            .collect()
    }

    /// How many of the My Account calls with this method were done. Others may have been asked for a
    /// nonce first.
    pub(crate) fn done(&self, method: &str) -> usize {
        let calls = self.calls(method).into_iter();
        calls.filter(|status| (200..300).contains(status)).count()
    }

    /// How many refreshes the tenant refused, not for a nonce.
    pub(crate) fn refused_refreshes(&self) -> usize {
        let exchanges = self.tenant.exchanges().into_iter();
        exchanges
            .filter(|one| one.request_body.contains("grant_type=refresh_token"))
            .filter(|one| !(200..300).contains(&one.status))
            .filter(|one| !one.response_body.contains("use_dpop_nonce"))
            .count()
    }

    /// The body of the last such call.
    pub(crate) fn recorded(&self, method: &str, path: &str) -> String {
        let exchanges = self.tenant.exchanges().into_iter();
        let mut bodies = exchanges
            .filter(|one| one.method == method && one.path.ends_with(path))
            .map(|one| one.request_body);
        bodies.next_back().expect("such a call")
    }

    /// The refresh token in the keychain.
    pub(crate) fn keychain_session(&self) -> Option<String> {
        let url = self.tenant.base_url();
        let profile = format!("127.0.0.1:{} {CLIENT_ID}", url.port().unwrap());
        let item = self.desktop.keychain_item(&profile, "session")?;
        let session: serde_json::Value = serde_json::from_str(&item).unwrap();
        Some(session["refresh_token"].as_str().unwrap().to_owned())
    }

    /// What the token endpoint says to this refresh token.
    pub(crate) async fn refresh(&self, refresh_token: &str) -> u16 {
        let url = self.tenant.base_url().join("oauth/token").unwrap();
        let client = reqwest::Client::builder().build().unwrap();
        let answer = client
            .post(url)
            .form(&[
                ("grant_type", "refresh_token"),
                ("client_id", CLIENT_ID),
                ("refresh_token", refresh_token),
            ])
            .send()
            .await
            .unwrap();
        answer.status().as_u16()
    }

    /// Searches what the program leaves behind for everything secret that went over the wire.
    pub(crate) fn assert_nothing_leaked(&self) {
        let secrets = self.secrets();
        assert!(secrets.len() > 10, "only {} secrets seen", secrets.len());
        let settings = self.desktop.home.path().join(".config/dev.mooring.desktop");
        let settings = std::fs::read_to_string(settings.join("settings.json")).unwrap();
        let log = self.desktop.log();
        assert!(log.contains("TRACE"), "the log is at its most talkative");
        for process in self.desktop.processes() {
            let line = std::fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap();
            assert!(!secrets.iter().any(|secret| line.contains(secret)));
        }
        for secret in secrets {
            assert!(!log.contains(&secret), "a secret in the log");
            assert!(!settings.contains(&secret), "a secret in the settings");
        }
    }

    /// Tokens, codes, verifiers, tickets, proofs and sessions of all calls and addresses so far.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let named = self.named_secrets().into_iter();
        named.map(|(_, value)| value).collect()
    }

    /// The same with what each of them is.
    pub(crate) fn named_secrets(&self) -> Vec<(String, String)> {
        let mut found = vec![];
        for address in self.browser.addresses() {
            let address = Url::parse(&address).unwrap();
            found.extend(address.query_pairs().into_owned());
        }
        for exchange in self.tenant.exchanges() {
            found.extend(exchange.request_headers.iter().cloned());
            for body in [&exchange.request_body, &exchange.response_body] {
                for (name, value) in url::form_urlencoded::parse(body.as_bytes()) {
                    found.push((name.into_owned(), value.into_owned()));
                }
                let json = serde_json::from_str(body).unwrap_or_default();
                collect(&json, &mut found);
            }
        }
        let secret =
            |(name, value): &(String, String)| SECRETS.contains(&&**name) && value.len() > 8;
        found.into_iter().filter(secret).collect()
    }

    /// The private key of the proofs in the keychain, as a number.
    pub(crate) fn private_key(&self) -> Option<Vec<u8>> {
        /// Before it in an `ECPrivateKey` (RFC 5915): version 1, and 32 bytes.
        const BEFORE: [u8; 5] = [2, 1, 1, 4, 32];
        let url = self.tenant.base_url();
        let profile = format!("127.0.0.1:{} {CLIENT_ID}", url.port().unwrap());
        let mut lookup = self.desktop.command("secret-tool");
        lookup.args(["lookup", "service", "dev.mooring.desktop", "username"]);
        let kept = lookup.arg(format!("{profile} proof-key")).output().unwrap();
        let mut places = kept.stdout.windows(BEFORE.len());
        let place = places.position(|bytes| bytes == BEFORE)? + BEFORE.len();
        Some(kept.stdout[place..place + 32].to_vec())
    }
}

fn collect(json: &serde_json::Value, found: &mut Vec<(String, String)>) {
    for (name, value) in json.as_object().into_iter().flatten() {
        match value.as_str() {
            Some(text) => found.push((name.clone(), text.to_owned())),
            None => collect(value, found),
        }
    }
}
