//! What is said, and where: the answer on standard output, everything else on standard error.

use std::cell::Cell;
use std::io::Write;

use accounts::diagnosis::Turn;
use accounts::view::Language;
use serde::Serialize;
use serde_json::{Map, Value};
use system::words::{Fact, Words, system_language};

use crate::arguments::Common;
use crate::layout::labelled;
use crate::surroundings;
use crate::trouble::{Kind, Told, Trouble};

/// The version of the shape of the answers.
const VERSION: u8 = 1;
/// Clears the line of progress.
const CLEAR: &str = "\r\u{1b}[2K";

/// What a command answers.
pub(crate) struct Done {
    text: String,
    /// It only tells that it was done.
    news: bool,
    fields: Map<String, Value>,
    code: u8,
    /// It was given already.
    given: bool,
}

impl Done {
    /// What was asked for.
    pub(crate) fn answer(text: String, fields: impl Serialize) -> Self {
        let fields = serde_json::to_value(fields).unwrap_or_default();
        Self {
            text,
            news: false,
            fields: fields.as_object().cloned().unwrap_or_default(),
            code: 0,
            given: false,
        }
    }

    /// That it was done.
    pub(crate) fn news(text: String, fields: impl Serialize) -> Self {
        Self {
            news: true,
            ..Self::answer(text, fields)
        }
    }

    /// Everything was said already.
    pub(crate) fn given() -> Self {
        Self {
            given: true,
            ..Self::answer(String::new(), ())
        }
    }

    /// With another exit code.
    pub(crate) fn code(self, code: u8) -> Self {
        Self { code, ..self }
    }
}

/// The terminal.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Console {
    pub(crate) words: Words,
    pub(crate) json: bool,
    quiet: bool,
    colour: bool,
    colour_aside: bool,
    progress: bool,
    /// There is a line of progress to clear.
    shown: Cell<bool>,
}

impl Console {
    pub(crate) fn new(common: &Common, language: Language) -> Self {
        let colours = !common.no_color && !surroundings::no_color();
        let aside = surroundings::has_terminal_aside();
        Self {
            words: Words::plain(language),
            json: common.json,
            quiet: common.quiet,
            colour: colours && surroundings::has_terminal_out(),
            colour_aside: colours && aside,
            progress: aside && !common.quiet,
            shown: Cell::new(false),
        }
    }

