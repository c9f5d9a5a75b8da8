//! What the client itself costs: each call against bare `reqwest` that sends the same bytes to the
//! same tenant, turn by turn in one run; the number of requests; and memory over many refreshes.
//!
//! `cargo xtask bench client` runs it. Each line is `bench NAME ratio R bound B`; a ratio over its
//! bound fails the run.

use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use auth0::{
    Access, AuthorizationParams, AuthorizationRequest, CodeExchange, CodeVerifier, ConnectRequest,
    Credentials, Http, Nonce, RefreshToken, State, Tenant, TenantAddress,
};
use emulator::{Config, Emulator, Endpoint, RateLimit, Seed};
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, LOCATION};

/// Measured rounds for each call, after as many to warm up as a tenth of them.
const ROUNDS: u32 = 1500;
/// Refreshes for the memory's sake: the first part settles it, the whole must not add to it.
const REFRESHES: (u32, u32) = (1_000, 10_000);
const REDIRECT_URI: &str = "dev.mooring.desktop://callback";
const GOOGLE: &str = "google-oauth2";

type Failure = Box<dyn std::error::Error>;

/// A measured ratio and what it may be.
struct Measure {
    name: &'static str,
    ratio: f64,
    bound: f64,
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for a terminal"
)]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |name: &str| arguments.iter().any(|one| one == name);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if has("--tenant") {
        return match runtime.block_on(serve()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        };
    }
    let measures = match runtime.block_on(measure()) {
        Ok(measures) => measures,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if has("--json") {
        let list: Vec<_> = measures
            .iter()
            .map(|one| {
                serde_json::json!({ "name": one.name, "ratio": one.ratio, "bound": one.bound })
            })
            .collect();
        println!("{}", serde_json::Value::from(list));
    } else {
        for Measure { name, ratio, bound } in &measures {
            println!("bench {name} ratio {ratio:.3} bound {bound}");
        }
    }
    let over = measures.iter().any(|one| one.ratio > one.bound);
    if over {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The tenant in a process of its own, until its input ends.
#[expect(clippy::print_stdout, reason = "tells its address")]
async fn serve() -> Result<(), Failure> {
    let emulator = emulator::start(config()).await?;
    println!("{}", emulator.base_url());
    tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()))
        .await??;
    emulator.shutdown().await;
    Ok(())
}

fn config() -> Config {
    let mut config = Config {
        auto_approve: true,
        rate_limit: RateLimit {
            calls: 0,
            window_seconds: 60,
        },
        ..Config::default()
    };
    config.client.rotation = false;
    config
}

async fn measure() -> Result<Vec<Measure>, Failure> {
    let mut measures = Vec::new();
    let emulator = emulator::start(with_accounts(20)).await?;
    let client = Client::signed_in(emulator.base_url()).await?;
    measures.extend(client.calls(&emulator).await?);
    emulator.shutdown().await;
    measures.push(thousand_accounts().await?);
    measures.push(memory().await?);
    Ok(measures)
}

/// The demo tenant, but its first person has this many accounts.
fn with_accounts(count: usize) -> Config {
    let mut config = config();
    if let Some(person) = config.people.first_mut() {
        let seed = Seed {
            connection: GOOGLE.to_owned(),
            scopes: None,
            age_seconds: 3600,
            expires_in_seconds: None,
            org_id: None,
        };
        person.accounts = vec![seed; count];
    }
    config
}

/// A client that is signed in, and `reqwest` beside it.
struct Client {
    tenant: Tenant,
    refresh_token: RefreshToken,
    access: Access,
    bare: reqwest::Client,
    base: Url,
}

