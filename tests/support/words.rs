//! The words of a failure, from the same catalogues that the window reads.

use std::path::Path;

use accounts::view::{FailureView, TenantView};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

/// The English catalogues.
pub(crate) struct Words(FluentBundle<FluentResource>);

impl Words {
    pub(crate) fn english() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("text/en");
        let mut bundle = FluentBundle::new(vec!["en".parse().unwrap()]);
        bundle.set_use_isolating(false);
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let resource = FluentResource::try_new(text).expect("the catalogue can be read");
            bundle.add_resource(resource).expect("each id stands once");
        }
        Self(bundle)
    }

    /// What happened, why, and what to do, as the window says it.
    pub(crate) fn of(&self, failure: &FailureView, tenant: &TenantView) -> [String; 3] {
        let id = failure.diagnosis.words();
        let mut facts = FluentArgs::new();
        facts.set("tenant", tenant.domain.clone());
        facts.set("clientId", tenant.client_id.clone());
        facts.set("provider", "the provider");
        let none = || "none".to_owned();
        facts.set("subject", failure.subject.clone().unwrap_or_else(none));
        facts.set("detail", failure.detail.clone().unwrap_or_else(none));
        [None, Some("why"), Some("fix")].map(|part| self.say(&id, part, &facts))
    }

    fn say(&self, id: &str, part: Option<&str>, facts: &FluentArgs<'_>) -> String {
        let message = self.0.get_message(id);
        let message = message.unwrap_or_else(|| panic!("there are no words for {id}"));
        let pattern = match part {
            None => message.value(),
            Some(part) => message.get_attribute(part).map(|found| found.value()),
        };
        let pattern = pattern.unwrap_or_else(|| panic!("{id} has no {part:?}"));
        let mut errors = Vec::new();
        let said = self.0.format_pattern(pattern, Some(facts), &mut errors);
        assert!(errors.is_empty(), "{id} {part:?}: {errors:?}");
        said.into_owned()
    }
}
