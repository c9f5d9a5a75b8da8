//! The Management API: what is asked, how often, and what is kept.

use super::*;
use crate::management::{Client, ClientSettings, Management};

const CLIENTS: &str = "/api/v2/clients";
const TOKEN_TEXT: &str = "an-administrators-token";

async fn clients(stub: &Stub) -> Result<Vec<Client>, Error> {
    let (http, address, token) = (http(), address(stub), AccessToken::new(TOKEN_TEXT));
    Management::new(&http, &address, &token).clients().await
}

async fn create(stub: &Stub) -> Result<Client, Error> {
    let (http, address, token) = (http(), address(stub), AccessToken::new(TOKEN_TEXT));
    let settings = ClientSettings {
        name: Some("Mooring".to_owned()),
        ..ClientSettings::default()
    };
    let api = Management::new(&http, &address, &token);
    assert!(!format!("{api:?}").contains(TOKEN_TEXT));
    api.create_client(&settings).await
}

fn page(request: &Seen) -> usize {
    let query = request.target.split('?').nth(1).unwrap();
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let pages = pairs.filter(|(name, _)| name == "page");
    pages.last().unwrap().1.parse().unwrap()
}

#[tokio::test]
async fn a_list_is_read_to_its_end_and_without_secrets() {
    let stub = Stub::start(|_, request| {
        let ids = page(request) * 100..250.min((page(request) + 1) * 100);
        let clients: Vec<Value> = ids
            .map(|id| json!({"client_id": id.to_string(), "client_secret": "s3cret"}))
            .collect();
        Reply::json(200, &json!({"start": 0, "total": 250, "clients": clients}))
    })
    .await;
    let all = clients(&stub).await.unwrap();
    assert_eq!(all.len(), 250);
    assert_eq!(all[249].client_id, "249");
    assert!(!format!("{all:?}").contains("s3cret"));
    let seen = stub.seen(CLIENTS);
    assert_eq!(seen.len(), 3);
    for request in seen {
        assert_eq!(
            request.header("authorization"),
            Some(format!("Bearer {TOKEN_TEXT}").as_str())
        );
        assert!(request.target.contains("include_fields=true"));
        assert!(!request.target.contains("secret"));
    }
}

#[tokio::test]
async fn a_list_without_an_end_is_given_up() {
    let stub = Stub::start(|_, _| {
        Reply::json(
            200,
            &json!({"total": 1_000_000, "clients": [{"client_id": "c"}]}),
        )
    })
    .await;
    assert!(matches!(clients(&stub).await, Err(Error::EndlessPages)));
    assert_eq!(stub.count(CLIENTS), 10);
}

#[tokio::test]
async fn a_change_is_sent_again_only_to_a_tenant_that_was_too_busy() {
    let tries = Mutex::new(0);
    let stub = Stub::start(move |_, _| {
        let mut tries = tries.lock().unwrap();
        *tries += 1;
        match *tries {
            1 => Reply::new(429, "").with("Retry-After", "0"),
            _ => Reply::json(201, &json!({"client_id": "c", "client_secret": "s3cret"})),
        }
    })
    .await;
    let created = create(&stub).await.unwrap();
    assert_eq!((created.client_id.as_str(), stub.count(CLIENTS)), ("c", 2));

    for reply in [
        Reply::new(503, ""),
        Reply::Raw("HTTP/1.1 201 X\r\nContent-Length: 50\r\n\r\n{"),
    ] {
        let stub = Stub::start(move |_, _| reply.clone()).await;
        let error = create(&stub).await.unwrap_err();
        assert!(error.may_have_happened(), "{error}");
        assert_eq!(stub.count(CLIENTS), 1, "{error}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_nothing_and_what_is_refused_is_told() {
    let stub = Stub::start(|_, request| match request.path() {
        "/api/v2/clients/gone" => Reply::json(
            404,
            &json!({"statusCode": 404, "error": "Not Found", "errorCode": "inexistent_client", "message": "The client does not exist"}),
        ),
        "/api/v2/clients/elsewhere" => {
            Reply::new(302, "").with("Location", "https://evil.example/")
        }
        _ => Reply::json(
            403,
            &json!({"statusCode": 403, "error": "Forbidden", "errorCode": "insufficient_scope", "message": "Insufficient scope, expected any of: read:clients"}),
        ),
    })
    .await;
    let (http, address, token) = (http(), address(&stub), AccessToken::new(TOKEN_TEXT));
    let api = Management::new(&http, &address, &token);
    assert_eq!(api.client("gone").await.unwrap(), None);
    let error = api.client("elsewhere").await.unwrap_err();
    assert!(matches!(error, Error::Unexpected(_)), "{error}");
    let error = api.client("refused").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the API refused: 403 insufficient_scope: Insufficient scope, expected any of: read:clients"
    );
    assert!(api.client("..").await.is_err());
}
