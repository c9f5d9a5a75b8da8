//! Every fault of the tenant, in the middle of every journey, once and until it is over: what happened
//! is told, nobody is signed out by it, and afterwards everything works.

mod journey;
mod kinds;
mod networks;
mod person;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use accounts::Request;
use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use accounts::view::Screen;
use emulator::{Authentication, Config, Endpoint, Fault, Misbehavior, RateLimit, TokenVault};
use tokio::task::JoinSet;

use self::journey::{Journey, Outcome};
use self::kinds::{ends_session, is_slow, ways};
use self::person::{go_on, tidy};
use crate::support::{Program, World, proof, without_dpop};

/// So many worlds meet faults at the same time: most of them wait most of the time.
const LANES: [(Kind, usize); 3] = [
    (Kind::Usual, 24),
    (Kind::Confidential, 4),
    (Kind::WithoutProofs, 4),
];

/// What kind of tenant a journey needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Usual,
    /// With a client that authenticates.
    Confidential,
    /// Whose tokens work for whoever holds them.
    WithoutProofs,
}

/// One fault in the middle of one journey.
#[derive(Debug, Clone)]
struct Cell {
    journey: Journey,
    at: Endpoint,
    does: Misbehavior,
    once: bool,
}

impl Cell {
    /// Every example of every way to misbehave, in both manners.
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for (journey, at) in Journey::places() {
            for does in ways(at).into_iter().flatten() {
                for once in [true, false] {
                    all.push(Self {
                        journey,
                        at,
                        does: does.clone(),
                        once,
                    });
                }
            }
        }
        Self::slow_ones_first(all)
    }

    /// Every way to misbehave at every place, in one manner and with one example each: the next
    /// place has the other manner, and the next example.
    fn some() -> Vec<Self> {
        let mut some = Vec::new();
        for (place, (journey, at)) in Journey::places().into_iter().enumerate() {
            for (row, mut examples) in ways(at).into_iter().enumerate() {
                if !examples.is_empty() {
                    let example = (place / 2) % examples.len();
                    some.push(Self {
                        journey,
                        at,
                        does: examples.swap_remove(example),
                        once: (place + row) % 2 == 0,
                    });
                }
            }
        }
        Self::slow_ones_first(some)
    }

    fn slow_ones_first(mut cells: Vec<Self>) -> Vec<Self> {
        cells.sort_by_key(|cell| !is_slow(&cell.does));
        cells
    }

    fn kind(&self) -> Kind {
        let mut kinds = Kind::ALL.into_iter();
        kinds.find(|kind| kind.suits(self.journey)).unwrap()
    }

    fn fault(&self) -> Fault {
        Fault {
            times: self.once.then_some(1),
            ..Fault::always(self.at, self.does.clone())
        }
    }

    /// Plays it; panics where it went wrong.
    async fn play(self, program: Program) -> Program {
        let (program, given) = self.journey.prepare(program, self.at).await;
        let token = program.world.vault.refresh_token();
        program.world.tenant.emulator().inject(self.fault());
        let (mut program, outcome) = self.journey.go(program, given).await;
        program.world.tenant.emulator().clear_faults();
        self.see(&program, outcome);
        if self.journey == Journey::SignOut && outcome == Outcome::Well {
            let status = program.world.tenant.refresh(&token.unwrap()).await;
            assert_eq!(status, 403, "the token is revoked");
        }

        let signed_in = go_on(&mut program).await;
        let out = matches!(self.journey, Journey::SignIn | Journey::SignOut);
        let may = out || ends_session(self.at, &self.does);
        assert!(may || !signed_in, "nobody has to sign in again");
        tidy(&mut program).await;

        let (program, given) = self.journey.prepare(program, self.at).await;
        let (mut program, outcome) = self.journey.go(program, given).await;
        assert_eq!(outcome, Outcome::Well, "it works the second time");
        // Its tokens still work.
        program.world.advance(700);
        assert!(!go_on(&mut program).await || self.journey == Journey::SignOut);
        tidy(&mut program).await;
        program
    }

    /// Whoever was in is in still, unless the tenant said otherwise.
    fn see(&self, program: &Program, outcome: Outcome) {
        let now = program.snapshots().borrow().clone();
        let out = matches!(now.screen, Screen::SignedOut { .. });
        let kept = program.world.vault.refresh_token().is_some();
        match self.journey {
            Journey::SignIn => {}
            Journey::SignOut => assert!(out && !kept, "signed out"),
            Journey::Start
            | Journey::Renew
            | Journey::List
            | Journey::Connect
            | Journey::Complete
            | Journey::Disconnect
            | Journey::Check => {
                let ends = ends_session(self.at, &self.does);
                assert!(kept || ends, "the token is kept");
                assert_eq!(out, ends, "signed out if the tenant says so");
                if let (true, Outcome::Told(diagnosis)) = (out, outcome) {
                    assert!(diagnosis.ends_session(), "{diagnosis:?}");
                }
            }
        }
    }
}

