//! Sets tenants of the emulator up, over HTTP.

use auth0::AccessToken;
use emulator::{Access, BASE, Config, ManagementToken, OpenQuestions, UserAccess, UserGrant};
use setup::{Failure, Plan, SCOPES, Standing, State, Step, apply};

use crate::bench::{Bench, ids, of};

#[tokio::test]
async fn a_bare_tenant_is_set_up_once() {
    let bench = Bench::bare().await;
    let plan = bench.plan().await;
    let mut expected = vec!["application", "api", "grant", "policy"];
    expected.extend(["purpose", "enabled"].repeat(3));
    assert_eq!(of(&plan, Standing::Change), expected);
    assert_eq!(of(&plan, Standing::ByHand), [""; 0]);
    assert!(bench.writes().is_empty());

    let mut told: Vec<Step> = Vec::new();
    let applied = apply(&bench.http, &bench.token, &plan, |step| {
        told.push(step.clone());
    })
    .await;
    let applied = applied.unwrap();
    assert_eq!(ids(applied.done), expected);
    assert_eq!(told.len(), expected.len());
    assert!(applied.left.is_complete(), "{:?}", applied.left.steps);
    let writes = bench.writes();
    assert_eq!(writes.len(), expected.len());

    let again = bench.plan().await;
    assert!(again.is_complete());
    assert_eq!(again.client_id(), applied.left.client_id());
    let applied = bench.apply(&again).await;
    assert!(applied.done.is_empty() && applied.left.is_complete());
    assert_eq!(bench.writes(), writes);
}

#[tokio::test]
async fn only_the_connections_that_are_named_are_turned_on() {
    let mut bench = Bench::bare().await;
    bench.wish.connections = vec!["notion".to_owned(), "myspace".to_owned()];
    let plan = bench.plan().await;
    assert_eq!(of(&plan, Standing::ByHand), ["connection"]);
    let applied = bench.apply(&plan).await;
    assert_eq!(of(&applied.left, Standing::ByHand), ["connection"]);
    let purposes = ids(applied.done)
        .iter()
        .filter(|id| **id == "purpose")
        .count();
    assert_eq!(purposes, 1);
}

type Breaking = fn(&mut Config);

/// One thing wrong each: what it is, how it comes about.
const MENDED: [(&str, Breaking); 13] = [
    ("callbacks", |config| {
        drop(config.client.callbacks.remove(1));
    }),
    ("callbacks", |config| {
        config.client.callbacks = vec!["https://other.example/back".to_owned()];
    }),
    ("grant-types", |config| config.client.refresh_tokens = false),
    ("grant-types", |config| {
        config.client.registration.grant_types = vec!["implicit".to_owned()];
    }),
    ("application-type", |config| {
        config.client.registration.app_type = String::new();
    }),
    ("skip-consent", |config| config.apis[0].skip_consent = false),
    ("user-access", |config| {
        config.apis[0].user_access = UserAccess::DenyAll;
    }),
    ("grant", |config| config.client.grants.clear()),
    ("grant-scopes", |config| {
        config.client.grants[0].scopes.truncate(1);
    }),
    ("policy", |config| config.client.policies.clear()),
    ("policy", |config| {
        config.client.policies[0].scopes.truncate(1);
    }),
    ("purpose", |config| config.connections[1].enabled = false),
    ("enabled", |config| {
        config.connections[1].clients = Some(Vec::new());
    }),
];

#[tokio::test]
async fn each_single_mistake_is_found_and_mended_alone() {
    for (number, (expected, breaking)) in MENDED.into_iter().enumerate() {
        let bench = Bench::all_but(breaking).await;
        let plan = bench.plan().await;
        assert_eq!(of(&plan, Standing::Change), [expected], "{number}");
        assert_eq!(of(&plan, Standing::ByHand), [""; 0], "{number}");
        let applied = bench.apply(&plan).await;
        assert!(
            applied.left.is_complete(),
            "{number}: {:?}",
            applied.left.steps
        );
        assert_eq!(bench.writes().len(), 1, "{number}: {:?}", bench.writes());
    }
    assert!(Bench::all_but(|_| ()).await.plan().await.is_complete());
}

