//! What a tenant has of what is wished for.

use auth0::management::{Client, ClientGrant, Management, ResourceServer};
use auth0::{AccessToken, Http};

use crate::failure::Failure;
use crate::wish::Wish;

/// What there is.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The application.
    pub application: Application,
    /// The My Account API, if it is activated.
    pub api: Option<ResourceServer>,
    /// What the application may do there.
    pub grants: Vec<ClientGrant>,
    /// The connections that are wished for and there.
    pub connections: Vec<ConnectionState>,
    /// The names of those that are wished for and not there.
    pub absent: Vec<String>,
}

/// Whether there is the application.
#[derive(Debug, Clone, PartialEq)]
pub enum Application {
    /// None of this name.
    Absent,
    /// None of this id.
    Unknown(String),
    /// Several of this name: their ids.
    Several(Vec<String>),
    /// This one.
    Present(Box<Client>),
}

/// A connection and what it is turned on for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionState {
    /// Its id; empty where it is not known.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The kind of provider.
    pub strategy: String,
    /// Whether accounts of it can be connected.
    pub active: bool,
    /// Whether the application can use it.
    pub enabled: bool,
}

impl State {
    /// A tenant of which nothing is known: nothing is set up, but the connections are there. Where
    /// none is named, a word in capitals stands for any.
    #[must_use]
    pub fn unknown(wish: &Wish) -> Self {
        let connection = |name: &String| ConnectionState {
            id: String::new(),
            name: name.clone(),
            strategy: name.clone(),
            active: false,
            enabled: false,
        };
        let any = ["CONNECTION".to_owned()];
        let named = if wish.connections.is_empty() {
            &any[..]
        } else {
            &wish.connections
        };
        Self {
            application: Application::Absent,
            api: None,
            grants: Vec::new(),
            connections: named.iter().map(connection).collect(),
            absent: Vec::new(),
        }
    }

    /// Reads a tenant. Nothing is changed, and no secret is asked for.
    ///
    /// # Errors
    /// [`Failure`] by cause.
    pub async fn read(http: &Http, token: &AccessToken, wish: &Wish) -> Result<Self, Failure> {
        let api = Management::new(http, &wish.tenant, token);
        let application = application(&api, wish).await?;
        let audience = wish.audience();
        let mut state = Self {
            api: api.resource_server(&audience).await?,
            ..Self::unknown(wish)
        };
        let client_id = match &application {
            Application::Present(client) => Some(client.client_id.as_str()),
            Application::Absent | Application::Unknown(_) | Application::Several(_) => None,
        };
        if let Some(id) = client_id {
            state.grants = api.client_grants(id, &audience).await?;
        }
        (state.connections, state.absent) = connections(&api, wish, client_id).await?;
        state.application = application;
        Ok(state)
    }
}

async fn application(api: &Management<'_>, wish: &Wish) -> Result<Application, Failure> {
    if let Some(id) = &wish.client_id {
        let client = api.client(id).await?;
        return Ok(client.map_or_else(
            || Application::Unknown(id.clone()),
            |client| Application::Present(Box::new(client)),
        ));
    }
    let mut named = api.clients().await?;
    named.retain(|client| client.name == wish.name);
    if named.len() > 1 && named.iter().any(is_native) {
        named.retain(is_native);
    }
    if named.len() > 1 {
        let ids = named.into_iter().map(|client| client.client_id);
        return Ok(Application::Several(ids.collect()));
    }
    let only = named.pop();
    Ok(only.map_or(Application::Absent, |client| {
        Application::Present(Box::new(client))
    }))
}

fn is_native(client: &Client) -> bool {
    client.app_type.as_deref() == Some("native")
}

async fn connections(
    api: &Management<'_>,
    wish: &Wish,
    client_id: Option<&str>,
) -> Result<(Vec<ConnectionState>, Vec<String>), Failure> {
    let mut all = api.connections().await?;
    let absent = wish.connections.iter();
    let absent = absent.filter(|name| !all.iter().any(|one| one.name == **name));
    let absent = absent.cloned().collect();
    all.retain(|one| {
        wish.connections.contains(&one.name)
            || (wish.connections.is_empty() && wish.strategies.contains(&one.strategy))
    });
    all.sort_by(|one, other| one.name.cmp(&other.name));
    let mut states = Vec::new();
    for one in all {
        let purpose = api.purpose(&one.id).await?;
        let active = purpose.get("active").and_then(serde_json::Value::as_bool);
        let enabled = match client_id {
            Some(client) => api.is_enabled_for(&one.id, client).await?,
            None => false,
        };
        states.push(ConnectionState {
            id: one.id,
            name: one.name,
            strategy: one.strategy,
            active: active == Some(true),
            enabled,
        });
    }
    Ok((states, absent))
}
