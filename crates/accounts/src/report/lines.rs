//! The lines of the report, part by part.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::fence::Fence;
use crate::callback::clean_name;
use crate::doctor::{DoctorFact as Fact, DoctorLine, DoctorView, Verdict};
use crate::failure::FailureView;
use crate::ports::LinkOwner;
use crate::settings::{Profile, Settings};
use crate::view::{AboutView, Language, PreferencesView, ReturnPath};

/// What the settings come to.
pub(crate) struct Standing<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) profile: Option<&'a Profile>,
    pub(crate) return_path: ReturnPath,
    pub(crate) links: &'a LinkOwner,
    pub(crate) links_work: bool,
    pub(crate) in_memory: bool,
    pub(crate) language: Language,
    pub(crate) preferences: PreferencesView,
    pub(crate) signed_in: bool,
}

/// A failure, as it was told or stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) at: String,
    pub(crate) id: String,
    pub(crate) diagnosis: String,
}

impl Told {
    pub(crate) fn new(at: DateTime<Utc>, id: &str, diagnosis: &str) -> Self {
        Self {
            at: time(at),
            id: id.to_owned(),
            diagnosis: diagnosis.to_owned(),
        }
    }

    /// The failure that a line of the log is about.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let (at, rest) = line.split_once(' ')?;
        let (_, fields) = rest.split_once(": failed ")?;
        let id = field(fields, "id=")?.trim_matches('"');
        let diagnosis = field(fields, "diagnosis=")?;
        let mut letters = diagnosis.chars();
        let first = letters.next()?.to_ascii_lowercase();
        let at = at.parse().ok()?;
        Some(Self::new(at, id, &format!("{first}{}", letters.as_str())))
    }
}

fn field<'a>(fields: &'a str, name: &str) -> Option<&'a str> {
    fields.split(' ').find_map(|one| one.strip_prefix(name))
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A name as the window and `--json` have it.
pub(crate) fn spelt(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or("none").to_owned()
}

fn switch(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

fn measure(value: Option<u32>, unit: &str) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| format!("{value} {unit}"))
}

pub(crate) fn program(about: &AboutView, at: DateTime<Utc>) -> Vec<String> {
    let mut lines = vec![
        format!("Mooring {}", about.version),
        format!("Made at: {}", time(at)),
        format!("System: {}", about.system),
    ];
    if about.web_view.is_empty() {
        lines.push("Program: command line".to_owned());
        return lines;
    }
    lines.push(format!("Web view: {}", about.web_view));
    let started = measure(about.start_milliseconds, "ms");
    lines.push(format!("Started in: {started}"));
    let memory = measure(about.memory_megabytes, "MB");
    lines.push(format!("Memory: {memory}"));
    lines
}

pub(crate) fn settings(standing: &Standing<'_>) -> Vec<String> {
    let Standing {
        settings,
        preferences,
        ..
    } = standing;
    let chosen = |name: Option<String>| name.unwrap_or_else(|| "not chosen".to_owned());
    let mut lines = vec!["Settings".to_owned()];
    lines.extend(profile(standing));
    lines.push(format!("Profiles kept: {}", settings.profiles.len()));
    let wanted = chosen(settings.return_path.as_ref().map(spelt));
    let path = spelt(&standing.return_path);
    lines.push(format!("Return path: {path} (chosen: {wanted})"));
    lines.push(format!("Deep links: {}", links(standing)));
    let language = chosen(settings.language.as_ref().map(spelt));
    let spoken = standing.language.tag();
    lines.push(format!("Language: {spoken} (chosen: {language})"));
    let notifications = switch(preferences.notifications);
    lines.push(format!("Notifications: {notifications}"));
    let tray = preferences.tray.map_or("none here", switch);
    lines.push(format!("Tray: {tray}"));
    let at_login = preferences.start_at_login.map_or("cannot be set", switch);
    lines.push(format!("Start at login: {at_login}"));
    let safe = switch(settings.safe_rendering);
    lines.push(format!("Safe rendering: {safe}"));
    let level = chosen(settings.log_level.as_ref().map(spelt));
    lines.push(format!("Log level: {level}"));
    let managed: Vec<String> = preferences.managed.iter().map(spelt).collect();
    if !managed.is_empty() {
        lines.push(format!("Managed: {}", managed.join(", ")));
    }
    lines
}