impl Kind {
    const ALL: [Self; 3] = [Self::Usual, Self::Confidential, Self::WithoutProofs];

    fn suits(self, journey: Journey) -> bool {
        let wanted = match journey {
            Journey::Check => Self::Confidential,
            Journey::SignOut => Self::WithoutProofs,
            Journey::SignIn
            | Journey::Start
            | Journey::Renew
            | Journey::List
            | Journey::Connect
            | Journey::Complete
            | Journey::Disconnect => Self::Usual,
        };
        self == wanted
    }

    fn config(self) -> Config {
        let mut config = match self {
            Self::Usual | Self::Confidential => Config::default(),
            Self::WithoutProofs => without_dpop(),
        };
        config.rate_limit = RateLimit {
            calls: 0,
            window_seconds: 60,
        };
        // A token whose answer was lost may be used once more.
        config.client.leeway_seconds = 60;
        if self == Self::Confidential {
            config.client.rotation = false;
            config.client.token_vault = TokenVault::RefreshTokens;
            config.client.authentication = Authentication::ClientSecretPost {
                secret: "the-secret".to_owned(),
            };
        }
        config
    }

    async fn begin(self) -> Program {
        let world = World::settled_with(self.config(), self.options()).await;
        self.begin_in(world).await
    }

    /// At a tenant whose address is a name.
    async fn begin_named(self) -> Program {
        let world = World::named(self.config(), self.options()).await;
        self.begin_in(world).await
    }

    fn options(self) -> ProfileOptions {
        let client_authentication = match self {
            Self::Confidential => ClientAuthenticationMethod::ClientSecretPost,
            Self::Usual | Self::WithoutProofs => ClientAuthenticationMethod::None,
        };
        ProfileOptions {
            client_authentication,
            ..ProfileOptions::default()
        }
    }

    async fn begin_in(self, world: World) -> Program {
        let mut program = Program::start_with(world, |start| {
            if self == Self::Confidential {
                start.client_credential = Some(b"the-secret".to_vec().into());
            }
        });
        program.until_signed_out().await;
        program.take(Request::SignIn);
        program.until_current().await;
        tidy(&mut program).await;
        program
    }
}

/// Plays one cell after another; gives how many went wrong.
async fn lane(kind: Kind, cells: Arc<Mutex<VecDeque<Cell>>>) -> u64 {
    let mut lost = 0;
    let mut kept = None;
    loop {
        let Some(cell) = cells.lock().unwrap().pop_front() else {
            return lost;
        };
        let program = match kept.take() {
            Some(program) => program,
            None => kind.begin().await,
        };
        // A task of its own, so that the next one is played even if this one fails.
        kept = tokio::spawn(cell.clone().play(program)).await.ok();
        if kept.is_none() {
            println!("LOST {cell:?}");
            lost += 1;
        }
    }
}

async fn play(cells: Vec<Cell>) {
    let tried = cells.len();
    let mut lanes = JoinSet::new();
    for (kind, count) in LANES {
        let these = cells.iter().filter(|cell| cell.kind() == kind);
        let these = Arc::new(Mutex::new(these.cloned().collect::<VecDeque<_>>()));
        for _ in 0..count {
            lanes.spawn(lane(kind, these.clone()));
        }
    }
    let lost: u64 = lanes.join_all().await.into_iter().sum();
    proof::record("faults", u64::try_from(tried).unwrap(), lost);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_way_to_misbehave_in_the_middle_of_every_journey() {
    play(Cell::some()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes: cargo xtask test --long"]
async fn every_fault_in_both_manners_in_the_middle_of_every_journey() {
    play(Cell::all()).await;
}

#[test]
fn every_endpoint_is_touched_by_a_journey() {
    let touched = |at: &Endpoint| Journey::ALL.iter().any(|one| one.touches().contains(at));
    let untouched: Vec<Endpoint> = Endpoint::ALL
        .into_iter()
        .filter(|at| !touched(at))
        .collect();
    // The program asks for neither of the last two; the first is three that are touched.
    let known = [Endpoint::Token, Endpoint::Userinfo, Endpoint::Management];
    assert_eq!(untouched, known);
}
