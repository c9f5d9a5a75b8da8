//! How each form of client authentication looks on the wire.

use std::collections::HashSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jsonwebtoken::{DecodingKey, Validation};

use super::*;
use crate::{ClientAuthentication, ClientSecret, PrivateKey};

async fn seen_with(authentication: ClientAuthentication) -> Vec<Seen> {
    let stub = stub(|request| match request.path() {
        TOKEN => Some(tokens_with(request, |_| ())),
        "/oauth/revoke" => Some(Reply::new(200, "")),
        _ => None,
    })
    .await;
    let tenant = tenant(&stub).await;
    let credentials = Credentials {
        authentication,
        dpop_key: None,
    };
    sign_in(&tenant, &credentials).await.unwrap();
    refresh(&tenant, &credentials).await.unwrap();
    let token = RefreshToken::new("rt-1");
    tenant.revoke(&token, &credentials).await.unwrap();
    [stub.seen(TOKEN), stub.seen("/oauth/revoke")].concat()
}

#[tokio::test]
async fn a_public_client_names_itself_only() {
    for request in seen_with(ClientAuthentication::None).await {
        assert_eq!(request.form()["client_id"], CLIENT);
        assert!(!request.body.contains("client_secret"));
        assert!(!request.body.contains("client_assertion"));
        assert!(request.header("authorization").is_none());
    }
}

#[tokio::test]
async fn a_secret_goes_in_the_body() {
    let secret = ClientSecret::new("p&=é");
    for request in seen_with(ClientAuthentication::ClientSecretPost(secret)).await {
        let form = request.form();
        assert_eq!(
            (form["client_id"].as_str(), form["client_secret"].as_str()),
            (CLIENT, "p&=é")
        );
        assert!(request.header("authorization").is_none());
    }
}

#[tokio::test]
async fn a_secret_goes_in_the_header() {
    let secret = ClientSecret::new("p&=é");
    for request in seen_with(ClientAuthentication::ClientSecretBasic(secret)).await {
        let pair = BASE64_STANDARD.encode("client-1:p%26%3D%C3%A9");
        assert_eq!(
            request.header("authorization"),
            Some(format!("Basic {pair}").as_str())
        );
        assert!(!request.form().contains_key("client_id"));
        assert!(!request.form().contains_key("client_secret"));
    }
}

#[tokio::test]
async fn an_assertion_is_signed_for_one_request() {
    let (rsa, ec) = (keys::rsa_pem(), keys::p256_pem());
    let rsa_signer = EncodingKey::from_rsa_pem(rsa.as_bytes()).unwrap();
    let ec_signer = EncodingKey::from_ec_pem(ec.as_bytes()).unwrap();
    for (pem, signer, algorithm) in [
        (rsa, rsa_signer, Algorithm::RS256),
        (ec, ec_signer, Algorithm::ES256),
    ] {
        let key = PrivateKey::new(pem);
        let public = Jwk::from_encoding_key(&signer, algorithm).unwrap();
        let mut names = HashSet::new();
        for request in seen_with(ClientAuthentication::PrivateKeyJwt(key)).await {
            let form = request.form();
            assert_eq!(form["client_id"], CLIENT);
            assert_eq!(
                form["client_assertion_type"],
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            );
            let mut validation = Validation::new(algorithm);
            validation.validate_exp = false;
            validation.set_audience(&[issuer(&request)]);
            let decoding = DecodingKey::from_jwk(&public).unwrap();
            let token = &form["client_assertion"];
            let claims = jsonwebtoken::decode::<Value>(token, &decoding, &validation)
                .unwrap()
                .claims;
            assert_eq!(
                (&claims["iss"], &claims["sub"]),
                (&json!(CLIENT), &json!(CLIENT))
            );
            assert_eq!(claims["aud"], json!(issuer(&request)));
            assert_eq!(claims["iat"], json!(now().timestamp()));
            assert_eq!(claims["exp"], json!(now().timestamp() + 60));
            assert!(
                names.insert(claims["jti"].as_str().unwrap().to_owned()),
                "never twice"
            );
        }
    }
}

#[tokio::test]
async fn a_key_that_cannot_sign_sends_nothing() {
    let stub = stub(|_| None).await;
    let credentials = Credentials {
        authentication: ClientAuthentication::PrivateKeyJwt(PrivateKey::new("no key")),
        dpop_key: None,
    };
    let error = refresh(&tenant(&stub).await, &credentials)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Key(_)), "{error:?}");
    assert_eq!(stub.count(TOKEN), 0);
}
