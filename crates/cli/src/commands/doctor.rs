//! `mooring doctor`: everything that connecting accounts needs is looked at.

use accounts::Request;
use accounts::view::{DoctorFact, DoctorLine, DoctorView, ProofUse, Screen, Snapshot, Verdict};
use serde_json::{Value, json};

use crate::console::{Console, Done};
use crate::exit;
use crate::layout::{table, visible};
use crate::program::{Program, Reach};
use crate::setting::Setting;
use crate::trouble::{Kind, Trouble};

pub(super) async fn run(setting: &mut Setting, console: &Console) -> Result<Done, Trouble> {
    let profile = setting.profile.clone();
    let chosen = profile.is_some();
    let mut program = Program::start(setting, console, profile, Reach::Tenant)?;
    let found = examine(&mut program).await;
    program.end(&found).await;
    let (snapshot, doctor) = found?;
    let lines = doctor.lines.iter();
    let red = lines.clone().find_map(|line| match &line.verdict {
        Verdict::Red { failure } => Some(exit::code(failure.diagnosis)),
        Verdict::Green | Verdict::Amber { .. } | Verdict::NotChecked { .. } => None,
    });
    let missing = (!chosen).then(|| Kind::NoTenant.trouble(&[]));
    let code = red.or(missing.as_ref().map(Trouble::code)).unwrap_or(0);
    let mut text = told(&doctor, &snapshot, console);
    if let Some(missing) = missing {
        let missing = missing.told(&console.words);
        let what = console.strong(&missing.what);
        text.extend([what, "\n".to_owned(), console.explained(missing, 2)]);
    }
    let fields = json!({
        "milliseconds": doctor.milliseconds,
        "lines": lines.map(|line| shape(line, &snapshot, console)).collect::<Vec<_>>(),
    });
    Ok(Done::answer(text, fields).code(code))
}

/// Examines, once it is known who is signed in.
pub(super) async fn examine(program: &mut Program<'_>) -> Result<(Snapshot, DoctorView), Trouble> {
    program.console.progress("command-keychain");
    program.until(begun).await?;
    program.console.progress("command-examining");
    program.take(Request::Examine)?;
    program
        .until(|snapshot| {
            let doctor = snapshot.doctor.clone();
            let over = doctor.filter(|doctor| doctor.milliseconds.is_some());
            over.map(|doctor| Ok((snapshot.clone(), doctor)))
        })
        .await
}

fn begun(snapshot: &Snapshot) -> Option<Result<(), Trouble>> {
    let waits = matches!(
        snapshot.screen,
        Screen::Starting
            | Screen::FirstRun { checking: true, .. }
            | Screen::Keychain { checking: true, .. }
    );
    (!waits).then_some(Ok(()))
}

/// The lines in columns, and below each what was seen and what is wrong.
fn told(doctor: &DoctorView, snapshot: &Snapshot, console: &Console) -> String {
    let rows: Vec<Vec<String>> = doctor.lines.iter().map(|line| row(line, console)).collect();
    let rows = table(&rows);
    let mut text = String::new();
    for (row, line) in rows.lines().zip(&doctor.lines) {
        text.extend([row, "\n"]);
        for fact in facts(line, console) {
            text.extend(["    ", &fact, "\n"]);
        }
        if let Some(failure) = line.verdict.failure() {
            let trouble = trouble(line, Trouble::in_snapshot(failure, snapshot));
            let told = trouble.told(&console.words);
            text.extend(["    ", &told.what, "\n"]);
            text.push_str(&console.explained(told, 6));
        }
    }
    let is = |wanted: fn(&Verdict) -> bool| doctor.lines.iter().any(|line| wanted(&line.verdict));
    let summary = if is(Verdict::is_red) {
        "doctor-some-red"
    } else if is(|verdict| verdict.failure().is_some()) {
        "doctor-some-amber"
    } else {
        "doctor-all-green"
    };
    text.extend(["\n", &console.say(summary, &[]), "\n"]);
    text
}

