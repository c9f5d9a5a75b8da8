//! From a link that the browser hands over to the account in the window, against the bare call that
//! completes it.
//!
//! The system starts a second process of the program with the link, which passes it on and ends. That
//! is measured apart and taken off: it is what the system does with any program of one instance.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use auth0::{
    Access, AuthorizationCode, AuthorizationOptions, AuthorizationParams, AuthorizationRequest,
    CodeExchange, CodeVerifier, Completion, ConnectCode, ConnectRequest, Credentials, DpopKey,
    Http, Nonce, State, TenantAddress,
};
use serde_json::Value;
use url::Url;

use super::desktop::{Desktop, PATIENCE, Program};
use super::list::DISTANCE;
use super::measure::{Measure, Outcome, median, milliseconds, now, wall_milliseconds};
use super::tenant::{CLIENT_ID, Tenant, consent};
use super::window::Window;

/// So much longer it may take, in milliseconds.
const MORE: f64 = 50.0;
/// One for each provider but the last.
const ROUNDS: usize = 7;
const REDIRECT_URI: &str = "dev.mooring.desktop://callback";

/// Notes when another account is painted: its row is there, and two frames have begun since.
const WATCH: &str = r#"
    const count = () => document.querySelectorAll("[data-testid^='row-account-']").length;
    const before = count();
    globalThis.painted = new Promise((tell) => {
        const observer = new MutationObserver(() => {
            if (count() === before) return;
            observer.disconnect();
            const time = () => tell(performance.timeOrigin + performance.now());
            requestAnimationFrame(() => requestAnimationFrame(time));
        });
        observer.observe(document.body, { subtree: true, childList: true });
    });
    done(before);
"#;

pub(crate) async fn measure() -> Outcome<Vec<Measure>> {
    let visible = until_visible().await?;
    let complete = bare_complete().await?;
    let bound = (complete + MORE) / complete;
    let measure = Measure::of("link-to-account", visible.taken, complete, bound)
        .with("handed over to visible", visible.taken, "ms")
        .with("bare call", complete, "ms")
        .with("second process, taken off", visible.second_process, "ms");
    Ok(vec![measure])
}

struct Visible {
    taken: f64,
    second_process: f64,
}

async fn until_visible() -> Outcome<Visible> {
    let tenant = Tenant::start(0, DISTANCE).await?;
    let desktop = Desktop::start()?;
    let mailbox = set_default_browser(&desktop)?;
    tenant.sign_in(&desktop).await?;
    let window = Window::start(&desktop).await?;
    let (mut whole, mut second) = (Vec::new(), Vec::new());
    for (round, connection) in connections().iter().take(ROUNDS).enumerate() {
        window.click(&format!("row-provider-{connection}")).await?;
        window.click("connect").await?;
        let address = mail(&mailbox, round).await?;
        let link = consent(&address).await?;
        window.run(WATCH, Value::Null).await?;
        let begun = wall_milliseconds();
        desktop.run(&Program::real()?.with(&link))?;
        let seen = window.run("painted.then(done)", Value::Null).await?;
        whole.push(seen.as_f64().ok_or("no time")? - begun);
        second.push(milliseconds(
            desktop.run(&Program::real()?.with("--hidden"))?,
        ));
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let second_process = median(second)?;
    Ok(Visible {
        taken: median(whole)? - second_process,
        second_process,
    })
}

/// The providers that the tenant offers.
fn connections() -> Vec<String> {
    let offered = emulator::Config::default().connections;
    offered.into_iter().map(|one| one.name).collect()
}

/// Makes an entry that opens web addresses, and leaves them in a file, one on a line.
fn set_default_browser(desktop: &Desktop) -> Outcome<PathBuf> {
    let home = desktop.home.path();
    let (mailbox, script) = (home.join("addresses"), home.join("browser"));
    let line = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$1\" >> {}\n",
        mailbox.display()
    );
    std::fs::write(&script, line)?;
    std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755))?;
    let entry = format!(
        "[Desktop Entry]\nType=Application\nName=Browser\nExec={} %u\n\
         MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
        script.display()
    );
    std::fs::write(
        home.join(".local/share/applications/browser.desktop"),
        entry,
    )?;
    let list = "[Default Applications]\nx-scheme-handler/http=browser.desktop\n\
                x-scheme-handler/https=browser.desktop\n";
    std::fs::write(home.join(".config/mimeapps.list"), list)?;
    Ok(mailbox)
}

