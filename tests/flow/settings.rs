//! Settings: what they may be, and what an organization fixes.

use std::collections::BTreeSet;
use std::path::Path;

use accounts::settings::{ManagedSetting, ProfileSettings, Settings};
use accounts::view::{Language, ReturnPath, Screen};
use accounts::{Preference, Request};
use emulator::Config;
use serde_json::{Value, json};

use crate::support::{Program, World};

const EVERYTHING: [ManagedSetting; 6] = [
    ManagedSetting::Profile,
    ManagedSetting::Profiles,
    ManagedSetting::ReturnPath,
    ManagedSetting::Language,
    ManagedSetting::Notifications,
    ManagedSetting::Tray,
];

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What the schema says of a file, as a whole or as a part of it.
fn allows(part: &str, file: &Value) -> bool {
    let mut schema = schema();
    if !part.is_empty() {
        schema["$ref"] = json!(format!("#/$defs/{part}"));
    }
    jsonschema::validator_for(&schema).unwrap().is_valid(file)
}

#[tokio::test]
async fn what_an_organization_fixed_cannot_be_chosen() {
    let world = World::settled(Config::default()).await;
    let mut program = Program::start_with(world, |start| {
        start.settings.managed = BTreeSet::from(EVERYTHING);
    });
    program.until_signed_out().await;
    let before = program.snapshots().borrow().clone();
    assert_eq!(before.preferences.managed, EVERYTHING);
    let path = ReturnPath::Loopback;
    let language = Some(Language::De);
    for request in [
        Request::UseReturnPath { path },
        Request::UseLanguage { language },
        Request::Prefer {
            preference: Preference::Notifications,
            on: false,
        },
        Request::Prefer {
            preference: Preference::Tray,
            on: true,
        },
        Request::AddProfile,
        Request::ChangeProfile,
        // So that all the others were looked at.
        Request::ShowAbout,
    ] {
        program.take(request);
    }
    let after = program.until("about", |now| now.about.is_some()).await;
    assert_eq!(after.preferences, before.preferences);
    assert_eq!(after.tenant, before.tenant);
    assert!(matches!(after.screen, Screen::SignedOut { .. }));
}

#[test]
fn every_file_that_is_written_is_as_its_schema_says() {
    let mut settings = Settings::from(ProfileSettings {
        name: "Acme".to_owned(),
        domain: "acme.eu.auth0.com".to_owned(),
        client_id: "client".to_owned(),
        ..ProfileSettings::default()
    });
    settings.language = Some(Language::Ar);
    settings.return_path = Some(ReturnPath::DeepLink);
    settings.profiles[0].options.organization = Some("org_1".to_owned());
    settings.profiles[0].options.dpop = Some(true);
    for settings in [Settings::default(), settings] {
        let file = serde_json::to_value(&settings).unwrap();
        assert!(allows("", &file), "{file}");
        let read: Settings = serde_json::from_value(file).unwrap();
        assert_eq!(read, settings);
    }
}

/// What the schema allows can be read, and what it refuses cannot.
#[test]
fn the_schema_allows_what_can_be_read() {
    let profile = |more: Value| {
        let mut profile = json!({ "domain": "acme.eu.auth0.com", "client_id": "client" });
        profile
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({ "profiles": [profile] })
    };
    for (file, allowed) in [
        (json!({}), true),
        (json!({ "of_tomorrow": [1] }), true),
        (json!({ "profile": "Gone" }), true),
        (profile(json!({ "colour": "teal" })), true),
        (
            profile(json!({ "client_authentication": "private_key_jwt" })),
            true,
        ),
        (
            profile(json!({ "return_path": "loopback", "language": "ja" })),
            true,
        ),
        (profile(json!({ "return_path": "pigeon" })), false),
        (profile(json!({ "dpop": "yes" })), false),
        (profile(json!({ "domain": 1 })), false),
        (json!({ "profiles": [{ "name": "no domain" }] }), false),
        (json!({ "language": "xx" }), false),
        (json!({ "return_path": "pigeon" }), false),
        (json!({ "tray": "yes" }), false),
        (json!([]), false),
    ] {
        assert_eq!(allows("", &file), allowed, "{file}");
        let read = serde_json::from_value::<Settings>(file.clone());
        assert_eq!(read.is_ok(), allowed, "{file}");
    }
}

#[test]
fn a_policy_names_settings_only() {
    for (policy, allowed) in [
        (json!({}), true),
        (
            json!({ "fixed": { "tray": true }, "defaults": { "language": "de" } }),
            true,
        ),
        (json!({ "fixed": { "colour": "teal" } }), false),
        (json!({ "fixed": { "tray": "yes" } }), false),
        (json!({ "fix": {} }), false),
    ] {
        assert_eq!(allows("policy", &policy), allowed, "{policy}");
    }
}
