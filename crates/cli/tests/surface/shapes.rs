//! The schema of the answers, and answers without what changes from run to run.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::world::{Said, World};

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("../../../../docs/command-line.schema.json");
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
});

/// The object, which is as the schema says.
pub(crate) fn valid(said: &Said) -> Value {
    let object = said.json();
    let mistakes: Vec<String> = SCHEMA
        .iter_errors(&object)
        .map(|one| one.to_string())
        .collect();
    assert!(mistakes.is_empty(), "{mistakes:?}: {object}");
    object
}

/// The same, with ids, times and the tenant's address by name.
pub(crate) fn shape(world: &World, said: &Said) -> Value {
    let mut object = valid(said);
    redact(world, &mut object);
    object
}

fn redact(world: &World, value: &mut Value) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|one| redact(world, one)),
        Value::Array(items) => items.iter_mut().for_each(|one| redact(world, one)),
        Value::String(text) => *text = redacted(world, text),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text without ids, times and the tenant's address.
pub(crate) fn redacted(world: &World, text: &str) -> String {
    let port = world.tenant.base_url().port().unwrap();
    let text = text.replace(&format!("127.0.0.1:{port}"), "TENANT");
    let mut clean = String::new();
    for word in text.split_inclusive([' ', '\n', ',', '"']) {
        let end = word.trim_end_matches([' ', '\n', ',', '"']).len();
        let (bare, rest) = word.split_at(end);
        let time = bare.len() >= 20 && bare.starts_with("20") && bare.contains('T');
        let day = bare.len() == 10 && bare.starts_with("20") && bare.matches('-').count() == 2;
        clean.push_str(match bare {
            _ if bare.starts_with("cac_") => "cac_ID",
            _ if bare.starts_with("MOOR-") => "MOOR-ABCD-EFGH",
            _ if time => "TIME",
            _ if day => "DAY",
            _ => bare,
        });
        clean.push_str(rest);
    }
    clean
}