fn profile(standing: &Standing<'_>) -> Vec<String> {
    let Some(profile) = standing.profile else {
        return vec!["Tenant: none".to_owned()];
    };
    let demo = if profile.demo { " (demo)" } else { "" };
    let options = &profile.options;
    let organization = options.organization.as_ref().map_or("none", |_| "set");
    let proofs = options.dpop.map_or("where the tenant knows them", switch);
    let kept = if standing.in_memory {
        "memory"
    } else {
        "keychain"
    };
    let somebody = if standing.signed_in {
        "signed in"
    } else {
        "nobody signed in"
    };
    vec![
        format!("Tenant: {}{demo}", profile.address.domain()),
        format!("Client ID: {}", profile.client_id),
        format!(
            "Client authentication: {}",
            spelt(&options.client_authentication)
        ),
        format!("Organization: {organization}"),
        format!("Proofs of possession: {proofs}"),
        format!("Session: {somebody}, kept in the {kept}"),
    ]
}

fn links(standing: &Standing<'_>) -> &'static str {
    match standing.links {
        LinkOwner::ThisProgram if standing.links_work => "usable",
        LinkOwner::ThisProgram => "lost on their way",
        LinkOwner::Another(_) => "another program gets them",
        LinkOwner::Nobody(_) => "not usable",
        LinkOwner::TheWindow => "the window gets them",
    }
}

pub(crate) fn doctor(found: Option<DoctorView>, fence: &Fence) -> Vec<String> {
    let heading = "Doctor".to_owned();
    let Some(found) = found else {
        return vec![heading, "Not examined in this run.".to_owned()];
    };
    let took = measure(found.milliseconds, "ms");
    let lines = found.lines.iter().map(|line| check(line, fence));
    [heading, format!("Examined in {took}.")]
        .into_iter()
        .chain(lines)
        .collect()
}

fn check(line: &DoctorLine, fence: &Fence) -> String {
    let connection = line.connection.as_deref().map(clean_name);
    let about = connection.map_or_else(String::new, |one| format!(" {}", fence.line(&one)));
    let head = format!("{}{about}: {}", spelt(&line.check), verdict(&line.verdict));
    let facts = line.facts.iter().map(|fact| fence.line(&seen(fact)));
    let parts = [head, format!("{} ms", line.milliseconds)];
    parts
        .into_iter()
        .chain(facts)
        .collect::<Vec<_>>()
        .join(", ")
}

fn verdict(verdict: &Verdict) -> String {
    let failed = |failure: &FailureView| format!("{} {}", spelt(&failure.diagnosis), failure.id);
    match verdict {
        Verdict::Green => "green".to_owned(),
        Verdict::Amber { failure } => format!("amber, {}", failed(failure)),
        Verdict::Red { failure } => format!("red, {}", failed(failure)),
        Verdict::NotChecked { because: None } => "not checked".to_owned(),
        Verdict::NotChecked { because: Some(one) } => format!("not checked, first {}", spelt(one)),
    }
}

fn seen(fact: &Fact) -> String {
    match fact {
        Fact::Port { port, free: true } => format!("{port} free"),
        Fact::Port { port, free: false } => format!("{port} taken"),
        Fact::Proxy { address } => format!("proxy {address}"),
        Fact::Issuer { name } => format!("issued by {name}"),
        Fact::IssuerUnknown => "issuer not seen".to_owned(),
        Fact::NoCertificate => "no certificate needed".to_owned(),
        Fact::Skew { seconds } => format!("{seconds} s ahead"),
        Fact::Proofs { proofs } => spelt(proofs),
        Fact::Offered { count } => format!("{count} offered"),
        Fact::Trap { key } => format!("known trap {key}"),
    }
}

pub(crate) fn failures(all: &[Told]) -> Vec<String> {
    let mut lines = vec!["Last failures".to_owned()];
    if all.is_empty() {
        lines.push("None.".to_owned());
    }
    let told = |one: &Told| format!("{} {} {}", one.at, one.id, one.diagnosis);
    lines.extend(all.iter().map(told));
    lines
}

pub(crate) fn log(tail: &[String]) -> Vec<String> {
    let mut lines = vec!["Log".to_owned()];
    if tail.is_empty() {
        lines.push("Empty.".to_owned());
    }
    lines.extend(tail.iter().cloned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::DoctorCheck;

    #[test]
    fn a_connection_of_any_name_stays_on_its_line() {
        let line = DoctorLine {
            check: DoctorCheck::Provider,
            connection: Some("har\u{202e}bour\n2026-11-22 all is well\u{200b}".to_owned()),
            provider: None,
            verdict: Verdict::Green,
            facts: Vec::new(),
            milliseconds: 3,
        };
        let said = check(&line, &Fence::new(None, []));
        assert_eq!(said, "provider harbour 2026-11-22 all is well: green, 3 ms");
    }
}
