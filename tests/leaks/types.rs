//! No type shows a secret that it holds, so no `unwrap`, `expect` or assertion can.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use accounts::Start;
use accounts::callback::Callback;
use accounts::ports::{VaultBytes, VaultItem, VaultKey};
use auth0::{
    Access, AccessToken, AuthSession, AuthorizationCode, AuthorizationOptions, AuthorizationParams,
    AuthorizationRequest, ClientAuthentication, ClientSecret, CodeExchange, CodeVerifier,
    Completion, ConnectCode, ConnectRequest, ConnectTicket, Credentials, DpopKey, IdToken,
    Identity, Nonce, PrivateKey, RefreshToken, Refreshed, SignedIn, State,
};
use chrono::DateTime;
use url::Url;

use crate::harvest::Harvest;
use crate::support::proof;

/// What each secret of these tests has in it.
const CANARY: &str = "canary-in-a-coal-mine";

fn shown(what: &impl Debug) -> String {
    format!("{what:?}\n{what:#?}\n")
}

fn identity() -> Identity {
    Identity {
        subject: "auth0|ada".to_owned(),
        name: "Ada".to_owned(),
        email: None,
        session_id: None,
        organization: None,
    }
}

fn each_secret() -> Vec<String> {
    vec![
        shown(&RefreshToken::new(CANARY)),
        shown(&AccessToken::new(CANARY)),
        shown(&IdToken::new(CANARY)),
        shown(&AuthorizationCode::new(CANARY)),
        shown(&CodeVerifier::new(CANARY)),
        shown(&State::new(CANARY)),
        shown(&Nonce::new(CANARY)),
        shown(&ConnectCode::new(CANARY)),
        shown(&ClientSecret::new(CANARY)),
        shown(&PrivateKey::new(CANARY)),
        shown(&AuthSession::new(CANARY)),
    ]
}

fn requests() -> Vec<String> {
    let (state, nonce) = (State::new(CANARY), Nonce::new(CANARY));
    let code_verifier = &CodeVerifier::new(CANARY);
    let redirect_uri = "http://127.0.0.1:8485/callback";
    let sign_in = AuthorizationRequest {
        redirect_uri,
        state: &state,
        nonce: &nonce,
        code_verifier,
        dpop_key: None,
        options: AuthorizationOptions {
            invitation: Some(CANARY),
            ..AuthorizationOptions::default()
        },
    };
    let exchange = CodeExchange {
        code: &AuthorizationCode::new(CANARY),
        code_verifier,
        redirect_uri,
        nonce: &nonce,
        organization: None,
        max_age: None,
    };
    let connect = ConnectRequest {
        connection: "github",
        redirect_uri,
        state: &state,
        code_verifier,
        scopes: &[],
        authorization_params: AuthorizationParams {
            id_token_hint: Some(CANARY),
            ..AuthorizationParams::default()
        },
    };
    let completion = Completion {
        auth_session: &AuthSession::new(CANARY),
        connect_code: &ConnectCode::new(CANARY),
        redirect_uri,
        code_verifier,
    };
    vec![
        shown(&sign_in),
        shown(&exchange),
        shown(&connect),
        shown(&completion),
    ]
}

fn answers(key: &DpopKey) -> Vec<String> {
    let access = Access {
        token: AccessToken::new(CANARY),
        expires_at: DateTime::UNIX_EPOCH,
        lifetime: Duration::from_mins(10),
        dpop_key: Some(key.clone()),
    };
    let ticket = ConnectTicket {
        url: Url::parse(&format!("https://acme.example/connect?ticket={CANARY}")).unwrap(),
        auth_session: AuthSession::new(CANARY),
        expires_in: Duration::from_mins(5),
    };
    let signed_in = SignedIn {
        refresh_token: RefreshToken::new(CANARY),
        identity: identity(),
        bound: true,
    };
    let refreshed = Refreshed {
        refresh_token: Some(RefreshToken::new(CANARY)),
        identity: Some(identity()),
        access: Ok(access.clone()),
    };
    let answer = |name: &str| {
        let raw = format!("dev.mooring.desktop://callback?{name}={CANARY}&state={CANARY}");
        shown(&Callback::parse(&raw))
    };
    vec![
        shown(&access),
        shown(&ticket),
        shown(&signed_in),
        shown(&refreshed),
        answer("code"),
        answer("connect_code"),
        answer("nothing"),
    ]
}

fn keepers(key: &DpopKey) -> Vec<String> {
    let bytes = || VaultBytes::new(CANARY.as_bytes().to_vec());
    let start = Start {
        invitation: Some(CANARY.to_owned()),
        client_credential: Some(bytes()),
        ..Start::default()
    };
    let proving = |authentication| Credentials {
        authentication,
        dpop_key: Some(key.clone()),
    };
    let vault_key = VaultKey {
        profile: "acme".to_owned(),
        item: VaultItem::Session,
    };
    let secret = || ClientSecret::new(CANARY);
    vec![
        shown(&bytes()),
        shown(&Some((vault_key, bytes()))),
        shown(&start),
        shown(key),
        shown(&key.to_bytes()),
        shown(&proving(ClientAuthentication::ClientSecretPost(secret()))),
        shown(&proving(ClientAuthentication::ClientSecretBasic(secret()))),
        shown(&proving(ClientAuthentication::PrivateKeyJwt(
            PrivateKey::new(CANARY),
        ))),
    ]
}

