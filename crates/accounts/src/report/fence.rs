//! What the log has to pass before it is in a report. The log has no secret in it already
//! (`tests/leaks`); this takes out what is personal, and what only looks like a secret too.

use crate::diagnosis::Diagnosis;

/// Stands for a value.
const LEFT_OUT: &str = "[left out]";
/// Stands for an e-mail address.
const MAIL: &str = "[e-mail]";
/// Stands for what a person, an account or a profile is called.
const NAME: &str = "[name]";
/// Stands for bytes that are spelt as numbers.
const BYTES: &str = "[bytes]";
/// No word of ours is this long; a token is.
const LONG: usize = 20;
/// From this length on, letters of both kinds mixed with digits are no word.
const MIXED: usize = 10;
/// From this length on, digits among letters up to f are no word.
const HEX: usize = 16;
/// So many numbers in a row are bytes.
const BYTE_RUN: usize = 8;
/// A shorter name would be found in every second line.
const NAME_LENGTH: usize = 3;
/// What a value is called that is left out, or how its name ends.
const TELLING: [&str; 25] = [
    "token",
    "code",
    "state",
    "ticket",
    "verifier",
    "nonce",
    "secret",
    "password",
    "authorization",
    "dpop",
    "session",
    "cookie",
    "assertion",
    "credential",
    "key",
    "hint",
    "email",
    "name",
    "organization",
    "sub",
    "subject",
    "user",
    "person",
    "phone",
    "detail",
];
/// The word after one of these is what somebody authenticates with.
const SCHEMES: [&str; 3] = ["bearer", "dpop", "basic"];
/// The folders that homes are in.
const HOMES: [&str; 3] = ["/home/", "/Users/", "\\Users\\"];

/// What is known to be personal on this computer.
#[derive(Default)]
pub(crate) struct Fence {
    home: Option<String>,
    names: Vec<String>,
}

impl Fence {
    /// Around a home folder, and what people and their accounts are called.
    pub(crate) fn new(home: Option<String>, names: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<String> = names
            .into_iter()
            .map(|name| name.trim().to_lowercase())
            .filter(|name| name.chars().count() >= NAME_LENGTH)
            .collect();
        // A whole name goes before its parts.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        let home = home.filter(|home| home.len() > 1);
        Self { home, names }
    }

    /// The lines as they may be shown to others.
    pub(crate) fn pass(&self, lines: &[String]) -> Vec<String> {
        let all = lines.join("\n").to_lowercase();
        let names = self.names.iter();
        let names: Vec<&String> = names.filter(|name| all.contains(name.as_str())).collect();
        lines
            .iter()
            .map(|line| {
                let line = words(&without_homes(line, self.home.as_deref()));
                let line = names
                    .iter()
                    .fold(line, |line, name| without_name(&line, name));
                without_bytes(&line)
            })
            .collect()
    }

    /// One line.
    pub(crate) fn line(&self, line: &str) -> String {
        self.pass(&[line.to_owned()]).concat()
    }
}

fn without_homes(line: &str, home: Option<&str>) -> String {
    let mut line = match home {
        Some(home) => line.replace(home, "~"),
        None => line.to_owned(),
    };
    for folder in HOMES {
        let mut clean = String::new();
        let mut rest = &*line;
        while let Some((before, after)) = rest.split_once(folder) {
            let end = after.find(['/', '\\', '"', '\'', ':', ',', ')', ' ']);
            clean.push_str(before.strip_suffix("C:").unwrap_or(before));
            clean.push('~');
            rest = &after[end.unwrap_or(after.len())..];
        }
        clean.push_str(rest);
        line = clean;
    }
    line
}

/// A name that stands by itself, however it is written.
fn without_name(line: &str, name: &str) -> String {
    let mut clean = String::new();
    let mut rest = line;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let starts = !before.is_some_and(char::is_alphabetic);
        let after = starts.then(|| after_name(rest, name)).flatten();
        if let Some(after) = after {
            clean.push_str(NAME);
            before = None;
            rest = after;
        } else {
            clean.push(first);
            before = Some(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    clean
}

/// What follows the name, where the text begins with it.
fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut letters = text.char_indices();
    let mut wanted = name.chars().peekable();
    while wanted.peek().is_some() {
        let (_, letter) = letters.next()?;
        if letter.to_lowercase().any(|one| wanted.next() != Some(one)) {
            return None;
        }
    }
    let after = letters.as_str();
    let goes_on = after.chars().next().is_some_and(char::is_alphabetic);
    (!goes_on).then_some(after)
}

fn is_break(one: char) -> bool {
    one.is_whitespace() || "\"'`()[]{}<>,;\\".contains(one)
}

/// Word by word.
fn words(line: &str) -> String {
    let mut told = String::new();
    let mut rest = line;
    let mut owed = false;
    while let Some(first) = rest.chars().next() {
        if is_break(first) {
            if owed && matches!(first, '"' | '\'' | '`') {
                let escaped = told.ends_with('\\');
                rest = after_quoted(&rest[first.len_utf8()..], first, escaped);
                told.push(first);
                told.push_str(LEFT_OUT);
                owed = false;
            } else {
                told.push(first);
                rest = &rest[first.len_utf8()..];
            }
            continue;
        }
        let end = rest.find(is_break).unwrap_or(rest.len());
        let (one, after) = rest.split_at(end);
        rest = after;
        if let Some(value) = after_telling(one, after) {
            told.push_str(bare(one));
            told.push_str(&after[..after.len() - value.len()]);
            rest = value;
            owed = true;
        } else if owed {
            // Something that holds the value, rather than the value.
            let holds = after.starts_with(['(', '{', '[']) || one == ":" || one == "=";
            told.push_str(if holds { one } else { LEFT_OUT });
            owed = holds;
        } else {
            owed = word(one, &mut told);
        }
    }
    told
}

/// What follows a value in quotes: its closing quote and the rest.
fn after_quoted(text: &str, quote: char, escaped: bool) -> &str {
    let mut before = None;
    for (at, one) in text.char_indices() {
        if one == quote && (before == Some('\\')) == escaped {
            return &text[at..];
        }
        before = Some(one);
    }
    ""
}

/// What follows `"name": `, where the value is to be left out.
fn after_telling<'a>(name: &str, after: &'a str) -> Option<&'a str> {
    let value = after.trim_start_matches(['\\', '"', '\'', ' ']);
    let value = value.strip_prefix([':', '='])?;
    is_telling(name).then_some(value)
}

