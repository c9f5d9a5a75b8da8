//! Eight hours of use with access of ten minutes: everything works at any minute, nothing is asked
//! for in vain, and nothing grows.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use accounts::Request;
use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use accounts::view::{CheckView, Freshness, News};
use emulator::{Authentication, Config, Endpoint, RateLimit, TokenVault};

use crate::support::{Program, World, all, of, proof, removed, without_dpop};

const GOOGLE: &str = "google-oauth2";
const MINUTES: u64 = 480;
/// The hour in which nobody does anything or looks.
const QUIET: std::ops::Range<u64> = 180..240;
/// Access of ten minutes is renewed a minute before its end.
const DUE: u64 = 9;
/// After this many minutes whatever is kept for good is there.
const WARM: u64 = 60;
/// The growth of the whole process, with its tenant, that is no leak, in bytes.
const GROWTH: u64 = 4 * 1024 * 1024;
/// A snapshot of as many accounts is no longer in the afternoon than in the morning, but for some digits.
const LETTERS: usize = 100;
/// What the program itself asks for; the rest is the browser.
const ASKED: [Endpoint; 9] = [
    Endpoint::Discovery,
    Endpoint::Jwks,
    Endpoint::TokenCode,
    Endpoint::TokenExchange,
    Endpoint::Connect,
    Endpoint::Complete,
    Endpoint::Accounts,
    Endpoint::Connections,
    Endpoint::Delete,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Action {
    Nothing,
    Refresh,
    Look,
    Connect,
    Disconnect,
    Rename,
    Check,
}

impl Action {
    const ALL: [Self; 7] = [
        Self::Nothing,
        Self::Refresh,
        Self::Look,
        Self::Connect,
        Self::Disconnect,
        Self::Rename,
        Self::Check,
    ];

    /// What it asks the tenant for, besides a renewal of the access: the two lists are two requests.
    fn requests(self) -> u64 {
        match self {
            Self::Nothing | Self::Rename => 0,
            Self::Refresh | Self::Look => 2,
            // The link, its completion, and the lists as they are then.
            Self::Connect => 4,
            Self::Disconnect | Self::Check => 1,
        }
    }

    /// Whether it needs access; the vault is asked with the refresh token.
    fn needs_access(self) -> bool {
        !matches!(self, Self::Nothing | Self::Rename | Self::Check)
    }
}

/// A day, and what was asked for on it.
struct Day {
    program: Program,
    seed: u64,
    /// Whether the vault may be asked.
    checks: bool,
    /// The minute of the last renewal.
    renewed: Option<u64>,
    connected: u32,
    /// What was done, each with how many minutes after a renewal.
    met: BTreeSet<(Action, u64)>,
}

impl Day {
    async fn begin(checks: bool) -> Self {
        // Without proofs of possession, each of which may be asked for once more with another nonce.
        let mut config = without_dpop();
        config.rate_limit = RateLimit {
            calls: 0,
            window_seconds: 60,
        };
        let mut options = ProfileOptions::default();
        if checks {
            authenticate(&mut config, &mut options);
        }
        let world = World::settled_with(config, options).await;
        let mut program = Program::start_with(world, |start| {
            start.client_credential = checks.then(|| b"the-secret".to_vec().into());
        });
        program.until_signed_out().await;
        program.take(Request::SignIn);
        program.until_current().await;
        Self {
            program,
            seed: 0x0064_6179_6c69_6768,
            checks,
            renewed: None,
            connected: 0,
            met: BTreeSet::new(),
        }
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed % sides
    }

    fn choose(&mut self, minute: u64) -> Action {
        if QUIET.contains(&minute) {
            return Action::Nothing;
        }
        let may: Vec<Action> = Action::ALL
            .into_iter()
            .filter(|one| self.may(*one))
            .collect();
        let age = self.age(minute);
        let mut unmet = may.iter().filter(|one| !self.met.contains(&(**one, age)));
        let unmet = unmet.next().copied();
        match unmet {
            Some(action) if self.roll(3) > 0 => action,
            Some(_) | None => may[usize::try_from(self.roll(may.len() as u64)).unwrap()],
        }
    }

    fn may(&self, action: Action) -> bool {
        match action {
            Action::Connect => self.connected < 8,
            Action::Disconnect => self.connected > 0,
            Action::Check => self.checks,
            Action::Nothing | Action::Refresh | Action::Look | Action::Rename => true,
        }
    }

    /// Minutes since the last renewal, up to those after which the next one is due.
    fn age(&self, minute: u64) -> u64 {
        self.renewed.map_or(DUE, |last| (minute - last).min(DUE))
    }

    /// What was never done at some minute of the access.
    fn unmet(&self) -> Vec<(Action, u64)> {
        let actions = Action::ALL.into_iter();
        let known = actions.filter(|one| self.checks || *one != Action::Check);
        known
            .flat_map(|action| (1..=DUE).map(move |age| (action, age)))
            .filter(|one| !self.met.contains(one))
            .collect()
    }

    fn count(&self, endpoint: Endpoint) -> u64 {
        self.program.world.tenant.emulator().count(endpoint)
    }

    fn asked(&self) -> u64 {
        ASKED.iter().map(|endpoint| self.count(*endpoint)).sum()
    }

    /// One minute; gives what is wrong with it.
    async fn minute(&mut self, minute: u64) -> Vec<String> {
        self.program.world.advance(60);
        let action = self.choose(minute);
        self.met.insert((action, self.age(minute)));
        let (asked, renewals) = (self.asked(), self.count(Endpoint::TokenRefresh));
        self.act(action).await;
        let mut wrong = Vec::new();
        let asked = self.asked() - asked;
        if asked != action.requests() {
            wrong.push(format!("{minute}: {action:?} asked {asked} times"));
        }
        let renewals = self.count(Endpoint::TokenRefresh) - renewals;
        let due = self.age(minute) == DUE;
        if renewals > u64::from(due && action.needs_access()) {
            wrong.push(format!("{minute}: {action:?} renewed {renewals} times"));
        }
        if renewals > 0 {
            self.renewed = Some(minute);
        }
        wrong
    }

    async fn act(&mut self, action: Action) {
        let program = &mut self.program;
        let before = program.until_current().await.as_of;
        match action {
            Action::Nothing => {}
            Action::Refresh | Action::Look => {
                if action == Action::Look {
                    program.take(Request::Look { looking: false });
                    program.take(Request::Look { looking: true });
                } else {
                    program.take(Request::Refresh);
                }
                let current = Freshness::Current { refreshing: false };
                program
                    .until_accounts("lists read", |now| {
                        now.as_of > before && now.freshness == current
                    })
                    .await;
            }
            Action::Connect => {
                program.connect(GOOGLE);
                let told = |news: &News| matches!(news, News::Connected { .. });
                program.until_news("connected", told).await;
                program.until_current().await;
                self.connected += 1;
            }
            Action::Disconnect => {
                let account = of(&program.until_current().await, GOOGLE)[0].id.clone();
                program.disconnect(&[&account], false).await;
                program
                    .until_accounts("it is gone", |now| removed(now, GOOGLE))
                    .await;
                program.take(Request::TickRemoved { account });
                program
                    .until_accounts("ticked", |now| !removed(now, GOOGLE))
                    .await;
                self.connected -= 1;
            }
            Action::Rename => self.rename().await,
            Action::Check => self.check().await,
        }
    }

    async fn rename(&mut self) {
        let name = format!("Name {}", self.roll(1000));
        let accounts = self.program.until_current().await;
        let account = all(&accounts).next().unwrap().id.clone();
        self.program.take(Request::Rename {
            account: account.clone(),
            nickname: name.clone(),
        });
        self.program
            .until_accounts("renamed", |now| {
                all(now).any(|one| one.id == account && one.nickname.as_deref() == Some(&name))
            })
            .await;
    }

    async fn check(&mut self) {
        let accounts = self.program.until_current().await;
        let account = of(&accounts, "github")[0].clone();
        let before = account.check;
        self.program.take(Request::CheckAccount {
            account: account.id,
        });
        self.program
            .until_accounts("checked", |now| {
                let check = &of(now, "github")[0].check;
                matches!(check, Some(CheckView::Works { .. })) && *check != before
            })
            .await;
    }

    /// What it keeps.
    fn size(&self) -> Size {
        let now = self.program.snapshots().borrow().clone();
        Size {
            tasks: self.program.tasks(),
            connected: self.connected,
            letters: serde_json::to_string(&now).unwrap().len(),
        }
    }
}

struct Size {
    tasks: usize,
    connected: u32,
    /// Of the snapshot.
    letters: usize,
}

/// The most tasks, and the longest snapshot with so many accounts connected.
fn most(sizes: &[Size]) -> (usize, BTreeMap<u32, usize>) {
    let mut longest = BTreeMap::new();
    for size in sizes {
        let before = longest.entry(size.connected).or_default();
        *before = size.letters.max(*before);
    }
    (sizes.iter().map(|size| size.tasks).max().unwrap(), longest)
}

fn authenticate(config: &mut Config, options: &mut ProfileOptions) {
    config.client.rotation = false;
    config.client.token_vault = TokenVault::RefreshTokens;
    config.client.authentication = Authentication::ClientSecretPost {
        secret: "the-secret".to_owned(),
    };
    options.client_authentication = ClientAuthenticationMethod::ClientSecretPost;
}

/// The memory of this process, in bytes; zero where the system does not say.
fn memory() -> u64 {
    let Ok(text) = std::fs::read_to_string("/proc/self/statm") else {
        return 0;
    };
    text.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

async fn spend(checks: bool) {
    let mut day = Day::begin(checks).await;
    let (mut wrong, mut sizes, mut resident) = (Vec::new(), Vec::new(), 0);
    for minute in 0..MINUTES {
        if minute == QUIET.start {
            day.program.take(Request::Look { looking: false });
        }
        let before = day.asked() + day.count(Endpoint::TokenRefresh);
        wrong.extend(day.minute(minute).await);
        if QUIET.contains(&minute) && day.asked() + day.count(Endpoint::TokenRefresh) != before {
            wrong.push(format!(
                "{minute}: something is asked for though nobody looks"
            ));
        }
        sizes.push(day.size());
        if minute == WARM {
            resident = memory();
        }
    }
    let grown = memory().saturating_sub(resident);
    let (early, late) = sizes.split_at(sizes.len() / 2);
    let ((tasks, letters), (late_tasks, late_letters)) = (most(early), most(late));
    println!("grown by {grown} bytes; tasks {tasks}, {late_tasks}");
    println!("letters {letters:?}, {late_letters:?}");
    let longer = late_letters
        .iter()
        .filter_map(|(connected, late)| Some((letters.get(connected)?, late)))
        .any(|(early, late)| *late > early + LETTERS);
    // Connections come and go.
    if longer || late_tasks > tasks + 4 || grown > GROWTH {
        wrong.push("it grows".to_owned());
    }
    for what in [Endpoint::Discovery, Endpoint::Jwks] {
        if day.count(what) != 1 {
            wrong.push(format!("{what:?} was asked {} times", day.count(what)));
        }
    }
    let unmet = day.unmet().into_iter();
    wrong.extend(unmet.map(|(action, age)| format!("no {action:?} after {age} minutes")));
    println!("WRONG {wrong:#?}");
    proof::record("minutes", MINUTES, u64::try_from(wrong.len()).unwrap());
}

/// Memory can only be told of a process of its own.
fn alone(test: &str) {
    let name = format!("day::{test}");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &name, "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn eight_hours() {
    alone("the_day");
}

#[test]
fn eight_hours_with_a_client_that_authenticates() {
    alone("the_day_with_a_client_that_authenticates");
}

#[tokio::test]
#[ignore = "another test starts it in a process of its own"]
async fn the_day() {
    spend(false).await;
}

#[tokio::test]
#[ignore = "another test starts it in a process of its own"]
async fn the_day_with_a_client_that_authenticates() {
    spend(true).await;
}
