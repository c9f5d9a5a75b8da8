//! The program panics with secrets in its hands: what a panic prints has none, nor the log after it,
//! and started again the program goes on.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use accounts::ports::{Clock, Ports, VaultItem};
use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use accounts::view::{Freshness, Screen, Snapshot};
use accounts::{App, Request, Start, Wish};
use auth0::Http;
use emulator::{Authentication, Config};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::timeout;
use url::Url;

use crate::fuse::{Fuse, Fused, MARK, Spot};
use crate::harvest::{Harvest, harvest};
use crate::log::capture;
use crate::support::{Manner, PATIENCE, World, proof};

const SECRET: &str = "a-client-secret-that-no-panic-shows";

const CURRENT: Freshness = Freshness::Current { refreshing: false };

/// One run of the program, which a panic may end.
struct Run {
    app: App,
    snapshots: watch::Receiver<Snapshot>,
    runtime: Option<Runtime>,
}

impl Run {
    fn start(world: &World, fuse: &Fuse) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let start = Start {
            settings: world.settings.now(),
            notes: world.settings.notes(),
            client_credential: Some(SECRET.as_bytes().to_vec().into()),
            ..Start::default()
        };
        let ports = Ports {
            clock: Box::new(Fused(world.clock.clone(), fuse.clone())),
            vault: Box::new(Fused(world.vault.clone(), fuse.clone())),
            browser: Box::new(Fused(world.browser.clone(), fuse.clone())),
            settings: Box::new(world.settings.clone()),
            demo: Box::new(world.demo.clone()),
            desktop: Box::new(world.desktop.clone()),
        };
        let (clock, inner) = (world.clock.clone(), fuse.clone());
        let http = Http::new(Arc::new(move || {
            inner.at(Spot::HttpClock, |_| String::new());
            clock.now()
        }));
        let app = {
            let _inside = runtime.enter();
            App::start(start, ports, http.unwrap())
        };
        world.browser.serve(app.clone());
        Self {
            snapshots: app.snapshots(),
            app,
            runtime: Some(runtime),
        }
    }

    async fn until(&mut self, what: &str, met: impl Fn(&Screen) -> bool) {
        let waiting = self.snapshots.wait_for(|now| met(&now.screen));
        let found = timeout(PATIENCE, waiting).await;
        assert!(found.is_ok_and(|found| found.is_ok()), "never came: {what}");
    }

    async fn until_begun(&mut self) {
        self.until("a screen to begin with", |screen| {
            !matches!(screen, Screen::Starting)
        })
        .await;
    }

    async fn until_settled(&mut self) {
        self.until("a screen", |screen| {
            matches!(screen, Screen::SignedOut { .. } | Screen::Accounts(_))
        })
        .await;
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Everything that panics printed, all of it.
static PRINTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// From now on planned panics are kept instead of printed, with what the most talkative setting of
/// `RUST_BACKTRACE` would add.
fn keep_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !payload(panic).contains(MARK) {
                return before(panic);
            }
            let trace = Backtrace::force_capture();
            let text = format!("{panic}\n{panic:?}\n{trace}\n{trace:?}");
            PRINTED.lock().unwrap().push(text);
        }));
    });
}

fn payload<'a>(panic: &'a PanicHookInfo<'_>) -> &'a str {
    panic.payload_as_str().unwrap_or_default()
}

async fn world() -> World {
    let mut config = Config {
        record: true,
        ..Config::default()
    };
    config.client.authentication = Authentication::ClientSecretPost {
        secret: SECRET.to_owned(),
    };
    let options = ProfileOptions {
        client_authentication: ClientAuthenticationMethod::ClientSecretPost,
        ..ProfileOptions::default()
    };
    World::settled_with(config, options).await
}

/// Where a journey is when the fuse is set, and what is done then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    SignIn,
    /// The browser's answer to a sign-in arrives.
    Answer,
    CopyLink,
    Refresh,
    Connect,
    SignOut,
    Start,
}

const SCENES: [(Scene, Spot); 17] = [
    (Scene::SignIn, Spot::Open),
    (Scene::SignIn, Spot::Write(VaultItem::Attempts)),
    (Scene::SignIn, Spot::Write(VaultItem::ProofKey)),
    (Scene::SignIn, Spot::Write(VaultItem::Session)),
    (Scene::SignIn, Spot::Read(VaultItem::ClientCredential)),
    (Scene::SignIn, Spot::HttpClock),
    (Scene::Answer, Spot::Clock),
    (Scene::Answer, Spot::Read(VaultItem::ClientCredential)),
    (Scene::CopyLink, Spot::Copy),
    (Scene::Refresh, Spot::Read(VaultItem::Session)),
    (Scene::Refresh, Spot::Write(VaultItem::Session)),
    (Scene::Refresh, Spot::Lock),
    (Scene::Connect, Spot::Open),
    (Scene::Connect, Spot::Write(VaultItem::Attempts)),
    (Scene::SignOut, Spot::Read(VaultItem::Session)),
    (Scene::SignOut, Spot::Delete),
    (Scene::Start, Spot::Write(VaultItem::ClientCredential)),
];

