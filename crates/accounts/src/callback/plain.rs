//! Foreign text, made fit to be shown.

use unicode_general_category::{GeneralCategory, get_general_category};

/// No foreign text is shown longer than this, in characters.
pub(super) const TEXT_LIMIT: usize = 300;
/// No more marks are heaped upon one letter; scripts need fewer.
const MARK_LIMIT: usize = 4;

/// What a character does to a text.
enum Kind {
    Space,
    /// Joins or parts two letters: Persian, the scripts of India and many pictures need it.
    Joiner,
    /// Chooses between two looks of a picture.
    Look,
    Mark,
    /// Turns, hides or carries something, and shows nothing.
    Unseen,
    Seen,
}

/// Foreign text as plain text: no control, direction or unseen characters, no heaps of marks, no runs
/// of space, capped.
#[must_use]
pub fn clean(text: &str) -> String {
    // Most of what comes is plain already.
    if text.len() <= TEXT_LIMIT && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    let mut plain = Plain::default();
    for c in text.chars().take(TEXT_LIMIT * 4) {
        plain.add(c);
    }
    let words = plain.text;
    if words.chars().count() <= TEXT_LIMIT {
        return words;
    }
    words.chars().take(TEXT_LIMIT - 1).chain(['…']).collect()
}

/// What stands for a name of which nothing can be shown.
const NAMELESS: &str = "\u{fffd}";

/// The same of a name, which has to show something.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let plain = clean(name);
    if plain.is_empty() {
        NAMELESS.to_owned()
    } else {
        plain
    }
}

#[derive(Default)]
struct Plain {
    text: String,
    /// Stands before the next character, if that can be joined.
    waiting: Option<char>,
    /// Since the last letter.
    marks: usize,
}

impl Plain {
    fn add(&mut self, c: char) {
        let last = self.text.chars().next_back();
        match kind(c) {
            Kind::Space => self.waiting = Some(' '),
            Kind::Joiner if self.waiting.is_none() && last.is_some_and(|last| !last.is_ascii()) => {
                self.waiting = Some(c);
            }
            Kind::Look if self.waiting.is_none() && last.is_some_and(is_picture) => {
                self.text.push(c);
            }
            Kind::Mark if self.waiting == Some(' ') || last.is_none() => (),
            Kind::Mark if self.marks < MARK_LIMIT => {
                self.marks += 1;
                self.push(c);
            }
            Kind::Seen => {
                self.marks = 0;
                self.push(c);
            }
            Kind::Joiner | Kind::Look | Kind::Mark | Kind::Unseen => (),
        }
    }

    fn push(&mut self, c: char) {
        let waiting = self.waiting.take().filter(|waiting| match waiting {
            ' ' => !self.text.is_empty(),
            _ => !c.is_ascii(),
        });
        self.text.extend(waiting);
        self.text.push(c);
    }
}

fn kind(c: char) -> Kind {
    use GeneralCategory::{EnclosingMark, Format, NonspacingMark};
    match c {
        '\u{2800}' => Kind::Space,
        _ if c.is_control() || c.is_whitespace() => Kind::Space,
        '\u{200c}' | '\u{200d}' => Kind::Joiner,
        '\u{fe0e}' | '\u{fe0f}' => Kind::Look,
        // What the standard lets a font ignore, beside its format characters.
        '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2065}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0d}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}'
        | '\u{e0000}'..='\u{e0fff}' => Kind::Unseen,
        _ if get_general_category(c) == Format => Kind::Unseen,
        _ if matches!(get_general_category(c), NonspacingMark | EnclosingMark) => Kind::Mark,
        _ => Kind::Seen,
    }
}

