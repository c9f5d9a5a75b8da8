//! A scene: a tenant that is wrong in one way, what the person does, and what the window says then.

use accounts::settings::{ClientAuthenticationMethod, ProfileOptions};
use accounts::view::{
    AccountView, CheckView, ConfirmationView, FailureView, Freshness, Screen, Snapshot,
};
use accounts::{ProfileForm, Request};
use emulator::{Authentication, Config, Emulator, TokenVault};

use crate::support::{Program, World, all};

pub(crate) const GOOGLE: &str = "google-oauth2";

/// What the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journey {
    /// Types the tenant's address.
    Discover,
    /// Signs in; the lists are read.
    SignIn,
    /// Is signed in, and comes back after the access token's life.
    Renew,
    /// Is signed in, and refreshes the lists.
    List,
    /// Is signed in, and connects an account.
    Connect,
    /// Is signed in, and disconnects an account.
    Disconnect,
    /// Is signed in with a client that authenticates, and has an account checked.
    Check,
}

/// Something wrong with a tenant.
pub(crate) type Wrong = fn(&Emulator);

/// Plays it; gives the failure that the window shows.
pub(crate) async fn play(journey: Journey, wrong: impl FnOnce(&Emulator)) -> FailureView {
    match journey {
        Journey::Discover => {
            let world = World::new(Config::default()).await;
            wrong(world.tenant.emulator());
            let mut program = Program::start(world);
            let domain = program.world.tenant.address().to_string();
            let client_id = program.world.tenant.client_id.clone();
            program.take(Request::UseTenant(ProfileForm {
                domain,
                client_id,
                ..ProfileForm::default()
            }));
            failure(&mut program).await
        }
        Journey::SignIn => {
            let world = World::settled(Config::default()).await;
            let mut program = Program::start(world);
            program.until_signed_out().await;
            wrong(program.world.tenant.emulator());
            program.take(Request::SignIn);
            failure(&mut program).await
        }
        Journey::Check => check(wrong).await,
        Journey::Renew | Journey::List | Journey::Connect | Journey::Disconnect => {
            let mut program = Program::signed_in(Config::default()).await;
            wrong(program.world.tenant.emulator());
            act(&mut program, journey).await;
            failure(&mut program).await
        }
    }
}

async fn act(program: &mut Program, journey: Journey) {
    match journey {
        Journey::Renew => {
            program.world.advance(700);
            program.take(Request::Refresh);
        }
        Journey::Connect => program.connect(GOOGLE),
        Journey::Disconnect => {
            let account = first_account(program).await;
            program.disconnect(&[&account.id], false).await;
        }
        Journey::List | Journey::Discover | Journey::SignIn | Journey::Check => {
            program.take(Request::Refresh);
        }
    }
}

/// A client that authenticates with a secret, and whose refresh tokens do not rotate.
async fn check(wrong: impl FnOnce(&Emulator)) -> FailureView {
    let mut config = Config::default();
    config.client.rotation = false;
    config.client.token_vault = TokenVault::RefreshTokens;
    config.client.authentication = Authentication::ClientSecretPost {
        secret: "the-secret".to_owned(),
    };
    let world = World::settled_with(
        config,
        ProfileOptions {
            client_authentication: ClientAuthenticationMethod::ClientSecretPost,
            ..ProfileOptions::default()
        },
    )
    .await;
    let mut program = Program::start_with(world, |start| {
        start.client_credential = Some(b"the-secret".to_vec().into());
    });
    program.until_signed_out().await;
    program.take(Request::SignIn);
    program.until_current().await;
    wrong(program.world.tenant.emulator());
    let account = first_account(&mut program).await;
    program.take(Request::CheckAccount {
        account: account.id,
    });
    failure(&mut program).await
}

pub(crate) async fn first_account(program: &mut Program) -> AccountView {
    let accounts = program.until_current().await;
    all(&accounts).next().unwrap().clone()
}

async fn failure(program: &mut Program) -> FailureView {
    let found = program
        .until("a failure", |snapshot| shown(snapshot).is_some())
        .await;
    shown(&found).unwrap()
}

/// The failure that the window shows.
fn shown(snapshot: &Snapshot) -> Option<FailureView> {
    match &snapshot.screen {
        Screen::FirstRun { failure, .. } | Screen::SignedOut { failure } => failure.clone(),
        Screen::Accounts(accounts) => {
            if let Some(ConfirmationView::Wanted { failure }) = &accounts.confirmation {
                return Some(failure.clone());
            }
            let list = match &accounts.freshness {
                Freshness::Offline {
                    retrying: false,
                    failure,
                }
                | Freshness::Failed {
                    retrying: false,
                    failure,
                } => Some(failure.clone()),
                Freshness::Offline { .. }
                | Freshness::Failed { .. }
                | Freshness::Loading
                | Freshness::Current { .. } => None,
            };
            let mut providers = accounts.available.iter();
            let provider = providers.find_map(|one| one.failure.clone());
            let account = all(accounts).find_map(|one| one.failure.clone());
            let check = all(accounts).find_map(|one| match &one.check {
                Some(CheckView::Failed { failure }) => Some(failure.clone()),
                Some(CheckView::Checking | CheckView::Works { .. }) | None => None,
            });
            provider
                .or(account)
                .or(check)
                .or(list)
                .or(accounts.nothing_to_connect.clone())
        }
        Screen::Starting
        | Screen::SigningIn { .. }
        | Screen::AnotherPerson { .. }
        | Screen::Keychain { .. } => None,
    }
}
