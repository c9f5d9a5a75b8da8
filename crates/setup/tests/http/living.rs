//! A tenant that was set up does what it was set up for.

use auth0::{
    Access, AuthorizationCode, AuthorizationOptions, AuthorizationRequest, CodeExchange,
    CodeVerifier, Credentials, Nonce, State, Tenant,
};
use emulator::Config;
use reqwest::Url;
use reqwest::header::LOCATION;

use crate::bench::{Bench, CALLBACKS};

/// Signs in without a page, and refreshes for the My Account API.
async fn signed_in(tenant: &Tenant) -> Access {
    let (state, nonce, code_verifier) = (State::random(), Nonce::random(), CodeVerifier::random());
    let url = tenant.authorization_url(&AuthorizationRequest {
        redirect_uri: CALLBACKS[0],
        state: &state,
        nonce: &nonce,
        code_verifier: &code_verifier,
        dpop_key: None,
        options: AuthorizationOptions::default(),
    });
    let browser = reqwest::Client::builder().no_proxy();
    let browser = browser.redirect(reqwest::redirect::Policy::none());
    let answer = browser.build().unwrap().get(url.unwrap()).send().await;
    let answer = answer.unwrap();
    let back = Url::parse(answer.headers()[LOCATION].to_str().unwrap()).unwrap();
    let mut pairs = back.query_pairs();
    let (_, code) = pairs.find(|(name, _)| name == "code").unwrap();
    let exchange = CodeExchange {
        code: &AuthorizationCode::new(code),
        code_verifier: &code_verifier,
        redirect_uri: CALLBACKS[0],
        nonce: &nonce,
        organization: None,
        max_age: None,
    };
    let credentials = Credentials::default();
    let session = tenant.exchange_code(&exchange, &credentials).await.unwrap();
    let refreshed = tenant.refresh(&session.refresh_token, &credentials).await;
    refreshed.unwrap().access.unwrap()
}

#[tokio::test]
async fn people_sign_in_and_find_what_they_can_connect() {
    let bench = Bench::start(Config {
        auto_approve: true,
        ..Config::bare()
    })
    .await;
    let applied = bench.apply(&bench.plan().await).await;
    let client_id = applied.left.client_id().unwrap();
    let tenant = Tenant::discover(&bench.http, &bench.wish.tenant, client_id).await;
    let tenant = tenant.unwrap();
    let access = signed_in(&tenant).await;
    let api = tenant.my_account(&access);
    assert!(api.accounts(None).await.unwrap().items.is_empty());
    let connections = api.connections(None).await.unwrap().items;
    let names: Vec<&str> = connections.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["google-oauth2", "github", "slack"]);
}
