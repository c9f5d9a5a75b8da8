//! Both sides of the wire against the published schema of the My Account API: every request that
//! the program sends, and every answer that the emulator gives.

#[cfg(test)]
#[expect(dead_code, unused_imports, reason = "the journeys use the rest")]
mod support;

#[cfg(test)]
mod schema;

#[cfg(test)]
mod tests {
    use accounts::Request;
    use accounts::view::Diagnosis;
    use auth0::{
        AuthorizationParams, CodeVerifier, ConnectRequest, Display, Prompt, RefreshToken, State,
        TenantAddress,
    };
    use emulator::{
        Config, Endpoint, Exchange, Fault, Misbehavior, OpenQuestions, Possession, Reconnect,
    };
    use serde_json::json;

    use crate::schema::Schema;
    use crate::support::{Manner, Program, Tenant, of};

    const GOOGLE: &str = "google-oauth2";

    fn recorded(dpop: Possession) -> Config {
        let mut config = Config {
            record: true,
            open_questions: OpenQuestions {
                reconnect: Reconnect::Conflict,
                ..OpenQuestions::default()
            },
            ..Config::default()
        };
        config.dpop.api = dpop;
        config
    }

    /// Signs in, connects, collides, is denied, disconnects.
    async fn journey(dpop: Possession) -> Program {
        let mut program = Program::signed_out(recorded(dpop)).await;
        program.world.browser.seat("layla");
        program.take(Request::SignIn);
        let accounts = program.until_current().await;
        let account = of(&accounts, "notion")[0].id.clone();
        program.connect("custom");
        program
            .until_accounts("connected", |now| of(now, "custom").len() == 1)
            .await;
        program.connect("custom");
        let failure = program.until_provider_failed("custom").await;
        assert_eq!(failure.diagnosis, Diagnosis::ConnectConflict);
        program.disconnect(&[&account], false).await;
        program
            .until_accounts("gone", |now| {
                crate::support::all(now).all(|one| one.id != account)
            })
            .await;
        program.world.browser.act(Manner::Refuse);
        program.connect(GOOGLE);
        program.until_provider_failed(GOOGLE).await;
        program
    }

    /// A connect that names everything, which the window does not offer; and a token for raw calls.
    async fn connect_with_everything(program: &Program) -> String {
        let world = &program.world;
        let http = world.http();
        let address = TenantAddress::parse(world.tenant.address().as_str()).unwrap();
        let tenant = auth0::Tenant::discover(&http, &address, &world.tenant.client_id);
        let tenant = tenant.await.unwrap();
        let token = RefreshToken::new(world.vault.refresh_token().unwrap());
        let credentials = auth0::Credentials::default();
        let refreshed = tenant.refresh(&token, &credentials).await.unwrap();
        let access = refreshed.access.unwrap();
        let request = ConnectRequest {
            connection: GOOGLE,
            redirect_uri: accounts::callback::DEEP_LINK,
            state: &State::random(),
            code_verifier: &CodeVerifier::random(),
            scopes: &["openid".to_owned(), "email".to_owned()],
            authorization_params: AuthorizationParams {
                acr_values: Some("urn:example:loa:2"),
                audience: Some("https://api.example/"),
                resource: Some("https://api.example/files"),
                display: Some(Display::Page),
                id_token_hint: Some("a.b.c"),
                login_hint: Some("dana@acme.example"),
                max_age: Some(0),
                prompt: Some(Prompt::SelectAccount),
                ui_locales: Some("de-DE en"),
            },
        };
        let connected = tenant.my_account(&access).connect(&request).await;
        connected.unwrap();
        access.token.expose().to_owned()
    }

    /// Calls that no good client makes; gives their statuses.
    async fn wrong_calls(tenant: &Tenant, token: &str) -> Vec<u16> {
        let json = "application/json";
        let wrong = json!({ "connection": 1, "scopes": [], "surprise": true }).to_string();
        let lost = json!({
            "auth_session": "made-up",
            "connect_code": "made-up",
            "redirect_uri": "dev.mooring.desktop://callback",
        });
        let token = Some(token);
        let mut statuses = Vec::new();
        for (method, path, token, body) in [
            ("GET", "accounts", None, None),
            ("GET", "accounts", Some("made-up"), None),
            ("GET", "accounts?take=0", token, None),
            ("GET", "connections?from=made-up", token, None),
            ("POST", "connect", token, Some((json, wrong.clone()))),
            ("POST", "connect", token, Some((json, "{".to_owned()))),
            ("POST", "connect", token, Some(("text/plain", wrong))),
            ("POST", "complete", token, Some((json, lost.to_string()))),
            ("DELETE", "accounts/made-up", token, None),
            ("DELETE", "accounts/cac_unknown", token, None),
        ] {
            statuses.push(tenant.call(method, path, token, body).await);
        }
        statuses
    }

