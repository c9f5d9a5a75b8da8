//! The five calls of Connected Accounts, and the administrator's one.

use super::*;
use crate::{
    ApiCause, AuthSession, AuthorizationParams, Completion, ConnectCode, ConnectRequest,
    ConnectTicket, ConnectedAccount, Display, Prompt, State, management,
};

const CONNECT: &str = "/me/v1/connected-accounts/connect";
const COMPLETE: &str = "/me/v1/connected-accounts/complete";

/// What a tenant answers to a good connect.
fn ticket(issuer: &str) -> Value {
    json!({
        "connect_uri": format!("{issuer}connect?locale=de#top"),
        "auth_session": "a".repeat(64),
        "connect_params": {"ticket": "TICK+ET/1"},
        "expires_in": 300,
    })
}

async fn connecting(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Stub {
    stub(move |request| {
        (request.path() == CONNECT).then(|| {
            let mut ticket = ticket(&issuer(request));
            change(&mut ticket);
            Reply::json(201, &ticket)
        })
    })
    .await
}

/// A connect with these parts that need not be there.
async fn connect(
    tenant: &Tenant,
    scopes: &[String],
    authorization_params: AuthorizationParams<'_>,
) -> Result<ConnectTicket, Error> {
    let request = ConnectRequest {
        connection: "google-oauth2",
        redirect_uri: CALLBACK,
        state: &State::new("s-1"),
        code_verifier: &verifier(),
        scopes,
        authorization_params,
    };
    let access = access(&Credentials::default());
    tenant.my_account(&access).connect(&request).await
}

async fn plain_connect(tenant: &Tenant) -> Result<ConnectTicket, Error> {
    connect(tenant, &[], AuthorizationParams::default()).await
}

#[tokio::test]
async fn a_connect_sends_what_is_needed_and_leads_to_the_tenant() {
    let stub = connecting(|_| ()).await;
    let ticket = plain_connect(&tenant(&stub).await).await.unwrap();
    assert_eq!(
        ticket.url.as_str(),
        format!(
            "http://127.0.0.1:{}/connect?locale=de&ticket=TICK%2BET%2F1",
            stub.port
        )
    );
    assert_eq!(ticket.expires_in, Duration::from_mins(5));
    assert_eq!(ticket.auth_session.expose().len(), 64);
    let [request] = &stub.seen(CONNECT)[..] else {
        panic!("sent once");
    };
    assert_eq!(request.method, "POST");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some("Bearer at-1"));
    assert_eq!(
        request.json(),
        json!({
            "connection": "google-oauth2", "redirect_uri": CALLBACK, "state": "s-1",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method": "S256",
        })
    );
}

#[tokio::test]
async fn scopes_are_sent_once_each_in_their_order() {
    let stub = connecting(|_| ()).await;
    let scopes = ["b", "a", "b", "c", "a"].map(str::to_owned);
    connect(
        &tenant(&stub).await,
        &scopes,
        AuthorizationParams::default(),
    )
    .await
    .unwrap();
    assert_eq!(
        stub.seen(CONNECT)[0].json()["scopes"],
        json!(["b", "a", "c"])
    );
}

#[tokio::test]
async fn every_parameter_for_the_provider_is_passed_on() {
    let stub = connecting(|_| ()).await;
    let params = AuthorizationParams {
        acr_values: Some("a"),
        audience: Some("b"),
        resource: Some("c"),
        display: Some(Display::Touch),
        id_token_hint: Some("d"),
        login_hint: Some("e"),
        max_age: Some(0),
        prompt: Some(Prompt::SelectAccount),
        ui_locales: Some("de en-GB"),
    };
    connect(&tenant(&stub).await, &[], params).await.unwrap();
    assert_eq!(
        stub.seen(CONNECT)[0].json()["authorization_params"],
        json!({
            "acr_values": "a", "audience": "b", "resource": "c", "display": "touch",
            "id_token_hint": "d", "login_hint": "e", "max_age": 0,
            "prompt": "select_account", "ui_locales": "de en-GB",
        })
    );
}

type ChangeRequest<'a> = Box<dyn FnOnce(&mut ConnectRequest<'a>) + 'a>;

