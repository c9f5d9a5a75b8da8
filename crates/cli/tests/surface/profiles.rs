//! Several profiles: kept, chosen, removed.

use serde_json::{Value, json};

use crate::shapes::valid;
use crate::world::{World, config};

fn names(answer: &Value) -> Vec<&str> {
    let profiles = answer["profiles"].as_array().unwrap().iter();
    profiles.map(|one| one["name"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn profiles_are_added_chosen_and_removed() {
    let world = World::signed_in().await;
    let other = emulator::start(config()).await.unwrap();
    let typed = format!("mooring-demo@{}", other.base_url());
    let first = valid(&world.run(&["profiles", "--json"]).sees(0));
    let first = names(&first)[0].to_owned();
    let add = ["profiles", "add", &typed, "--name", "Other", "--json"];
    let added = valid(&world.run(&add).sees(0));
    assert_eq!(names(&added), [first.as_str(), "Other"]);
    assert_eq!(added["inUse"], json!("Other"));
    // Each has its own session.
    world.run(&["accounts"]).sees(3);
    world.run(&["accounts", "--profile", &first]).sees(0);
    let said = world.run(&["profiles", "use", &first]).sees(0);
    assert!(said.out.contains(&first), "{said:?}");
    world.run(&["accounts"]).sees(0);
    let listed = world.run(&["profiles"]).sees(0);
    assert!(
        listed
            .out
            .lines()
            .any(|line| line.starts_with("* ") && line.contains(&first))
    );

    let unknown = valid(&world.run(&["profiles", "use", "Gone", "--json"]).sees(2));
    assert_eq!(unknown["error"]["diagnosis"], json!("profileUnknown"));
    let asked = valid(
        &world
            .run(&["profiles", "remove", "Other", "--json"])
            .sees(2),
    );
    assert_eq!(asked["error"]["diagnosis"], json!("notAsked"));
    let nowhere = ["profiles", "add", "client@nowhere.invalid", "--json"];
    let failed = valid(&world.run(&nowhere).sees(6));
    assert_eq!(failed["error"]["diagnosis"], json!("tenantUnreachable"));

    let removed = world
        .run(&["profiles", "remove", "Other", "--yes", "--json"])
        .sees(0);
    assert_eq!(names(&valid(&removed)), [first.as_str()]);
    assert_eq!(valid(&removed)["inUse"], json!(first));
    world.run(&["accounts"]).sees(0);
    world.run(&["profiles", "remove", &first, "-y"]).sees(0);
    world.run(&["accounts"]).sees(2);
    let none = valid(&world.run(&["profiles", "--json"]).sees(0));
    assert_eq!(
        none,
        json!({ "version": 1, "command": "profiles", "profiles": [], "inUse": null })
    );
}