#[test]
fn no_type_shows_what_it_holds() {
    let key = DpopKey::generate().unwrap();
    let mut canaries = Harvest::default();
    canaries.bytes("proof_key", &key.to_bytes());
    canaries.bytes("canary", CANARY.as_bytes());
    canaries.add("state", CANARY);
    let planted = format!("{:?}", CANARY.as_bytes());
    assert_eq!(canaries.found_in(&planted), ["canary"]);
    let texts = [each_secret(), requests(), answers(&key), keepers(&key)].concat();
    let places: Vec<(&str, &str)> = texts
        .iter()
        .map(|text| (text.lines().next().unwrap(), text.as_str()))
        .collect();
    let (tried, lost) = canaries.search(&places);
    proof::record("canaries", tried, lost);
}

/// Words in the names of fields that would hold a secret.
const SECRET_WORDS: [&str; 9] = [
    "code",
    "invitation",
    "link",
    "nonce",
    "secret",
    "state",
    "ticket",
    "token",
    "verifier",
];

/// Fields that have such a name and no secret: type and field.
const NO_SECRETS: [(&str, &str); 10] = [
    // A program's name.
    ("TenantView", "links_go_to"),
    ("ApiError", "code"),
    ("Metadata", "token_endpoint"),
    // Those of a server, which anybody can ask for.
    ("Nonces", "nonces"),
    ("Use", "nonce"),
    // Of the API.
    ("Use", "url"),
    // What the Management API says about how a client does it.
    ("Client", "token_endpoint_auth_method"),
    ("Client", "refresh_token"),
    ("ClientSettings", "token_endpoint_auth_method"),
    ("ClientSettings", "refresh_token"),
];

/// Types that anybody may print, with the fields that are plain text, bytes or addresses.
fn printable(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut types = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !(line.trim_start().starts_with("#[derive(") && line.contains("Debug")) {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let mut head = String::new();
        let mut fields = Vec::new();
        for line in lines.by_ref() {
            let bare = line.trim();
            if head.is_empty() {
                let word = bare.split(['<', '(', ' ', '{', ';']).collect::<Vec<_>>();
                let at = word
                    .iter()
                    .position(|word| ["struct", "enum"].contains(word));
                let Some(at) = at else { continue };
                word[at + 1].clone_into(&mut head);
                if let Some((_, inner)) = bare.split_once('(') {
                    fields.push((head.to_lowercase(), inner.to_owned()));
                }
                if bare.ends_with(';') {
                    break;
                }
                continue;
            }
            if bare.starts_with('}') && line.len() - line.trim_start().len() == indent {
                break;
            }
            if !bare.starts_with("//")
                && let Some((name, kind)) = bare.split_once(": ")
            {
                let name = name.rsplit(' ').next().unwrap();
                fields.push((name.to_owned(), kind.to_owned()));
            }
        }
        types.push((head, fields));
    }
    types
}

fn is_plain(kind: &str) -> bool {
    ["String", "str", "Url", "Vec<u8>", "[u8]"]
        .iter()
        .any(|plain| kind.contains(plain))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn what_can_be_printed_has_types_of_its_own_for_secrets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in [
        "crates/auth0/src",
        "crates/accounts/src",
        "crates/system/src",
        "src-tauri",
    ] {
        sources(&root.join(folder), &mut files);
    }
    let mut seen = 0;
    let mut plain = Vec::new();
    for file in files {
        for (owner, fields) in printable(&fs::read_to_string(&file).unwrap()) {
            seen += 1;
            for (field, kind) in fields {
                let words = SECRET_WORDS.iter().any(|word| field.contains(word));
                let named = words || field == "url";
                let known = NO_SECRETS.contains(&(owner.as_str(), field.as_str()));
                if named && is_plain(&kind) && !known {
                    plain.push(format!("{}: {owner}.{field}: {kind}", file.display()));
                }
            }
        }
    }
    assert!(seen > 60, "only {seen} types were seen");
    assert_eq!(plain, Vec::<String>::new());
}

#[test]
fn a_secret_in_plain_text_would_be_seen() {
    let text = "    #[derive(Debug, Clone)]\n    pub struct Held<'a> {\n        /// A ticket: so.\n        pub ticket: Option<&'a str>,\n        name: String,\n    }\n#[derive(Debug)]\nstruct Token(String);\n";
    let found = printable(text);
    let ticket = ("ticket".to_owned(), "Option<&'a str>,".to_owned());
    assert_eq!(found[0].0, "Held");
    assert_eq!(found[0].1[0], ticket);
    assert!(is_plain(&found[0].1[0].1));
    assert_eq!(found[1].1[0].0, "token");
}
