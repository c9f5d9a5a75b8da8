use accounts::ports::SettingsFile;
use accounts::settings::ProfileSettings;

use super::*;

const CODE: Diagnosis = Diagnosis::SettingsCorrupt;

fn settings() -> Settings {
    Settings::from(ProfileSettings {
        domain: "acme.eu.auth0.com".to_owned(),
        client_id: "abc".to_owned(),
        ..ProfileSettings::default()
    })
}

#[test]
fn what_is_saved_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deeper/settings.json");
    assert_eq!(read(&path, CODE), Ok(Settings::default()));
    save(&path, &settings()).unwrap();
    assert_eq!(read(&path, CODE), Ok(settings()));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_look_into_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;

    let home = tempfile::tempdir().unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let (config, cache) = (home.path().join("config"), home.path().join("cache"));
    // As an earlier version, or somebody, may have left them.
    std::fs::create_dir(&config).unwrap();
    for name in [SETTINGS, NOTES, LOCK] {
        std::fs::write(config.join(name), "{}").unwrap();
        std::fs::set_permissions(config.join(name), PermissionsExt::from_mode(0o644)).unwrap();
    }
    let files = Files::of(&config).with_tenants(&cache);
    files.settings().unwrap();
    files.notes().unwrap();
    for _ in 0..2 {
        files.save(&settings()).unwrap();
        files.save_notes(&Notes::default()).unwrap();
        files.keep_tenant("acme.eu.auth0.com", Some(b"{}"));
        for folder in [&config, &cache.join("tenants")] {
            assert_eq!(mode(folder), 0o700, "{}", folder.display());
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
        assert_eq!(std::fs::read_dir(&config).unwrap().count(), 3);
        assert_eq!(std::fs::read_dir(cache.join("tenants")).unwrap().count(), 1);
    }
}

#[test]
fn a_broken_file_is_moved_aside_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.json");
    std::fs::write(&path, "{ broken").unwrap();
    let failure = read::<Settings>(&path, CODE).unwrap_err();
    assert_eq!(failure.diagnosis, Diagnosis::SettingsCorrupt);
    assert!(!path.exists());
    let aside = folder.path().join("settings.broken.json");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), "{ broken");
}

#[test]
fn drafts_that_were_left_behind_are_cleared_away_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(SETTINGS);
    save(&path, &settings()).unwrap();
    let left = |path: &Path| draft(folder.path(), path).unwrap().keep().unwrap();
    let fresh = left(&path).1;
    let mut old = vec![path.clone()];
    let mut drafts = Vec::new();
    for file in [&path, &folder.path().join(NOTES)] {
        drafts.push(left(file).1);
    }
    for other in [".settings.json.bak", ".tmpABC123", ".settings.jsonx.tmp"] {
        old.push(folder.path().join(other));
        std::fs::write(&old[old.len() - 1], "not ours").unwrap();
    }
    for path in old.iter().chain(&drafts) {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        let before = file.metadata().unwrap().modified().unwrap() - 2 * SAVE;
        file.set_modified(before).unwrap();
    }
    let files = Files::of(folder.path());
    assert!(drafts.iter().all(|draft| !draft.exists()));
    assert!(old.iter().all(|path| path.exists()));
    assert!(fresh.exists(), "another program may be writing it");
    assert_eq!(files.settings(), Ok(settings()));
}

fn notes(text: &str) -> Notes {
    serde_json::from_str(text).unwrap()
}

#[test]
fn two_programs_keep_their_notes_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(NOTES);
    let text = r#"{"people":{"dana":{"wishes":{"a":{"connection":"c","account":null,"scopes":[],
        "hint":null,"nickname":"Work"}}}}}"#;
    std::fs::write(&path, text).unwrap();
    let window = Files::of(folder.path());
    let beside = Files::beside_the_window(folder.path());
    let at_window = window.notes().unwrap();
    assert_eq!(at_window, notes(text));
    assert_eq!(beside.notes().unwrap(), notes(r#"{"people":{"dana":{}}}"#));
    let one = r#"{"people":{"dana":{"accounts":{"one":{"connection":"c","nickname":"Work"}}}}}"#;
    beside.save_notes(&notes(one)).unwrap();
    assert_eq!(window.notes().unwrap().clone(), {
        let mut both: Value = serde_json::from_str(one).unwrap();
        let kept: Value = serde_json::from_str(text).unwrap();
        both["people"]["dana"]["wishes"] = kept["people"]["dana"]["wishes"].clone();
        notes(&both.to_string())
    });
    // The window saves what it knows, which is less.
    let window = Files::of(folder.path());
    *window.seen.lock().unwrap() = Some(serde_json::to_value(&at_window).unwrap());
    let two = r#"{"people":{"dana":{"accounts":{"two":{"connection":"d"}}}}}"#;
    window.save_notes(&notes(two)).unwrap();
    let kept: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let accounts = kept["people"]["dana"]["accounts"].as_object().unwrap();
    assert_eq!(accounts.keys().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(accounts["one"]["nickname"], "Work");
    assert_eq!(kept["people"]["dana"]["wishes"], serde_json::json!({}));
}

#[test]
fn two_programs_keep_their_settings_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let other = Settings::from(ProfileSettings {
        domain: "home.us.auth0.com".to_owned(),
        client_id: "abc".to_owned(),
        ..ProfileSettings::default()
    });
    let window = Files::of(folder.path());
    window.save(&settings()).unwrap();
    let beside = Files::beside_the_window(folder.path());
    let mut there = beside.settings().unwrap();
    there.keep(other.profiles[0].clone());
    beside.save(&there).unwrap();
    // The window knows of one profile only, and changes something else.
    let mut here = settings();
    here.tray = true;
    window.save(&here).unwrap();
    let both = window.settings().unwrap();
    assert!(both.tray);
    assert_eq!(both.profiles.len(), 2);
    assert_eq!(both.profile, other.profile, "the latest choice stands");
    // What is removed there stays removed.
    there.remove("acme.eu.auth0.com");
    beside.save(&there).unwrap();
    window.save(&both).unwrap();
    assert_eq!(window.settings().unwrap().profiles, other.profiles);
}

#[test]
fn what_was_broken_meanwhile_is_moved_aside_and_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::of(folder.path());
    files.save(&settings()).unwrap();
    files.save_notes(&Notes::default()).unwrap();
    for (name, aside) in [
        (SETTINGS, "settings.broken.json"),
        (NOTES, "notes.broken.json"),
    ] {
        std::fs::write(folder.path().join(name), "{ broken").unwrap();
        files.save(&settings()).unwrap();
        files.save_notes(&Notes::default()).unwrap();
        let aside = std::fs::read_to_string(folder.path().join(aside));
        assert_eq!(aside.unwrap(), "{ broken", "{name}");
    }
    assert_eq!(files.settings(), Ok(settings()));
}

#[test]
fn a_folder_that_is_not_there_yet_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::of(&folder.path().join("deeper"));
    assert_eq!(files.settings(), Ok(Settings::default()));
}
