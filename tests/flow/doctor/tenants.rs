//! Tenants that are set up wrongly, by the rows of the contract's section 7. A client sees nothing of 8
//! (only in the tenant's log), 23 (this one never sends `prompt=none`), 26 (an old grant looks like any
//! other), 28 and 29 (other programs). Of 12, 13 and 16 it sees that nobody came back.

use accounts::view::{Diagnosis as D, DoctorCheck as Check};
use chrono::TimeDelta;
use emulator::{Endpoint, Mfa, Misbehavior, MissingApi, TokenVault, UnlistedAudience};

use super::rows::Sure::{Amber, Red};
use super::rows::{Row, account, change, fault, problem, row, see, withhold};
use super::scene::Before;
use super::scene::GOOGLE;

const SETUP: &[Row] = &[
    row(
        "1: no refresh token policy",
        Before::SignedIn,
        |it| change(it, |tenant| tenant.client.policies.clear()),
        (Red, Check::Session, D::AudienceMissing),
    ),
    row(
        "1: a refresh token that is older than the policy",
        Before::SignedIn,
        |it| {
            change(it, |tenant| {
                tenant.open_questions.old_tokens_see_new_policies = false;
                tenant.client.policies.clear();
            });
        },
        (Red, Check::Session, D::AudienceMissing),
    ),
    row(
        "1: the API does not take the token",
        Before::SignedIn,
        |it| {
            let refusal = problem(401, "A0E-401-0003", "Invalid Token", "Invalid Token");
            fault(it, Endpoint::Accounts, refusal);
        },
        (Red, Check::MyAccount, D::AccessTokenRejected),
    ),
    row(
        "2: a scope that the grant lacks",
        Before::SignedIn,
        |it| {
            let lacks = "The auth token lacks the required scope: read:me:connected_accounts";
            let refusal = problem(403, "A0E-403-0002", "Insufficient Scope", lacks);
            fault(it, Endpoint::Accounts, refusal);
        },
        (Red, Check::MyAccount, D::PermissionMissing),
    ),
    row(
        "3: the My Account API is not activated",
        Before::SignedIn,
        |it| {
            change(it, |tenant| {
                tenant.apis.clear();
                tenant.open_questions.missing_api = MissingApi::Deny;
            });
        },
        (Red, Check::Session, D::MyAccountNotActivated),
    ),
    row(
        "3: the same, for who tried to sign in",
        Before::SigningIn,
        |it| {
            let refusal = Misbehavior::OAuthError {
                status: 302,
                error: "access_denied".to_owned(),
                description: "Service not found: https://acme.example/me/".to_owned(),
            };
            fault(it, Endpoint::Authorize, refusal);
        },
        (Red, Check::Session, D::MyAccountNotActivated),
    ),
    row(
        "4: the client has no grant for a person",
        Before::SignedIn,
        |it| change(it, |tenant| tenant.client.grants.clear()),
        (Red, Check::Session, D::ClientNotAuthorized),
    ),
    row(
        "4: an unlisted audience that is refused and not ignored",
        Before::SignedIn,
        |it| {
            change(it, |tenant| {
                tenant.client.policies.clear();
                tenant.open_questions.unlisted_audience = UnlistedAudience::Deny;
            });
        },
        (Red, Check::Session, D::ClientNotAuthorized),
    ),
    row(
        "5: a policy that is narrower than the request",
        Before::SignedIn,
        |it| {
            change(it, |tenant| {
                tenant.client.policies[0].scopes = vec!["read:me:connected_accounts".to_owned()];
            });
        },
        (Red, Check::Session, D::ScopesMissing),
    ),
    row(
        "6: no refresh token is issued",
        Before::SigningIn,
        |it| change(it, |tenant| tenant.client.refresh_tokens = false),
        (Red, Check::Session, D::RefreshTokenMissing),
    ),
    row(
        "17: no connection is enabled at all",
        Before::SignedIn,
        |it| {
            change(it, |tenant| {
                tenant
                    .connections
                    .iter_mut()
                    .for_each(|one| one.enabled = false);
            });
        },
        (Red, Check::Providers, D::NothingToConnect),
    ),
    row(
        "17: a connection is not enabled any more",
        Before::SignedIn,
        |it| {
            change(it, |tenant| {
                let mut all = tenant.connections.iter_mut();
                all.find(|one| one.name == "slack").unwrap().enabled = false;
            });
        },
        (Amber, Check::Provider, D::ConnectionUnavailable),
    ),
];

