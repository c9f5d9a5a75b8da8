//! A program at a tenant, and the doctor's look at both.

use accounts::Request;
use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use accounts::view::{Diagnosis, DoctorCheck, DoctorLine, DoctorView, Screen, Verdict};
use emulator::{Authentication, Config, Seed, TokenVault};

use crate::support::{Program, World, at_deep_link};

pub(crate) const GOOGLE: &str = "google-oauth2";

/// What was done before the doctor is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// Somebody signed in, and then it went wrong.
    SignedIn,
    /// The same with a client that authenticates.
    Authenticated,
    /// It was wrong when somebody tried to sign in.
    SigningIn,
    /// The same, and nobody came back in time.
    LeftSigningIn,
    /// Somebody signed in, it went wrong, and then they tried to connect Google.
    Connecting,
    /// The same, and nobody came back in time.
    LeftConnecting,
    /// The same, and they came back with nothing.
    BackWithNothing,
    /// Somebody signed in, it went wrong, and the lists were read.
    Reading,
    /// Nobody is signed in.
    SignedOut,
}

/// Dana has an account of Google too.
pub(crate) fn config() -> Config {
    let mut config = Config::default();
    config.people[0].accounts.push(Seed {
        connection: GOOGLE.to_owned(),
        scopes: None,
        age_seconds: 3600,
        expires_in_seconds: None,
        org_id: None,
    });
    config
}

/// Plays what was before; then the doctor is asked.
pub(crate) async fn examine(before: Before, wrong: impl FnOnce(&World)) -> DoctorView {
    let mut program = match before {
        Before::Authenticated => authenticated(config()).await,
        Before::SigningIn | Before::LeftSigningIn | Before::SignedOut => {
            Program::signed_out(config()).await
        }
        Before::SignedIn
        | Before::Connecting
        | Before::LeftConnecting
        | Before::BackWithNothing
        | Before::Reading => Program::signed_in(config()).await,
    };
    if matches!(before, Before::LeftConnecting | Before::BackWithNothing) {
        program.begin_connect(GOOGLE).await;
    }
    wrong(&program.world);
    match before {
        Before::SignedIn | Before::Authenticated | Before::SignedOut => {}
        Before::SigningIn => {
            program.take(Request::SignIn);
            fail_to_sign_in(&mut program).await;
        }
        Before::LeftSigningIn => {
            program.take(Request::SignIn);
            let waits = |screen: &Screen| matches!(screen, Screen::SigningIn { attempt } if attempt.expires_at.is_some());
            let what = "the browser is open";
            program.until(what, |now| waits(&now.screen)).await;
            program.world.advance(601);
            fail_to_sign_in(&mut program).await;
        }
        Before::Connecting => {
            program.connect(GOOGLE);
            program.until_provider_failed(GOOGLE).await;
        }
        Before::LeftConnecting => {
            program.world.advance(301);
            program.until_provider_failed(GOOGLE).await;
        }
        Before::BackWithNothing => {
            let kept = program.world.vault.attempts();
            let state = kept[0]["state"].as_str().unwrap();
            program.deliver(&at_deep_link(&format!("state={state}")));
            program.until_provider_failed(GOOGLE).await;
        }
        Before::Reading => {
            program.take(Request::Refresh);
            program.until_list_failed().await;
        }
    }
    ask(&mut program).await
}

async fn fail_to_sign_in(program: &mut Program) {
    program
        .until("the sign-in failed", |now| {
            matches!(now.screen, Screen::SignedOut { failure: Some(_) })
        })
        .await;
}

/// A client that authenticates with a secret, and whose refresh tokens do not rotate.
pub(crate) async fn authenticated(mut config: Config) -> Program {
    config.client.rotation = false;
    config.client.token_vault = TokenVault::RefreshTokens;
    config.client.authentication = Authentication::ClientSecretPost {
        secret: "the-secret".to_owned(),
    };
    let options = ProfileOptions {
        client_authentication: ClientAuthenticationMethod::ClientSecretPost,
        ..ProfileOptions::default()
    };
    let world = World::settled_with(config, options).await;
    let mut program = Program::start_with(world, |start| {
        start.client_credential = Some(b"the-secret".to_vec().into());
    });
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    program
}

/// Asks the doctor, and waits until all was looked at.
pub(crate) async fn ask(program: &mut Program) -> DoctorView {
    program.take(Request::Examine);
    until_over(program).await
}

pub(crate) async fn until_over(program: &mut Program) -> DoctorView {
    let over = |doctor: &Option<DoctorView>| {
        let ended = doctor.as_ref().and_then(|doctor| doctor.milliseconds);
        ended.is_some()
    };
    let now = program
        .until("the doctor is done", |now| over(&now.doctor))
        .await;
    now.doctor.unwrap()
}

/// Waits until this was looked at.
pub(crate) async fn until_line(program: &mut Program, check: DoctorCheck) -> DoctorLine {
    let has = |doctor: &DoctorView| doctor.lines.iter().any(|line| line.check == check);
    let now = program
        .until("a line of the doctor", |now| {
            now.doctor.as_ref().is_some_and(has)
        })
        .await;
    line(&now.doctor.unwrap(), check).clone()
}

pub(crate) fn line(doctor: &DoctorView, check: DoctorCheck) -> &DoctorLine {
    let mut lines = doctor.lines.iter();
    let line = lines.find(|line| line.check == check);
    line.unwrap_or_else(|| panic!("nobody looked at {check:?}"))
}

/// How a line ended, for a person who reads a test's output.
pub(crate) fn short(doctor: &DoctorView) -> String {
    let lines = doctor.lines.iter().map(|line| {
        let place = line.connection.as_deref().unwrap_or_default();
        let verdict = match &line.verdict {
            Verdict::Green => "green".to_owned(),
            Verdict::Amber { failure } => format!("amber {:?}", failure.diagnosis),
            Verdict::Red { failure } => format!("RED {:?}", failure.diagnosis),
            Verdict::NotChecked { because } => format!("not checked, {because:?}"),
        };
        format!(
            "  {:?} {place}: {verdict} ({} ms)",
            line.check, line.milliseconds
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first red line, or without one the first amber one.
pub(crate) fn first(doctor: &DoctorView) -> Option<(DoctorCheck, bool, Diagnosis)> {
    let of = |red: bool| {
        let mut lines = doctor.lines.iter();
        lines.find_map(|line| match &line.verdict {
            Verdict::Red { failure } if red => Some((line.check, true, failure.diagnosis)),
            Verdict::Amber { failure } if !red => Some((line.check, false, failure.diagnosis)),
            Verdict::Red { .. }
            | Verdict::Amber { .. }
            | Verdict::Green
            | Verdict::NotChecked { .. } => None,
        })
    };
    of(true).or_else(|| of(false))
}
