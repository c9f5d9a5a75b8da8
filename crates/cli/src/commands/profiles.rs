//! `mooring profiles`: the tenants that are kept.

use serde_json::json;

use crate::console::{Console, Done};
use crate::layout::{table, visible};
use crate::setting::Setting;
use crate::shapes::ProfileShape;
use crate::trouble::Trouble;

pub(super) fn run(setting: &mut Setting, console: &Console) -> Result<Done, Trouble> {
    setting.readable()?;
    let kept = setting.settings.profiles.iter().map(ProfileShape::from);
    let kept: Vec<ProfileShape> = kept.collect();
    let rows = kept.iter().map(|one| {
        let organization = one.organization.as_deref().unwrap_or_default();
        [&*one.domain, &*one.client_id, organization]
            .map(visible)
            .to_vec()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let text = if rows.is_empty() {
        format!("{}\n", console.say("command-no-profiles", &[]))
    } else {
        table(&rows)
    };
    Ok(Done::answer(text, json!({ "profiles": kept })))
}
