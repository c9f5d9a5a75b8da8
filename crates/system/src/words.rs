//! The words outside of the window, from the same catalogues.

use accounts::view::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The catalogues that are read here: the window's own, for the names in it, and the desktop's.
macro_rules! catalogues {
    ($folder:literal) => {
        [
            include_str!(concat!("../../../text/", $folder, "/mooring.ftl")),
            include_str!(concat!("../../../text/", $folder, "/desktop.ftl")),
        ]
    };
}

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
        let name: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![name]);
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

    fn format(&self, id: &str, facts: &FluentArgs<'_>) -> String {
        let message = self.0.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut mistakes = Vec::new();
        let words = self.0.format_pattern(pattern, Some(facts), &mut mistakes);
        if !mistakes.is_empty() {
            tracing::warn!(id, "a message is not what it should be");
        }
        words.into_owned()
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

fn sources(language: Language) -> [&'static str; 2] {
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
        let english = ids(sources(Language::En)[1]);
        assert!(english.len() > 8, "{english:?}");
        for language in LANGUAGES {
            for source in sources(language) {
                let read = FluentResource::try_new(source.to_owned());
                assert!(read.is_ok(), "{language:?}: {read:?}");
            }
            assert_eq!(ids(sources(language)[1]), english, "{language:?}");
            let words = Words::of(language);
            for id in &english {
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