fn trouble(line: &DoctorLine, trouble: Trouble) -> Trouble {
    match &line.provider {
        Some(provider) => trouble.about(provider),
        None => trouble,
    }
}

fn row(line: &DoctorLine, console: &Console) -> Vec<String> {
    let (mark, verdict) = match &line.verdict {
        Verdict::Green => ("✓", console.say("doctor-green", &[])),
        Verdict::Amber { .. } => ("!", console.say("doctor-amber", &[])),
        Verdict::Red { .. } => ("✗", console.say("doctor-red", &[])),
        Verdict::NotChecked { because: None } => ("–", console.say("doctor-not-checked", &[])),
        Verdict::NotChecked { because: Some(one) } => {
            let check = console.say(&check_words(&json!(one)), &[]);
            let fact = [("check", &*check)];
            ("–", console.say("doctor-not-checked-because", &fact))
        }
    };
    let title = match &line.provider {
        Some(provider) => visible(provider),
        None => console.say(&check_words(&json!(line.check)), &[]),
    };
    let took = format!("{} ms", line.milliseconds);
    vec![mark.to_owned(), title, verdict, took]
}

/// The id of a check's words: `doctor-check-my-account` of `myAccount`.
fn check_words(check: &Value) -> String {
    let mut id = "doctor-check-".to_owned();
    for letter in check.as_str().unwrap_or_default().chars() {
        if letter.is_ascii_uppercase() {
            id.push('-');
        }
        id.push(letter.to_ascii_lowercase());
    }
    id
}

/// What was seen, a sentence each.
fn facts(line: &DoctorLine, console: &Console) -> Vec<String> {
    let mut taken = Vec::new();
    for fact in &line.facts {
        if let DoctorFact::Port { port, free: false } = fact {
            taken.push(port.to_string());
        }
    }
    let ports = (!taken.is_empty())
        .then(|| console.say("doctor-ports-taken", &[("ports", &taken.join(", "))]));
    let seen = line.facts.iter().filter_map(|fact| seen(fact, console));
    ports
        .into_iter()
        .chain(seen)
        .map(|one| visible(&one))
        .collect()
}

fn seen(fact: &DoctorFact, console: &Console) -> Option<String> {
    let say = |id| Some(console.say(id, &[]));
    let words = &console.words;
    match fact {
        DoctorFact::Port { .. } => None,
        DoctorFact::Proxy { address } => Some(console.say("doctor-proxy", &[("address", address)])),
        DoctorFact::Issuer { name } => Some(console.say("doctor-issuer", &[("name", name)])),
        DoctorFact::IssuerUnknown => say("doctor-issuer-unknown"),
        DoctorFact::NoCertificate => say("doctor-no-certificate"),
        DoctorFact::Skew { seconds } => {
            Some(words.say_with("doctor-skew", "seconds", seconds.unsigned_abs()))
        }
        DoctorFact::Proofs { proofs } => say(match proofs {
            ProofUse::Used => "doctor-proofs-used",
            ProofUse::NotOffered => "doctor-proofs-not-offered",
            ProofUse::SwitchedOff => "doctor-proofs-off",
        }),
        DoctorFact::Offered { count } => Some(words.say_with("doctor-offered", "count", *count)),
        DoctorFact::Trap { key } => Some(console.say(&format!("trap-{key}"), &[])),
    }
}

fn shape(line: &DoctorLine, snapshot: &Snapshot, console: &Console) -> Value {
    let (verdict, because) = match &line.verdict {
        Verdict::Green => ("green", None),
        Verdict::Amber { .. } => ("amber", None),
        Verdict::Red { .. } => ("red", None),
        Verdict::NotChecked { because } => ("notChecked", *because),
    };
    let failure = line.verdict.failure().map(|failure| {
        let trouble = trouble(line, Trouble::in_snapshot(failure, snapshot));
        trouble.told(&console.words).json()
    });
    json!({
        "check": line.check,
        "connection": line.connection,
        "provider": line.provider,
        "verdict": verdict,
        "because": because,
        "milliseconds": line.milliseconds,
        "facts": line.facts,
        "failure": failure,
    })
}