/// What is not changed, because it would take something away: it is told.
const BY_HAND: [(&str, Breaking); 7] = [
    ("first-party", |config| {
        config.client.registration.first_party = false;
    }),
    ("conformance", |config| {
        config.client.registration.oidc_conformant = false;
    }),
    ("signing", |config| {
        config.client.registration.signing = emulator::Signing::Hs256;
    }),
    ("application-type", |config| {
        config.client.registration.app_type = "spa".to_owned();
    }),
    ("offline-access", |config| {
        config.apis[0].allow_offline_access = false;
    }),
    ("grant", |config| {
        config.client.own_grants = std::mem::take(&mut config.client.grants);
    }),
    ("authentication", |config| {
        let secret = "s3cret".to_owned();
        config.client.authentication = emulator::Authentication::ClientSecretPost { secret };
    }),
];

#[tokio::test]
async fn what_would_take_something_away_is_left_to_a_person() {
    for (expected, breaking) in BY_HAND {
        let bench = Bench::all_but(breaking).await;
        let plan = bench.plan().await;
        assert_eq!(of(&plan, Standing::ByHand), [expected]);
        assert_eq!(of(&plan, Standing::Change), [""; 0], "{expected}");
        let applied = bench.apply(&plan).await;
        assert!(applied.done.is_empty() && !applied.left.is_complete());
        assert!(bench.writes().is_empty(), "{expected}");
    }
}

#[tokio::test]
async fn an_application_that_is_not_the_one_is_not_touched() {
    let mut bench = Bench::all_but(|_| ()).await;
    bench.wish.client_id = Some("nobody".to_owned());
    let plan = bench.plan().await;
    assert_eq!(of(&plan, Standing::ByHand), ["application"]);
    assert!(plan.steps[0].present.contains("nobody"));

    let twin = |config: &mut Config| {
        let mut other = config.client.clone();
        other.id = "other".to_owned();
        config.other_clients.push(other);
    };
    let mut bench = Bench::all_but(twin).await;
    bench.wish.client_id = None;
    let plan = bench.plan().await;
    assert_eq!(of(&plan, Standing::ByHand), ["application"]);
    assert!(plan.steps[0].present.contains("mooring-demo, other"));
    assert!(bench.apply(&plan).await.done.is_empty());
}

#[tokio::test]
async fn what_others_have_stays() {
    let others = "https://orders.example/";
    let bench = Bench::all_but(|config| {
        let client = &mut config.client;
        client.callbacks = vec!["https://other.example/back".to_owned()];
        client.registration.grant_types.push("implicit".to_owned());
        client.leeway_seconds = 3;
        client.policies = vec![Access {
            audience: others.to_owned(),
            scopes: vec!["read:orders".to_owned()],
        }];
        client.grants[0] = Access {
            audience: format!("{BASE}/me/"),
            scopes: vec!["read:me:factors".to_owned()],
        };
        config.connections[1].clients = Some(vec!["mooring-demo".to_owned()]);
        config.connections[1].enabled = false;
    })
    .await;
    let plan = bench.plan().await;
    assert_eq!(
        of(&plan, Standing::Change),
        ["callbacks", "grant-scopes", "policy", "purpose"]
    );
    assert!(bench.apply(&plan).await.left.is_complete());
    let writes = bench.writes().join("\n");
    for kept in [
        "https://other.example/back",
        others,
        "read:orders",
        "\"leeway\":3",
        "read:me:factors",
    ] {
        assert!(writes.contains(kept), "{kept} in {writes}");
    }
}

#[tokio::test]
async fn a_grant_that_is_kept_as_another_kind_is_noticed() {
    let mut config = Config::bare();
    config.open_questions = OpenQuestions {
        user_grant: UserGrant::Client,
        ..OpenQuestions::default()
    };
    let bench = Bench::start(config).await;
    let applied = bench.apply(&bench.plan().await).await;
    assert_eq!(of(&applied.left, Standing::ByHand), ["grant"]);
    assert_eq!(of(&applied.left, Standing::Change), [""; 0]);
}