    fn find<'a>(exchanges: &'a [Exchange], path: &str, status: u16) -> &'a Exchange {
        let path = format!("/me/v1/connected-accounts/{path}");
        let mut found = exchanges.iter();
        found
            .find(|one| one.path == path && one.status == status)
            .unwrap()
    }

    /// Holds all calls against the schema; gives how many of the five there were.
    fn see_schema(program: &Program) -> usize {
        let schema = Schema::published();
        let exchanges = program.world.tenant.exchanges();
        let calls = exchanges.iter().filter(|one| one.path != "/oauth/token");
        let mut operations = Vec::new();
        for call in calls {
            assert_eq!(schema.violations(call), Vec::<String>::new(), "{call:#?}");
            operations.push(schema.operation(call).unwrap());
        }
        operations.sort_unstable();
        operations.dedup();
        operations.len()
    }

    #[tokio::test]
    async fn both_sides_keep_to_the_schema() {
        let program = journey(Possession::Off).await;
        let token = connect_with_everything(&program).await;
        let statuses = wrong_calls(&program.world.tenant, &token).await;
        assert_eq!(statuses, [401, 401, 400, 400, 400, 400, 415, 404, 400, 204]);
        assert_eq!(see_schema(&program), 5, "every call was made");
    }

    #[tokio::test]
    async fn both_sides_keep_to_the_schema_with_proofs_of_possession() {
        let program = journey(Possession::Required).await;
        assert_eq!(see_schema(&program), 5, "every call was made");
        let exchanges = program.world.tenant.exchanges();
        assert!(
            exchanges.iter().any(|one| one.status == 401),
            "a nonce was asked for"
        );
    }

    /// The errors that the document lists for each call look as it says.
    #[tokio::test]
    async fn every_error_of_the_contract_keeps_to_the_schema() {
        let program = Program::signed_out(recorded(Possession::Off)).await;
        let tenant = &program.world.tenant;
        let schema = Schema::published();
        let calls = [
            (Endpoint::Accounts, "GET", "accounts"),
            (Endpoint::Connections, "GET", "connections"),
            (Endpoint::Connect, "POST", "connect"),
            (Endpoint::Complete, "POST", "complete"),
            (Endpoint::Delete, "DELETE", "accounts/cac_x"),
        ];
        let mut seen = 0;
        for (endpoint, method, path) in calls {
            for problem in Misbehavior::problems() {
                let fault = tenant.emulator().inject(Fault::always(endpoint, problem));
                let answer = tenant.answer(method, path).await;
                if schema.declares(&answer) {
                    let violations = schema.answer_violations(&answer);
                    assert_eq!(violations, Vec::<String>::new(), "{answer:#?}");
                    seen += 1;
                }
                assert!(tenant.emulator().withdraw(fault));
            }
        }
        assert!(seen > 40, "only {seen} errors are in the document");
    }

    #[tokio::test]
    async fn a_breach_on_either_side_is_found() {
        let program = journey(Possession::Off).await;
        let exchanges = program.world.tenant.exchanges();
        let schema = Schema::published();
        let connect = find(&exchanges, "connect", 201);
        let list = find(&exchanges, "accounts", 200);
        let conflict = find(&exchanges, "complete", 409);
        let breach = |from: &Exchange, change: fn(&mut Exchange)| {
            assert_eq!(schema.violations(from), Vec::<String>::new());
            let mut changed = from.clone();
            change(&mut changed);
            assert_ne!(schema.violations(&changed), Vec::<String>::new());
        };
        breach(connect, |one| {
            one.request_body = one.request_body.replacen('{', "{\"unknown\":1,", 1);
        });
        breach(connect, |one| {
            one.response_body = one.response_body.replacen('{', "{\"unknown\":1,", 1);
        });
        breach(connect, |one| {
            one.response_body = one.response_body.replace("\"expires_in\"", "\"expires\"");
        });
        breach(connect, |one| one.status = 200);
        breach(connect, |one| one.request_body = "{}".to_owned());
        breach(connect, |one| one.request_headers.clear());
        breach(list, |one| {
            one.query.push(("next".to_owned(), "x".to_owned()));
        });
        breach(list, |one| {
            one.query = vec![("take".to_owned(), "0".to_owned())];
        });
        breach(list, |one| {
            one.response_headers
                .retain(|(name, _)| name != "x-ratelimit-reset");
        });
        breach(conflict, |one| {
            one.response_body = one.response_body.replacen("\"detail\"", "\"error\"", 1);
        });
        breach(list, |one| one.path.push_str("/elsewhere"));
    }
}
