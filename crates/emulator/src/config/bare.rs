//! A tenant where nothing is set up yet.

use super::{Authentication, Client, Config, ManagementToken, Registration};
use crate::demo;
use crate::management::SCOPES;

const FIRST_CLIENT: &str = "default-app";

impl Config {
    /// The token of the Management API that a [bare](Config::bare) tenant has, with every scope.
    pub const BARE_TOKEN: &str = "management-token-of-a-bare-tenant";

    /// A tenant as it is on its first day: people, connections, and the application that every
    /// tenant has; no My Account API, no grant, no policy, and no connection for connected
    /// accounts. An administrator can set it up with [`Config::BARE_TOKEN`].
    #[must_use]
    pub fn bare() -> Self {
        let mut connections = demo::connections();
        for connection in &mut connections {
            connection.enabled = false;
            connection.clients = Some(vec![FIRST_CLIENT.to_owned()]);
        }
        let mut people = demo::people();
        for person in &mut people {
            person.accounts.clear();
        }
        Self {
            client: Client {
                id: FIRST_CLIENT.to_owned(),
                name: "Default App".to_owned(),
                registration: Registration {
                    app_type: "regular_web".to_owned(),
                    refresh_tokens_expire: false,
                    ..Registration::default()
                },
                authentication: Authentication::ClientSecretPost {
                    secret: "secret-of-the-default-app".to_owned(),
                },
                callbacks: Vec::new(),
                logout_urls: Vec::new(),
                rotation: false,
                policies: Vec::new(),
                grants: Vec::new(),
                ..Client::default()
            },
            apis: Vec::new(),
            connections,
            people,
            organizations: Vec::new(),
            management_tokens: vec![ManagementToken {
                token: Self::BARE_TOKEN.to_owned(),
                scopes: SCOPES.iter().map(|&scope| scope.to_owned()).collect(),
            }],
            ..Self::default()
        }
    }
}
