//! Proofs of possession: tokens that work for this computer alone.

use accounts::Request;
use accounts::ports::VaultItem;
use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use accounts::view::Diagnosis;
use emulator::{Authentication, Config, Endpoint, Exchange, Possession};

use crate::support::{Manner, Program, World};

fn config(api: Possession) -> Config {
    let mut config = Config {
        record: true,
        ..Config::default()
    };
    config.dpop.api = api;
    config
}

/// The kinds of the access tokens that the lists were asked with.
fn schemes(exchanges: &[Exchange]) -> Vec<String> {
    let lists = exchanges
        .iter()
        .filter(|one| one.path.ends_with("/accounts"));
    let mut schemes: Vec<String> = lists
        .filter_map(|one| {
            let mut headers = one.request_headers.iter();
            let (_, value) = headers.find(|(name, _)| name == "authorization")?;
            value.split_once(' ').map(|(scheme, _)| scheme.to_owned())
        })
        .collect();
    schemes.dedup();
    schemes
}

async fn signed_in_with(config: Config, options: ProfileOptions) -> Program {
    let world = World::settled_with(config, options).await;
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    program
}

#[tokio::test]
async fn where_the_tenant_knows_how_tokens_are_bound_to_this_computer() {
    for (api, scheme) in [
        (Possession::Off, "Bearer"),
        (Possession::Allowed, "DPoP"),
        (Possession::Required, "DPoP"),
    ] {
        let program = Program::signed_in(config(api)).await;
        assert_eq!(schemes(&program.world.tenant.exchanges()), [scheme]);
    }
}

#[tokio::test]
async fn the_settings_can_turn_it_off() {
    let options = ProfileOptions {
        dpop: Some(false),
        ..ProfileOptions::default()
    };
    let program = signed_in_with(config(Possession::Allowed), options).await;
    assert_eq!(schemes(&program.world.tenant.exchanges()), ["Bearer"]);
}

#[tokio::test]
async fn the_key_outlives_the_program() {
    let program = Program::signed_in(config(Possession::Required)).await;
    let mut program = program.restart();
    program.until_current().await;
    program.refresh_after(700).await;
}

#[tokio::test]
async fn a_key_that_is_gone_ends_the_session_and_says_why() {
    let program = Program::signed_in(config(Possession::Allowed)).await;
    let world = program.stop();
    world.vault.replace(VaultItem::ProofKey, b"not a key");
    let mut program = Program::start(world);
    let failure = program.until_signed_out().await.unwrap();
    assert_eq!(failure.diagnosis, Diagnosis::ProofKeyMissing);
    program.take(Request::SignIn);
    program.until_current().await;
}

#[tokio::test]
async fn a_sign_in_keeps_its_key_while_another_program_signs_out() {
    let mut program = Program::signed_out(config(Possession::Allowed)).await;
    program.world.browser.act(Manner::Nothing);
    let opened = program.world.browser.opened().len();
    program.take(Request::SignIn);
    let page = program.world.browser.opened_after(opened).await;
    let browser = &program.world.browser;
    let back = browser.walk(&page, Manner::Approve).await.back();
    program.world.vault.lose(VaultItem::ProofKey);
    program.deliver(&back);
    program.until_current().await;
    assert!(program.world.vault.holds(VaultItem::ProofKey));
    program.refresh_after(700).await;
}

#[tokio::test]
async fn signing_out_wipes_the_key() {
    let mut program = Program::signed_in(config(Possession::Allowed)).await;
    assert!(program.world.vault.holds(VaultItem::ProofKey));
    program.take(Request::SignOut { in_browser: false });
    program.until_signed_out().await;
    assert!(!program.world.vault.holds(VaultItem::ProofKey));
}

#[tokio::test]
async fn a_nonce_that_ended_costs_one_more_request() {
    let mut program = Program::signed_in(config(Possession::Required)).await;
    // Longer than a nonce lives, shorter than the access.
    program.refresh_after(400).await;
    let before = program.world.tenant.emulator().count(Endpoint::Accounts);
    program.refresh_after(1).await;
    let after = program.world.tenant.emulator().count(Endpoint::Accounts);
    assert_eq!(after - before, 1, "the nonce of the last answer is used");
}

#[tokio::test]
async fn a_client_may_authenticate_in_every_way() {
    let key = rcgen::KeyPair::generate().unwrap();
    let ways = [
        (
            ClientAuthenticationMethod::ClientSecretPost,
            Authentication::ClientSecretPost {
                secret: "the & secret".to_owned(),
            },
            "the & secret".to_owned(),
        ),
        (
            ClientAuthenticationMethod::ClientSecretBasic,
            Authentication::ClientSecretBasic {
                secret: "the:secret %".to_owned(),
            },
            "the:secret %".to_owned(),
        ),
        (
            ClientAuthenticationMethod::PrivateKeyJwt,
            Authentication::PrivateKeyJwt {
                public_key: key.public_key_pem(),
            },
            key.serialize_pem(),
        ),
    ];
    for (method, authentication, credential) in ways {
        let mut config = config(Possession::Allowed);
        config.client.authentication = authentication;
        let options = ProfileOptions {
            client_authentication: method,
            ..ProfileOptions::default()
        };
        let world = World::settled_with(config, options).await;
        let mut program = Program::start_with(world, |start| {
            start.client_credential = Some(credential.into_bytes().into());
        });
        program.until_signed_out().await;
        program.take(Request::SignIn);
        program.until_current().await;
        program.refresh_after(700).await;
        // It is in the keychain now.
        let mut program = program.restart();
        program.until_current().await;
        program.take(Request::SignOut { in_browser: false });
        assert_eq!(program.until_signed_out().await, None, "{method:?}");
        let notices = program.snapshots().borrow().notices.clone();
        assert_eq!(notices, [], "it was revoked");
    }
}

#[tokio::test]
async fn a_client_whose_secret_is_missing_says_so() {
    let mut config = config(Possession::Allowed);
    config.client.authentication = Authentication::ClientSecretPost {
        secret: "the-secret".to_owned(),
    };
    let options = ProfileOptions {
        client_authentication: ClientAuthenticationMethod::ClientSecretPost,
        ..ProfileOptions::default()
    };
    let world = World::settled_with(config, options).await;
    let mut program = Program::start(world);
    program.until_signed_out().await;
    program.take(Request::SignIn);
    let failed = |failure: &Option<accounts::view::FailureView>| {
        let diagnosis = failure.as_ref().map(|failure| failure.diagnosis);
        diagnosis == Some(Diagnosis::ClientCredentialInvalid)
    };
    program
        .until("it says so", |snapshot| {
            matches!(&snapshot.screen, accounts::view::Screen::SignedOut { failure }
                if failed(failure))
        })
        .await;
    assert!(program.world.browser.opened().is_empty(), "no browser");
}
