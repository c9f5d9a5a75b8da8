//! What holds of every link. Links are made here from what they are to say, so that what was read can
//! be compared with it.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

use super::*;

/// What a link says.
#[derive(Debug, Clone)]
struct Said {
    address: (&'static str, &'static str),
    in_fragment: bool,
    /// `code`, `connect_code`, `error`, or none.
    answer: Option<(&'static str, String)>,
    description: Option<String>,
    state: String,
    issuer: Option<String>,
    /// What is none of ours.
    foreign: Vec<(String, String)>,
    /// Decides on order and spelling.
    dice: Vec<Index>,
}

/// How an address may be spelt, and what it is.
const ADDRESSES: [(&str, &str); 5] = [
    ("dev.mooring.desktop://callback", DEEP_LINK),
    ("dev.mooring.desktop://callback/", DEEP_LINK),
    ("http://127.0.0.1:18791/callback", LOOPBACK[0]),
    ("http://127.0.0.1:18792/callback", LOOPBACK[1]),
    ("http://127.0.0.1:18793/callback", LOOPBACK[2]),
];
const KNOWN: [&str; 6] = [
    "state",
    "iss",
    "code",
    "connect_code",
    "error",
    "error_description",
];

fn said() -> impl Strategy<Value = Said> {
    let value = "[!-~]{1,46}";
    let answer = prop_oneof![
        value.prop_map(|code| Some(("code", code))),
        value.prop_map(|code| Some(("connect_code", code))),
        select(vec!["access_denied", "server_error", "x"])
            .prop_map(|error| Some(("error", error.to_owned()))),
        Just(None),
    ];
    let foreign = ("[a-zA-Z_.\\[\\]]{0,12}", ".{0,20}")
        .prop_filter("none of ours", |(key, _)| !KNOWN.contains(&key.as_str()));
    (
        select(ADDRESSES.to_vec()),
        any::<bool>(),
        answer,
        proptest::option::of("[ -~äß漢]{0,40}"),
        "[!-~]{1,200}",
        proptest::option::of("[!-~]{1,60}"),
        proptest::collection::vec(foreign, 0..4),
        proptest::collection::vec(any::<Index>(), 40),
    )
        .prop_map(
            |(address, in_fragment, answer, description, state, issuer, foreign, dice)| Said {
                address,
                in_fragment,
                answer,
                description,
                state,
                issuer,
                foreign,
                dice,
            },
        )
}

impl Said {
    /// Its pairs, in an order of chance.
    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = self.foreign.clone();
        let own = [
            Some(("state", self.state.clone())),
            self.answer.clone(),
            self.issuer.clone().map(|issuer| ("iss", issuer)),
            self.description
                .clone()
                .map(|words| ("error_description", words)),
        ];
        for (number, (key, value)) in own.into_iter().flatten().enumerate() {
            let place = self.dice[number].index(pairs.len() + 1);
            pairs.insert(place, (key.to_owned(), value));
        }
        pairs
    }

    /// The pairs as a query.
    fn spelt(&self, pairs: &[(String, String)]) -> String {
        let mut text = String::new();
        for (number, (key, value)) in pairs.iter().enumerate() {
            let dice = self.dice[number % self.dice.len()];
            let separator = if number == 0 { "" } else { "&" };
            let (key, value) = (spelt(key, dice), spelt(value, dice));
            write!(text, "{separator}{key}={value}").unwrap();
        }
        text
    }

    fn link(&self, pairs: &[(String, String)]) -> String {
        let mark = if self.in_fragment { '#' } else { '?' };
        format!("{}{mark}{}", self.address.0, self.spelt(pairs))
    }

    fn raw(&self) -> String {
        self.link(&self.pairs())
    }
}

/// Percent-encodes what must be, and of the rest what chance says, in either case.
fn spelt(text: &str, dice: Index) -> String {
    let mut spelt = String::new();
    for (number, byte) in text.bytes().enumerate() {
        let chance = dice.index(1 + number * 7 + usize::from(byte));
        let plain = byte.is_ascii_alphanumeric() || b"-._~!*'(),;:@/".contains(&byte);
        if byte == b' ' && chance.is_multiple_of(2) {
            spelt.push('+');
        } else if plain && !chance.is_multiple_of(3) {
            spelt.push(byte.into());
        } else if chance.is_multiple_of(2) {
            write!(spelt, "%{byte:02x}").unwrap();
        } else {
            write!(spelt, "%{byte:02X}").unwrap();
        }
    }
    spelt
}