/// Whether it may be a picture as well as a sign.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::RngSeed;

    use super::*;

    /// What says nothing to a reader, but may turn, hide, join or carry something, by the lists of the
    /// Unicode standard: `Default_Ignorable_Code_Point`, `Bidi_Control`, and what fills a place unseen.
    fn is_unseen(c: char) -> bool {
        matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
    }

    /// Marks of several scripts that are heaped upon letters.
    const MARKS: [char; 12] = [
        '\u{300}',
        '\u{301}',
        '\u{35f}',
        '\u{489}',
        '\u{5b0}',
        '\u{64b}',
        '\u{e47}',
        '\u{e31}',
        '\u{1ab0}',
        '\u{20dd}',
        '\u{fe20}',
        '\u{1e8d0}',
    ];
    /// Kept inside of words, where scripts and pictures need them.
    const NEEDED: [char; 4] = ['\u{200c}', '\u{200d}', '\u{fe0e}', '\u{fe0f}'];

    fn hostile() -> impl Strategy<Value = String> {
        let unseen: Vec<char> = ('\0'..='\u{e0fff}').filter(|c| is_unseen(*c)).collect();
        let one = prop_oneof![
            4 => any::<char>(),
            4 => select(unseen),
            4 => select(MARKS.to_vec()),
            4 => select(NEEDED.to_vec()),
            2 => "[a-z ]".prop_map(|text| text.chars().next().unwrap()),
            2 => select(vec!['م', 'क', '漢', '❤', '👩', '\u{94d}', '\u{2028}', '\u{85}', '\0', '\n']),
        ];
        proptest::collection::vec(one, 0..400).prop_map(String::from_iter)
    }

    /// What stands in the window of a foreign text.
    fn see_plain(shown: &str) {
        assert!(shown.chars().count() <= TEXT_LIMIT);
        assert!(!shown.chars().any(char::is_control), "{shown:?}");
        let words: Vec<_> = shown.split(' ').collect();
        assert!(
            shown.is_empty() || words.iter().all(|word| !word.is_empty()),
            "{shown:?}"
        );
        let mut marks = 0;
        let mut before = None;
        for c in shown.chars() {
            assert!(c == ' ' || !c.is_whitespace(), "{shown:?}");
            marks = if MARKS.contains(&c) { marks + 1 } else { 0 };
            assert!(marks <= 4, "{shown:?}");
            if is_unseen(c) {
                assert!(NEEDED.contains(&c), "{c:?} in {shown:?}");
                // Never after a plain letter, never one after another of its kind.
                let before: char = before.unwrap();
                assert!(!before.is_ascii() && before != c, "{shown:?}");
            }
            before = Some(c);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

        #[test]
        fn no_text_is_shown_other_than_plain(text in hostile()) {
            let shown = clean(&text);
            see_plain(&shown);
            prop_assert_eq!(clean(&shown), shown);
        }

        #[test]
        fn what_is_plain_stays(text in "[a-zA-Z0-9<>&\"'.äöüßéñ漢字かなقلبשלוםहिไทย!]{1,80}( [a-zA-Z]{1,20}){0,5}") {
            prop_assert_eq!(clean(&text), text);
        }
    }

    #[test]
    fn every_unseen_character_is_taken_out() {
        for c in ('\0'..=char::MAX).filter(|c| is_unseen(*c)) {
            for (text, plain) in [(format!("a{c}b"), "ab"), (format!("{c}a{c}{c}b{c}"), "ab")] {
                let shown = clean(&text).replace(' ', "");
                assert_eq!(shown, plain, "{c:?}");
            }
        }
    }

    #[test]
    fn what_scripts_and_pictures_need_stays() {
        for text in [
            "می‌خواهم",
            "क्‍ष",
            "র‍্য",
            "👩‍👩‍👧",
            "🏳️‍🌈",
            "❤️ love",
            "👍🏽",
            "Ti\u{1ebf}ng Vi\u{1ec7}t",
            "Tie\u{302}\u{301}ng",
            "שָׁלוֹם",
            "བསྒྲུབས",
            "ที่นี่",
        ] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn a_name_always_shows_something() {
        assert_eq!(clean_name("Goo\u{202e}\u{200b}gle"), "Google");
        for name in [
            "",
            " ",
            "\0",
            "\u{200b}\u{202e}",
            "\u{301}\u{301}",
            "\u{3164}",
        ] {
            assert_eq!(clean_name(name), NAMELESS, "{name:?}");
        }
        assert_eq!(clean_name(NAMELESS), NAMELESS);
    }

    #[test]
    fn a_heap_of_marks_is_cut() {
        let heap: String = std::iter::repeat_n('\u{301}', 50).collect();
        assert_eq!(
            clean(&format!("Z{heap}a")),
            "Z\u{301}\u{301}\u{301}\u{301}a"
        );
        assert_eq!(clean(&format!("{heap}a")), "a", "a mark needs a letter");
        let thai: String = std::iter::repeat_n('\u{e47}', 50).collect();
        assert_eq!(clean(&format!("ก{thai}")).chars().count(), 5);
    }
}
