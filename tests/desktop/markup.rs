//! A tenant that speaks in markup wherever it can: each of its texts has a mark of its own, is seen as
//! text in the real window, and nothing of any of them runs.

use emulator::{Config, Connection, Endpoint, Fault, Misbehavior, OrganizationUsage, Seed};
use serde_json::{Value, json};
use url::Url;

use crate::desktop::{Desktop, until};
use crate::proof;
use crate::services::Notifications;
use crate::setting::Setting;
use crate::window::Window;

/// Markup that leaves this mark in the window if anything of it runs. Without a space, so that it can be
/// a scope too, and short enough for a connection's name.
fn markup(mark: &str) -> String {
    let deed = format!("top.ran_{mark}=1");
    format!("\"><img/src=x/onerror={deed}><script>{deed}</script><svg/onload={deed}>")
}

/// What ran, and how much of the page is not its own.
async fn damage(window: &Window) -> Value {
    let look = "return [Object.keys(top).filter((key) => key.startsWith('ran_')), \
        document.querySelectorAll('img[src=x], iframe, script:not([src]), [onerror], [onload]').length]";
    window.client.execute(look, vec![]).await.unwrap()
}

/// Sees texts of the tenant as text, and that they did nothing. Gives how many.
async fn see_texts(window: &Window, marks: &[&str]) -> u64 {
    for mark in marks {
        window.see_text(&markup(mark)).await;
    }
    assert_eq!(damage(window).await, json!([[], 0]), "{marks:?}");
    marks.len() as u64
}

fn problem(status: u16, mark: &str, detail: &str) -> Misbehavior {
    let other = markup(&format!("{mark}_other"));
    let body = json!({
        "type": other,
        "title": other,
        "status": status,
        "detail": detail,
        "validation_errors": [{ "detail": other, "field": other, "pointer": other }],
    });
    answer(status, "application/problem+json", &body)
}

fn answer(status: u16, kind: &str, body: &Value) -> Misbehavior {
    Misbehavior::Status {
        status,
        body: Some(body.to_string()),
        headers: vec![("content-type".to_owned(), kind.to_owned())],
    }
}

/// A provider that nobody knows, under a name of the tenant's.
fn provider(config: &Config, mark: &str) -> Connection {
    Connection {
        name: markup(mark),
        strategy: markup("strategy"),
        display_name: markup("display_name"),
        scopes: vec![markup("scope"), markup("scope")],
        ..config.connections[0].clone()
    }
}

fn hostile() -> Config {
    let mut config = Config::default();
    let connected = provider(&config, "connection");
    let offered = provider(&config, "offered");
    let dana = &mut config.people[0];
    dana.name = markup("person");
    dana.email = markup("email");
    dana.accounts = vec![Seed {
        connection: connected.name.clone(),
        scopes: Some(vec![markup("granted")]),
        age_seconds: 60,
        expires_in_seconds: None,
        org_id: Some(markup("org_id")),
    }];
    config.connections.extend([connected, offered]);
    config.organizations[0].name = markup("org_name");
    config.organizations[0].display_name = markup("display_name");
    config.client.organization_usage = OrganizationUsage::Require;
    config.client.org_name_claim = true;
    let refusal = Misbehavior::OAuthError {
        status: 400,
        error: markup("token_error"),
        description: markup("token"),
    };
    config.faults = vec![
        Fault::once(Endpoint::TokenCode, refusal),
        Fault::always(
            Endpoint::Connect,
            problem(400, "connect", &markup("connect")),
        ),
    ];
    config
}

/// Every way in that the tenant spoils, and then one that it does not.
async fn sign_in(setting: &Setting) -> (Window, u64) {
    let window = setting.open().await;
    setting.fill_first_run(&window).await;
    window.see("screen-signingIn").await;
    until("the browser is opened", || {
        !setting.browser.addresses().is_empty()
    });
    let opened = Url::parse(&setting.browser.addresses()[0]).unwrap();
    let (_, state) = opened
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap();
    let mut link = Url::parse("dev.mooring.desktop://callback").unwrap();
    link.query_pairs_mut()
        .append_pair("error", &markup("callback_error"))
        .append_pair("error_description", &markup("callback"))
        .append_pair("state", &state);
    setting
        .desktop
        .open_link(&link.as_str().replace('+', "%20"));
    let mut seen = see_texts(&window, &["callback"]).await;

    let organization = "organization-org_Northwind1";
    window.click("sign-in").await;
    setting.browser.see("person-kenji").await;
    setting.browser.click("person-dana").await;
    setting.browser.click(organization).await;
    setting.browser.click("continue").await;
    seen += see_texts(&window, &["token"]).await;

    window.click("sign-in").await;
    setting.browser.click(organization).await;
    setting.browser.click("continue").await;
    (window, seen)
}

