//! Every error of the contract's tables 1.7, 3.2, 3.4 and 5, wherever it can be met.

use std::fmt::Write;

use accounts::view::Diagnosis;
use emulator::{Endpoint, Fault, Misbehavior};

use super::scene::{Journey, play};
use super::words::tenant;
use crate::support::Words;

/// Meets each of `errors` on a journey, and writes down what the window says.
async fn tell(journey: Journey, at: Endpoint, errors: Vec<Misbehavior>) -> String {
    let words = Words::english();
    let mut told = String::new();
    for error in errors {
        let name = name(&error);
        let fault = Fault::always(at, error);
        let failure = play(journey, |emulator| {
            emulator.inject(fault);
        })
        .await;
        assert_ne!(
            failure.diagnosis,
            Diagnosis::AnswerUnexpected,
            "{name} is in the contract"
        );
        let [what, _, fix] = words.of(&failure, &tenant());
        let (diagnosis, turn) = (failure.diagnosis, failure.turn);
        writeln!(told, "{name}\n  {diagnosis:?}, {turn:?}\n  {what}\n  {fix}").unwrap();
    }
    told
}

fn name(error: &Misbehavior) -> String {
    if let Misbehavior::Problem {
        status,
        code,
        detail,
        ..
    } = error
    {
        return format!("{status} {code} {detail}");
    }
    if let Misbehavior::OAuthError {
        error, description, ..
    } = error
    {
        return format!("{error}: {description}");
    }
    panic!("not in the tables: {error:?}")
}

#[tokio::test]
async fn errors_of_the_api_while_listing() {
    let told = tell(Journey::List, Endpoint::Accounts, Misbehavior::problems()).await;
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn errors_of_the_api_while_connecting() {
    let told = tell(Journey::Connect, Endpoint::Connect, Misbehavior::problems()).await;
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn errors_of_the_api_while_completing() {
    let told = tell(
        Journey::Connect,
        Endpoint::Complete,
        Misbehavior::problems(),
    )
    .await;
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn errors_of_the_api_while_disconnecting() {
    let told = tell(
        Journey::Disconnect,
        Endpoint::Delete,
        Misbehavior::problems(),
    )
    .await;
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn errors_of_the_token_endpoint_while_renewing() {
    let told = tell(
        Journey::Renew,
        Endpoint::TokenRefresh,
        Misbehavior::oauth_errors(),
    )
    .await;
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn errors_of_the_authorization_endpoint() {
    let told = tell(
        Journey::SignIn,
        Endpoint::Authorize,
        Misbehavior::authorize_errors(),
    )
    .await;
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn errors_of_the_token_vault() {
    let told = tell(
        Journey::Check,
        Endpoint::TokenExchange,
        Misbehavior::exchange_errors(),
    )
    .await;
    insta::assert_snapshot!(told);
}