impl Client {
    #[expect(clippy::disallowed_methods, reason = "its one look at the clock")]
    async fn signed_in(tenant_address: Url) -> Result<Self, Failure> {
        let http = Http::new(Arc::new(chrono::Utc::now))?;
        let address = TenantAddress::parse(tenant_address.as_str())?;
        let tenant = Tenant::discover(&http, &address, "mooring-demo").await?;
        let code_verifier = CodeVerifier::random();
        let nonce = Nonce::random();
        let url = tenant.authorization_url(&AuthorizationRequest {
            redirect_uri: REDIRECT_URI,
            state: &State::random(),
            nonce: &nonce,
            code_verifier: &code_verifier,
            dpop_key: None,
            options: auth0::AuthorizationOptions::default(),
        })?;
        let bare = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(10))
            .build()?;
        let back = bare.get(url).send().await?;
        let back = back.headers().get(LOCATION).ok_or("no redirect")?;
        let back = Url::parse(back.to_str()?)?;
        let (_, code) = back
            .query_pairs()
            .find(|(name, _)| name == "code")
            .ok_or("no code")?;
        let credentials = Credentials::default();
        let signed_in = tenant
            .exchange_code(
                &CodeExchange {
                    code: &auth0::AuthorizationCode::new(code),
                    code_verifier: &code_verifier,
                    redirect_uri: REDIRECT_URI,
                    nonce: &nonce,
                    organization: None,
                    max_age: None,
                },
                &credentials,
            )
            .await?;
        let refresh_token = signed_in.refresh_token;
        let access = tenant.refresh(&refresh_token, &credentials).await?.access?;
        Ok(Self {
            tenant,
            refresh_token,
            access,
            bare,
            base: tenant_address,
        })
    }

    /// Each call against the same bytes sent barely.
    async fn calls(&self, emulator: &Emulator) -> Result<Vec<Measure>, Failure> {
        let before = emulator.count(Endpoint::Any);
        let list = self.list().await?;
        let connect = self.connect().await?;
        let refresh = self.refresh().await?;
        let sent = emulator.count(Endpoint::Any) - before;
        let wanted = 3 * 2 * (ROUNDS + ROUNDS / 10);
        Ok(vec![
            ratio("client.list", list),
            ratio("client.connect", connect),
            ratio("client.refresh", refresh),
            Measure {
                name: "client.requests",
                ratio: f64::from(u32::try_from(sent)?) / f64::from(wanted),
                bound: 1.0,
            },
        ])
    }

    async fn list(&self) -> Result<(Duration, Duration), Failure> {
        let mut url = self.base.join("me/v1/connected-accounts/accounts")?;
        url.set_query(Some("take=20"));
        turn_by_turn(
            async || {
                let api = self.tenant.my_account(&self.access);
                let page = api.accounts(None).await?;
                assert_eq!(page.items.len(), 20);
                Ok(())
            },
            async || {
                let request = self.bare.get(url.clone());
                self.send(request.bearer_auth(self.access.token.expose()))
                    .await
            },
        )
        .await
    }

    async fn connect(&self) -> Result<(Duration, Duration), Failure> {
        let url = self.base.join("me/v1/connected-accounts/connect")?;
        let state = State::random();
        let code_verifier = CodeVerifier::random();
        let body = serde_json::json!({
            "connection": GOOGLE,
            "redirect_uri": REDIRECT_URI,
            "state": state.expose(),
            "code_challenge": code_verifier.challenge(),
            "code_challenge_method": "S256",
        })
        .to_string();
        turn_by_turn(
            async || {
                let request = ConnectRequest {
                    connection: GOOGLE,
                    redirect_uri: REDIRECT_URI,
                    state: &state,
                    code_verifier: &code_verifier,
                    scopes: &[],
                    authorization_params: AuthorizationParams::default(),
                };
                let api = self.tenant.my_account(&self.access);
                api.connect(&request).await?;
                Ok(())
            },
            async || {
                let request = self.bare.post(url.clone());
                let request = request
                    .header(CONTENT_TYPE, "application/json")
                    .body(body.clone());
                self.send(request.bearer_auth(self.access.token.expose()))
                    .await
            },
        )
        .await
    }

    async fn refresh(&self) -> Result<(Duration, Duration), Failure> {
        let url = self.base.join("oauth/token")?;
        let scope = ["openid", "profile", "email", "offline_access"]
            .into_iter()
            .chain(auth0::MY_ACCOUNT_SCOPES)
            .collect::<Vec<_>>()
            .join(" ");
        let audience = format!("{}me/", self.base);
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", self.refresh_token.expose()),
            ("client_id", "mooring-demo"),
            ("scope", &scope),
            ("audience", &audience),
        ];
        let credentials = Credentials::default();
        turn_by_turn(
            async || {
                let refreshed = self
                    .tenant
                    .refresh(&self.refresh_token, &credentials)
                    .await?;
                refreshed.access?;
                Ok(())
            },
            async || self.send(self.bare.post(url.clone()).form(&fields)).await,
        )
        .await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<(), Failure> {
        let answer = request.send().await?.error_for_status()?;
        answer.bytes().await?;
        Ok(())
    }
}

