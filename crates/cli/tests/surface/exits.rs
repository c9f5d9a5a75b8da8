//! The exit codes, each by what people meet.

use emulator::{Endpoint, Fault, Misbehavior};

use crate::home::Home;
use crate::shapes::valid;
use crate::world::{World, config};

/// The exit code and the cause.
fn ended(world: &World, arguments: &[&str]) -> (i32, String) {
    let said = world.run(&[arguments, &["--json"]].concat());
    let error = valid(&said)["error"]["diagnosis"].clone();
    (said.code, error.as_str().unwrap_or_default().to_owned())
}

fn is(code: i32, diagnosis: &str) -> (i32, String) {
    (code, diagnosis.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_wrongly_ends_with_2() {
    let world = World::signed_in().await;
    assert_eq!(ended(&world, &["acounts"]), is(2, "usage"));
    assert_eq!(
        ended(&world, &["accounts", "--profile", "x"]),
        is(2, "profileUnknown")
    );
    assert_eq!(world.run(&["acounts"]).code, 2);
    assert_eq!(
        ended(&world, &["connect", "gogle"]),
        is(2, "providerUnknown")
    );
    assert_eq!(ended(&world, &["connect", "s"]), is(2, "nameAmbiguous"));
    let wrong = ["connect", "google", "--permission", "calendar"];
    assert_eq!(ended(&world, &wrong), is(2, "permissionUnknown"));
    let said = world.run(&["connect", "gogle"]).sees(2);
    assert!(said.aside.contains("The nearest: Google."), "{said:?}");
    let bad = ["setup", "--domain", "not a domain"];
    assert_eq!(ended(&world, &bad), is(2, "domainInvalid"));
    assert_eq!(
        ended(&world, &["users", "auth0|dana", "accounts"]),
        is(2, "tokenNeeded")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_runs_it_as_root_is_warned_aside() {
    let world = World::signed_in().await;
    for arguments in [
        &["status"][..],
        &["accounts", "--json"],
        &["status", "--quiet"],
    ] {
        let said = world.run(arguments).sees(0);
        assert_eq!(said.warned, system::process::is_root(), "{said:?}");
        assert!(!said.out.contains("root"), "{said:?}");
    }
    assert!(!world.run(&["completions", "bash"]).sees(0).warned);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_not_signed_in_is_told_with_3() {
    let world = World::new().await;
    assert_eq!(ended(&world, &["accounts"]), is(2, "noTenant"));
    assert_eq!(ended(&world, &["status"]), is(2, "noTenant"));
    let profile = world.profile.clone();
    let with = |command| ["--profile", &profile, command].map(str::to_owned);
    for command in ["accounts", "providers"] {
        let arguments = with(command);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        assert_eq!(ended(&world, &arguments), is(3, "notSignedIn"));
    }
    let status = world
        .run(&["--profile", &profile, "status", "--json"])
        .sees(3);
    assert!(valid(&status)["person"].is_null());
    assert!(world.tenant.exchanges().is_empty(), "nothing is sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ended_is_told_with_3_and_can_be_begun_again() {
    let mut world = World::signed_in().await;
    world.tenant.revoke_family("dana");
    assert_eq!(ended(&world, &["accounts"]), is(3, "sessionEnded"));
    assert_eq!(ended(&world, &["accounts"]), is(3, "notSignedIn"));
    world.sign_in().await;
    world.run(&["accounts"]).sees(0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_connected_is_told_with_4() {
    let mut world = World::signed_in().await;
    let none = ["accounts", "--connection", "github"];
    assert_eq!(ended(&world, &none), is(4, "nothingConnected"));
    let unknown = ["disconnect", "work", "--yes"];
    assert_eq!(ended(&world, &unknown), is(4, "accountNotConnected"));
    world.connect(&["google"]).await.sees(0);
    // Nobody is there to be asked.
    assert_eq!(ended(&world, &["disconnect", "google"]), is(2, "notAsked"));
    assert_eq!(world.tenant.accounts("dana").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tenants_answer_is_told_with_5() {
    let mut world = World::signed_in().await;
    world.connect(&["google"]).await.sees(0);
    let broken = Misbehavior::Status {
        status: 403,
        body: None,
        headers: Vec::new(),
    };
    world.tenant.inject(Fault::once(Endpoint::Delete, broken));
    let (code, diagnosis) = ended(&world, &["disconnect", "google", "--yes"]);
    assert_eq!((code, &*diagnosis), (5, "permissionMissing"));
    assert_eq!(world.tenant.accounts("dana").len(), 1);
    let mut config = config();
    config.client.policies.clear();
    let mut world = World::of_other(world, config).await;
    let profile = world.profile.clone();
    let arguments = ["--profile", &profile, "sign-in", "--no-browser", "--json"];
    let said = world
        .attempt(&arguments, &crate::browser::APPROVE)
        .await
        .sees(5);
    assert_eq!(valid(&said)["error"]["diagnosis"], "audienceMissing");
    assert_eq!(valid(&said)["error"]["turn"], "administrator");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tenant_that_is_not_reached_is_told_with_6() {
    let world = World::signed_in().await;
    let world = world.without_tenant().await;
    assert_eq!(ended(&world, &["accounts"]), is(6, "tenantUnreachable"));
    // This asks nobody.
    assert_eq!(world.run(&["status"]).code, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keychain_that_is_not_there_or_locked_is_told_with_7() {
    let world = World::of(Home::without_keychain(), config()).await;
    let profile = world.profile.clone();
    let accounts = ["--profile", &profile, "accounts"];
    assert_eq!(ended(&world, &accounts), is(7, "keychainAbsent"));
    let status = world
        .run(&["--profile", &profile, "status", "--json"])
        .sees(7);
    assert_eq!(valid(&status)["keychain"], "absent");
    drop(world);
    let world = World::signed_in().await;
    world.home.lock_keychain();
    assert_eq!(ended(&world, &["accounts"]), is(7, "keychainLocked"));
    assert_eq!(
        valid(&world.run(&["status", "--json"]).sees(7))["keychain"],
        "locked"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_of_this_computer_is_told_with_1() {
    let world = World::signed_in().await;
    let held: Vec<_> = accounts::callback::LOOPBACK
        .iter()
        .map(|address| {
            address
                .trim_start_matches("http://")
                .trim_end_matches("/callback")
        })
        .map(|address| std::net::TcpListener::bind(address).unwrap())
        .collect();
    let connect = ["connect", "google", "--no-browser"];
    assert_eq!(ended(&world, &connect), is(1, "loopbackUnavailable"));
    drop(held);
    std::fs::write(world.home.config().join("settings.json"), "{ broken").unwrap();
    assert_eq!(ended(&world, &["accounts"]), is(1, "settingsCorrupt"));
}
