//! The rows of the contract's section 7 that a client can see, each as a tenant that is wrong in that
//! way. Not to be seen by a client are: 8 (only in the tenant's log), 12 and 13 (pages of the
//! provider, from which nobody comes back), 16 (a page of Auth0, from which nobody comes back), 28 and
//! 29 (other programs), 26 (an old grant looks like any other) and 23 (this client never sends
//! `prompt=none`). Row 15 is in `links.rs`.

use std::fmt::Write;

use accounts::view::{Diagnosis as D, Turn};
use emulator::{
    Config, Connection, Emulator, Endpoint, Fault, Mfa, Misbehavior, MissingApi, TokenVault,
};

use super::scene::{Journey, Wrong, play};
use super::words::tenant;
use crate::support::Words;

pub(super) struct Row {
    name: &'static str,
    journey: Journey,
    wrong: Wrong,
    diagnosis: D,
    turn: Turn,
}

pub(super) const fn row(
    name: &'static str,
    journey: Journey,
    wrong: Wrong,
    diagnosis: D,
    turn: Turn,
) -> Row {
    Row {
        name,
        journey,
        wrong,
        diagnosis,
        turn,
    }
}

pub(super) fn change(emulator: &Emulator, change: impl FnOnce(&mut Config)) {
    emulator.change(change).unwrap();
}

fn each_connection(tenant: &mut Config, change: fn(&mut Connection)) {
    tenant.connections.iter_mut().for_each(change);
}

pub(super) fn fault(emulator: &Emulator, at: Endpoint, does: Misbehavior) {
    emulator.inject(Fault::always(at, does));
}

