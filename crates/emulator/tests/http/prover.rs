//! A holder of a `DPoP` key.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::tenant::{Answer, CALLBACK, Tenant, VERIFIER};

pub(crate) struct Prover {
    pair: EcdsaKeyPair,
    pub(crate) jwk: Value,
}

/// A proof that is not made yet.
pub(crate) struct Draft {
    pub(crate) header: Value,
    pub(crate) claims: Map<String, Value>,
}

pub(crate) fn hash(text: &str) -> String {
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    URL_SAFE_NO_PAD.encode(hash)
}

fn unique() -> String {
    let mut bytes = [0; 12];
    aws_lc_rs::rand::fill(&mut bytes).unwrap();
    URL_SAFE_NO_PAD.encode(bytes)
}

fn now() -> i64 {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

impl Prover {
    pub(crate) fn new() -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref()).unwrap();
        let point = pair.public_key().as_ref();
        let jwk = json!({
            "kty": "EC",
            "crv": "P-256",
            "x": URL_SAFE_NO_PAD.encode(&point[1..33]),
            "y": URL_SAFE_NO_PAD.encode(&point[33..]),
        });
        Self { pair, jwk }
    }

    pub(crate) fn thumbprint(&self) -> String {
        let [x, y] = ["x", "y"].map(|name| self.jwk[name].as_str().unwrap());
        hash(&format!(
            "{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{x}\",\"y\":\"{y}\"}}"
        ))
    }

    pub(crate) fn draft(&self, method: &str, address: &str) -> Draft {
        let claims = json!({"jti": unique(), "htm": method, "htu": address, "iat": now()});
        Draft {
            header: json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk}),
            claims: claims.as_object().unwrap().clone(),
        }
    }

    pub(crate) fn sign(&self, draft: &Draft) -> String {
        let encode = |value: String| URL_SAFE_NO_PAD.encode(value);
        let claims = Value::Object(draft.claims.clone());
        let text = [encode(draft.header.to_string()), encode(claims.to_string())].join(".");
        let signature = self
            .pair
            .sign(&SystemRandom::new(), text.as_bytes())
            .unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// A proof for the token endpoint.
    pub(crate) fn for_token(&self, tenant: &Tenant, nonce: Option<&str>) -> String {
        let draft = self.draft("POST", &tenant.at("/oauth/token"));
        self.sign(&draft.with_nonce(nonce))
    }

    /// A proof for a call with a token.
    pub(crate) fn for_call(
        &self,
        (method, address): (&str, &str),
        token: &str,
        nonce: Option<&str>,
    ) -> String {
        let draft = self.draft(method, address).with_nonce(nonce);
        self.sign(&draft.with("ath", json!(hash(token))))
    }

    /// Asks for tokens, with one more try for the nonce.
    pub(crate) async fn token(&self, tenant: &Tenant, fields: &[(&str, &str)]) -> Answer {
        let first = with_proof(tenant, fields, &self.for_token(tenant, None)).await;
        if first.body["error"] != "use_dpop_nonce" {
            return first;
        }
        let nonce = nonce(&first);
        with_proof(tenant, fields, &self.for_token(tenant, Some(&nonce))).await
    }

    pub(crate) async fn redeem(&self, tenant: &Tenant, code: &str) -> Answer {
        self.token(
            tenant,
            &[
                ("grant_type", "authorization_code"),
                ("client_id", "mooring-demo"),
                ("code", code),
                ("redirect_uri", CALLBACK),
                ("code_verifier", VERIFIER),
            ],
        )
        .await
    }

    pub(crate) async fn refresh(
        &self,
        tenant: &Tenant,
        token: &str,
        more: &[(&str, &str)],
    ) -> Answer {
        let mut fields = vec![
            ("grant_type", "refresh_token"),
            ("client_id", "mooring-demo"),
            ("refresh_token", token),
        ];
        fields.extend(more);
        self.token(tenant, &fields).await
    }

    /// A call of the My Account API with a bound token.
    pub(crate) async fn list(&self, tenant: &Tenant, token: &str, nonce: Option<&str>) -> Answer {
        let address = tenant.at("/me/v1/connected-accounts/accounts");
        let proof = self.for_call(("GET", &address), token, nonce);
        call(tenant, &address, &format!("DPoP {token}"), &[&proof]).await
    }
}

impl Draft {
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.claims.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn with_nonce(self, nonce: Option<&str>) -> Self {
        match nonce {
            Some(nonce) => self.with("nonce", json!(nonce)),
            None => self,
        }
    }
}

pub(crate) fn nonce(answer: &Answer) -> String {
    answer.headers["dpop-nonce"].to_str().unwrap().to_owned()
}

pub(crate) async fn with_proof(tenant: &Tenant, fields: &[(&str, &str)], proof: &str) -> Answer {
    let request = tenant.http.post(tenant.at("/oauth/token"));
    let request = request.header("dpop", proof).form(fields);
    Answer::of(request.send().await.unwrap()).await
}

pub(crate) async fn call(
    tenant: &Tenant,
    address: &str,
    authorization: &str,
    proofs: &[&str],
) -> Answer {
    let mut request = tenant
        .http
        .get(address)
        .header("authorization", authorization);
    for proof in proofs {
        request = request.header("dpop", *proof);
    }
    Answer::of(request.send().await.unwrap()).await
}
