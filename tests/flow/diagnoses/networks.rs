//! Networks, answers that are none, and people who are not wanted any more.

use std::time::Duration;

use accounts::view::{Diagnosis as D, Turn};
use chrono::TimeDelta;
use emulator::{Config, DeleteUnknown, Endpoint, Misbehavior, OpenQuestions, UnlistedAudience};

use super::rows::{Row, change, fault, row, tell};
use super::scene::Journey;

const NETWORK: &[Row] = &[
    row(
        "a captive portal in place of the tenant",
        Journey::Discover,
        |it| fault(it, Endpoint::Any, Misbehavior::Html),
        D::TenantNotAuth0,
        Turn::Yours,
    ),
    row(
        "a captive portal in place of a list",
        Journey::List,
        |it| fault(it, Endpoint::Any, Misbehavior::Html),
        D::WebPageAnswered,
        Turn::Yours,
    ),
    row(
        "a captive portal in place of a token",
        Journey::Renew,
        |it| fault(it, Endpoint::Any, Misbehavior::Html),
        D::WebPageAnswered,
        Turn::Yours,
    ),
    row(
        "a tenant that never answers",
        Journey::Connect,
        |it| fault(it, Endpoint::Connect, Misbehavior::Hang),
        D::TenantTimedOut,
        Turn::Nobody,
    ),
    row(
        "a tenant that answers byte by byte",
        Journey::Connect,
        |it| {
            let per_byte = Duration::from_millis(500);
            fault(it, Endpoint::Connect, Misbehavior::SlowBytes { per_byte });
        },
        D::TenantTimedOut,
        Turn::Nobody,
    ),
    row(
        "a connection that is reset at each try",
        Journey::List,
        |it| fault(it, Endpoint::Accounts, Misbehavior::Reset),
        D::AnswerLost,
        Turn::Nobody,
    ),
    row(
        "half an answer",
        Journey::Connect,
        |it| fault(it, Endpoint::Connect, Misbehavior::HalfBody),
        D::AnswerLost,
        Turn::Nobody,
    ),
    row(
        "an answer that is empty",
        Journey::Connect,
        |it| fault(it, Endpoint::Connect, Misbehavior::EmptyBody),
        D::AnswerUnexpected,
        Turn::Nobody,
    ),
    row(
        "an answer that is too long",
        Journey::Connect,
        |it| fault(it, Endpoint::Connect, Misbehavior::HugeBody),
        D::AnswerUnexpected,
        Turn::Nobody,
    ),
    row(
        "a server error",
        Journey::List,
        |it| {
            fault(
                it,
                Endpoint::Any,
                Misbehavior::Status {
                    status: 503,
                    body: None,
                    headers: Vec::new(),
                },
            );
        },
        D::TenantBroken,
        Turn::Nobody,
    ),
    row(
        "a person who does not exist any more",
        Journey::Renew,
        |it| {
            assert!(it.delete_person("dana"));
        },
        D::PersonUnknown,
        Turn::Administrator,
    ),
    row(
        "a person who is blocked",
        Journey::Renew,
        |it| {
            assert!(it.block_person("dana"));
        },
        D::PersonBlocked,
        Turn::Administrator,
    ),
    row(
        "an account that was removed elsewhere, where the tenant says so",
        Journey::Disconnect,
        |it| {
            change(it, |tenant| {
                tenant.open_questions = OpenQuestions {
                    delete_unknown: DeleteUnknown::NotFound,
                    ..tenant.open_questions.clone()
                };
            });
            fault(
                it,
                Endpoint::Delete,
                Misbehavior::Problem {
                    status: 404,
                    code: "A0E-404-0002".to_owned(),
                    title: "Resource Not Found".to_owned(),
                    detail: "The account does not exist.".to_owned(),
                },
            );
        },
        D::AccountUnknown,
        Turn::Yours,
    ),
    row(
        "an unlisted audience that is refused and not ignored",
        Journey::SignIn,
        |it| {
            change(it, |tenant| {
                tenant.client.policies.clear();
                tenant.open_questions.unlisted_audience = UnlistedAudience::Deny;
            });
        },
        D::ClientNotAuthorized,
        Turn::Administrator,
    ),
];

#[tokio::test]
async fn networks_and_answers() {
    insta::assert_snapshot!(tell(NETWORK).await);
}

/// A computer whose clock is wrong, or a tenant's that is, keeps nobody out.
#[tokio::test]
async fn a_clock_that_is_ten_minutes_off_keeps_nobody_out() {
    for minutes in [-10, 10] {
        let mut program = crate::support::Program::signed_out(Config::default()).await;
        let offset = TimeDelta::minutes(minutes);
        program.world.tenant.emulator().set_clock_offset(offset);
        program.take(accounts::Request::SignIn);
        program.until_current().await;
    }
}