/// The address that the browser was opened with for so many times before.
async fn mail(mailbox: &PathBuf, before: usize) -> Outcome<String> {
    let begun = now();
    while begun.elapsed() < PATIENCE {
        let text = std::fs::read_to_string(mailbox).unwrap_or_default();
        if let Some(line) = text.lines().nth(before)
            && text.ends_with('\n')
        {
            return Ok(line.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err("no browser was opened".into())
}

/// The median of completing a connect with the bare client, in milliseconds.
async fn bare_complete() -> Outcome<f64> {
    let tenant = Tenant::start(0, DISTANCE).await?;
    let http = Http::new(Arc::new(system::clock::now))?;
    let address = TenantAddress::parse(tenant.address.as_str())?;
    let client = auth0::Tenant::discover(&http, &address, CLIENT_ID).await?;
    let access = access(&client).await?;
    let api = client.my_account(&access);
    let mut times = Vec::new();
    for connection in connections().iter().take(ROUNDS) {
        let (state, code_verifier) = (State::random(), CodeVerifier::random());
        let request = ConnectRequest {
            connection,
            redirect_uri: REDIRECT_URI,
            state: &state,
            code_verifier: &code_verifier,
            scopes: &[],
            authorization_params: AuthorizationParams::default(),
        };
        let ticket = api.connect(&request).await?;
        let back = consent(ticket.url.as_str()).await?;
        let connect_code = ConnectCode::new(parameter(&back, "connect_code")?);
        let completion = Completion {
            auth_session: &ticket.auth_session,
            connect_code: &connect_code,
            redirect_uri: REDIRECT_URI,
            code_verifier: &code_verifier,
        };
        let begun = now();
        api.complete(&completion).await?;
        times.push(milliseconds(begun.elapsed()));
    }
    median(times)
}

/// Signs in as the program does, with a key that the tokens are bound to.
async fn access(tenant: &auth0::Tenant) -> Outcome<Access> {
    let credentials = Credentials {
        dpop_key: Some(DpopKey::generate()?),
        ..Credentials::default()
    };
    let (code_verifier, nonce) = (CodeVerifier::random(), Nonce::random());
    let url = tenant.authorization_url(&AuthorizationRequest {
        redirect_uri: REDIRECT_URI,
        state: &State::random(),
        nonce: &nonce,
        code_verifier: &code_verifier,
        dpop_key: credentials.dpop_key.as_ref(),
        options: AuthorizationOptions::default(),
    })?;
    let back = consent(url.as_str()).await?;
    let code = AuthorizationCode::new(parameter(&back, "code")?);
    let exchange = CodeExchange {
        code: &code,
        code_verifier: &code_verifier,
        redirect_uri: REDIRECT_URI,
        nonce: &nonce,
        organization: None,
        max_age: None,
    };
    let signed_in = tenant.exchange_code(&exchange, &credentials).await?;
    let refreshed = tenant
        .refresh(&signed_in.refresh_token, &credentials)
        .await?;
    Ok(refreshed.access?)
}

fn parameter(link: &str, name: &str) -> Outcome<String> {
    let url = Url::parse(link)?;
    let found = url.query_pairs().find(|(key, _)| key == name);
    let (_, value) = found.ok_or_else(|| format!("no {name} came back"))?;
    Ok(value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_the_program_reads_it() {
        let link = "dev.mooring.desktop://callback?state=a&connect_code=x%20y";
        assert_eq!(parameter(link, "connect_code").unwrap(), "x y");
        assert!(parameter(link, "code").is_err());
    }
}