/// Whether the link was read as what it says.
fn is_read(said: &Said, callback: &Callback) -> bool {
    let words = said.description.as_deref();
    let answer = match (&callback.answer, &said.answer) {
        (Answer::Code(code), Some(("code", said))) => code.expose() == said,
        (Answer::ConnectCode(code), Some(("connect_code", said))) => code.expose() == said,
        (Answer::Refused(error), Some(("error", said))) => {
            let told = error.description.as_deref();
            // Runs of space become one.
            let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
            error.error == *said && told == words.map(plain).as_deref()
        }
        (Answer::Nothing, None) => true,
        (_, _) => false,
    };
    answer
        && callback.redirect_uri == said.address.1
        && callback.state.expose() == said.state
        && callback.issuer == said.issuer
}

/// One rule that a link breaks.
#[derive(Debug, Clone, Copy)]
enum Rule {
    Address(Address),
    Keys(Keys),
    Value(Value),
}

#[derive(Debug, Clone, Copy)]
enum Address {
    Scheme,
    Host,
    Path,
    Person,
    Port,
    Capitals,
}

#[derive(Debug, Clone, Copy)]
enum Keys {
    NoState,
    Twice,
    TwoAnswers,
}

#[derive(Debug, Clone, Copy)]
enum Value {
    EmptyState,
    LongState,
    OddState,
    EmptyIssuer,
    LongIssuer,
    OddIssuer,
    EmptyCode,
    LongCode,
    OddCode,
    Foreign,
}

fn rules() -> Vec<Rule> {
    use self::{Address as A, Keys as K, Value as V};
    let addresses = [A::Scheme, A::Host, A::Path, A::Person, A::Port, A::Capitals];
    let keys = [K::NoState, K::Twice, K::TwoAnswers];
    let states = [V::EmptyState, V::LongState, V::OddState];
    let issuers = [V::EmptyIssuer, V::LongIssuer, V::OddIssuer];
    let codes = [V::EmptyCode, V::LongCode, V::OddCode];
    let values = [states, issuers, codes].into_iter().flatten();
    let all = addresses.map(Rule::Address).into_iter();
    all.chain(keys.map(Rule::Keys))
        .chain(values.map(Rule::Value))
        .chain([Rule::Value(V::Foreign)])
        .collect()
}

/// The link of `said` with one rule broken.
fn broken(said: &Said, rule: Rule) -> String {
    let mut said = said.clone();
    match rule {
        Rule::Address(address) => elsewhere(&said, address),
        Rule::Keys(keys) => wrongly_keyed(&mut said, keys),
        Rule::Value(value) => {
            spoil(&mut said, value);
            said.raw()
        }
    }
}

fn elsewhere(said: &Said, how: Address) -> String {
    let raw = said.raw();
    let (scheme, rest) = raw.split_once("://").unwrap();
    let (host, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap());
    let (path, rest) = rest.split_at(rest.find(['?', '#']).unwrap());
    let person = said.dice[39].get(&["me", "a:b", ""]);
    match how {
        Address::Scheme => format!("x{scheme}://{host}{path}{rest}"),
        Address::Host => format!("{scheme}://{host}.example{path}{rest}"),
        Address::Path => format!("{scheme}://{host}{path}/x{rest}"),
        Address::Person => format!("{scheme}://{person}@{host}{path}{rest}"),
        Address::Port => format!("{scheme}://{host}:1{path}{rest}"),
        Address::Capitals => format!("{}://{host}{path}{rest}", scheme.to_uppercase()),
    }
}