fn is_telling(name: &str) -> bool {
    let name: String = name
        .chars()
        .filter(|one| !matches!(one, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect();
    TELLING.iter().any(|one| name.ends_with(one))
}

/// One word; says whether what follows is to be left out.
fn word(one: &str, told: &mut String) -> bool {
    let named = one.split_once('=').filter(|(name, _)| {
        let plain = |one: char| one.is_alphanumeric() || "_-.".contains(one);
        !name.is_empty() && name.chars().all(plain)
    });
    if let Some((name, value)) = named {
        told.push_str(bare(name));
        told.push('=');
        if is_telling(name) && !value.is_empty() {
            told.push_str(LEFT_OUT);
            return false;
        }
        return if value.is_empty() {
            is_telling(name)
        } else {
            word(value, told)
        };
    }
    if let Some((scheme, rest)) = one.split_once("://") {
        address(scheme, rest, told);
        return false;
    }
    if let Some((name, value)) = one.split_once(':')
        && is_telling(name)
        && !value.starts_with(':')
    {
        told.push_str(name);
        told.push(':');
        if !value.is_empty() {
            told.push_str(LEFT_OUT);
        }
        return value.is_empty();
    }
    told.push_str(bare(one));
    SCHEMES.iter().any(|it| one.eq_ignore_ascii_case(it))
}

/// An address without who, what was asked for, and what looks like a token in its path.
fn address(scheme: &str, rest: &str, told: &mut String) {
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (place, asked) = rest.split_at(end);
    let (host, path) = match place.split_once('/') {
        Some((host, path)) => (host, Some(path)),
        None => (place, None),
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    told.push_str(bare(scheme));
    told.push_str("://");
    told.push_str(bare(host));
    for part in path.into_iter().flat_map(|path| path.split('/')) {
        told.push('/');
        told.push_str(bare(part));
    }
    if let Some(mark) = asked.chars().next() {
        told.push(mark);
        told.push_str(LEFT_OUT);
    }
}

/// What of a word by itself may be told.
fn bare(one: &str) -> &str {
    let asks = one.find('?').is_some_and(|at| at + 1 < one.len());
    if one.contains("%40") || (one.len() > 1 && one.contains('@')) {
        MAIL
    } else if asks || one.contains('|') || looks_random(one) {
        LEFT_OUT
    } else {
        one
    }
}

fn looks_random(one: &str) -> bool {
    let mut pieces = one.split(['.', ':', '/']);
    if pieces.any(is_no_word) {
        return true;
    }
    // What has slashes may be a path, or a token in standard Base64.
    one.contains('/') && one.chars().count() >= LONG && one.split('/').any(is_mixed)
}

fn is_no_word(piece: &str) -> bool {
    let length = piece.chars().count();
    let has = |kind: fn(&char) -> bool| piece.chars().any(|one| kind(&one));
    let digits = has(char::is_ascii_digit);
    let hex = length >= HEX && digits && piece.chars().all(|one| one.is_ascii_hexdigit());
    let mixed =
        length >= MIXED && digits && has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
    (length >= LONG && !is_diagnosis(piece)) || hex || mixed
}

fn is_diagnosis(piece: &str) -> bool {
    let mut all = Diagnosis::ALL.iter();
    all.any(|one| format!("{one:?}").eq_ignore_ascii_case(piece))
}

fn is_mixed(part: &str) -> bool {
    let lower = part.chars().any(|one| one.is_ascii_lowercase());
    let upper = part.chars().skip(1).any(|one| one.is_ascii_uppercase());
    let digit = part.chars().any(|one| one.is_ascii_digit());
    part.contains('+') || (lower && upper) || (digit && part.starts_with(char::is_uppercase))
}

/// Bytes that are spelt as a list of numbers.
fn without_bytes(line: &str) -> String {
    let mut clean = String::new();
    let mut rest = line;
    while !rest.is_empty() {
        let (length, count) = run_of_bytes(rest);
        if count >= BYTE_RUN {
            clean.push_str(BYTES);
        } else if length > 0 {
            clean.push_str(&rest[..length]);
        }
        rest = &rest[length..];
        let next = rest.find(|one: char| one.is_ascii_digit());
        let (plain, after) = rest.split_at(next.unwrap_or(rest.len()));
        clean.push_str(plain);
        rest = after;
    }
    clean
}

/// How long the run of numbers is that a text begins with, and how many there are.
fn run_of_bytes(text: &str) -> (usize, usize) {
    let (mut end, mut count) = (0, 0);
    let mut rest = text;
    loop {
        let digits = rest
            .find(|one: char| !one.is_ascii_digit())
            .unwrap_or(rest.len());
        if digits == 0 {
            return (end, count);
        }
        count += 1;
        end = text.len() - rest.len() + digits;
        let Some(next) = rest[digits..].strip_prefix(',') else {
            return (end, count);
        };
        rest = next.trim_start_matches(' ');
    }
}

#[cfg(test)]
mod tests;
