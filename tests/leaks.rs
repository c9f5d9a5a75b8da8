//! A whole journey under a log that leaves nothing out: no secret stands in the log of the program,
//! in a snapshot, or in the settings.

#[cfg(test)]
#[expect(dead_code, unused_imports, reason = "the journeys use the rest")]
mod support;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use accounts::Request;
    use accounts::ports::VaultItem;
    use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use emulator::{Authentication, Config, Exchange};
    use serde_json::Value;
    use tracing::Subscriber;
    use tracing_subscriber::Layer;
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::fmt;
    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::registry::LookupSpan;
    use tracing_subscriber::util::SubscriberInitExt;
    use url::Url;

    use crate::support::{Manner, Program, World, of};

    const GOOGLE: &str = "google-oauth2";
    /// Every kind of secret that the program handles.
    const KINDS: [&str; 14] = [
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

    /// Keeps a log in memory.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Log {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    /// Secrets by their kind.
    #[derive(Default)]
    struct Harvest(BTreeMap<String, BTreeSet<String>>);

    impl Harvest {
        fn add(&mut self, name: &str, value: &str) {
            if KINDS.contains(&name) {
                let kind = self.0.entry(name.to_owned()).or_default();
                let secret = ["Bearer ", "DPoP "]
                    .into_iter()
                    .find_map(|scheme| value.strip_prefix(scheme));
                kind.insert(secret.unwrap_or(value).to_owned());
            }
        }

        fn json(&mut self, value: &Value) {
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

        fn pairs(&mut self, form: &[u8]) {
            for (name, value) in url::form_urlencoded::parse(form) {
                self.add(&name, &value);
            }
        }

        fn found_in(&self, text: &str) -> Vec<&str> {
            let kinds = self.0.iter();
            kinds
                .filter(|(_, secrets)| secrets.iter().any(|secret| text.contains(secret)))
                .map(|(kind, _)| kind.as_str())
                .collect()
        }
    }

    fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(log: &Log) -> impl Layer<S> {
        let log = log.clone();
        fmt::layer()
            .with_ansi(false)
            .with_writer(move || log.clone())
    }

    fn capture() -> (Log, Log) {
        let (ours, others) = (Log::default(), Log::default());
        let targets = ["accounts", "auth0", "mooring_desktop"];
        let only_ours = Targets::new().with_targets(targets.map(|one| (one, LevelFilter::TRACE)));
        let only_others = Targets::new()
            .with_default(LevelFilter::TRACE)
            .with_targets(targets.map(|one| (one, LevelFilter::OFF)));
        tracing_subscriber::registry()
            .with(layer(&ours).with_filter(only_ours))
            .with(layer(&others).with_filter(only_others))
            .init();
        (ours, others)
    }

    /// Keeps every snapshot as the window gets it.
    fn keep_snapshots(program: &Program) -> Arc<Mutex<Vec<String>>> {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let mut snapshots = program.snapshots();
        let keeping = kept.clone();
        tokio::spawn(async move {
            while snapshots.changed().await.is_ok() {
                let text = serde_json::to_string(&*snapshots.borrow_and_update()).unwrap();
                keeping.lock().unwrap().push(text);
            }
        });
        kept
    }

    async fn journey(program: &mut Program) {
        program.until_signed_out().await;
        program.deliver("dev.mooring.desktop://callback?code=stray-code&state=stray-state");
        program.deliver("dev.mooring.desktop://callback?code=broken-link-code");
        program.take(Request::SignIn);
        program.until_current().await;
        program.refresh_after(700).await;
        program.connect(GOOGLE);
        let connected = |now: &_| of(now, GOOGLE).len() == 1;
        let accounts = program.until_accounts("connected", connected).await;
        let account = of(&accounts, GOOGLE)[0].id.clone();
        program.disconnect(&[&account], true).await;
        program
            .until_accounts("gone", |now| of(now, GOOGLE).is_empty())
            .await;
        program.begin_connect(GOOGLE).await;
        // The sign-in, a connect, the provider's page and this one; the last two in any order.
        program.world.browser.opened_after(3).await;
        let opened = program.world.browser.opened();
        let tenant = program.world.tenant.address().origin();
        let ours = |url: &&Url| url.origin() == tenant;
        let url = opened.iter().rfind(ours).unwrap();
        let back = program.world.browser.walk(url, Manner::Approve).await;
        program
            .app
            .paste("https://elsewhere.example/?code=pasted-code-of-nobody")
            .unwrap();
        program.app.paste(&back.back()).unwrap();
        program.until_accounts("connected again", connected).await;
        program.world.browser.act(Manner::Refuse);
        program.connect("dropbox");
        program.until_provider_failed("dropbox").await;
        program.world.tenant.go_down().await;
        program.failing_refresh_after(700).await;
        program.world.tenant.come_back().await;
        program.take(Request::SignOut { in_browser: true });
        program.until_signed_out().await;
    }

    fn harvest(world: &World) -> Harvest {
        let mut harvest = Harvest::default();
        for exchange in world.tenant.exchanges() {
            harvest.exchange(&exchange);
        }
        for kept in world.vault.written() {
            harvest.json(&kept);
        }
        for key in world.vault.written_as(VaultItem::ProofKey) {
            harvest.add("proof_key", &BASE64_STANDARD.encode(&key));
            harvest.add("proof_key", &format!("{key:?}"));
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

    #[tokio::test]
    async fn no_secret_leaves_its_place() {
        let (ours, others) = capture();
        let mut config = Config {
            record: true,
            ..Config::default()
        };
        let secret = "a-client-secret-that-nobody-sees";
        config.client.authentication = Authentication::ClientSecretPost {
            secret: secret.to_owned(),
        };
        let options = ProfileOptions {
            client_authentication: ClientAuthenticationMethod::ClientSecretPost,
            ..ProfileOptions::default()
        };
        let world = World::settled_with(config, options).await;
        let mut program = Program::start_with(world, |start| {
            start.client_credential = Some(secret.as_bytes().to_vec().into());
        });
        let snapshots = keep_snapshots(&program);
        journey(&mut program).await;
        // The last one may not have been kept yet.
        let last = serde_json::to_string(&*program.snapshots().borrow()).unwrap();
        snapshots.lock().unwrap().push(last);
        let settings = serde_json::to_string(&program.world.settings.now()).unwrap();
        let notes = program.world.settings.notes_file();
        assert!(notes.contains(GOOGLE), "something is remembered");
        let harvest = harvest(&program.stop());

        for kind in KINDS {
            assert!(harvest.0.contains_key(kind), "no {kind} was seen");
        }
        assert!(harvest.0["refresh_token"].len() >= 2, "it rotated");
        let secrets = harvest.0.values().flatten();
        assert!(secrets.clone().all(|secret| secret.len() > 8));
        let planted = format!("so {} would be found", secrets.clone().next().unwrap());
        assert!(harvest.found_in(&planted).contains(&"access_token"));

        let log = ours.text();
        assert!(log.contains("accounts::"), "the log was captured");
        assert_eq!(harvest.found_in(&log), Vec::<&str>::new(), "in the log");
        let snapshots = snapshots.lock().unwrap();
        // Quick ones may be skipped, as they are by the window.
        for kind in ["signedOut", "accounts", "attempt"] {
            let shown = |text: &String| text.contains(&format!("\"{kind}\""));
            assert!(snapshots.iter().any(shown), "no snapshot had {kind}");
        }
        assert_eq!(harvest.found_in(&snapshots.join("\n")), Vec::<&str>::new());
        assert_eq!(harvest.found_in(&settings), Vec::<&str>::new());
        assert_eq!(harvest.found_in(&notes), Vec::<&str>::new());
        // What libraries log is theirs: the shipped log leaves them out. It is told, not judged.
        let theirs = others.text();
        println!(
            "libraries logged {} bytes: {:?}",
            theirs.len(),
            harvest.found_in(&theirs)
        );
    }
}
