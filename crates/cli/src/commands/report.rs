//! `mooring report`: what somebody who helps needs to know, shown before it is saved.

use std::path::Path;

use accounts::Request;
use accounts::diagnosis::Diagnosis;
use accounts::failure::Failure;
use accounts::view::ReportView;
use serde_json::json;
use system::report::{write_new, write_over};

use super::doctor::examine;
use crate::arguments::Report;
use crate::console::{Console, Done, asks};
use crate::layout::visible;
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::trouble::{Kind, Trouble};

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    wanted: Report,
) -> Result<Done, Trouble> {
    if wanted.output.is_some() && !wanted.yes && !asks() {
        return Err(Kind::NotAsked.trouble(&[]));
    }
    let profile = setting.profile.clone();
    let reach = if wanted.no_doctor {
        Reach::ThisComputer
    } else {
        Reach::Tenant
    };
    let mut program = Program::start(setting, console, profile, reach)?;
    let report = gather(&mut program, !wanted.no_doctor).await;
    program.end(&report).await;
    let mut report = report?;
    for line in report.sections.iter_mut().flat_map(|one| &mut one.lines) {
        *line = visible(line);
    }
    let text = report.text();
    let Some(path) = &wanted.output else {
        return Ok(Done::answer(text, fields(&report, None)));
    };
    if console.json {
        console.aside(&text);
    } else {
        console.show(&text);
    }
    let place = visible(&path.display().to_string());
    let question = console.say("command-save", &[("name", &place)]);
    if !wanted.yes && !setting.ask(console, &question).await? {
        return Ok(Done::news(unchanged(console), fields(&report, None)));
    }
    save(path, &text, wanted.yes)?;
    let saved = console.say("command-saved", &[("name", &place)]);
    let fields = fields(&report, Some(path));
    Ok(Done::news(format!("\n{saved}\n"), fields))
}

fn unchanged(console: &Console) -> String {
    format!("{}\n", console.say("command-unchanged", &[]))
}

fn fields(report: &ReportView, saved: Option<&Path>) -> serde_json::Value {
    json!({ "sections": report.sections, "saved": saved })
}

async fn gather(program: &mut Program<'_>, examined: bool) -> Result<ReportView, Trouble> {
    if examined {
        examine(program).await?;
    }
    program.take(Request::ShowReport)?;
    let gathered = program.until(|snapshot| snapshot.report.clone().map(Ok));
    gathered.await
}

/// What is there already stays, unless the person said yes to all of it.
fn save(path: &Path, text: &str, over: bool) -> Result<(), Trouble> {
    let saved = if over {
        write_over(path, text)
    } else {
        write_new(path, text)
    };
    saved.map_err(|error| {
        let failure = Failure::new(Diagnosis::ReportNotSaved);
        let place = path.display().to_string();
        Trouble::here(failure.detail(&error.to_string()).subject(place), None)
    })
}
