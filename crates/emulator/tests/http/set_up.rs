//! A bare tenant becomes a working one by calls of the Management API, step by step; before each
//! step it fails as the contract says (7).

use emulator::{Config, OpenQuestions, UserGrant};
use reqwest::Method;
use serde_json::{Value, json};

use crate::tenant::{
    ALL, Answer, CALLBACK, LOGIN, Tenant, VERIFIER, client, complete_body, connect_body, location,
    parameter,
};

pub(crate) async fn bare(change: impl FnOnce(&mut Config)) -> Tenant {
    let mut config = Config {
        auto_approve: true,
        ..Config::bare()
    };
    change(&mut config);
    Tenant {
        emulator: emulator::start(config).await.unwrap(),
        http: client(),
    }
}

impl Tenant {
    /// A call of the Management API with the token of a bare tenant.
    pub(crate) async fn manage(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.manage_as(Config::BARE_TOKEN, method, path, body).await
    }

    pub(crate) async fn manage_as(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Answer {
        let address = self.at(&format!("/api/v2/{path}"));
        let mut request = self.http.request(method, address).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn read(&self, path: &str) -> Value {
        let answer = self.manage(Method::GET, path, None).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.manage(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.manage(Method::PATCH, path, Some(body)).await
    }

    /// A native application as the program needs it, but for the callbacks.
    pub(crate) async fn native_client(&self, callbacks: &[&str]) -> String {
        let body = json!({
            "name": "Mooring",
            "app_type": "native",
            "token_endpoint_auth_method": "none",
            "oidc_conformant": true,
            "jwt_configuration": {"alg": "RS256"},
            "grant_types": ["authorization_code", "refresh_token"],
            "callbacks": callbacks,
        });
        let answer = self.post("clients", body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.text("client_id").to_owned()
    }

    pub(crate) async fn connection_id(&self, name: &str) -> String {
        let list = self.read(&format!("connections?name={name}")).await;
        list[0]["id"].as_str().unwrap().to_owned()
    }

    async fn redeem_for(&self, client_id: &str, code: &str) -> Answer {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", client_id),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    async fn refresh_for(&self, client_id: &str, token: &str) -> Answer {
        let audience = self.audience();
        self.token(&[
            ("grant_type", "refresh_token"),
            ("client_id", client_id),
            ("refresh_token", token),
            ("audience", &audience),
            ("scope", ALL),
        ])
        .await
    }
}

fn refresh_settings(audience: &str) -> Value {
    json!({"refresh_token": {
        "rotation_type": "non-rotating",
        "expiration_type": "non-expiring",
        "policies": [{"audience": audience, "scope": scopes()}],
    }})
}

fn scopes() -> Vec<&'static str> {
    ALL.split(' ').collect()
}

fn grant(client_id: &str, audience: &str) -> Value {
    json!({
        "client_id": client_id,
        "audience": audience,
        "scope": scopes(),
        "subject_type": "user",
    })
}

/// Which error the browser brings back from a sign-in for the My Account API.
async fn refusal(tenant: &Tenant, client_id: &str) -> String {
    let audience = tenant.audience();
    let answer = tenant
        .authorize(&[("client_id", client_id), ("audience", &audience)])
        .await;
    parameter(&location(&answer), "error_description").unwrap_or_default()
}

#[tokio::test]
async fn each_step_is_missed_as_the_contract_says_until_it_is_done() {
    let tenant = bare(|_| {}).await;
    let audience = tenant.audience();
    let unknown = tenant.authorize(&[("client_id", "mooring")]).await;
    assert_eq!(unknown.status(), 403);

    let id = tenant.native_client(&[]).await;
    let page = tenant.authorize(&[("client_id", &id)]).await;
    assert_eq!(page.status(), 403);
    assert!(page.text().await.unwrap().contains("Callback URL mismatch"));
    let callbacks = json!({"callbacks": [CALLBACK]});
    let changed = tenant.patch(&format!("clients/{id}"), callbacks).await;
    assert_eq!(changed.status, 200, "{}", changed.body);

    assert_eq!(
        refusal(&tenant, &id).await,
        format!("Service not found: {audience}")
    );
    let api = json!({"identifier": audience, "name": "anything"});
    assert_eq!(tenant.post("resource-servers", api).await.status, 201);

    let not_authorized =
        format!("Client \"{id}\" is not authorized to access resource server \"{audience}\".");
    assert_eq!(refusal(&tenant, &id).await, not_authorized);
    let answer = tenant.post("client-grants", grant(&id, &audience)).await;
    assert_eq!((answer.status, answer.text("subject_type")), (201, "user"));
    assert_eq!(refusal(&tenant, &id).await, "");

    let request = [("client_id", id.as_str()), ("scope", LOGIN)];
    let code = tenant.code(&request).await;
    let token = tenant.redeem_for(&id, &code).await;
    let refresh_token = token.text("refresh_token").to_owned();
    let silent = tenant.refresh_for(&id, &refresh_token).await;
    assert_eq!(silent.status, 200);
    let list = tenant.list(silent.text("access_token"), "").await;
    assert_eq!((list.status, list.code()), (401, "A0E-401-0003"));
    let settings = refresh_settings(&audience);
    assert_eq!(
        tenant
            .patch(&format!("clients/{id}"), settings)
            .await
            .status,
        200
    );

    let access = tenant.refresh_for(&id, &refresh_token).await;
    let access = access.text("access_token").to_owned();
    assert_eq!(tenant.list(&access, "").await.status, 200);
    connections_appear(&tenant, &id, &access).await;
}

/// A connection is listed once it is meant for connected accounts and enabled for the client.
async fn connections_appear(tenant: &Tenant, client_id: &str, access: &str) {
    let listed = async || {
        let list = tenant.call(Method::GET, "/connections", access, None).await;
        list.body["connections"].as_array().unwrap().len()
    };
    assert_eq!(listed().await, 0);
    let id = tenant.connection_id("github").await;
    let active = json!({"connected_accounts": {"active": true}});
    assert_eq!(
        tenant
            .patch(&format!("connections/{id}"), active)
            .await
            .status,
        200
    );
    assert_eq!(listed().await, 0);
    let enabled = json!([{"client_id": client_id, "status": true}]);
    let path = format!("connections/{id}/clients");
    assert_eq!(tenant.patch(&path, enabled).await.status, 204);
    assert_eq!(listed().await, 1);

    let connect = tenant.connect(access, connect_body("github")).await;
    let code = tenant.connect_code(&connect).await;
    let complete = tenant
        .complete(access, complete_body(&connect, &code))
        .await;
    assert_eq!(complete.status, 201, "{}", complete.body);
    let refused = tenant.connect(access, connect_body("slack")).await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn the_my_account_api_comes_as_it_was_recorded() {
    let tenant = bare(|_| {}).await;
    let body = json!({"identifier": tenant.audience(), "name": "anything"});
    let answer = tenant.post("resource-servers", body.clone()).await;
    let api = &answer.body;
    assert_eq!(api["name"], "Auth0 My Account API");
    assert_eq!(api["identifier"], tenant.audience());
    assert_eq!(
        (&api["is_system"], &api["allow_offline_access"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(api["skip_consent_for_verifiable_first_party_clients"], true);
    assert_eq!(
        (&api["token_lifetime"], &api["token_lifetime_for_web"]),
        (&json!(600), &json!(600))
    );
    assert_eq!(api["signing_alg"], "RS256");
    let subjects =
        json!({"client": {"policy": "deny_all"}, "user": {"policy": "require_client_grant"}});
    assert_eq!(api["subject_type_authorization"], subjects);
    assert_eq!(
        api["proof_of_possession"],
        json!({"mechanism": "dpop", "required": false})
    );
    assert_eq!(api["scopes"].as_array().unwrap().len(), 8);
    assert_eq!(tenant.post("resource-servers", body).await.status, 409);

    let audience: String =
        url::form_urlencoded::byte_serialize(tenant.audience().as_bytes()).collect();
    let path = format!("resource-servers/{audience}");
    assert_eq!(&tenant.read(&path).await, api);
    for fixed in [json!({"name": "Mine"}), json!({"scopes": []})] {
        assert_eq!(tenant.patch(&path, fixed).await.status, 400);
    }
    let consent =
        json!({"skip_consent_for_verifiable_first_party_clients": false, "token_lifetime": 60});
    let changed = tenant.patch(&path, consent).await;
    assert_eq!(changed.body["token_lifetime"], 60);
}

#[tokio::test]
async fn refresh_settings_are_replaced_as_a_whole() {
    let tenant = bare(|_| {}).await;
    let id = tenant.native_client(&[CALLBACK]).await;
    let path = format!("clients/{id}");
    let audience = "https://orders.example/";
    assert_eq!(
        tenant.patch(&path, refresh_settings(audience)).await.status,
        200
    );
    let rotating = json!({"refresh_token": {"rotation_type": "rotating", "expiration_type": "expiring", "leeway": 5}});
    let changed = tenant.patch(&path, rotating).await;
    assert_eq!(changed.body["refresh_token"]["leeway"], 5);
    assert_eq!(changed.body["refresh_token"]["policies"], json!([]));
    for wrong in [
        json!({"rotation_type": "rotating"}),
        json!({"expiration_type": "expiring"}),
        json!({"rotation_type": "rotating", "expiration_type": "non-expiring"}),
        json!({"rotation_type": "rotating", "expiration_type": "expiring", "lifetime": 1}),
        json!({"rotation_type": "rotating", "expiration_type": "expiring", "policies": [{"audience": "x"}]}),
    ] {
        let answer = tenant.patch(&path, json!({"refresh_token": wrong})).await;
        assert_eq!(
            (answer.status, answer.text("errorCode")),
            (400, "invalid_body"),
            "{wrong}"
        );
    }
    let after = tenant.read(&path).await;
    assert_eq!(after["refresh_token"], changed.body["refresh_token"]);
}

#[tokio::test]
async fn a_grant_may_be_kept_for_the_application_in_place_of_the_person() {
    let tenant = bare(|config| {
        config.open_questions = OpenQuestions {
            user_grant: UserGrant::Client,
            ..OpenQuestions::default()
        };
    })
    .await;
    let audience = tenant.audience();
    let id = tenant.native_client(&[CALLBACK]).await;
    tenant
        .post("resource-servers", json!({"identifier": audience}))
        .await;
    let answer = tenant.post("client-grants", grant(&id, &audience)).await;
    assert_eq!(
        (answer.status, answer.text("subject_type")),
        (201, "client")
    );
    assert!(refusal(&tenant, &id).await.contains("is not authorized"));
}
