//! What a start with a session cannot do without, measured alone: the keychain, one refresh, and the
//! first pages of both lists at once. It runs in a process of its own, since the keychain is found by
//! the environment.

use std::sync::Arc;
use std::time::Duration;

use accounts::ports::{Vault, VaultItem, VaultKey};
use accounts::settings::{Profile, ProfileOptions};
use auth0::{Credentials, DpopKey, Http, RefreshToken, Tenant, TenantAddress};
use serde::{Deserialize, Serialize};
use system::Keychain;
use system::folders::Folders;

use super::desktop::Desktop;
use super::measure::{Outcome, now};

/// The parts of the floor.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Floor {
    pub(crate) keychain: Duration,
    pub(crate) refresh: Duration,
    pub(crate) pages: Duration,
}

/// What of the kept session is needed.
#[derive(Deserialize)]
struct Kept {
    refresh_token: RefreshToken,
    bound: bool,
}

/// Measures it in a desktop where somebody is signed in.
pub(crate) fn of(desktop: &Desktop, profile: &str) -> Outcome<Floor> {
    let mut command = desktop.command(std::env::current_exe()?);
    let output = command.args(["--floor", profile]).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("the floor was not measured: {said}").into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Measures it in this process.
pub(crate) async fn measure(profile: &str) -> Outcome<Floor> {
    let (client_id, domain) = profile.split_once('@').ok_or("no profile")?;
    let address = TenantAddress::parse(domain)?;
    let profile = Profile {
        name: String::new(),
        address: address.clone(),
        client_id: client_id.to_owned(),
        options: ProfileOptions::default(),
        demo: false,
    };
    let http = Http::new(Arc::new(system::clock::now))?;
    let folder = Folders::open()?.config;

    let begun = now();
    let keychain = Keychain::start(&folder)?;
    let item = |item| VaultKey {
        profile: profile.key(),
        item,
    };
    let kept = keychain.read(item(VaultItem::Session)).await?;
    let kept: Kept = serde_json::from_slice(&kept.ok_or("nobody is signed in")?)?;
    let mut credentials = Credentials::default();
    if kept.bound {
        let key = keychain.read(item(VaultItem::ProofKey)).await?;
        credentials.dpop_key = Some(DpopKey::from_bytes(&key.ok_or("no key")?)?);
    }
    let keychain = begun.elapsed();

    let tenant = Tenant::discover(&http, &address, client_id).await?;
    let begun = now();
    let refreshed = tenant.refresh(&kept.refresh_token, &credentials).await?;
    let access = refreshed.access?;
    let refresh = begun.elapsed();

    let begun = now();
    let api = tenant.my_account(&access);
    tokio::try_join!(api.accounts(None), api.connections(None))?;
    let pages = begun.elapsed();
    Ok(Floor {
        keychain,
        refresh,
        pages,
    })
}