const SESSION: &[Row] = &[
    row(
        "7: a refresh token that is revoked",
        Before::SignedIn,
        |it| it.tenant.emulator().revoke_family("dana"),
        (Red, Check::Session, D::SessionEnded),
    ),
    row(
        "16: a page says that the callback does not match",
        Before::LeftSigningIn,
        |it| change(it, |tenant| tenant.client.callbacks.clear()),
        (Amber, Check::Session, D::SignInTimedOut),
    ),
    row(
        "20: the last sign-in is too old for the policy",
        Before::SignedIn,
        |it| {
            change(it, |tenant| tenant.client.step_up_after_seconds = Some(60));
            it.advance(120);
        },
        (Red, Check::Session, D::AuthenticationUnmet),
    ),
    row(
        "21: a second factor at each refresh",
        Before::SignedIn,
        |it| change(it, |tenant| tenant.client.mfa = Mfa::OnRefresh),
        (Red, Check::Session, D::MfaRequired),
    ),
    row(
        "22: the page that a silent sign-in must not show",
        Before::SigningIn,
        |it| {
            let refusal = Misbehavior::OAuthError {
                status: 302,
                error: "interaction_required".to_owned(),
                description: "External interaction required".to_owned(),
            };
            fault(it, Endpoint::Authorize, refusal);
        },
        (Amber, Check::Session, D::InteractionRequired),
    ),
    row(
        "24: every nonce is refused",
        Before::SignedIn,
        |it| fault(it, Endpoint::TokenRefresh, Misbehavior::NonceStorm),
        (Red, Check::Session, D::NonceLoop),
    ),
    row(
        "24: the same, with a clock that is wrong",
        Before::SignedIn,
        |it| {
            fault(it, Endpoint::TokenRefresh, Misbehavior::NonceStorm);
            let offset = TimeDelta::minutes(-10);
            it.tenant.emulator().set_clock_offset(offset);
        },
        (Red, Check::Clock, D::ClockWrong),
    ),
    row(
        "a clock that is wrong, though tokens work",
        Before::SignedIn,
        |it| {
            let offset = TimeDelta::minutes(10);
            it.tenant.emulator().set_clock_offset(offset);
        },
        (Amber, Check::Clock, D::ClockWrong),
    ),
    row(
        "a person who is blocked",
        Before::SignedIn,
        |it| assert!(it.tenant.emulator().block_person("dana")),
        (Red, Check::Session, D::PersonBlocked),
    ),
    row(
        "a person who does not exist any more",
        Before::SignedIn,
        |it| assert!(it.tenant.emulator().delete_person("dana")),
        (Red, Check::Session, D::PersonUnknown),
    ),
    row(
        "27: too many requests",
        Before::SignedIn,
        |it| {
            let limit = Misbehavior::RateLimited {
                retry_after: Some(30),
                reset_in: Some(30),
                global: false,
            };
            fault(it, Endpoint::Accounts, limit);
        },
        (Red, Check::MyAccount, D::RateLimited),
    ),
    row(
        "30: pages that never end",
        Before::Reading,
        |it| fault(it, Endpoint::Accounts, Misbehavior::RepeatCursor),
        (Amber, Check::MyAccount, D::EndlessPages),
    ),
    row(
        "nobody is signed in",
        Before::SignedOut,
        |_| (),
        (Amber, Check::Session, D::NobodySignedIn),
    ),
];

const PROVIDERS: &[Row] = &[
    row(
        "9: GitHub gave no refresh token",
        Before::Authenticated,
        |it| withhold(it, "github"),
        (Red, Check::Provider, D::VaultTokenMissing),
    ),
    row(
        "10: Slack gave no refresh token",
        Before::Authenticated,
        |it| withhold(it, "slack"),
        (Red, Check::Provider, D::VaultTokenMissing),
    ),
    row(
        "11: Google gave no refresh token",
        Before::Authenticated,
        |it| withhold(it, GOOGLE),
        (Red, Check::Provider, D::VaultTokenMissing),
    ),
    row(
        "12 and 13: a page of the provider, from which nobody comes back",
        Before::LeftConnecting,
        |_| (),
        (Amber, Check::Provider, D::ConnectTimedOut),
    ),
    row(
        "14: Google ended the access",
        Before::Authenticated,
        |it| {
            let account = account(it, GOOGLE);
            assert!(it.tenant.emulator().revoke_at_provider(&account));
        },
        (Red, Check::Provider, D::VaultTokenRejected),
    ),
    row(
        "14: the same, for a client that may not ask",
        Before::SignedIn,
        |it| it.advance(6 * 24 * 3600),
        (Amber, Check::Provider, D::VaultTokenRejected),
    ),
    row(
        "15: the browser came back without a code",
        Before::BackWithNothing,
        |_| (),
        (Red, Check::Provider, D::ConnectCodeMissing),
    ),
    row(
        "18: a request that the API does not take",
        Before::Connecting,
        |it| {
            let words = "Invalid request payload input";
            let refusal = problem(400, "A0E-400-0003", "Validation Error", words);
            fault(it, Endpoint::Connect, refusal);
        },
        (Red, Check::Provider, D::RequestRejected),
    ),
    row(
        "19: an attempt that the tenant no longer knows",
        Before::Connecting,
        |it| {
            let words = "Invalid or expired session";
            fault(
                it,
                Endpoint::Complete,
                problem(404, "A0E-404-0001", "Not Found", words),
            );
        },
        (Amber, Check::Provider, D::ConnectSessionExpired),
    ),
    row(
        "25: the vault and refresh tokens that rotate",
        Before::Authenticated,
        |it| change(it, |tenant| tenant.client.rotation = true),
        (Amber, Check::Vault, D::RotationNotSupported),
    ),
    row(
        "25: a client that may not ask the vault",
        Before::Authenticated,
        |it| change(it, |tenant| tenant.client.token_vault = TokenVault::Off),
        (Amber, Check::Vault, D::GrantNotAllowed),
    ),
];

#[tokio::test]
async fn what_is_set_up_wrongly_is_named_first() {
    see(SETUP).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_session_is_named_first() {
    see(SESSION).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_provider_is_named_first() {
    see(PROVIDERS).await;
}
