//! The command line beside a running window: one session, which neither ends for the other.

use std::time::Duration;

use serde_json::Value;

use crate::window::{LIFETIME, Window};
use crate::world::World;

const ROUNDS: u64 = 40;

/// Numbers by chance, the same in every run (Numerical Recipes' generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % below
    }
}

/// Refreshes that the tenant refused, but for a nonce.
fn refused(world: &World) -> Vec<String> {
    let exchanges = world.tenant.exchanges().into_iter();
    exchanges
        .filter(|one| one.path == "/oauth/token" && one.status >= 400)
        .map(|one| one.response_body)
        .filter(|body| !body.contains("use_dpop_nonce"))
        .collect()
}

fn refreshed(world: &World) -> usize {
    let exchanges = world.tenant.exchanges().into_iter();
    exchanges
        .filter(|one| one.status == 200 && one.request_body.contains("grant_type=refresh_token"))
        .count()
}

/// Refresh tokens rotate without a leeway: whoever uses one twice ends the session of both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_renew_and_no_token_is_used_twice() {
    let mut world = World::signed_in().await;
    world
        .connect(&["google", "--nickname", "Work"])
        .await
        .sees(0);
    let mut window = Window::start(&world.home);
    assert_eq!(window.hear(), "1 accounts");
    let mut dice = Dice(0x6d6f_6f72);
    let mut lost = 0;
    let before = refreshed(&world);
    for round in 0..ROUNDS {
        world.tenant.advance(LIFETIME);
        let child = world.start(&["accounts", "--json"]);
        window.refresh(Duration::from_micros(dice.roll(250_000)));
        let said = world.end(child, String::new());
        let heard = window.hear();
        let refused = refused(&world);
        if said.code != 0 || heard != "1 accounts" || !refused.is_empty() {
            lost += 1;
            assert!(lost < 3, "round {round}: {said:?} {heard} {refused:?}");
        }
    }
    assert_eq!(
        refreshed(&world) - before,
        usize::try_from(2 * ROUNDS).unwrap()
    );
    // The name was given before the window began, and stands after all that it saved.
    let notes: Value = {
        let text = std::fs::read(world.home.config().join("notes.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    };
    assert!(
        notes.to_string().contains("\"nickname\":\"Work\""),
        "{notes}"
    );
    crate::proof::record("together", ROUNDS, lost);
}

/// What is connected beside the window keeps its name, though the window saves its notes later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_was_given_beside_the_window_stays() {
    let mut world = World::signed_in().await;
    let mut window = Window::start(&world.home);
    assert_eq!(window.hear(), "0 accounts");
    world
        .connect(&["google", "--nickname", "Work"])
        .await
        .sees(0);
    world.tenant.advance(LIFETIME);
    window.refresh(Duration::ZERO);
    assert_eq!(window.hear(), "1 accounts");
    let name = || {
        let text = std::fs::read_to_string(world.home.config().join("notes.json")).unwrap();
        text.contains("\"nickname\": \"Work\"") && text.contains("\"elsewhere\": true")
    };
    // The window saves after it has shown the list.
    for _ in 0..100 {
        if name() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{}", world.home.written());
}
