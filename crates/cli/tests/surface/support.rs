//! What somebody looks at, or hands on, when something is wrong.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

use emulator::{Endpoint, Fault, Misbehavior};
use serde_json::{Value, json};

use crate::proof;
use crate::shapes::valid;
use crate::world::{Said, World};

/// The client lacks a permission.
fn refusing() -> Fault {
    let refusal = Misbehavior::Status {
        status: 403,
        body: None,
        headers: Vec::new(),
    };
    Fault::always(Endpoint::Accounts, refusal)
}

fn line<'a>(object: &'a Value, check: &str) -> &'a Value {
    let mut lines = object["lines"].as_array().unwrap().iter();
    let found = lines.find(|line| line["check"] == check);
    found.unwrap_or_else(|| panic!("no {check}: {object}"))
}

fn verdicts(object: &Value, verdict: &str) -> Vec<String> {
    let lines = object["lines"].as_array().unwrap().iter();
    let wanted = lines.filter(|line| line["verdict"] == verdict);
    wanted
        .map(|line| line["check"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_finds_nothing_where_nothing_is_wrong() {
    let world = World::signed_in().await;
    let object = valid(&world.run(&["doctor", "--json"]).sees(0));
    assert!(object["milliseconds"].as_u64().unwrap() < 5000, "{object}");
    let none: [&str; 0] = [];
    assert_eq!(verdicts(&object, "red"), none, "{object}");
    assert_eq!(verdicts(&object, "amber"), none, "{object}");
    // Links open the window, and are none of the command line's business.
    assert_eq!(verdicts(&object, "notChecked"), ["links"], "{object}");
    assert_eq!(line(&object, "proofs")["facts"][0]["proofs"], "used");

    let begun = tokio::time::Instant::now();
    let said = world.run(&["doctor"]).sees(0);
    assert!(begun.elapsed().as_secs() < 8, "it ends when it is done");
    let words: Vec<&str> = said.out.lines().collect();
    assert!(words[0].starts_with("✓  Keychain"), "{said:?}");
    assert!(words[0].contains("  Fine  "), "{said:?}");
    assert!(words[1].starts_with("–  Links to Mooring"), "{said:?}");
    assert!(words[1].contains("Not checked"), "{said:?}");
    assert_eq!(*words.last().unwrap(), "Everything is as it must be.");
    let column = |line: &str| line.find(" ms").map(|_| line.chars().count());
    assert!(column(words[0]).is_some(), "{said:?}");
    assert!(
        said.aside.is_empty() && !said.out.contains('\u{1b}'),
        "{said:?}"
    );
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_looks_at_what_can_be_looked_at() {
    let world = World::new().await;
    let nothing = world.run(&["doctor", "--json"]).sees(2);
    let object = valid(&nothing);
    for check in ["keychain", "loopback"] {
        assert_eq!(line(&object, check)["verdict"], "green", "{object}");
    }
    for check in ["network", "session", "providers"] {
        assert_eq!(line(&object, check)["verdict"], "notChecked", "{object}");
    }
    let said = world.run(&["doctor"]).sees(2);
    assert!(said.out.contains("No tenant is chosen"), "{said:?}");

    let profile = world.profile.clone();
    let nobody = ["--profile", &profile, "doctor", "--json"];
    let object = valid(&world.run(&nobody).sees(0));
    for check in ["network", "clock", "discovery"] {
        assert_eq!(line(&object, check)["verdict"], "green", "{object}");
    }
    let session = line(&object, "session");
    assert_eq!(session["verdict"], "amber");
    assert_eq!(session["failure"]["diagnosis"], "nobodySignedIn");
    assert_eq!(line(&object, "myAccount")["because"], "session");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_ends_with_the_code_of_what_is_wrong_first() {
    let mut world = World::signed_in().await;
    let held: Vec<_> = accounts::callback::LOOPBACK
        .iter()
        .map(|address| address.trim_start_matches("http://"))
        .map(|address| TcpListener::bind(address.trim_end_matches("/callback")).unwrap())
        .collect();
    let object = valid(&world.run(&["doctor", "--json"]).sees(1));
    let loopback = line(&object, "loopback");
    assert_eq!(loopback["verdict"], "red", "no other way leads back here");
    assert_eq!(loopback["failure"]["diagnosis"], "loopbackUnavailable");
    drop(held);

    world.tenant.revoke_family("dana");
    let object = valid(&world.run(&["doctor", "--json"]).sees(3));
    assert_eq!(
        line(&object, "session")["failure"]["diagnosis"],
        "sessionEnded"
    );

    world.sign_in().await;
    world.tenant.inject(refusing());
    let object = valid(&world.run(&["doctor", "--json"]).sees(5));
    let mut all = object["lines"].as_array().unwrap().iter();
    let first = all.find(|line| line["verdict"] == "red").unwrap();
    assert_eq!(first["check"], "myAccount", "{object}");
    assert_eq!(first["failure"]["turn"], "administrator", "{object}");
    let said = world.run(&["doctor"]).sees(5);
    let what = first["failure"]["what"].as_str().unwrap();
    assert!(
        said.out.contains(&format!("    {what}\n      Why")),
        "{said:?}"
    );
    assert!(said.out.contains("Does not work"), "{said:?}");

    world = world.without_tenant().await;
    let object = valid(&world.run(&["doctor", "--json"]).sees(6));
    assert_eq!(line(&object, "network")["verdict"], "red");
    assert_eq!(line(&object, "session")["because"], "network");
}

fn lines(said: &Said) -> Vec<String> {
    said.out.lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_says_what_runs_and_nothing_of_the_person() {
    let mut world = World::signed_in().await;
    let named = [
        "google",
        "--nickname",
        "Work mail",
        "--hint",
        "dana@acme.example",
    ];
    world.connect(&named).await.sees(0);
    world.run(&["accounts", "--profile", "x"]).sees(2);
    let port = world.tenant.base_url().port().unwrap();
    world.tenant.inject(refusing());
    let failed = valid(&world.run(&["accounts", "--json"]).sees(5));
    let id = failed["error"]["id"].as_str().unwrap().to_owned();
    world.tenant.clear_faults();

    let said = world.run(&["report"]).sees(0);
    let all = lines(&said);
    assert!(all[0].starts_with("Mooring 0."), "{said:?}");
    assert!(
        all.contains(&format!("Tenant: 127.0.0.1:{port}")),
        "{said:?}"
    );
    assert!(
        all.iter().any(|one| one.starts_with("keychain: green, ")),
        "{said:?}"
    );
    // It failed in another run: the log knows of it.
    let known = all.iter().filter(|one| one.contains(&id)).count();
    assert_eq!(known, 2, "among the failures and in the log: {said:?}");
    let home = world.home.folder.path().to_string_lossy().into_owned();
    for personal in ["Work mail", "dana", "Dana", "Okafor", "acme.example", &home] {
        assert!(!said.out.contains(personal), "{personal}: {said:?}");
    }
    let begun = tokio::time::Instant::now();
    let object = valid(&world.run(&["report", "--json", "--no-doctor"]).sees(0));
    world.run(&["status"]).sees(0);
    assert!(
        begun.elapsed().as_secs() < 8,
        "what asks nobody waits for nobody"
    );
    let sections = object["sections"].as_array().unwrap();
    let ids: Vec<&str> = sections
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["program", "settings", "doctor", "failures", "log"]);
    assert_eq!(
        sections[2]["lines"],
        json!(["Doctor", "Not examined in this run."])
    );
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_is_shown_before_it_is_saved() {
    let world = World::signed_in().await;
    let path = world.home.folder.path().join("report.txt");
    let output = path.to_str().unwrap();
    let asked = ["report", "--no-doctor", "--output", output];
    world.run(&asked).sees(2);
    assert!(!path.exists(), "nobody could be asked");
    let said = world.run(&[&asked[..], &["--yes"]].concat()).sees(0);
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(said.out.starts_with(&saved), "{said:?}");
    assert!(
        said.out.ends_with(&format!("Saved to {output}.\n")),
        "{said:?}"
    );
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let object = valid(
        &world
            .run(&[&asked[..], &["--yes", "--json"]].concat())
            .sees(0),
    );
    assert_eq!(object["saved"], output);
    let nowhere = world.home.folder.path().join("none/report.txt");
    let nowhere = [
        "report",
        "--no-doctor",
        "-yo",
        nowhere.to_str().unwrap(),
        "--json",
    ];
    let failed = valid(&world.run(&nowhere).sees(1));
    assert_eq!(failed["error"]["diagnosis"], "reportNotSaved");
}

/// A kind of secret, and how it might stand in a log if the program had a flaw.
#[expect(clippy::too_many_lines, reason = "a line or two for each kind")]
fn planted() -> Vec<(&'static str, String, String)> {
    let token = "8sYqT2mWk4ZcJ1pRvNxGhBuE7aLdQ0";
    let jwt = format!("eyJhbGciOiJSUzI1NiJ9.{token}.{token}");
    let bytes: Vec<u8> = token.bytes().collect();
    let bytes = format!("{bytes:?}");
    let query = format!("https://acme.eu.auth0.com/authorize?state={token}&nonce={token}");
    let secret = "a-client-secret-that-nobody-sees".to_owned();
    let of = |kind, line: String, secret: &str| (kind, line, secret.to_owned());
    vec![
        of(
            "access_token",
            format!("answer={{\"access_token\":\"{jwt}\"}}"),
            &jwt,
        ),
        of("auth_session", format!("auth_session={token}"), token),
        of(
            "code",
            "url=http://127.0.0.1:18791/callback?code=stray-code&x=1".to_owned(),
            "stray-code",
        ),
        of("code_verifier", format!("code_verifier=\"{token}\""), token),
        of(
            "connect_code",
            "connect_code: broken-link-code".to_owned(),
            "broken-link-code",
        ),
        of("id_token", format!("it was {jwt}"), &jwt),
        of("nonce", query.clone(), token),
        of("refresh_token", format!("token v1.{token} spent"), token),
        of("state", query, token),
        of(
            "ticket",
            format!("dev.mooring.desktop://callback#ticket={token}"),
            token,
        ),
        of(
            "authorization",
            format!("Authorization: Bearer {jwt}"),
            &jwt,
        ),
        of("client_secret", format!("client said {secret}"), &secret),
        of("dpop", format!("dpop: {jwt}"), &jwt),
        of(
            "proof_key",
            format!("key {bytes}"),
            bytes.trim_matches(['[', ']']),
        ),
        of(
            "management_token",
            "error=no token at 'Bearer short-token'".to_owned(),
            "short-token",
        ),
        of(
            "e-mail",
            "hint=\"dana@acme.example\" asked".to_owned(),
            "dana@acme.example",
        ),
        of(
            "e-mail",
            "for kenji.mori@acme.example it went".to_owned(),
            "kenji.mori",
        ),
        of(
            "name",
            "detail=\"Layla Haddad is blocked\"".to_owned(),
            "Layla",
        ),
        of("home", "error=/home/layla/x: denied".to_owned(), "layla"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_of_a_log_is_in_a_report() {
    let world = World::signed_in().await;
    let folder = world
        .home
        .folder
        .path()
        .join(".local/share/dev.mooring.desktop/logs");
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    let mut log = std::fs::read_to_string(file.path()).unwrap();
    let planted = planted();
    for (number, (_, line, _)) in planted.iter().enumerate() {
        for target in ["accounts::model", "auth0::http", "hyper::client"] {
            let head = format!("2026-11-23T10:00:{number:02}.000001Z  WARN {target}");
            let line = format!("{head}: planted {number:02} {line}\n");
            log.push_str(&line);
        }
    }
    std::fs::write(file.path(), &log).unwrap();
    let mut lost = 0;
    let forms = [
        &["report"][..],
        &["report", "--json"],
        &["report", "--no-doctor"],
    ];
    for arguments in forms {
        let said = world.run(arguments).sees(0);
        for (number, (kind, _, secret)) in planted.iter().enumerate() {
            assert!(log.contains(secret), "it was planted");
            let lines = said.out.matches(&format!("planted {number:02}")).count();
            assert_eq!(
                lines, 2,
                "the line itself is there, of our own crates: {kind}"
            );
            if said.out.contains(secret) {
                println!("{kind} in {arguments:?}");
                lost += 1;
            }
        }
    }
    proof::record("reports", (planted.len() * forms.len()) as u64, lost);
}
