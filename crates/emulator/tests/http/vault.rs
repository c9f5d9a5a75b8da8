//! The exchange for a provider's token.

use emulator::{Authentication, Config, Mfa, MissingToken, TokenVault};

use crate::tenant::{Answer, CALLBACK, Tenant, VERIFIER, started};

const GRANT: &str =
    "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const REQUESTED: &str = "http://auth0.com/oauth/token-type/federated-connection-access-token";
const REFRESH: &str = "urn:ietf:params:oauth:token-type:refresh_token";
const ACCESS: &str = "urn:ietf:params:oauth:token-type:access_token";

fn backend(config: &mut Config) {
    let secret = "s3cret".to_owned();
    config.client.authentication = Authentication::ClientSecretPost { secret };
    config.client.rotation = false;
    config.client.token_vault = TokenVault::RefreshTokens;
}

/// A confidential client's tenant with Dana's refresh and access token.
async fn signed_in(change: impl FnOnce(&mut Config)) -> (Tenant, Answer) {
    let tenant = started(|config| {
        backend(config);
        change(config);
    })
    .await;
    let audience = tenant.audience();
    let code = tenant.code(&[("audience", &audience)]).await;
    let answer = tenant
        .token(&[
            ("grant_type", "authorization_code"),
            ("client_id", "mooring-demo"),
            ("client_secret", "s3cret"),
            ("code", &code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    (tenant, answer)
}

/// An exchange of a refresh token in order, with members changed or (if empty) taken out.
async fn exchange(tenant: &Tenant, token: &str, changes: &[(&str, &str)]) -> Answer {
    let mut fields = vec![
        ("grant_type", GRANT),
        ("client_id", "mooring-demo"),
        ("client_secret", "s3cret"),
        ("subject_token", token),
        ("subject_token_type", REFRESH),
        ("requested_token_type", REQUESTED),
        ("connection", "github"),
    ];
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    tenant.token(&fields).await
}

fn error(answer: &Answer) -> (u16, &str, &str) {
    (
        answer.status,
        answer.text("error"),
        answer.text("error_description"),
    )
}

const NOT_FOUND: (u16, &str, &str) = (
    401,
    "federated_connection_refresh_token_not_found",
    "Federated connection Refresh Token not found.",
);

#[tokio::test]
async fn a_refresh_token_gives_the_providers_token_with_its_scopes() {
    let (tenant, tokens) = signed_in(|_| {}).await;
    let token = tokens.text("refresh_token");
    let github = exchange(&tenant, token, &[]).await;
    assert_eq!(github.status, 200, "{}", github.body);
    assert_eq!(
        github.text("scope"),
        "read:user,user:email,repo,read:org,notifications"
    );
    assert_eq!(github.text("issued_token_type"), REQUESTED);
    assert_eq!(github.text("token_type"), "Bearer");
    assert!(github.body["expires_in"].is_u64() && !github.text("access_token").is_empty());
    assert!(github.body.get("refresh_token").is_none() && github.body.get("id_token").is_none());
    let slack = exchange(&tenant, token, &[("connection", "slack")]).await;
    assert!(slack.text("scope").starts_with("openid channels:read"));
}

#[tokio::test]
async fn the_hint_chooses_among_accounts_of_one_connection() {
    let (tenant, tokens) = signed_in(|_| {}).await;
    let token = tokens.text("refresh_token");
    tenant
        .emulator
        .connect_elsewhere("dana", "github", &["repo"]);
    let latest = exchange(&tenant, token, &[]).await;
    assert_eq!(latest.text("scope"), "repo");
    let first = exchange(&tenant, token, &[("login_hint", "dana@acme.example")]).await;
    assert!(first.text("scope").starts_with("read:user,"));
    let nobody = exchange(&tenant, token, &[("login_hint", "nobody")]).await;
    assert_eq!(error(&nobody), NOT_FOUND);
}

#[tokio::test]
async fn without_an_account_or_a_providers_refresh_token_nothing_is_found() {
    let (tenant, tokens) = signed_in(|_| {}).await;
    let token = tokens.text("refresh_token");
    for connection in ["dropbox", "no-such-connection"] {
        let answer = exchange(&tenant, token, &[("connection", connection)]).await;
        assert_eq!(error(&answer), NOT_FOUND, "{connection}");
    }
    let change = |config: &mut Config| config.connections[1].issues_refresh_token = false;
    tenant.emulator.change(change).unwrap();
    assert_eq!(error(&exchange(&tenant, token, &[]).await), NOT_FOUND);
    let older = |config: &mut Config| {
        config.open_questions.missing_token = MissingToken::TokensetNotFound;
    };
    tenant.emulator.change(older).unwrap();
    assert_eq!(
        exchange(&tenant, token, &[]).await.text("error"),
        "tokenset_not_found"
    );
}

#[tokio::test]
async fn a_token_that_the_provider_rejects_fails_the_flow() {
    let (tenant, tokens) = signed_in(|_| {}).await;
    let token = tokens.text("refresh_token");
    let github = tenant.emulator.accounts("dana")[0].id.clone();
    assert!(tenant.emulator.revoke_at_provider(&github));
    let revoked = exchange(&tenant, token, &[]).await;
    let code = "federated_connection_refresh_token_flow_failed";
    assert_eq!((revoked.status, revoked.text("error")), (401, code));
    tenant.advance(6 * 86_400);
    let expired = exchange(&tenant, token, &[("connection", "slack")]).await;
    assert_eq!((expired.status, expired.text("error")), (401, code));
}

#[tokio::test]
async fn what_is_malformed_is_told() {
    let (tenant, tokens) = signed_in(|_| {}).await;
    let token = tokens.text("refresh_token");
    let missing = exchange(&tenant, token, &[("requested_token_type", "")]).await;
    assert_eq!(
        error(&missing),
        (400, "invalid_request", "requested_token_type is required")
    );
    for (name, value) in [
        ("requested_token_type", REFRESH),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
        ("subject_token", ""),
        ("subject_token_type", ""),
        ("connection", ""),
    ] {
        let answer = exchange(&tenant, token, &[(name, value)]).await;
        assert_eq!(
            (answer.status, answer.text("error")),
            (400, "invalid_request"),
            "{name}"
        );
    }
    let unknown = exchange(&tenant, "v1.made-up", &[]).await;
    assert_eq!(
        (unknown.status, unknown.text("error")),
        (403, "invalid_grant")
    );
}

#[tokio::test]
async fn only_the_right_kind_of_client_may_exchange() {
    let (tenant, tokens) = signed_in(|_| {}).await;
    let token = tokens.text("refresh_token");
    let access = tokens.text("access_token");
    let as_access = [("subject_token_type", ACCESS)];
    let text = "This client is not a resource server and cannot exchange access tokens";
    let refused = exchange(&tenant, access, &as_access).await;
    assert_eq!(error(&refused), (403, "unauthorized_client", text));
    let set = |vault| {
        tenant
            .emulator
            .change(|config| config.client.token_vault = vault)
            .unwrap();
    };
    set(TokenVault::ResourceServer);
    assert_eq!(exchange(&tenant, access, &as_access).await.status, 200);
    let id = exchange(&tenant, tokens.text("id_token"), &as_access).await;
    assert_eq!((id.status, id.text("error")), (403, "invalid_grant"));
    tenant
        .emulator
        .change(|config| config.client.rotation = true)
        .unwrap();
    let rotating = exchange(&tenant, token, &[]).await;
    assert_eq!(
        rotating.text("error_description"),
        "Rotating refresh token not supported"
    );
    set(TokenVault::Off);
    let off = exchange(&tenant, token, &[]).await;
    assert_eq!(
        (off.status, off.text("error")),
        (403, "unauthorized_client")
    );
    set(TokenVault::RefreshTokens);
    let public = |config: &mut Config| config.client.authentication = Authentication::None;
    tenant.emulator.change(public).unwrap();
    let public = exchange(&tenant, token, &[]).await;
    assert_eq!(
        (public.status, public.text("error")),
        (403, "unauthorized_client")
    );
}

#[tokio::test]
async fn a_tenant_with_mfa_wants_a_second_factor() {
    let (tenant, tokens) = signed_in(|config| config.client.mfa = Mfa::OnRefresh).await;
    let answer = exchange(&tenant, tokens.text("refresh_token"), &[]).await;
    assert_eq!((answer.status, answer.text("error")), (403, "mfa_required"));
}
