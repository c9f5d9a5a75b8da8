//! The words outside of the window, from the same catalogues.

use accounts::view::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The catalogues: the window's own, those of failures and permissions, the desktop's, and the command
/// line's.
macro_rules! catalogues {
    ($folder:literal) => {
        [
            include_str!(concat!("../../../text/", $folder, "/mooring.ftl")),
            include_str!(concat!("../../../text/", $folder, "/failures.ftl")),
            include_str!(concat!("../../../text/", $folder, "/permissions.ftl")),
            include_str!(concat!("../../../text/", $folder, "/desktop.ftl")),
            include_str!(concat!("../../../text/", $folder, "/command-line.ftl")),
        ]
    };
}

/// A fact that stands in a message: its name and its words.
pub type Fact<'a> = (&'a str, &'a str);

/// The language of this computer, or the nearest that the program speaks.
#[must_use]
pub fn system_language() -> Language {
    sys_locale::get_locales()
        .find_map(|tag| Language::of_tag(&tag))
        .unwrap_or_default()
}

/// The words of one language.
pub struct Words(FluentBundle<FluentResource>);

impl Words {
    /// Those of this language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::read(language, true)
    }

    /// Those of this language for a terminal, without marks around the facts.
    #[must_use]
    pub fn plain(language: Language) -> Self {
        Self::read(language, false)
    }

    fn read(language: Language, marks: bool) -> Self {
        let name: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![name]);
        bundle.set_use_isolating(marks);
        for source in sources(language) {
            // What cannot be read is left out; the tests see to it that nothing is.
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    /// The words of a message.
    pub fn say(&self, id: &str) -> String {
        self.format(id, &FluentArgs::new())
    }

    /// The words of a message with a fact in them.
    pub fn say_with<'a>(
        &self,
        id: &str,
        fact: &'a str,
        value: impl Into<FluentValue<'a>>,
    ) -> String {
        self.format(id, &FluentArgs::from_iter([(fact, value.into())]))
    }

    /// The words of a message with several facts in them.
    pub fn tell(&self, id: &str, facts: &[Fact<'_>]) -> String {
        self.format(id, &facts.iter().copied().collect())
    }

    /// The words of a part of a message, such as the `why` of a failure, where it has that.
    pub fn part(&self, id: &str, part: &str, facts: &[Fact<'_>]) -> Option<String> {
        self.fill(id, Some(part), &facts.iter().copied().collect())
    }

    fn format(&self, id: &str, facts: &FluentArgs<'_>) -> String {
        self.fill(id, None, facts).unwrap_or_else(|| id.to_owned())
    }

    fn fill(&self, id: &str, part: Option<&str>, facts: &FluentArgs<'_>) -> Option<String> {
        let message = self.0.get_message(id)?;
        let pattern = match part {
            None => message.value()?,
            Some(part) => message.get_attribute(part)?.value(),
        };
        let mut mistakes = Vec::new();
        let words = self.0.format_pattern(pattern, Some(facts), &mut mistakes);
        if !mistakes.is_empty() {
            tracing::warn!(id, "a message is not what it should be");
        }
        Some(words.into_owned())
    }
}

/// The direction in which a language is read, as HTML names it.
#[must_use]
pub fn direction(language: Language) -> &'static str {
    match language {
        Language::En | Language::De | Language::Ja => "ltr",
        Language::Ar => "rtl",
    }
}

fn sources(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => catalogues!("en"),
        Language::De => catalogues!("de"),
        Language::Ja => catalogues!("ja"),
        Language::Ar => catalogues!("ar"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const LANGUAGES: [Language; 4] = [Language::En, Language::De, Language::Ja, Language::Ar];

    fn ids(source: &str) -> BTreeSet<&str> {
        let lines = source.lines();
        lines
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split(" =").next())
            .collect()
    }

    #[test]
    fn every_language_says_everything() {
        let english = sources(Language::En).map(ids);
        assert!(english.iter().all(|ids| ids.len() > 8), "{english:?}");
        for language in LANGUAGES {
            for source in sources(language) {
                let read = FluentResource::try_new(source.to_owned());
                assert!(read.is_ok(), "{language:?}: {read:?}");
            }
            assert_eq!(sources(language).map(ids), english, "{language:?}");
            let words = Words::of(language);
            for id in &english[3] {
                let fact = if id.ends_with("several") {
                    "count"
                } else {
                    "title"
                };
                let said = words.say_with(id, fact, 3);
                assert!(!said.contains(['{', '}']), "{language:?}: {said}");
                assert!(said != **id, "{language:?} has no words for {id}");
            }
        }
    }

    #[test]
    fn numbers_and_names_stand_in_the_words() {
        let said = Words::of(Language::En).say_with("notify-several", "count", 3);
        assert_eq!(said, "\u{2068}3\u{2069} attempts ended");
        let said = Words::of(Language::Ar).say_with("notify-several", "count", 2);
        assert_eq!(said, "انتهت محاولتان");
    }
}
