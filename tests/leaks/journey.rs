//! A whole journey: no secret stands in the log of the program, in a snapshot, or in the settings.

use std::sync::{Arc, Mutex};

use accounts::Request;
use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use emulator::{Authentication, Config};
use url::Url;

use crate::harvest::{KINDS, harvest};
use crate::log::capture;
use crate::support::{Manner, Program, World, of, proof};

const GOOGLE: &str = "google-oauth2";

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
    // The newest one may not have been kept yet.
    let newest = serde_json::to_string(&*program.snapshots().borrow()).unwrap();
    snapshots.lock().unwrap().push(newest);
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
    let snapshots = snapshots.lock().unwrap();
    // Quick ones may be skipped, as they are by the window.
    for kind in ["signedOut", "accounts", "attempt"] {
        let shown = |text: &String| text.contains(&format!("\"{kind}\""));
        assert!(snapshots.iter().any(shown), "no snapshot had {kind}");
    }
    let (tried, lost) = harvest.search(&[
        ("log", &log),
        ("snapshots", &snapshots.join("\n")),
        ("settings", &settings),
        ("notes", &notes),
    ]);
    // What libraries log is theirs: the shipped log leaves them out. It is told, not judged.
    let theirs = others.text();
    println!(
        "libraries logged {} bytes: {:?}",
        theirs.len(),
        harvest.found_in(&theirs)
    );
    proof::record("canaries", tried, lost);
}