/// Brings the program to the scene; gives the browser's answer, where one is to come.
async fn enter(scene: Scene, world: &World, run: &mut Run) -> Option<String> {
    run.until_settled().await;
    match scene {
        Scene::SignIn | Scene::Start => None,
        Scene::Answer | Scene::CopyLink => {
            world.browser.act(Manner::Nothing);
            run.app.take(Request::SignIn).unwrap();
            let url = world.browser.opened_after(0).await;
            let landing = world.browser.walk(&url, Manner::Approve).await;
            Some(landing.back())
        }
        Scene::Refresh | Scene::Connect | Scene::SignOut => {
            run.app.take(Request::SignIn).unwrap();
            run.until(
                "current lists",
                |screen| matches!(screen, Screen::Accounts(now) if now.freshness == CURRENT),
            )
            .await;
            None
        }
    }
}

fn act(scene: Scene, world: &World, run: &Run, back: Option<&str>) {
    let request = match scene {
        Scene::Start => return,
        Scene::Answer => {
            drop(run.app.callback(back.unwrap()).unwrap());
            return;
        }
        Scene::SignIn => Request::SignIn,
        Scene::CopyLink => Request::CopySignInLink,
        Scene::Refresh => {
            world.advance(700);
            Request::Refresh
        }
        Scene::Connect => Request::Connect(Wish {
            connection: "google-oauth2".to_owned(),
            ..Wish::default()
        }),
        Scene::SignOut => Request::SignOut { in_browser: true },
    };
    run.app.take(request).unwrap();
}

async fn until_blown(fuse: &Fuse, what: &str) {
    let blown = async {
        while !fuse.has_blown() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let waited = timeout(PATIENCE, blown).await;
    assert!(waited.is_ok(), "{what} never came to it");
}

/// One panic, what follows, and another start; gives the secrets that were about, and the snapshots.
async fn play(scene: Scene, spot: Spot) -> (Harvest, String) {
    let world = world().await;
    let fuse = Fuse::default();
    let mut back = None;
    if scene == Scene::Start {
        fuse.set(spot);
    }
    let mut run = Run::start(&world, &fuse);
    if scene != Scene::Start {
        back = enter(scene, &world, &mut run).await;
        fuse.set(spot);
    }
    act(scene, &world, &run, back.as_deref());
    until_blown(&fuse, &format!("{scene:?} {spot:?}")).await;
    // If the program is still there, it has to say something about these.
    let stray = "dev.mooring.desktop://callback?code=stray-code&state=stray-state";
    let taken = run.app.callback(stray).and(run.app.take(Request::Refresh));
    assert!(taken.is_ok() || spot == Spot::Clock);
    let mut snapshots = serde_json::to_string(&*run.snapshots.borrow()).unwrap();
    drop(run);
    world.browser.act(Manner::Approve);
    let mut again = Run::start(&world, &Fuse::default());
    // An attempt that was kept may wait for the browser, but not beyond its time.
    again.until_begun().await;
    world.advance(3600);
    again.until_settled().await;
    snapshots += &serde_json::to_string(&*again.snapshots.borrow()).unwrap();
    drop(again);
    let mut secrets = harvest(&world);
    let burden = fuse.burden();
    for url in &burden.addresses {
        secrets.pairs(url.query().unwrap_or_default().as_bytes());
    }
    for item in &burden.items {
        secrets.bytes("item", item);
        if let Ok(kept) = serde_json::from_slice(item) {
            secrets.json(&kept);
        }
    }
    secrets.add("client_secret", SECRET);
    if let Some(back) = back {
        let url = Url::parse(&back).unwrap();
        secrets.pairs(url.query().unwrap_or_default().as_bytes());
    }
    let settings = serde_json::to_string(&world.settings.now()).unwrap();
    (
        secrets,
        snapshots + &settings + &world.settings.notes_file(),
    )
}

#[tokio::test]
async fn no_panic_shows_a_secret() {
    let (ours, _) = capture();
    keep_panics();
    let mut secrets = Harvest::default();
    let mut shown = String::new();
    for (scene, spot) in SCENES {
        let (found, texts) = play(scene, spot).await;
        secrets.merge(found);
        shown += &texts;
    }
    for kind in [
        "code",
        "code_verifier",
        "item",
        "proof_key",
        "refresh_token",
        "state",
        "ticket",
    ] {
        assert!(secrets.0.contains_key(kind), "no {kind} was about");
    }
    let printed = PRINTED.lock().unwrap();
    assert_eq!(printed.len(), SCENES.len(), "each broke once");
    assert!(
        printed.iter().all(|text| text.contains("tokio::runtime")),
        "with a trace"
    );
    let (tried, lost) = secrets.search(&[
        ("panics", &printed.join("\n")),
        ("log", &ours.text()),
        ("snapshots, settings, notes", &shown),
    ]);
    proof::record("canaries", tried, lost);
}
