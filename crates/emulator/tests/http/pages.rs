//! What a person sees in the browser.

use emulator::Confirmation;
use serde_json::json;
use url::Url;

use crate::browser::{cookie, follow, link, with_pages};
use crate::tenant::{
    ALL, CALLBACK, Tenant, VERIFIER, automatic, claims, client, complete_body, connect_body,
    location, parameter, started,
};

#[tokio::test]
async fn a_person_is_chosen_and_confirms_and_the_browser_goes_back() {
    let tenant = with_pages(|_| {}).await;
    let first = tenant.authorize(&[]).await;
    let page = follow(&tenant, &first, None).await;
    assert_eq!(page.status(), 200);
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("form-action"));
    let html = page.text().await.unwrap();
    assert!(html.contains("None of these accounts is real"));
    let chosen = tenant.get(&link(&html, "person-kenji")).await;
    let confirm = follow(&tenant, &chosen, None).await.text().await.unwrap();
    assert!(confirm.contains("kenji@acme.example") && confirm.contains(CALLBACK));
    let path = link(&confirm, "continue");
    let back = location(&tenant.get(&path).await);
    assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
    let answer = tenant.redeem(&parameter(&back, "code").unwrap()).await;
    assert_eq!(claims(answer.text("id_token"))["sub"], "auth0|kenji");
    assert_eq!(
        tenant.get(&path).await.status(),
        400,
        "the button works once"
    );
}

#[tokio::test]
async fn a_second_sign_in_shows_only_the_confirmation_unless_asked_otherwise() {
    let tenant = with_pages(|_| {}).await;
    let html = follow(&tenant, &tenant.authorize(&[]).await, None)
        .await
        .text()
        .await
        .unwrap();
    let chosen = tenant.get(&link(&html, "person-dana")).await;
    let cookie = cookie(&chosen);
    let path_for = async |changes: &[(&str, &str)]| {
        let request = tenant.authorize_request(changes).header("cookie", &cookie);
        location(&request.send().await.unwrap()).path().to_owned()
    };
    assert_eq!(path_for(&[]).await, "/u/confirm");
    assert_eq!(path_for(&[("prompt", "login")]).await, "/u/login");
    assert_eq!(path_for(&[("prompt", "select_account")]).await, "/u/login");
    assert_eq!(path_for(&[("max_age", "60")]).await, "/u/confirm");
    tenant.advance(61);
    assert_eq!(path_for(&[("max_age", "60")]).await, "/u/login");
}

#[tokio::test]
async fn the_confirmation_can_be_left_out_after_another_page_or_altogether() {
    let tenant = with_pages(|config| config.client.confirmation = Confirmation::Alone).await;
    let html = follow(&tenant, &tenant.authorize(&[]).await, None)
        .await
        .text()
        .await
        .unwrap();
    let chosen = tenant.get(&link(&html, "person-dana")).await;
    assert!(parameter(&location(&chosen), "code").is_some());
    let cookie = cookie(&chosen);
    let request = tenant.authorize_request(&[]).header("cookie", cookie);
    assert_eq!(
        location(&request.send().await.unwrap()).path(),
        "/u/confirm"
    );
}

#[tokio::test]
async fn a_verifiable_callback_needs_no_confirmation() {
    let app = "https://app.example/callback";
    let tenant = with_pages(|config| config.client.callbacks = vec![app.to_owned()]).await;
    let changes = [("redirect_uri", app)];
    let html = follow(&tenant, &tenant.authorize(&changes).await, None)
        .await
        .text()
        .await
        .unwrap();
    let back = location(&tenant.get(&link(&html, "person-dana")).await);
    assert!(back.as_str().starts_with(app));
}

#[tokio::test]
async fn cancelling_goes_back_with_access_denied() {
    let tenant = with_pages(|_| {}).await;
    let html = follow(&tenant, &tenant.authorize(&[]).await, None)
        .await
        .text()
        .await
        .unwrap();
    let back = location(&tenant.get(&link(&html, "cancel")).await);
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
}