fn wrongly_keyed(said: &mut Said, how: Keys) -> String {
    let chance = said.dice[39];
    let answers = ["code", "connect_code", "error"];
    let first = chance.index(answers.len());
    said.answer = Some((answers[first], "c".to_owned()));
    let mut pairs = said.pairs();
    let place = chance.index(pairs.len() + 1);
    match how {
        Keys::NoState => pairs.retain(|(key, _)| key != "state"),
        Keys::Twice => {
            let known = pairs.iter().filter(|(key, _)| KNOWN.contains(&&**key));
            let known: Vec<_> = known.cloned().collect();
            pairs.insert(place, chance.get(&known).clone());
        }
        Keys::TwoAnswers => {
            let other = answers[(first + 1) % answers.len()];
            pairs.insert(place, (other.to_owned(), "d".to_owned()));
        }
    }
    said.link(&pairs)
}

fn spoil(said: &mut Said, how: Value) {
    let chance = said.dice[39];
    let odd = [" ", "\0", "\n", "é", "\u{202e}", "\u{7f}", "a b"];
    let odd = (*chance.get(&odd)).to_owned();
    let (code, longest) = *chance.get(&[("code", 2048), ("connect_code", 46)]);
    match how {
        Value::EmptyState => said.state = String::new(),
        Value::LongState => said.state = "s".repeat(4097),
        Value::OddState => said.state.push_str(&odd),
        Value::EmptyIssuer => said.issuer = Some(String::new()),
        Value::LongIssuer => said.issuer = Some("i".repeat(2049)),
        Value::OddIssuer => said.issuer = Some(odd),
        Value::EmptyCode => said.answer = Some((code, String::new())),
        Value::LongCode => said.answer = Some((code, "c".repeat(longest + 1))),
        Value::OddCode => said.answer = Some((code, odd)),
        // Over the limit of the whole.
        Value::Foreign => said.foreign.push(("x".to_owned(), "x".repeat(8192))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_well_formed_is_read_to_the_letter(said in said()) {
        let raw = said.raw();
        let callback = Callback::parse(&raw);
        prop_assert!(callback.is_ok(), "{raw}");
        let callback = callback.unwrap();
        prop_assert!(is_read(&said, &callback), "{raw} {callback:?}");
        prop_assert!(callback.answers(&State::new(said.state.clone())));
        prop_assert!(!callback.answers(&State::new(said.state + "x")));
    }

    #[test]
    fn what_breaks_one_rule_is_refused(said in said(), rule in select(rules())) {
        let raw = broken(&said, rule);
        prop_assert!(Callback::parse(&raw).is_err(), "{rule:?} {raw}");
    }

    /// The query has the word, where it has anything to say; the other part adds nothing to it.
    #[test]
    fn query_and_fragment_are_never_mixed(query in said(), fragment in said(), bare in 0..3) {
        let mut pairs = query.pairs();
        match bare {
            0 => pairs.retain(|(key, _)| !KNOWN.contains(&&**key)),
            1 => pairs.retain(|(key, _)| key == "state" || !KNOWN.contains(&&**key)),
            _ => (),
        }
        let answers = bare == 2 && query.answer.is_some();
        let (first, second) = (query.spelt(&pairs), fragment.spelt(&fragment.pairs()));
        let raw = format!("{}?{first}#{second}", query.address.0);
        let callback = Callback::parse(&raw).unwrap();
        let word = if answers || (bare > 0 && fragment.answer.is_none()) {
            let issuer = query.issuer.filter(|_| bare == 2);
            Said { issuer, answer: query.answer.filter(|_| bare == 2), ..query }
        } else {
            Said { address: query.address, ..fragment }
        };
        prop_assert!(is_read(&word, &callback), "{raw} {callback:?}");
    }

    #[test]
    fn debug_never_has_code_or_state(said in said(), secret in "[A-Z]{20}") {
        let answer = said.answer.map(|(key, value)| (key, if key == "error" { value } else { secret.clone() }));
        let said = Said { state: secret.clone(), answer, foreign: vec![], ..said };
        let callback = Callback::parse(&said.raw()).unwrap();
        let told = format!("{callback:?}");
        prop_assert!(!told.contains(&secret));
        let broken = broken(&said, Rule::Address(Address::Host));
        let error = Callback::parse(&broken).unwrap_err();
        let told = format!("{error:?} {error}");
        prop_assert!(!told.contains(&secret));
    }
}