fn ratio(name: &'static str, (client, bare): (Duration, Duration)) -> Measure {
    Measure {
        name,
        ratio: client.as_secs_f64() / bare.as_secs_f64(),
        bound: 1.15,
    }
}

/// The median of both, measured alternately, so that whatever else the computer does meets both.
#[expect(clippy::disallowed_methods, reason = "it measures time")]
async fn turn_by_turn(
    client: impl AsyncFn() -> Result<(), Failure>,
    bare: impl AsyncFn() -> Result<(), Failure>,
) -> Result<(Duration, Duration), Failure> {
    let mut times = (Vec::new(), Vec::new());
    for round in 0..ROUNDS + ROUNDS / 10 {
        let start = Instant::now();
        client().await?;
        let middle = Instant::now();
        bare().await?;
        let end = Instant::now();
        if round >= ROUNDS / 10 {
            times.0.push(middle - start);
            times.1.push(end - middle);
        }
    }
    Ok((median(times.0), median(times.1)))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A list of a thousand takes its fifty pages and the one of the connections, and nothing more.
async fn thousand_accounts() -> Result<Measure, Failure> {
    let emulator = emulator::start(with_accounts(1000)).await?;
    let client = Client::signed_in(emulator.base_url()).await?;
    let before = emulator.count(Endpoint::Any);
    let api = client.tenant.my_account(&client.access);
    let mut listed = 0;
    let mut from = None;
    loop {
        let page = api.accounts(from.as_ref()).await?;
        listed += page.items.len();
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    api.connections(None).await?;
    assert_eq!(listed, 1000);
    let sent = emulator.count(Endpoint::Any) - before;
    emulator.shutdown().await;
    Ok(Measure {
        name: "client.list-1000-requests",
        ratio: f64::from(u32::try_from(sent)?) / 51.0,
        bound: 1.0,
    })
}

/// The tenant is in a process of its own, so that only the client is weighed.
async fn memory() -> Result<Measure, Failure> {
    let (mut process, base) = spawn_tenant()?;
    let client = Client::signed_in(base).await?;
    let credentials = Credentials::default();
    let mut settled = 0.0;
    for count in 1..=REFRESHES.1 {
        let refreshed = client
            .tenant
            .refresh(&client.refresh_token, &credentials)
            .await?;
        refreshed.access?;
        if count == REFRESHES.0 {
            settled = resident_kilobytes()?;
        }
    }
    let ratio = resident_kilobytes()? / settled;
    process.kill()?;
    process.wait()?;
    Ok(Measure {
        name: "client.memory-over-10000-refreshes",
        ratio,
        bound: 1.05,
    })
}

fn spawn_tenant() -> Result<(Child, Url), Failure> {
    use std::io::BufRead;
    let mut process = Command::new(std::env::current_exe()?)
        .arg("--tenant")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let output = process.stdout.take().ok_or("no output")?;
    let mut line = String::new();
    std::io::BufReader::new(output).read_line(&mut line)?;
    Ok((process, Url::parse(line.trim())?))
}

/// What the process holds in memory (Linux).
fn resident_kilobytes() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.ok_or("no VmRSS")?.trim().trim_end_matches("kB").trim();
    Ok(number.parse()?)
}