#[tokio::test]
async fn the_hinted_person_comes_first() {
    let tenant = with_pages(|_| {}).await;
    let first = tenant
        .authorize(&[("login_hint", "layla@acme.example")])
        .await;
    let html = follow(&tenant, &first, None).await.text().await.unwrap();
    assert!(html.find("person-layla").unwrap() < html.find("person-dana").unwrap());
}

#[tokio::test]
async fn consent_names_the_provider_and_what_is_asked_for() {
    let tenant = with_pages(|_| {}).await;
    let quick = automatic_token(&tenant).await;
    let mut body = connect_body("google-oauth2");
    body["scopes"] = json!(["https://www.googleapis.com/auth/gmail.send", "<b>odd</b>"]);
    body["authorization_params"] = json!({"login_hint": "me@work.example"});
    let connect = tenant.connect(&quick, body).await;
    let opened = tenant.open(&connect).await;
    let page = location(&opened);
    let html = follow(&tenant, &opened, None).await.text().await.unwrap();
    assert!(html.contains("Google") && html.contains("me@work.example"));
    assert!(html.contains("Send mail in your name"));
    assert!(html.contains("&lt;b&gt;odd&lt;/b&gt;") && !html.contains("<b>odd"));
    let reload = tenant.http.get(page).send().await.unwrap();
    assert_eq!(reload.status(), 200, "the page can be loaded again");
    let back = location(&tenant.get(&link(&html, "allow")).await);
    let code = parameter(&back, "connect_code").unwrap();
    let answer = tenant
        .complete(&quick, complete_body(&connect, &code))
        .await;
    assert_eq!(answer.status, 201);
    assert_eq!(
        tenant.get(&link(&html, "deny")).await.status(),
        400,
        "answered once"
    );
}

#[tokio::test]
async fn denying_comes_back_with_access_denied_and_ends_the_attempt() {
    let tenant = with_pages(|_| {}).await;
    let token = automatic_token(&tenant).await;
    let connect = tenant.connect(&token, connect_body("slack")).await;
    let opened = tenant.open(&connect).await;
    let html = follow(&tenant, &opened, None).await.text().await.unwrap();
    let back = location(&tenant.get(&link(&html, "deny")).await);
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert!(parameter(&back, "error_description").is_some());
    assert_eq!(parameter(&back, "state").as_deref(), Some("st"));
    assert!(parameter(&back, "connect_code").is_none());
    let answer = tenant.complete(&token, complete_body(&connect, "x")).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn logout_ends_the_session_and_returns_only_to_allowed_addresses() {
    let tenant = automatic().await;
    let first = tenant.authorize(&[]).await;
    let cookie = cookie(&first);
    let code = parameter(&location(&first), "code").unwrap();
    let hint = tenant.redeem(&code).await.text("id_token").to_owned();
    let logout = |pairs: Vec<(&'static str, String)>| {
        tenant
            .http
            .get(tenant.at("/oidc/logout"))
            .query(&pairs)
            .header("cookie", &cookie)
            .send()
    };
    let target = |address: &str| ("post_logout_redirect_uri", address.to_owned());
    let foreign = logout(vec![target("https://evil.example/")]).await.unwrap();
    assert_eq!(foreign.status(), 400);
    let forged = logout(vec![("id_token_hint", "a.b.c".to_owned())])
        .await
        .unwrap();
    assert_eq!(forged.status(), 400);
    let pairs = vec![
        ("id_token_hint", hint),
        target(CALLBACK),
        ("state", "bye".to_owned()),
    ];
    let back = location(&logout(pairs).await.unwrap());
    assert_eq!(back.as_str(), format!("{CALLBACK}?state=bye"));
    let silent = tenant
        .authorize_request(&[("prompt", "none")])
        .header("cookie", &cookie);
    let silent = location(&silent.send().await.unwrap());
    assert_eq!(
        parameter(&silent, "error").as_deref(),
        Some("login_required")
    );
}

#[tokio::test]
async fn logout_without_a_hint_asks_first() {
    let tenant = with_pages(|_| {}).await;
    let html = follow(&tenant, &tenant.authorize(&[]).await, None)
        .await
        .text()
        .await
        .unwrap();
    let cookie = cookie(&tenant.get(&link(&html, "person-dana")).await);
    let request = tenant
        .http
        .get(tenant.at("/oidc/logout"))
        .header("cookie", &cookie);
    let page = request.send().await.unwrap();
    assert_eq!(page.status(), 200);
    let sure = link(&page.text().await.unwrap(), "logout");
    let request = tenant.http.get(tenant.at(&sure)).header("cookie", &cookie);
    assert!(
        request.send().await.unwrap().headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
}

#[tokio::test]
async fn the_older_logout_returns_to_allowed_addresses() {
    let tenant = automatic().await;
    let path = |target: &str| {
        let mut url = Url::parse(&tenant.at("/v2/logout")).unwrap();
        url.query_pairs_mut()
            .append_pair("returnTo", target)
            .append_pair("client_id", "mooring-demo");
        url
    };
    let back = tenant.http.get(path(CALLBACK)).send().await.unwrap();
    assert_eq!(back.headers()["location"], CALLBACK);
    let foreign = tenant
        .http
        .get(path("https://evil.example/"))
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), 400);
}

