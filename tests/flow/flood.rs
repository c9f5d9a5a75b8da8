//! Hostile links by the hundred thousand, made of real ones.

use std::path::Path;

use accounts::Request;
use accounts::callback::{Answer, DEEP_LINK, Incoming, OPEN_LINK};
use accounts::view::News;
use emulator::{Config, Endpoint};

use crate::support::{Manner, Program, of, proof};

const GOOGLE: &str = "google-oauth2";
/// So many are only read.
const READ: u64 = 200_000;
/// So many go through the running program.
const TAKEN: u64 = 20_000;

/// Numbers that look like chance and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end.max(1)
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut place = self.below(text.len() + 1);
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        place
    }

    fn range(&mut self, text: &str) -> std::ops::Range<usize> {
        let (one, other) = (self.place(text), self.place(text));
        one.min(other)..one.max(other)
    }
}

/// What is put into links.
const HOSTILE: [&str; 25] = [
    "?connection=github&permission=repo",
    "&connection=x",
    "&permission=x",
    "\u{202e}",
    "\u{2066}",
    "\u{e0041}",
    "%E2%80%AE",
    "%00",
    "\0",
    "\r\n",
    "%0d%0aSet-Cookie:x=y",
    "<script>alert(1)</script>",
    "%3Cimg%20src=x%20onerror=alert(1)%3E",
    "&state=x",
    "&%73tate=x",
    "&code=x",
    "&connect_code=x",
    "&error=access_denied&error_description=%F0%9F%91%A9",
    "#state=x&connect_code=y",
    "?state=x&code=y",
    "%",
    "%zz",
    "%25%32%36",
    "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{feff}",
];
const ADDRESSES: [&str; 11] = [
    "dev.mooring.desktop://open",
    "dev.mooring.desktop://open/",
    "dev.mooring.desktop://callback/",
    "dev.mooring.desktop://elsewhere",
    "dev.mooring.desktop:callback",
    "dev.mooring.desktop://me@callback",
    "DEV.mooring.desktop://callback",
    "http://127.0.0.1:18791/callback",
    "http://localhost:18791/callback",
    "https://callback/",
    "javascript:alert(1)//",
];

/// A link that somebody made of others.
fn hostile(dice: &mut Dice, seeds: &[String]) -> String {
    let mut link = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(4) {
        change(dice, &mut link, seeds);
    }
    link
}

fn change(dice: &mut Dice, link: &mut String, seeds: &[String]) {
    let place = dice.place(link);
    let range = dice.range(link);
    match dice.below(12) {
        0 => link.truncate(place),
        1 => drop(link.drain(range)),
        2 => link.insert_str(place, dice.of(&HOSTILE)),
        3 => link.push_str(dice.of(&HOSTILE)),
        4 => {
            let other = &seeds[dice.below(seeds.len())];
            let piece = dice.range(other);
            link.replace_range(range, &other[piece]);
        }
        5 => {
            let times = [2, 8, 200][dice.below(3)];
            let piece: String = link[range].repeat(times).chars().take(9000).collect();
            link.insert_str(place, &piece);
        }
        6 => {
            let coded: Vec<_> = link[range.clone()]
                .bytes()
                .map(|byte| format!("%{byte:02x}"))
                .collect();
            link.replace_range(range, &coded.concat());
        }
        7 => swap_keys(dice, link),
        8 => *link = link.replacen('?', "#", 1),
        9 => *link = link.replacen(DEEP_LINK, dice.of(&ADDRESSES), 1),
        10 => {
            let turned: String = link[range.clone()].chars().rev().collect();
            link.replace_range(range, &turned);
        }
        _ => {
            let pairs: Vec<&str> = link.split('&').collect();
            let again = pairs[dice.below(pairs.len())].to_owned();
            *link = format!("{link}&{again}");
        }
    }
}

fn swap_keys(dice: &mut Dice, link: &mut String) {
    let keys = [
        "connection=",
        "permission=",
        "state=",
        "connect_code=",
        "code=",
        "error=",
        "iss=",
        "error_description=",
    ];
    let (one, other) = (dice.of(&keys), dice.of(&keys));
    *link = link
        .replacen(one, "\u{1}", 1)
        .replacen(other, one, 1)
        .replacen('\u{1}', other, 1);
}

