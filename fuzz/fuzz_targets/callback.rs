//! Any text as a link. What is taken for a callback must keep what the contract says of one, and mean
//! the same when it is written anew.

#![no_main]

use accounts::callback::{
    Answer, CHECK_LINK, Callback, DEEP_LINK, Incoming, LOOPBACK, OPEN_LINK, Proposal, clean,
};
use libfuzzer_sys::fuzz_target;
use url::form_urlencoded::Serializer;

fuzz_target!(|text: &str| {
    see_plain(&clean(text));
    let callback = match Incoming::parse(text) {
        Ok(Incoming::Callback(callback)) => callback,
        Ok(Incoming::Proposal(proposal)) => return see_proposal(text, &proposal),
        Err(_) => return,
    };
    assert!(text.len() <= 8192, "longer than any link");
    let address = callback.redirect_uri;
    assert!([DEEP_LINK, CHECK_LINK].contains(&address) || LOOPBACK.contains(&address));
    assert!(text.starts_with(address), "another address");
    see_value(callback.state.expose(), 4096);
    if let Some(issuer) = &callback.issuer {
        see_value(issuer, 2048);
    }
    match &callback.answer {
        Answer::Code(code) => see_value(code.expose(), 2048),
        Answer::ConnectCode(code) => see_value(code.expose(), 46),
        Answer::Refused(error) => {
            see_plain(&error.error);
            see_plain(error.description.as_deref().unwrap_or_default());
        }
        Answer::Nothing => (),
    }
    see_secrets_hidden(&callback);
    see_same(&callback);
});

/// What is proposed says a name and scopes, and no markup.
fn see_proposal(text: &str, proposal: &Proposal) {
    assert!(text.len() <= 8192, "longer than any link");
    assert!(text.starts_with(OPEN_LINK), "another address");
    assert!(Callback::parse(text).is_err(), "it answers nothing");
    let name = &proposal.connection;
    see_value(name, 128);
    assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)));
    for scope in &proposal.permissions {
        see_value(scope, 255);
        assert!(!scope.contains(['<', '>', '"', '\'', '&', '%']));
    }
    let pairs = proposal.permissions.iter().map(|scope| ("permission", scope));
    let query = Serializer::new(String::new())
        .append_pair("connection", name)
        .extend_pairs(pairs)
        .finish();
    let again = Proposal::parse(&format!("{OPEN_LINK}?{query}"));
    assert_eq!(again.as_ref(), Ok(proposal));
    assert!(Incoming::parse(&format!("{OPEN_LINK}?{query}&state=s")).is_err());
}

/// A value that goes back to the tenant.
fn see_value(value: &str, longest: usize) {
    assert!((1..=longest).contains(&value.len()), "of impossible length");
    assert!(value.bytes().all(|byte| byte.is_ascii_graphic()));
}

/// A text that is shown.
fn see_plain(text: &str) {
    let count = text.chars().count();
    assert!(count <= 300, "{count} characters are shown");
    for c in text.chars() {
        let unseen = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}');
        let blank = c != ' ' && c.is_whitespace();
        assert!(!c.is_control() && !unseen && !blank, "{c:?} is shown");
    }
    assert_eq!(clean(text), text, "it is as clean as it gets");
}

/// What a log or a crash could tell: the same, whatever state and code are.
fn see_secrets_hidden(callback: &Callback) {
    let told = format!("{callback:?}");
    let mut other = callback.clone();
    let link = format!("{DEEP_LINK}?state=other&code=c");
    other.state = Callback::parse(&link).expect("well-formed").state;
    other.answer = match other.answer {
        Answer::Code(_) => answer("code=other"),
        Answer::ConnectCode(_) => answer("connect_code=other"),
        same @ (Answer::Refused(_) | Answer::Nothing) => same,
    };
    assert_eq!(told, format!("{other:?}"));
}

fn answer(query: &str) -> Answer {
    let link = format!("{DEEP_LINK}?state=s&{query}");
    Callback::parse(&link).expect("well-formed").answer
}

/// Written anew, in the query or in the fragment, it says the same; with a key twice, nothing.
fn see_same(callback: &Callback) {
    let mut query = Serializer::new(String::new());
    let (key, marks, again) = if callback.is_check() {
        ("nonce", "?", "nonce")
    } else {
        ("state", "?#", "%73tate")
    };
    query.append_pair(key, callback.state.expose());
    match &callback.answer {
        Answer::Code(code) => drop(query.append_pair("code", code.expose())),
        Answer::ConnectCode(code) => drop(query.append_pair("connect_code", code.expose())),
        Answer::Refused(error) => {
            query.append_pair("error", &error.error);
            if let Some(words) = &error.description {
                query.append_pair("error_description", words);
            }
        }
        Answer::Nothing => (),
    }
    if let Some(issuer) = &callback.issuer {
        query.append_pair("iss", issuer);
    }
    let query = query.finish();
    for mark in marks.chars() {
        let anew = format!("{}{mark}{query}", callback.redirect_uri);
        // Some values grow when they are encoded.
        if anew.len() > 8192 {
            continue;
        }
        let read = Callback::parse(&anew).expect("what was read can be read again");
        assert!(read.answers(&callback.state));
        assert_eq!(read.redirect_uri, callback.redirect_uri);
        assert_eq!(read.issuer, callback.issuer);
        assert_eq!(said(&read.answer), said(&callback.answer));
        let twice = format!("{}{mark}{query}&{again}=s", callback.redirect_uri);
        assert!(Callback::parse(&twice).is_err(), "a key twice");
    }
}

fn said(answer: &Answer) -> [Option<&str>; 4] {
    match answer {
        Answer::Code(code) => [Some(code.expose()), None, None, None],
        Answer::ConnectCode(code) => [None, Some(code.expose()), None, None],
        Answer::Refused(error) => [None, None, Some(&error.error), error.description.as_deref()],
        Answer::Nothing => [None; 4],
    }
}