#[tokio::test]
async fn the_emulator_speaks_tls_with_an_authority_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let tenant = started(|config| config.https = Some(folder.path().to_owned())).await;
    let authority = std::fs::read(folder.path().join("ca.pem")).unwrap();
    let authority = reqwest::Certificate::from_pem(&authority).unwrap();
    let trusting = reqwest::Client::builder()
        .tls_certs_only([authority])
        .no_proxy()
        .build()
        .unwrap();
    let address = tenant.at("/.well-known/openid-configuration");
    assert!(address.starts_with("https://127.0.0.1:"));
    let metadata: serde_json::Value = trusting
        .get(&address)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(metadata["issuer"], tenant.at("/"));
    let by_name = address.replace("127.0.0.1", "localhost");
    assert!(trusting.get(by_name).send().await.is_ok());
    assert!(
        client().get(&address).send().await.is_err(),
        "others do not trust it"
    );
}

/// A My Account token of a tenant with pages, got through the pages.
async fn automatic_token(tenant: &Tenant) -> String {
    let audience = tenant.audience();
    let changes = [("audience", audience.as_str()), ("scope", ALL)];
    let html = follow(tenant, &tenant.authorize(&changes).await, None)
        .await
        .text()
        .await
        .unwrap();
    let chosen = tenant.get(&link(&html, "person-kenji")).await;
    let html = follow(tenant, &chosen, None).await.text().await.unwrap();
    let back = location(&tenant.get(&link(&html, "continue")).await);
    assert!(!VERIFIER.is_empty());
    let answer = tenant.redeem(&parameter(&back, "code").unwrap()).await;
    answer.text("access_token").to_owned()
}

#[tokio::test]
async fn a_permission_can_be_left_out_and_put_back() {
    let tenant = with_pages(|_| {}).await;
    let token = automatic_token(&tenant).await;
    let connect = tenant.connect(&token, connect_body("github")).await;
    let at = tenant.open(&connect).await;
    let page = follow(&tenant, &at, None).await.text().await.unwrap();
    let without = tenant.get(&link(&page, "leave-out-0")).await;
    let without = without.text().await.unwrap();
    let whole = tenant.get(&link(&without, "put-back-0")).await;
    assert_eq!(whole.text().await.unwrap(), page);
    let back = location(&tenant.get(&link(&without, "allow")).await);
    let code = parameter(&back, "connect_code").unwrap();
    let answer = tenant
        .complete(&token, complete_body(&connect, &code))
        .await;
    let asked = page.matches("id=\"leave-out-").count();
    assert_eq!(answer.body["scopes"].as_array().unwrap().len(), asked - 1);
}