#[tokio::test]
async fn a_token_that_may_not_says_what_it_lacks() {
    for missing in SCOPES {
        let mut config = Config::bare();
        config.management_tokens = vec![ManagementToken {
            token: Config::BARE_TOKEN.to_owned(),
            scopes: SCOPES
                .iter()
                .filter(|one| **one != missing)
                .map(|&one| one.to_owned())
                .collect(),
        }];
        // Each scope is needed: one thing to widen beside those that are missing.
        let mut client = emulator::Client {
            id: "mooring".to_owned(),
            ..emulator::Client::default()
        };
        client.registration.app_type = String::new();
        client.grants[0].scopes.truncate(1);
        let has_api = [
            "update:client_grants",
            "update:resource_servers",
            "update:clients",
        ];
        if has_api.contains(&missing) {
            config.apis = Config::default().apis;
            config.apis[0].skip_consent = false;
            config.other_clients = vec![client];
        }
        let bench = Bench::start(config).await;
        let failure = match State::read(&bench.http, &bench.token, &bench.wish).await {
            Err(failure) => failure,
            Ok(state) => {
                let plan = Plan::of(&state, &bench.wish);
                apply(&bench.http, &bench.token, &plan, |_| ())
                    .await
                    .unwrap_err()
                    .why
            }
        };
        assert!(
            matches!(&failure, Failure::ScopeMissing { scope } if scope == missing),
            "{failure}"
        );
    }
}

#[tokio::test]
async fn one_connection_that_is_refused_does_not_keep_the_others_waiting() {
    let bench = Bench::bare().await;
    let plan = bench.plan().await;
    let refusal = emulator::Misbehavior::Status {
        status: 400,
        body: Some(r#"{"statusCode":400,"message":"not for this strategy"}"#.to_owned()),
        headers: Vec::new(),
    };
    let applied = apply(&bench.http, &bench.token, &plan, |step| {
        if step.what.id() == "purpose" && step.what.connection() == Some("github") {
            let fault = emulator::Fault::once(emulator::Endpoint::Management, refusal.clone());
            bench.emulator.inject(fault);
        }
    })
    .await
    .unwrap();
    let (what, why) = &applied.refused[0];
    assert_eq!(
        (applied.refused.len(), what.connection()),
        (1, Some("github"))
    );
    assert!(why.to_string().contains("not for this strategy"), "{why}");
    let left: Vec<_> = applied
        .left
        .changes()
        .map(|step| step.what.connection())
        .collect();
    assert_eq!(left, [Some("github")]);
    let again = bench.apply(&bench.plan().await).await;
    assert!(again.refused.is_empty() && again.left.is_complete());
}

#[tokio::test]
async fn it_goes_on_where_it_stopped() {
    let bench = Bench::bare().await;
    let plan = bench.plan().await;
    let fault = emulator::Fault::once(
        emulator::Endpoint::Management,
        emulator::Misbehavior::Status {
            status: 500,
            body: None,
            headers: Vec::new(),
        },
    );
    let mut calls = 0;
    let stopped = apply(&bench.http, &bench.token, &plan, |_| {
        calls += 1;
        if calls == 3 {
            bench.emulator.inject(fault.clone());
        }
    })
    .await
    .unwrap_err();
    assert_eq!(ids(stopped.done), ["application", "api"]);
    assert_eq!(stopped.at.map(|what| what.id()), Some("grant"));
    let applied = bench.apply(&bench.plan().await).await;
    assert_eq!(applied.done[0].id(), "grant");
    assert!(applied.left.is_complete());
}

#[tokio::test]
async fn the_token_and_the_secrets_of_others_are_nowhere() {
    let mut config = Config::bare();
    config.management_tokens[0]
        .scopes
        .push("read:client_keys".to_owned());
    let bench = Bench::start(config).await;
    let state = State::read(&bench.http, &bench.token, &bench.wish)
        .await
        .unwrap();
    let plan = Plan::of(&state, &bench.wish);
    let applied = bench.apply(&plan).await;
    let refused = AccessToken::new(format!("{}-of-another-tenant", Config::BARE_TOKEN));
    let failure = State::read(&bench.http, &refused, &bench.wish)
        .await
        .unwrap_err();
    assert!(matches!(failure, Failure::TokenRejected));
    let stopped = apply(&bench.http, &refused, &plan, |_| ())
        .await
        .unwrap_err();
    let said = format!(
        "{state:?} {plan:?} {applied:?} {failure:?} {failure} {stopped:?} {stopped} {:?}",
        bench.token
    );
    for secret in [
        Config::BARE_TOKEN,
        "secret-of-the-default-app",
        "secret-at-",
    ] {
        assert!(!said.contains(secret), "{secret}");
    }
}
