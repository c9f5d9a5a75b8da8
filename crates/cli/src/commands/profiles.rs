//! `mooring profiles`: the tenants that are kept, and which of them is used.

use accounts::Request;
use accounts::diagnosis::Diagnosis;
use accounts::failure::{Doing, Failure};
use accounts::ports::SettingsFile;
use accounts::settings::{ManagedSetting, ProfileSettings, Settings};
use accounts::view::{News, Snapshot};
use auth0::{Tenant, TenantAddress};
use serde_json::{Value, json};
use system::{Files, clock};

use super::connect::failed_news;
use crate::arguments::OfProfiles;
use crate::console::{Console, Done, asks};
use crate::layout::{table, visible};
use crate::program::{Program, Reach};
use crate::setting::{Setting, profile};
use crate::shapes::ProfileShape;
use crate::trouble::{Kind, Trouble};

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    what: Option<OfProfiles>,
) -> Result<Done, Trouble> {
    setting.readable()?;
    match what {
        None => Ok(listed(&setting.settings, console)),
        Some(OfProfiles::Add {
            profile: typed,
            name,
            organization,
        }) => {
            may(setting, ManagedSetting::Profiles)?;
            may(setting, ManagedSetting::Profile)?;
            let mut one = profile(&typed, &Settings::default())?;
            one.name = name.unwrap_or_default();
            one.options.organization = organization;
            answers(setting, console, &one).await?;
            let settings = keep(setting, |settings| settings.keep(one))?;
            Ok(told(&settings, console, "command-profile-used"))
        }
        Some(OfProfiles::Use { name }) => {
            may(setting, ManagedSetting::Profile)?;
            known(setting, &name)?;
            let settings = keep(setting, |settings| settings.profile = Some(name))?;
            Ok(told(&settings, console, "command-profile-used"))
        }
        Some(OfProfiles::Remove { name, yes }) => {
            may(setting, ManagedSetting::Profiles)?;
            remove(setting, console, &name, yes).await
        }
    }
}

fn listed(settings: &Settings, console: &Console) -> Done {
    let rows = settings.profiles.iter().map(|one| {
        let shape = ProfileShape::from(one);
        let mark = if is_used(settings, one) { "*" } else { "" };
        let organization = shape.organization.as_deref().unwrap_or_default();
        [
            mark,
            &*one.name,
            &*shape.domain,
            &*shape.client_id,
            organization,
        ]
        .map(visible)
        .to_vec()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let text = if rows.is_empty() {
        format!("{}\n", console.say("command-no-profiles", &[]))
    } else {
        table(&rows)
    };
    Done::answer(text, fields(settings))
}

fn is_used(settings: &Settings, profile: &ProfileSettings) -> bool {
    settings.profile.as_ref() == Some(&profile.name)
}

fn fields(settings: &Settings) -> Value {
    let in_use = settings.in_use().map(|profile| profile.name.clone());
    let all = settings.profiles.iter().map(ProfileShape::from);
    json!({ "profiles": all.collect::<Vec<_>>(), "inUse": in_use })
}

/// That it was done, and how the profiles are now.
fn told(settings: &Settings, console: &Console, id: &str) -> Done {
    let name = settings.profile.as_deref().map(visible).unwrap_or_default();
    let text = format!("{}\n", console.say(id, &[("name", &name)]));
    Done::news(text, fields(settings))
}

/// Whether the person's organization leaves it to the person.
fn may(setting: &Setting, what: ManagedSetting) -> Result<(), Trouble> {
    if setting.settings.managed.contains(&what) {
        return Err(Kind::ProfilesManaged.trouble(&[]));
    }
    Ok(())
}

fn known(setting: &Setting, name: &str) -> Result<ProfileSettings, Trouble> {
    let kept = setting.settings.named(name).cloned();
    kept.ok_or_else(|| Kind::ProfileUnknown.trouble(&[("name", name)]))
}

/// Whether a tenant is there.
async fn answers(
    setting: &Setting,
    console: &Console,
    profile: &ProfileSettings,
) -> Result<(), Trouble> {
    let wrong = Failure::new(Diagnosis::DomainInvalid).subject(visible(&profile.domain));
    let address = TenantAddress::parse(&profile.domain).map_err(|_| Trouble::here(wrong, None))?;
    console.progress("command-tenant-asked");
    let http = Setting::http()?;
    let asking = async {
        let tenant = Tenant::discover(&http, &address, &profile.client_id).await;
        tenant.map(drop).map_err(|error| {
            let failure = Failure::of_tenant(&error, Doing::Discovering, clock::now());
            Trouble::here(failure, Some(&address.domain()))
        })
    };
    setting.unless_interrupted(asking).await
}

/// Changes the settings in their file, as it is now.
fn keep(setting: &Setting, change: impl FnOnce(&mut Settings)) -> Result<Settings, Trouble> {
    let files = Files::beside_the_window(&setting.folders.config).under(setting.policy.clone());
    let told = |failure| Trouble::here(failure, None);
    let mut settings = files.settings().map_err(told)?;
    change(&mut settings);
    files
        .save(&settings)
        .map_err(|reason| told(Failure::new(Diagnosis::SettingsNotSaved).detail(&reason)))?;
    Ok(settings)
}

async fn remove(
    setting: &mut Setting,
    console: &Console,
    name: &str,
    yes: bool,
) -> Result<Done, Trouble> {
    let profile = known(setting, name)?;
    let shown = visible(name);
    if !yes {
        if !asks() {
            return Err(Kind::NotAsked.trouble(&[]));
        }
        let question = console.say("command-remove-profile", &[("name", &shown)]);
        if !setting.ask(console, &question).await? {
            let text = format!("{}\n", console.say("command-unchanged", &[]));
            return Ok(Done::news(text, fields(&setting.settings)));
        }
    }
    let before = setting.settings.profile.clone().filter(|used| used != name);
    let mut program = Program::start(setting, console, Some(profile), Reach::Tenant)?;
    console.progress("command-signing-out");
    let outcome = async {
        program.take(Request::RemoveProfile {
            profile: name.to_owned(),
        })?;
        program.until(|snapshot| gone(snapshot, name)).await
    };
    let outcome = outcome.await;
    program.end(&outcome).await;
    let revoked = outcome?;
    // The program uses the next one of its own accord; here the person's choice stays.
    let settings = keep(setting, |settings| {
        if before.is_some() {
            settings.profile = before;
        }
    })?;
    let text = format!(
        "{}\n",
        console.say("command-profile-removed", &[("name", &shown)])
    );
    revoked.map_or(Ok(Done::news(text, fields(&settings))), Err)
}

/// Whether it is gone; and why, if its key may still work.
fn gone(snapshot: &Snapshot, name: &str) -> Option<Result<Option<Trouble>, Trouble>> {
    let kept = snapshot.profiles.iter().any(|one| one.name == name);
    let failed = snapshot.notices.iter().find_map(|notice| {
        if let News::RevocationFailed { failure } = &notice.news {
            return Some(Trouble::in_snapshot(failure, snapshot));
        }
        None
    });
    if kept {
        return failed_news(snapshot).map(Err);
    }
    Some(Ok(failed))
}