/// The doctor that looks after the first sign-in, the list, who is signed in, and the panes.
async fn see_lists(setting: &Setting, window: &Window) -> u64 {
    let providers = ["connection", "offered"];
    window.until("/doctor/milliseconds", Value::is_number).await;
    let mut seen = see_texts(window, &providers).await;
    setting.see_checks(window).await;

    seen += see_texts(window, &providers).await;
    // However long a name is, it stays in its place.
    let inside = "const list = document.querySelector('nav.list'); \
        return list.scrollWidth <= list.clientWidth";
    let inside = window.client.execute(inside, vec![]).await.unwrap();
    assert_eq!(inside, json!(true));
    window.click("menu").await;
    window.see("menu-person").await;
    seen += see_texts(window, &["person", "email", "org_name"]).await;
    window.click("menu").await;

    window
        .click(&format!("row-provider-{}", markup("offered")))
        .await;
    window.see("connect").await;
    seen += see_texts(window, &["offered", "scope"]).await;
    window.click("connect").await;
    seen += see_texts(window, &["connect"]).await;
    window.click_like("row-account-").await;
    window.see("disconnect").await;
    window.click("technical").await;
    seen + see_texts(window, &["connection", "granted", "org_id"]).await
}

/// What stands in a part of the window.
async fn text_of(window: &Window, selector: &str) -> String {
    window.see_element(selector).await;
    let script = "return document.querySelector(arguments[0]).innerText";
    let text = window.client.execute(script, vec![json!(selector)]).await;
    text.unwrap().as_str().unwrap().to_owned()
}

/// Accounts as no tenant lists them: one under an id of the tenant's making, and one that is removed, or
/// would be.
async fn see_removal(setting: &Setting, window: &Window) -> u64 {
    let account = |id: &str| {
        json!({
            "id": id,
            "connection": markup("gone"),
            "access_type": markup("access"),
            "scopes": [markup("granted_too"), markup("granted_too")],
            "created_at": "2026-01-01T00:00:00Z",
            "org_id": markup("org"),
        })
    };
    let plain = "cac_Plain1";
    let accounts = [account(&markup("account")), account(plain)];
    let list = answer(200, "application/json", &json!({ "accounts": accounts }));
    setting.inject(Fault::always(Endpoint::Accounts, list));
    let detail = format!("required scope: {}", markup("missing"));
    setting.inject(Fault::always(
        Endpoint::Delete,
        problem(403, "delete", &detail),
    ));
    window.request("refresh", json!({})).await;
    window
        .click(&format!("row-account-{}", markup("account")))
        .await;
    window.click("technical").await;
    let mut seen = see_texts(window, &["gone", "granted_too", "org", "account"]).await;

    window.click(&format!("row-account-{plain}")).await;
    window.click("disconnect").await;
    window.see("sheet-disconnect-confirm").await;
    let sheet = text_of(window, "[role=alertdialog]").await;
    assert!(sheet.contains(&markup("gone")), "{sheet}");
    seen += see_texts(window, &["gone"]).await;
    window.click("sheet-disconnect-confirm").await;
    let toast = text_of(window, "[data-testid='undo-toasts']").await;
    assert!(toast.contains(&markup("gone")), "{toast}");
    seen += see_texts(window, &["gone"]).await;
    window.see("failure-card").await;
    seen + see_texts(window, &["gone", "missing"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tenant_says_is_shown_as_text() {
    let setting = Setting::on(Desktop::start(), hostile()).await;
    let (window, mut seen) = sign_in(&setting).await;
    seen += see_lists(&setting, &window).await;
    seen += see_removal(&setting, &window).await;

    // A report names connections, and has nothing else of what a tenant says.
    window.click("menu").await;
    window.click("menu-about").await;
    // The sheet has its size once it says how much memory is used.
    window.see_text("MB of memory").await;
    window.click("about-report").await;
    window.see("report").await;
    seen += see_texts(&window, &["connection", "offered"]).await;
    let report = text_of(&window, "[data-testid='report']").await;
    let named = |mark: &str| {
        report
            .matches(&format!("provider {}:", markup(mark)))
            .count()
    };
    let [marks, connections] = ["<script>top.ran_", "provider \"><img"];
    let named = named("connection") + named("offered");
    assert_eq!(
        [named, report.matches(connections).count()],
        [2, 2],
        "{report}"
    );
    assert_eq!(report.matches(marks).count(), 2, "{report}");

    // What was looked for all the time is found where it is.
    let run = "top.ran_by_the_test = 1; document.body.append(document.createElement('iframe'))";
    window.client.execute(run, vec![]).await.unwrap();
    assert_eq!(damage(&window).await, json!([["ran_by_the_test"], 1]));
    proof::record("attacks", seen, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_has_no_markup_of_a_tenant() {
    let desktop = Desktop::as_it_is();
    let notifications = Notifications::start(&desktop).await;
    let mut config = hostile();
    config.client.organization_usage = OrganizationUsage::default();
    config.faults.remove(0);
    let setting = Setting::on(desktop, config).await;
    let window = setting.open_signed_in("kenji").await;
    setting.desktop.turn_to_browser();
    let marks = ["connection", "offered"];
    for mark in marks {
        window
            .click(&format!("row-provider-{}", markup(mark)))
            .await;
        window.click("connect").await;
        see_texts(&window, &["connect"]).await;
    }
    let told = || notifications.told().pop().unwrap_or_default();
    until("both ends are told", || told().body.lines().count() == 2);
    let body = told().body;
    for mark in marks {
        let name = markup(mark).replace('<', "&lt;").replace('>', "&gt;");
        assert!(body.contains(&format!("{name} is not connected")), "{body}");
    }
    assert!(!body.contains(['<', '>']), "{body}");
    proof::record("attacks", marks.len() as u64, 0);
}
