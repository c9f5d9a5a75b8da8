//! `mooring setup`: what a tenant needs is told, compared, or done.

use accounts::diagnosis::Diagnosis;
use accounts::failure::Failure;
use auth0::TenantAddress;
use serde_json::{Value, json};
use setup::guide::{self, overview, sections};
use setup::{Applied, Plan, Standing, State, Step, Wish, apply};

use crate::arguments::{Form, Setup};
use crate::console::{Console, Done, asks};
use crate::exit;
use crate::layout::visible;
use crate::setting::Setting;
use crate::surroundings;
use crate::token::{Lent, lend, refused};
use crate::trouble::{Kind, Trouble};

pub(super) async fn run(
    setting: &mut Setting,
    console: &Console,
    wanted: Setup,
) -> Result<Done, Trouble> {
    let wish = wish(setting, &wanted)?;
    if !wanted.apply && !wanted.check {
        let form = wanted.form.unwrap_or(Form::Dashboard);
        let plan = match surroundings::token() {
            Some(_) => compare(setting, console, &lend(setting, console).await?, &wish).await?,
            None => Plan::for_new_tenant(&wish),
        };
        return Ok(told(&plan, form));
    }
    let lent = lend(setting, console).await?;
    let domain = wish.tenant.domain();
    let plan = compare(setting, console, &lent, &wish).await?;
    let shown = lines(&overview(&plan));
    let complete = plan.is_complete();
    if wanted.check || plan.changes().next().is_none() {
        let fields = json!({ "complete": complete, "steps": steps(&plan) });
        let code = if complete { 0 } else { exit::TENANT };
        return Ok(Done::answer(shown, fields).code(code));
    }
    if !wanted.yes {
        if lent.was_typed || !asks() {
            return Err(Kind::NotAsked.trouble(&[]));
        }
        console.aside(&shown);
        let question = console.say("command-apply", &[("name", &domain)]);
        if !setting.ask(console, &question).await? {
            let text = format!("{}\n", console.say("command-unchanged", &[]));
            let fields = json!({ "complete": false, "applied": false, "steps": steps(&plan) });
            return Ok(Done::news(text, fields));
        }
    }
    take(setting, console, &lent, &plan).await
}

/// What the tenant has, and what it lacks.
async fn compare(
    setting: &Setting,
    console: &Console,
    lent: &Lent,
    wish: &Wish,
) -> Result<Plan, Trouble> {
    let http = Setting::http()?;
    console.progress("command-comparing");
    let reading = async {
        let state = State::read(&http, &lent.token, wish).await;
        state.map_err(|failure| refused(failure, &wish.tenant.domain()))
    };
    let state = setting.unless_interrupted(reading).await?;
    Ok(Plan::of(&state, wish))
}

/// Does what the plan says, and tells how the tenant is then.
async fn take(
    setting: &Setting,
    console: &Console,
    lent: &Lent,
    plan: &Plan,
) -> Result<Done, Trouble> {
    let http = Setting::http()?;
    let domain = plan.wish.tenant.domain();
    console.progress("command-applying");
    let work = async {
        let applied = apply(&http, &lent.token, plan, |_| ()).await;
        applied.map_err(|stopped| refused(stopped.why, &domain))
    };
    let applied: Applied = setting.unless_interrupted(work).await?;
    let now = &applied.left;
    let complete = now.is_complete() && applied.refused.is_empty();
    let mut text = lines(&overview(now));
    for (what, why) in &applied.refused {
        let name = what.connection().unwrap_or_else(|| what.id());
        let reason = why.to_string();
        let facts = [("name", name), ("reason", reason.as_str())];
        text.push_str(&visible(&console.say("command-refused", &facts)));
        text.push('\n');
    }
    let fields = json!({
        "complete": complete,
        "applied": true,
        "clientId": now.client_id(),
        "steps": steps(now),
    });
    let code = if complete { 0 } else { exit::TENANT };
    Ok(Done::answer(text, fields).code(code))
}

fn wish(setting: &Setting, wanted: &Setup) -> Result<Wish, Trouble> {
    let kept = setting.profile.as_ref();
    let domain = wanted
        .domain
        .as_ref()
        .or(kept.map(|profile| &profile.domain));
    let domain = domain.ok_or_else(|| Kind::NoTenant.trouble(&[]))?;
    let address = TenantAddress::parse(domain).map_err(|error| {
        let diagnosis = match error {
            auth0::AddressError::Invalid => Diagnosis::DomainInvalid,
            auth0::AddressError::NotSecure => Diagnosis::DomainNotSecure,
        };
        Trouble::here(Failure::new(diagnosis).subject(visible(domain)), None)
    })?;
    Ok(Wish {
        name: wanted.app_name.clone(),
        client_id: wanted.client_id.clone(),
        connections: wanted.connections.clone(),
        ..accounts::set_up::wish(address)
    })
}

/// Every step, as text to follow or to copy.
fn told(plan: &Plan, form: Form) -> Done {
    let form = match form {
        Form::Dashboard => guide::Form::Dashboard,
        Form::Cli => guide::Form::CommandLine,
        Form::Terraform => guide::Form::Terraform,
    };
    let sections = sections(plan, form);
    let text = lines(&guide::text(&sections, form));
    let list = sections.iter().map(|one| {
        json!({
            "id": one.id,
            "title": one.title,
            "why": one.why,
            "how": one.how,
            "isCode": one.is_code,
        })
    });
    let list: Vec<Value> = list.collect();
    Done::answer(text, json!({ "sections": list }))
}

fn steps(plan: &Plan) -> Vec<Value> {
    let step = |step: &Step| {
        let standing = match step.standing {
            Standing::Right => "right",
            Standing::Change => "change",
            Standing::ByHand => "byHand",
            Standing::Unseen => "unseen",
        };
        json!({
            "id": step.what.id(),
            "connection": step.what.connection(),
            "present": step.present,
            "wanted": step.wanted,
            "standing": standing,
        })
    };
    plan.steps.iter().map(step).collect()
}

/// Text of several lines, without what a terminal would obey.
fn lines(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(visible).collect();
    lines.push(String::new());
    lines.join(
        "
",
    )
}