#[tokio::test]
async fn a_connect_outside_the_limits_is_not_sent() {
    let stub = connecting(|_| ()).await;
    let tenant = tenant(&stub).await;
    let long = "é".repeat(129);
    let uri = format!("https://t.example/{}", "a".repeat(2048));
    let (no_state, long_state) = (State::new(""), State::new("s".repeat(4097)));
    let (short, long_verifier) = (CodeVerifier::new("a"), CodeVerifier::new("a".repeat(129)));
    let many: Vec<String> = (0..101).map(|index| format!("s{index}")).collect();
    let (empty, lengthy) = (vec![String::new()], vec!["s".repeat(256)]);
    let changes: Vec<ChangeRequest<'_>> = vec![
        Box::new(|request| request.connection = ""),
        Box::new(|request| request.connection = &long),
        Box::new(|request| request.redirect_uri = "callback"),
        Box::new(|request| request.redirect_uri = &uri),
        Box::new(|request| request.state = &no_state),
        Box::new(|request| request.state = &long_state),
        Box::new(|request| request.code_verifier = &short),
        Box::new(|request| request.code_verifier = &long_verifier),
        Box::new(|request| request.scopes = &many),
        Box::new(|request| request.scopes = &empty),
        Box::new(|request| request.scopes = &lengthy),
        Box::new(|request| request.authorization_params.login_hint = Some("")),
    ];
    let access = access(&Credentials::default());
    let (state, verifier) = (State::new("s-1"), verifier());
    for (index, change) in changes.into_iter().enumerate() {
        let mut request = ConnectRequest {
            connection: "google-oauth2",
            redirect_uri: CALLBACK,
            state: &state,
            code_verifier: &verifier,
            scopes: &[],
            authorization_params: AuthorizationParams::default(),
        };
        change(&mut request);
        let error = tenant
            .my_account(&access)
            .connect(&request)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{index}: {error:?}");
    }
    assert_eq!(stub.count(CONNECT), 0);
}

#[tokio::test]
async fn a_connect_at_the_limits_is_sent() {
    let stub = connecting(|_| ()).await;
    let tenant = tenant(&stub).await;
    let name = "é".repeat(128);
    let mut many: Vec<String> = (0..100).map(|index| format!("s{index}")).collect();
    many.push("s0".to_owned());
    many[1] = "é".repeat(255);
    let state = State::new("s".repeat(4096));
    let access = access(&Credentials::default());
    let verifier = CodeVerifier::new("a".repeat(128));
    let request = ConnectRequest {
        connection: &name,
        redirect_uri: CALLBACK,
        state: &state,
        code_verifier: &verifier,
        scopes: &many,
        authorization_params: AuthorizationParams::default(),
    };
    tenant.my_account(&access).connect(&request).await.unwrap();
    assert_eq!(
        stub.seen(CONNECT)[0].json()["scopes"]
            .as_array()
            .unwrap()
            .len(),
        100
    );
}

#[tokio::test]
async fn a_ticket_outside_the_contract_is_not_taken() {
    type Change = fn(&mut Value);
    let rows: [Change; 10] = [
        |ticket| ticket["connect_uri"] = json!("https://elsewhere.example/connect"),
        |ticket| ticket["connect_uri"] = json!("javascript:alert(1)"),
        |ticket| ticket["connect_uri"] = json!("/connect"),
        |ticket| {
            let uri = ticket["connect_uri"].as_str().unwrap();
            ticket["connect_uri"] = json!(uri.replace("http://", "http://a:b@"));
        },
        |ticket| {
            let uri = ticket["connect_uri"].as_str().unwrap();
            ticket["connect_uri"] = json!(uri.replace("http://", "https://"));
        },
        |ticket| ticket["expires_in"] = json!(0),
        |ticket| ticket["expires_in"] = json!(-1),
        |ticket| ticket["auth_session"] = json!("a".repeat(65)),
        |ticket| ticket["auth_session"] = json!(""),
        |ticket| ticket["connect_params"] = json!({}),
    ];
    for (index, change) in rows.into_iter().enumerate() {
        let stub = connecting(change).await;
        let error = plain_connect(&tenant(&stub).await).await.unwrap_err();
        assert!(matches!(error, Error::Unexpected(_)), "{index}: {error:?}");
    }
}

async fn complete(tenant: &Tenant, session: &str, code: &str) -> Result<ConnectedAccount, Error> {
    let completion = Completion {
        auth_session: &AuthSession::new(session),
        connect_code: &ConnectCode::new(code),
        redirect_uri: CALLBACK,
        code_verifier: &verifier(),
    };
    let access = access(&Credentials::default());
    tenant.my_account(&access).complete(&completion).await
}

fn account() -> Value {
    json!({
        "id": "cac_1", "connection": "google-oauth2", "access_type": "offline",
        "scopes": ["email"], "created_at": "2026-11-23T03:00:00.000Z",
    })
}

#[tokio::test]
async fn a_connect_is_completed_within_the_limits() {
    let stub =
        stub(|request| (request.path() == COMPLETE).then(|| Reply::json(201, &account()))).await;
    let tenant = tenant(&stub).await;
    let (session, code) = ("a".repeat(64), "c".repeat(46));
    let completed = complete(&tenant, &session, &code).await.unwrap();
    assert_eq!(
        (completed.id.as_str(), completed.scopes.len()),
        ("cac_1", 1)
    );
    assert_eq!(completed.expires_at, None);
    assert_eq!(
        stub.seen(COMPLETE)[0].json(),
        json!({
            "auth_session": session, "connect_code": code, "redirect_uri": CALLBACK,
            "code_verifier": verifier().expose(),
        })
    );
    for (session, code) in [
        ("", "c"),
        (&"a".repeat(65), "c"),
        ("a", ""),
        ("a", &"c".repeat(47)),
    ] {
        let error = complete(&tenant, session, code).await.unwrap_err();
        assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    }
    assert_eq!(stub.count(COMPLETE), 1);
}

