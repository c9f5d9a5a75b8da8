//! The demo tenant: eight providers and three people.

use crate::config::{Access, Api, BASE, Connection, Organization, Person, Seed, UserAccess};

const HOUR: u32 = 3_600;
const DAY: u32 = 24 * HOUR;

/// The scopes of the My Account API that this emulator serves (contract 1.1).
pub(crate) const MY_ACCOUNT_SCOPES: [&str; 3] = [
    "create:me:connected_accounts",
    "read:me:connected_accounts",
    "delete:me:connected_accounts",
];

/// The other scopes of the My Account API; this emulator serves none of what they open.
const OTHER_SCOPES: [&str; 5] = [
    "create:me:authentication_methods",
    "read:me:authentication_methods",
    "update:me:authentication_methods",
    "delete:me:authentication_methods",
    "read:me:factors",
];

/// The callbacks a client of the demo tenant may use.
pub(crate) fn callbacks() -> Vec<String> {
    owned(&[
        "dev.mooring.desktop://callback",
        "http://127.0.0.1:18791/callback",
        "http://127.0.0.1:18792/callback",
        "http://127.0.0.1:18793/callback",
    ])
}

/// The My Account API as a tenant has it once it is activated (contract 1: tokens of 600 s).
pub(crate) fn my_account_api() -> Api {
    Api {
        identifier: format!("{BASE}/me/"),
        scopes: owned(&[&MY_ACCOUNT_SCOPES[..], &OTHER_SCOPES].concat()),
        token_seconds: 600,
        allow_offline_access: true,
        name: Some("Auth0 My Account API".to_owned()),
        skip_consent: true,
        user_access: UserAccess::RequireClientGrant,
    }
}

/// All of the My Account API, for a policy or a grant.
pub(crate) fn my_account_access() -> Access {
    Access {
        audience: format!("{BASE}/me/"),
        scopes: owned(&MY_ACCOUNT_SCOPES),
    }
}

/// Eight providers, with scopes as their makers name them.
pub(crate) fn connections() -> Vec<Connection> {
    vec![
        connection(
            "google-oauth2",
            "google-oauth2",
            "Google",
            &GOOGLE,
            &["openid", "profile", "email"],
        ),
        connection("github", "github", "GitHub", &GITHUB, &["read:user"]),
        connection("slack", "slack", "Slack", &SLACK, &["openid"]),
        connection(
            "windowslive",
            "windowslive",
            "Microsoft",
            &MICROSOFT,
            &["openid", "offline_access", "User.Read"],
        ),
        connection(
            "salesforce",
            "salesforce",
            "Salesforce",
            &SALESFORCE,
            &["openid", "refresh_token"],
        ),
        connection(
            "dropbox",
            "dropbox",
            "Dropbox",
            &DROPBOX,
            &["account_info.read"],
        ),
        connection("notion", "oauth2", "Notion", &NOTION, &[]),
        connection(
            "custom",
            "oauth2",
            "Custom service",
            &["openid", "profile", "offline_access"],
            &[],
        ),
    ]
}

/// Three people: a few accounts, none, and more than one page of them.
pub(crate) fn people() -> Vec<Person> {
    vec![
        person(
            "dana",
            "Dana Okafor",
            vec![
                seed("github", 40 * DAY, None),
                seed("slack", 25 * DAY, Some(5 * DAY)),
            ],
        ),
        person("kenji", "Kenji Mori", Vec::new()),
        person("layla", "Layla Haddad", many_accounts()),
    ]
}

/// A company of two of the three; only who asks for it sees anything of it.
pub(crate) fn organization() -> Organization {
    Organization {
        id: "org_Northwind1".to_owned(),
        name: "northwind".to_owned(),
        display_name: "Northwind".to_owned(),
        members: owned(&["dana", "kenji"]),
    }
}

/// What a scope allows, for the consent page; `None` for scopes the demo does not know.
pub(crate) fn sentence(scope: &str) -> Option<&'static str> {
    SENTENCES
        .iter()
        .find(|(name, _)| *name == scope)
        .map(|(_, words)| *words)
}

