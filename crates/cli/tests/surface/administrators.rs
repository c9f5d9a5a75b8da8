//! What administrators do: looking at what people have connected, and setting a tenant up.

use emulator::Config;

use crate::home::Home;
use crate::shapes::{redacted, shape, valid};
use crate::world::{TOKEN, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_sees_what_somebody_has_connected() {
    let mut world = World::signed_in().await;
    world.connect(&["google"]).await.sees(0);
    let users = ["users", "auth0|dana", "accounts", "--json"];
    let said = world.administer(&users).sees(0);
    insta::assert_json_snapshot!("accounts_of_a_user", shape(&world, &said));
    let piped = world.tell(&users, &format!("{TOKEN}\n")).sees(0);
    assert_eq!(piped.out, said.out);
    let words = world.administer(&users[..3]).sees(0);
    insta::assert_snapshot!("accounts_of_a_user_in_words", redacted(&world, &words.out));
    let nobody = world.administer(&["users", "auth0|nobody", "accounts", "--json"]);
    assert_eq!(valid(&nobody.sees(5))["error"]["turn"], "administrator");
    let stranger = world.tell(&users, "a-token-of-somebody-else\n").sees(5);
    assert_eq!(valid(&stranger)["error"]["diagnosis"], "tokenRejected");
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tenant_is_set_up_from_nothing() {
    let mut config = Config::bare();
    TOKEN.clone_into(&mut config.management_tokens[0].token);
    let world = World::of(Home::without_keychain(), config).await;
    let domain = world.tenant.base_url().to_string();
    let check = ["setup", "--domain", &domain, "--check", "--json"];
    let before = valid(&world.administer(&check).sees(5));
    assert_eq!(before["complete"], false);
    // Nobody is there to be asked.
    let apply = ["setup", "--domain", &domain, "--apply", "--json"];
    let refused = world.administer(&apply).sees(2);
    assert_eq!(valid(&refused)["error"]["diagnosis"], "notAsked");
    assert_eq!(valid(&world.administer(&check).sees(5)), before);
    let apply = [&apply[..], &["--yes"]].concat();
    let done = valid(&world.administer(&apply).sees(0));
    assert_eq!(
        (&done["complete"], &done["applied"]),
        (&true.into(), &true.into())
    );
    assert!(done["clientId"].is_string());
    assert_eq!(valid(&world.administer(&check).sees(0))["complete"], true);
    let words = world
        .administer(&["setup", "--domain", &domain, "--check"])
        .sees(0);
    assert!(words.out.contains("= "), "{words:?}");
    let missing = world.run(&check).sees(2);
    assert_eq!(valid(&missing)["error"]["diagnosis"], "tokenNeeded");
    world.see_no_secret();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guide_is_told_in_three_forms() {
    let world = World::of(Home::without_keychain(), crate::world::config()).await;
    let named = [
        "--domain",
        "acme.eu.auth0.com",
        "--connections",
        "github,google-oauth2",
    ];
    for (form, piece) in [
        ("dashboard", "Applications"),
        ("cli", "auth0 "),
        ("terraform", "resource \"auth0_"),
    ] {
        let arguments = [&["setup", "--form", form], &named[..]].concat();
        let said = world.run(&arguments).sees(0);
        assert!(said.out.contains(piece), "{form}: {said:?}");
        assert!(said.out.contains("github"), "{form}: {said:?}");
        let object = valid(&world.run(&[&arguments[..], &["--json"]].concat()).sees(0));
        assert!(object["sections"].as_array().unwrap().len() > 3);
    }
    assert!(world.tenant.exchanges().is_empty(), "nothing is sent");
}