#[tokio::test]
async fn a_session_that_is_over_is_told_and_nothing_is_repeated() {
    let stub = stub(|request| {
        (request.path() == COMPLETE).then(|| {
            Reply::json(
                404,
                &json!({
                    "type": "https://auth0.com/api-errors/A0E-404-0001", "status": 404,
                    "title": "Not Found", "detail": "Invalid or expired session",
                }),
            )
        })
    })
    .await;
    let error = complete(&tenant(&stub).await, "a", "c").await.unwrap_err();
    let Error::Api(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.cause(), ApiCause::SessionExpired);
    assert_eq!(stub.count(COMPLETE), 1);
}

#[tokio::test]
async fn a_success_with_another_status_is_not_the_contract() {
    let stub =
        stub(|request| (request.path() == COMPLETE).then(|| Reply::json(200, &account()))).await;
    let error = complete(&tenant(&stub).await, "a", "c").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "unexpected answer: status 200 in place of 201"
    );
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let stub = stub(|request| {
        let body = match request.target.split_once('?')? {
            (ACCOUNTS, "take=20") => json!({"accounts": [account()], "next": "a/b c"}),
            (ACCOUNTS, "take=20&from=a%2Fb+c") => json!({"accounts": [], "next": ""}),
            (_, "take=20") => json!({"connections": [{"name": "github", "strategy": "github"}]}),
            _ => return None,
        };
        Some(Reply::json(200, &body))
    })
    .await;
    let tenant = tenant(&stub).await;
    let access = access(&Credentials::default());
    let my_account = tenant.my_account(&access);
    let first = my_account.accounts(None).await.unwrap();
    assert_eq!(first.items.len(), 1);
    let second = my_account.accounts(first.next.as_ref()).await.unwrap();
    assert_eq!(
        (second.items.len(), second.next),
        (0, None),
        "an empty cursor is none"
    );
    let connections = my_account.connections(None).await.unwrap();
    assert_eq!(
        (connections.items[0].name.as_str(), connections.next),
        ("github", None)
    );
    assert!(connections.items[0].scopes.is_empty());
}

#[tokio::test]
async fn an_account_is_deleted() {
    let path = "/me/v1/connected-accounts/accounts/cac_7mZ3hQx2LkVbN9rTfWdYcA";
    let stub = stub(move |request| (request.path() == path).then(|| Reply::new(204, ""))).await;
    let tenant = tenant(&stub).await;
    let access = access(&Credentials::default());
    let my_account = tenant.my_account(&access);
    my_account
        .delete("cac_7mZ3hQx2LkVbN9rTfWdYcA")
        .await
        .unwrap();
    assert_eq!(stub.seen(path)[0].method, "DELETE");
    let error = my_account.delete("cac_unknown").await.unwrap_err();
    let Error::Api(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!((error.status, error.cause()), (404, ApiCause::NotFound));
    let error = my_account.delete("../connections").await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
}

#[tokio::test]
async fn an_administrator_reads_a_persons_accounts_page_by_page() {
    const PATH: &str = "/api/v2/users/google-oauth2%7C1%2F2/connected-accounts";
    let count = Mutex::new(0);
    let stub = stub(move |request| {
        let (path, query) = request.target.split_once('?')?;
        let mut count = count.lock().unwrap();
        *count += 1;
        (path == PATH).then(|| match (*count, query) {
            (1, _) => Reply::new(502, ""),
            (_, "take=20") => Reply::json(
                200,
                &json!({
                    "connected_accounts": [{
                        "id": "cac_1", "connection": "github", "connection_id": "con_1",
                        "strategy": "github", "access_type": "offline",
                        "created_at": "2026-11-23T03:00:00Z", "organization_id": "org_1",
                    }],
                    "next": "c-2",
                }),
            ),
            (_, "take=20&from=c-2") => Reply::json(200, &json!({"connected_accounts": []})),
            _ => Reply::new(400, ""),
        })
    })
    .await;
    let (http, address, token) = (http(), address(&stub), AccessToken::new("mgmt-1"));
    let user = "google-oauth2|1/2";
    let first = management::connected_accounts(&http, &address, &token, user, None)
        .await
        .unwrap();
    assert_eq!(first.items[0].organization_id.as_deref(), Some("org_1"));
    let next = first.next.as_ref();
    let last = management::connected_accounts(&http, &address, &token, user, next)
        .await
        .unwrap();
    assert_eq!((last.items.len(), last.next), (0, None));
    let requests = stub.seen(PATH);
    assert_eq!(requests.len(), 3, "the first was repeated");
    assert!(
        requests
            .iter()
            .all(|request| request.header("authorization") == Some("Bearer mgmt-1"))
    );
    let unknown = management::connected_accounts(&http, &address, &token, "x", None).await;
    assert!(matches!(unknown, Err(Error::Api(error)) if error.status == 404));
    let nobody = management::connected_accounts(&http, &address, &token, "..", None).await;
    assert!(matches!(nobody, Err(Error::NotSent(_))));
}