const GOOGLE: [&str; 8] = [
    "openid",
    "profile",
    "email",
    "https://www.googleapis.com/auth/calendar.readonly",
    "https://www.googleapis.com/auth/calendar.events",
    "https://www.googleapis.com/auth/gmail.readonly",
    "https://www.googleapis.com/auth/gmail.send",
    "https://www.googleapis.com/auth/drive.file",
];
const GITHUB: [&str; 5] = [
    "read:user",
    "user:email",
    "repo",
    "read:org",
    "notifications",
];
const SLACK: [&str; 6] = [
    "openid",
    "channels:read",
    "channels:history",
    "chat:write",
    "users:read",
    "files:read",
];
const MICROSOFT: [&str; 7] = [
    "openid",
    "profile",
    "offline_access",
    "User.Read",
    "Mail.Read",
    "Calendars.ReadWrite",
    "Files.Read",
];
const SALESFORCE: [&str; 5] = ["openid", "id", "api", "refresh_token", "chatter_api"];
const DROPBOX: [&str; 4] = [
    "account_info.read",
    "files.metadata.read",
    "files.content.read",
    "files.content.write",
];
const NOTION: [&str; 4] = [
    "read_content",
    "update_content",
    "insert_content",
    "read_comments",
];

const SENTENCES: [(&str, &str); 40] = [
    ("openid", "Know which account you chose"),
    ("profile", "See your name and picture"),
    ("email", "See your e-mail address"),
    ("offline_access", "Keep this access while you are away"),
    ("refresh_token", "Keep this access while you are away"),
    (
        "https://www.googleapis.com/auth/calendar.readonly",
        "See your calendars",
    ),
    (
        "https://www.googleapis.com/auth/calendar.events",
        "See, change and delete calendar events",
    ),
    (
        "https://www.googleapis.com/auth/gmail.readonly",
        "Read your mail",
    ),
    (
        "https://www.googleapis.com/auth/gmail.send",
        "Send mail in your name",
    ),
    (
        "https://www.googleapis.com/auth/drive.file",
        "See and change the Drive files you open with it",
    ),
    ("read:user", "See your profile"),
    ("user:email", "See your e-mail addresses"),
    (
        "repo",
        "Read and change your public and private repositories",
    ),
    ("read:org", "See your organizations and teams"),
    (
        "notifications",
        "See your notifications and mark them as read",
    ),
    ("channels:read", "See the public channels"),
    ("channels:history", "Read messages in public channels"),
    ("chat:write", "Send messages in your name"),
    ("users:read", "See the people in your workspace"),
    ("files:read", "See shared files"),
    ("User.Read", "See your profile"),
    ("Mail.Read", "Read your mail"),
    ("Mail.Send", "Send mail in your name"),
    ("Calendars.Read", "See your calendars"),
    (
        "Calendars.ReadWrite",
        "See, change and delete calendar events",
    ),
    ("Files.Read", "See your files"),
    ("id", "See your profile"),
    ("api", "Read and change your Salesforce data"),
    ("chatter_api", "Read and write in Chatter"),
    ("account_info.read", "See your account details"),
    (
        "files.metadata.read",
        "See the names and dates of your files",
    ),
    ("files.content.read", "Read your files"),
    ("files.content.write", "Change and delete your files"),
    ("read_content", "Read the pages you choose"),
    ("update_content", "Change the pages you choose"),
    ("insert_content", "Add content to the pages you choose"),
    ("read_comments", "Read comments"),
    ("insert_comments", "Write comments"),
    (
        "https://www.googleapis.com/auth/drive.readonly",
        "See all your Drive files",
    ),
    (
        "https://www.googleapis.com/auth/calendar",
        "See, change and delete all your calendars",
    ),
];

fn connection(
    name: &str,
    strategy: &str,
    display_name: &str,
    scopes: &[&str],
    required_scopes: &[&str],
) -> Connection {
    Connection {
        name: name.to_owned(),
        strategy: strategy.to_owned(),
        display_name: display_name.to_owned(),
        scopes: owned(scopes),
        required_scopes: owned(required_scopes),
        enabled: true,
        clients: None,
        account_seconds: None,
        issues_refresh_token: true,
        scope_separator: if strategy == "github" { "," } else { " " }.to_owned(),
    }
}

fn person(id: &str, name: &str, accounts: Vec<Seed>) -> Person {
    Person {
        id: id.to_owned(),
        name: name.to_owned(),
        email: format!("{id}@acme.example"),
        picture: None,
        accounts,
        blocked: false,
    }
}

fn seed(connection: &str, age_seconds: u32, expires_in_seconds: Option<u32>) -> Seed {
    Seed {
        connection: connection.to_owned(),
        scopes: None,
        age_seconds,
        expires_in_seconds,
        org_id: None,
    }
}

/// 23 accounts, so that a list needs three pages of ten or two of twenty.
fn many_accounts() -> Vec<Seed> {
    let mix = [
        "google-oauth2",
        "github",
        "slack",
        "windowslive",
        "google-oauth2",
        "dropbox",
        "notion",
        "salesforce",
    ];
    mix.iter()
        .cycle()
        .zip((1..=23_u32).rev())
        .map(|(connection, place)| seed(connection, place * 9 * DAY + place * HOUR, None))
        .collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}
