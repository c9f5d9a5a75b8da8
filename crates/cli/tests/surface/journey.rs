//! From signing in to signing out.

use serde_json::json;

use crate::browser::APPROVE;
use crate::shapes::{redacted, shape, valid};
use crate::world::World;

const CALENDAR: &str = "https://www.googleapis.com/auth/calendar.readonly";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_journey_in_words() {
    let mut world = World::signed_in().await;
    assert!(
        world
            .run(&["profiles"])
            .sees(0)
            .out
            .contains("mooring-demo")
    );
    let status = world.run(&["status"]).sees(0);
    insta::assert_snapshot!("status", redacted(&world, &status.out));
    let providers = world.run(&["providers"]).sees(0);
    insta::assert_snapshot!("providers", redacted(&world, &providers.out));
    let none = world.run(&["accounts"]).sees(0);
    assert_eq!(none.out, "No accounts are connected.\n");
    let arguments = [
        "google",
        "--nickname",
        "Work",
        "--hint",
        "dana@acme.example",
    ];
    let connected = world.connect(&arguments).await.sees(0);
    insta::assert_snapshot!("connected", redacted(&world, &connected.out));
    let accounts = world.run(&["accounts"]).sees(0);
    insta::assert_snapshot!("accounts", redacted(&world, &accounts.out));
    let disconnected = world.run(&["disconnect", "work", "--yes"]).sees(0);
    insta::assert_snapshot!("disconnected", redacted(&world, &disconnected.out));
    assert!(world.tenant.accounts("dana").is_empty());
    assert_eq!(world.run(&["sign-out"]).sees(0).out, "Signed out.\n");
    let again = world.run(&["sign-out"]).sees(0);
    assert_eq!(again.out, "Nobody is signed in.\n");
    // Without a terminal: no colour, and no progress.
    for said in [&status, &providers, &accounts, &disconnected] {
        assert!(
            !said.out.contains('\u{1b}') && said.aside.is_empty(),
            "{said:?}"
        );
    }
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_journey_in_objects() {
    let mut world = World::new().await;
    let profile = world.profile.clone();
    let sign_in = ["--json", "--profile", &profile, "sign-in", "--no-browser"];
    let said = world.attempt(&sign_in, &APPROVE).await.sees(0);
    let mut shapes = vec![shape(&world, &said)];
    let again = world.run(&["sign-in", "--json"]).sees(0);
    assert_eq!(valid(&again)["already"], true);
    let connect = [
        "google",
        "--json",
        "--permission",
        CALENDAR,
        "--nickname",
        "Work",
    ];
    let connected = world.connect(&connect).await.sees(0);
    shapes.push(shape(&world, &connected));
    for arguments in [["status"], ["accounts"], ["profiles"]] {
        let said = world.run(&[&arguments[..], &["--json"]].concat()).sees(0);
        shapes.push(shape(&world, &said));
    }
    let providers = valid(&world.run(&["--json", "providers"]).sees(0));
    let all = providers["providers"].as_array().unwrap();
    let google = all.iter().find(|one| one["provider"] == "Google").unwrap();
    assert_eq!((all.len(), &google["accounts"]), (8, &json!(1)));
    let only = world
        .run(&["accounts", "--connection", "goo", "--json"])
        .sees(0);
    assert_eq!(valid(&only)["accounts"].as_array().unwrap().len(), 1);
    let said = world.run(&["--json", "disconnect", "Work", "-y"]).sees(0);
    shapes.push(shape(&world, &said));
    shapes.push(shape(&world, &world.run(&["sign-out", "--json"]).sees(0)));
    insta::assert_json_snapshot!("objects", shapes);
    for arguments in [&["man", "--json"][..], &["completions", "zsh", "--json"]] {
        assert!(valid(&world.run(arguments).sees(0))["text"].is_string());
    }
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_permissions_that_were_named_are_asked_for() {
    let mut world = World::signed_in().await;
    let connected = world
        .connect(&["google", "--json", "--permission", CALENDAR])
        .await;
    let account = valid(&connected.sees(0))["account"].clone();
    let asked = world.tenant.accounts("dana")[0].scopes.clone();
    assert!(asked.iter().any(|scope| scope == CALENDAR), "{asked:?}");
    let optional = account["permissions"].as_array().unwrap().iter();
    let optional: Vec<_> = optional.filter(|one| one["required"] == false).collect();
    assert_eq!(optional.len(), 1, "{account}");
    assert_eq!(
        optional[0]["words"],
        "See every calendar and event you can open"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quiet_says_the_answer_only() {
    let mut world = World::signed_in().await;
    let connected = world.connect(&["google", "--quiet"]).await.sees(0);
    assert_eq!(connected.out, "");
    assert!(
        world
            .run(&["accounts", "--quiet"])
            .sees(0)
            .out
            .contains("Google")
    );
    assert_eq!(world.run(&["disconnect", "google", "-yq"]).sees(0).out, "");
}

/// What was connected in the window is named here as there, and the other way round.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_are_kept_in_the_notes_of_both() {
    let mut world = World::signed_in().await;
    world
        .connect(&["google", "--nickname", "Work"])
        .await
        .sees(0);
    let notes = std::fs::read_to_string(world.home.config().join("notes.json")).unwrap();
    assert!(notes.contains("\"nickname\": \"Work\""), "{notes}");
    assert!(
        !notes.contains("wishes\": {\n"),
        "no attempt is kept: {notes}"
    );
}