    pub(crate) fn say(&self, id: &str, facts: &[Fact<'_>]) -> String {
        self.words.tell(id, facts)
    }

    /// A heading of the answer.
    pub(crate) fn strong(&self, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// What is under way, on a line that the next one takes the place of.
    pub(crate) fn progress(&self, id: &str) {
        if self.progress {
            aside(&format!("{CLEAR}{}", self.say(id, &[])));
            self.shown.set(true);
        }
    }

    /// Something that is not the answer.
    pub(crate) fn aside(&self, text: &str) {
        self.clear();
        aside(&format!("{text}\n"));
    }

    fn clear(&self) {
        if self.shown.replace(false) {
            aside(CLEAR);
        }
    }

    /// Puts a question to the person.
    pub(crate) fn ask(&self, question: &str) {
        self.clear();
        let yes = self.say("command-yes", &[]);
        aside(&format!("{question} [{yes}/N] "));
    }

    /// Whether an answer to a question is yes.
    pub(crate) fn is_yes(&self, line: &str) -> bool {
        let said = line.trim().to_lowercase();
        said == self.say("command-yes", &[]) || said == "y" || said == "yes"
    }

    /// Gives the answer.
    pub(crate) fn give(&self, command: &str, done: &Done) -> u8 {
        self.clear();
        if done.given {
            return done.code;
        }
        if self.json {
            out(&json_text(Some(command), &done.fields));
        } else if !(done.news && self.quiet) {
            out(&done.text);
        }
        done.code
    }

    /// Tells what went wrong.
    pub(crate) fn fail(&self, command: &str, trouble: &Trouble) -> u8 {
        self.clear();
        let told = trouble.told(&self.words);
        if self.json {
            out(&json_text(Some(command), &failed(&told)));
            return trouble.code();
        }
        let what = if self.colour_aside {
            format!("\u{1b}[1;31m{}\u{1b}[0m", told.what)
        } else {
            told.what.clone()
        };
        aside(&format!("{what}\n{}", self.explained(told, 2)));
        trouble.code()
    }

    /// Why it is so, what to do, and whose turn it is.
    pub(crate) fn explained(&self, told: Told, indent: usize) -> String {
        let turn = match told.turn {
            Turn::Yours => "failure-turn-yours",
            Turn::Administrator => "failure-turn-administrator",
            Turn::Nobody => "failure-turn-nobody",
        };
        let mut rows = vec![
            ("failure-why", told.why),
            ("failure-fix", told.fix),
            ("failure-turn", self.say(turn, &[])),
        ];
        rows.extend(told.detail.map(|detail| ("failure-said", detail)));
        rows.extend(told.id.map(|id| ("failure-id", id)));
        let rows = rows.into_iter().filter(|(_, words)| !words.is_empty());
        let rows: Vec<_> = rows.map(|(id, words)| (self.say(id, &[]), words)).collect();
        labelled(&rows, indent)
    }

    /// Shows something of the answer before the rest of it.
    pub(crate) fn show(&self, text: &str) {
        self.clear();
        out(text);
    }
}

/// Whether somebody can be asked: at a terminal.
pub(crate) fn asks() -> bool {
    surroundings::has_terminal_in() && surroundings::has_terminal_aside()
}

/// Says, as an object, that what was typed cannot be read.
pub(crate) fn print_usage(reason: &str) -> std::io::Result<()> {
    let reason = reason.lines().next().unwrap_or_default();
    let reason = reason.trim_start_matches("error: ");
    let words = Words::plain(system_language());
    let told = Kind::Usage.trouble(&[("reason", reason)]).told(&words);
    let text = json_text(None, &failed(&told));
    std::io::stdout().write_all(text.as_bytes())
}

fn failed(told: &Told) -> Map<String, Value> {
    Map::from_iter([("error".to_owned(), told.json())])
}

/// The one object of an answer.
#[derive(Serialize)]
struct Answer<'a> {
    version: u8,
    command: Option<&'a str>,
    #[serde(flatten)]
    fields: &'a Map<String, Value>,
}

/// Characters that a terminal would obey are spelt out; they are within texts only.
fn json_text(command: Option<&str>, fields: &Map<String, Value>) -> String {
    let answer = Answer {
        version: VERSION,
        command,
        fields,
    };
    let text = serde_json::to_string(&answer).unwrap_or_default();
    let spelt = text.chars().fold(String::new(), |mut spelt, one| {
        if one.is_control() {
            let number = u32::from(one);
            spelt.extend(["\\u".to_owned(), format!("{number:04x}")]);
        } else {
            spelt.push(one);
        }
        spelt
    });
    format!("{spelt}\n")
}

/// Whoever reads it may have gone.
fn out(text: &str) {
    let mut stream = std::io::stdout().lock();
    drop(
        stream
            .write_all(text.as_bytes())
            .and_then(|()| stream.flush()),
    );
}

fn aside(text: &str) {
    let mut stream = std::io::stderr().lock();
    drop(
        stream
            .write_all(text.as_bytes())
            .and_then(|()| stream.flush()),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_an_object_moves_the_cursor() {
        let name = Value::from("a\u{9b}31m\u{1b}b\u{7f}ü");
        let fields = Map::from_iter([("name".to_owned(), name)]);
        let text = json_text(Some("accounts"), &fields);
        assert!(text.starts_with(r#"{"version":1,"command":"accounts","#));
        assert!(!text.trim_end().contains(char::is_control), "{text:?}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["name"], "a\u{9b}31m\u{1b}b\u{7f}ü");
    }
}