/// Rows of section 7.
const SECTION_7: &[Row] = &[
    row(
        "1: a token for another audience, since the policy is missing",
        Journey::SignIn,
        |it| change(it, |tenant| tenant.client.policies.clear()),
        D::AudienceMissing,
        Turn::Administrator,
    ),
    row(
        "1: a refresh token that is older than the policy",
        Journey::Renew,
        |it| {
            change(it, |tenant| {
                tenant.open_questions.old_tokens_see_new_policies = false;
                tenant.client.policies.clear();
            });
        },
        D::AudienceMissing,
        Turn::Administrator,
    ),
    row(
        "1: the API does not take the token",
        Journey::List,
        |it| {
            fault(
                it,
                Endpoint::Accounts,
                Misbehavior::Problem {
                    status: 401,
                    code: "A0E-401-0003".to_owned(),
                    title: "Invalid Token".to_owned(),
                    detail: "Invalid Token".to_owned(),
                },
            );
        },
        D::AccessTokenRejected,
        Turn::Administrator,
    ),
    row(
        "2: a scope that the grant lacks",
        Journey::List,
        |it| {
            fault(
                it,
                Endpoint::Accounts,
                Misbehavior::Problem {
                    status: 403,
                    code: "A0E-403-0002".to_owned(),
                    title: "Insufficient Scope".to_owned(),
                    detail: "The auth token lacks the required scope: read:me:connected_accounts"
                        .to_owned(),
                },
            );
        },
        D::PermissionMissing,
        Turn::Administrator,
    ),
    row(
        "3: the My Account API is not activated",
        Journey::SignIn,
        |it| {
            change(it, |tenant| {
                tenant.apis.clear();
                tenant.open_questions.missing_api = MissingApi::Deny;
            });
        },
        D::MyAccountNotActivated,
        Turn::Administrator,
    ),
    row(
        "4: the client has no grant for a person",
        Journey::SignIn,
        |it| change(it, |tenant| tenant.client.grants.clear()),
        D::ClientNotAuthorized,
        Turn::Administrator,
    ),
    row(
        "5: a policy that is narrower than the request",
        Journey::SignIn,
        |it| {
            change(it, |tenant| {
                tenant.client.policies[0].scopes = vec!["read:me:connected_accounts".to_owned()];
            });
        },
        D::ScopesMissing,
        Turn::Administrator,
    ),
    row(
        "6: no refresh token is issued",
        Journey::SignIn,
        |it| change(it, |tenant| tenant.client.refresh_tokens = false),
        D::RefreshTokenMissing,
        Turn::Administrator,
    ),
    row(
        "7: a refresh token that is revoked",
        Journey::Renew,
        |it| it.revoke_family("dana"),
        D::SessionEnded,
        Turn::Yours,
    ),
    row(
        "9 to 11: the provider gave no refresh token",
        Journey::Check,
        |it| {
            change(it, |tenant| {
                each_connection(tenant, |one| one.issues_refresh_token = false);
            });
        },
        D::VaultTokenMissing,
        Turn::Administrator,
    ),
    row(
        "14: the provider no longer takes the token",
        Journey::Check,
        |it| {
            for account in it.accounts("dana") {
                it.revoke_at_provider(&account.id);
            }
        },
        D::VaultTokenRejected,
        Turn::Yours,
    ),
    row(
        "17: the connection vanishes between list and connect",
        Journey::Connect,
        |it| {
            change(it, |tenant| {
                each_connection(tenant, |one| one.enabled = false);
            });
        },
        D::ConnectionUnavailable,
        Turn::Administrator,
    ),
    row(
        "17: no connection is enabled at all",
        Journey::SignIn,
        |it| {
            change(it, |tenant| {
                each_connection(tenant, |one| one.enabled = false);
            });
        },
        D::NothingToConnect,
        Turn::Administrator,
    ),
    row(
        "18: a request that the API does not take",
        Journey::Connect,
        |it| {
            fault(
                it,
                Endpoint::Connect,
                Misbehavior::Problem {
                    status: 400,
                    code: "A0E-400-0003".to_owned(),
                    title: "Validation Error".to_owned(),
                    detail: "Invalid request payload input".to_owned(),
                },
            );
        },
        D::RequestRejected,
        Turn::Administrator,
    ),
    row(
        "19: an attempt that the tenant no longer knows",
        Journey::Connect,
        |it| {
            fault(
                it,
                Endpoint::Complete,
                Misbehavior::Problem {
                    status: 404,
                    code: "A0E-404-0001".to_owned(),
                    title: "Not Found".to_owned(),
                    detail: "Invalid or expired session".to_owned(),
                },
            );
        },
        D::ConnectSessionExpired,
        Turn::Yours,
    ),
    row(
        "20: the last sign-in is too old for the policy",
        Journey::Renew,
        |it| change(it, |tenant| tenant.client.step_up_after_seconds = Some(60)),
        D::AuthenticationUnmet,
        Turn::Yours,
    ),
    row(
        "21: a second factor at each refresh",
        Journey::Renew,
        |it| change(it, |tenant| tenant.client.mfa = Mfa::OnRefresh),
        D::MfaRequired,
        Turn::Yours,
    ),
    row(
        "22: the page that a silent sign-in must not show",
        Journey::SignIn,
        |it| {
            fault(
                it,
                Endpoint::Authorize,
                Misbehavior::OAuthError {
                    status: 302,
                    error: "interaction_required".to_owned(),
                    description: "External interaction required".to_owned(),
                },
            );
        },
        D::InteractionRequired,
        Turn::Yours,
    ),
    row(
        "24: every nonce is refused",
        Journey::Renew,
        |it| fault(it, Endpoint::TokenRefresh, Misbehavior::NonceStorm),
        D::NonceLoop,
        Turn::Administrator,
    ),
    row(
        "25: the vault and refresh tokens that rotate",
        Journey::Check,
        |it| change(it, |tenant| tenant.client.rotation = true),
        D::RotationNotSupported,
        Turn::Administrator,
    ),
    row(
        "25: a client that may not ask the vault",
        Journey::Check,
        |it| change(it, |tenant| tenant.client.token_vault = TokenVault::Off),
        D::GrantNotAllowed,
        Turn::Administrator,
    ),
    row(
        "27: too many requests",
        Journey::List,
        |it| {
            fault(
                it,
                Endpoint::Accounts,
                Misbehavior::RateLimited {
                    retry_after: Some(30),
                    reset_in: Some(30),
                    global: false,
                },
            );
        },
        D::RateLimited,
        Turn::Nobody,
    ),
    row(
        "30: pages that never end",
        Journey::List,
        |it| fault(it, Endpoint::Accounts, Misbehavior::RepeatCursor),
        D::EndlessPages,
        Turn::Nobody,
    ),
];

pub(super) async fn tell(rows: &[Row]) -> String {
    let words = Words::english();
    let mut told = String::new();
    for row in rows {
        let failure = play(row.journey, row.wrong).await;
        assert_eq!(failure.diagnosis, row.diagnosis, "{}", row.name);
        assert_eq!(failure.turn, row.turn, "{}", row.name);
        let [what, why, fix] = words.of(&failure, &tenant());
        writeln!(
            told,
            "{} ({:?})\n  {:?}, {:?}\n  {what}\n  {why}\n  {fix}",
            row.name, row.journey, row.diagnosis, row.turn
        )
        .unwrap();
    }
    told
}

#[tokio::test]
async fn the_rows_of_section_7() {
    insta::assert_snapshot!(tell(SECTION_7).await);
}