/// Whether what was read of a link keeps the contract's rules, and shows plain text only.
fn is_sound(link: &str) -> bool {
    let value = |text: &str, longest| {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
        plain && (1..=longest).contains(&text.len())
    };
    let callback = match Incoming::parse(link) {
        Ok(Incoming::Callback(callback)) => callback,
        Ok(Incoming::Proposal(proposal)) => {
            let ours = link.starts_with(OPEN_LINK) && link.len() <= 8192;
            let mut scopes = proposal.permissions.iter();
            let plain = |text: &String| value(text, 255) && !text.contains(['<', '>', '"', '&']);
            return ours && value(&proposal.connection, 128) && scopes.all(plain);
        }
        Err(_) => return true,
    };
    let answer = match &callback.answer {
        Answer::Code(code) => value(code.expose(), 2048),
        Answer::ConnectCode(code) => value(code.expose(), 46),
        Answer::Refused(error) => {
            is_plain(&error.error) && error.description.as_deref().is_none_or(is_plain)
        }
        Answer::Nothing => true,
    };
    let address = link.starts_with(callback.redirect_uri);
    let issuer = callback.issuer.as_deref();
    let short = link.len() <= 8192;
    short
        && address
        && answer
        && value(callback.state.expose(), 4096)
        && issuer.is_none_or(|issuer| value(issuer, 2048))
}

fn is_plain(text: &str) -> bool {
    let unseen = |c: char| {
        matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
    };
    let heap = "\u{301}".repeat(5);
    text.chars().count() <= 300
        && !text.contains(&heap)
        && !text.chars().any(|c| c.is_control() || unseen(c))
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/callback");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect()
}

/// What may not change, whatever links come.
fn standing(program: &Program, attempt: &str) -> [String; 4] {
    let vault = &program.world.vault;
    let exchanges = program.world.tenant.exchanges().len();
    let calls = format!("{exchanges} calls");
    [
        attempt.to_owned(),
        format!("{:?}", vault.attempts()),
        format!("{:?}", vault.refresh_token()),
        calls,
    ]
}

/// Says what a link did that it may not.
fn tell(link: &str, what: &str) {
    let start: String = link.chars().take(300).collect();
    eprintln!("{what}: {start:?}");
}

#[tokio::test]
async fn whatever_is_made_of_links_ends_nothing() {
    let config = Config {
        record: true,
        ..Config::default()
    };
    let mut program = Program::signed_in(config).await;
    let attempt = program.begin_connect(GOOGLE).await;
    let url = program.world.browser.opened_after(1).await;
    let genuine = program
        .world
        .browser
        .walk(&url, Manner::Approve)
        .await
        .back();
    let mut seeds = seeds();
    assert!(seeds.len() > 20);
    seeds.extend(near(&genuine));
    let before = standing(&program, &attempt);

    let mut dice = Dice(0x6d6f_6f72_696e_6721);
    let mut lost = 0;
    for _ in 0..READ {
        let link = hostile(&mut dice, &seeds);
        if !is_sound(&link) {
            tell(&link, "not sound");
            lost += 1;
        }
    }
    let (mut read, mut proposed) = (0, 0);
    for number in 0..TAKEN {
        let link = hostile(&mut dice, &seeds);
        let incoming = Incoming::parse(&link);
        read += u64::from(matches!(incoming, Ok(Incoming::Callback(_))));
        proposed += u64::from(matches!(incoming, Ok(Incoming::Proposal(_))));
        if program.app.callback(&link).unwrap().answers().await {
            tell(&link, "it answers something");
            lost += 1;
        }
        if number % 1000 == 999 {
            put_notices_away(&mut program).await;
            let attempt = program.until_waiting(GOOGLE).await;
            let now = standing(&program, &attempt);
            if now != before {
                tell(&link, &format!("{before:?} became {now:?}"));
                lost += 1;
            }
        }
    }
    assert!(read > TAKEN / 10, "only {read} of them could be read");
    assert!(proposed > TAKEN / 400, "only {proposed} of them propose");
    assert!(program.app.callback(&genuine).unwrap().answers().await);
    program
        .until_accounts("connected", |now| of(now, GOOGLE).len() == 1)
        .await;
    assert_eq!(program.world.tenant.emulator().count(Endpoint::Complete), 1);
    proof::record("links", READ + TAKEN, lost);
}

/// The genuine link with every `state` that is nearly its own.
fn near(genuine: &str) -> Vec<String> {
    let url = url::Url::parse(genuine).unwrap();
    let (_, state) = url.query_pairs().find(|(key, _)| key == "state").unwrap();
    let flipped: String = state
        .chars()
        .map(|c| {
            if c.is_lowercase() {
                c.to_ascii_uppercase()
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let short = state[1..].to_owned();
    let others = [
        flipped,
        short,
        state.chars().rev().collect(),
        format!("{}~", &state[1..]),
    ];
    others
        .iter()
        .map(|other| genuine.replace(&*state, other))
        .collect()
}

/// At most one notice of each kind stands, however many links came, and at most one proposal.
async fn put_notices_away(program: &mut Program) {
    let notices = program.snapshots().borrow().notices.clone();
    assert!(notices.len() <= 3, "{notices:?}");
    for notice in notices {
        assert!(matches!(
            notice.news,
            News::UnknownLink | News::MalformedLink | News::UnknownProposal { .. }
        ));
        program.take(Request::DismissNotice { id: notice.id });
    }
    program
        .until("no notice stands", |now| now.notices.is_empty())
        .await;
}
