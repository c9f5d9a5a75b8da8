//! What a screen reader reads of the real window, through the accessibility bus.

use zbus::zvariant::OwnedObjectPath;
use zbus::{Connection, Proxy, connection};

use crate::desktop::{Desktop, PATIENCE};
use crate::setting::Setting;

const REGISTRY: &str = "org.a11y.atspi.Registry";
const ROOT: &str = "/org/a11y/atspi/accessible/root";
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";

/// Roles by their numbers (`AtspiRole`); the web view gives them no names.
const LIST: u32 = 31;
const LIST_ITEM: u32 = 32;
const BUTTON: u32 = 43;
const APPLICATION: u32 = 75;
const HEADING: u32 = 83;
const LANDMARK: u32 = 110;

/// One thing on the screen, as a screen reader knows it.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    role: u32,
    pub(crate) name: String,
    /// Name and value of its attributes.
    attributes: Vec<(String, String)>,
    depth: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_has_names_and_roles() {
    let mut desktop = Desktop::start();
    desktop.start_accessibility();
    let setting = Setting::on(desktop, emulator::Config::default()).await;
    let window = setting.open_signed_in("dana").await;
    window.click("row-provider-dropbox").await;
    window.see("connect").await;
    let bus = accessibility_bus(&setting.desktop).await;
    let things = read_until(&bus, "Connect").await;
    let find = |role: u32, name: &str| {
        let mut named = things.iter();
        named.any(|it| it.role == role && it.name.contains(name))
    };
    for (role, name) in [
        (LANDMARK, "Accounts and providers"),
        (LIST, "Connected"),
        (LIST_ITEM, ""),
        (BUTTON, "Dropbox"),
        (HEADING, "Dropbox"),
        (BUTTON, "Connect"),
    ] {
        assert!(find(role, name), "no {role} {name}:\n{}", listed(&things));
    }
    let live = things.iter().any(|it| {
        let mut attributes = it.attributes.iter();
        attributes.any(|(name, value)| name == "live" && value == "polite")
    });
    assert!(live, "no live region:\n{}", listed(&things));
}

/// Reads until something has this name: the web view speaks only once it was asked.
pub(crate) async fn read_until(bus: &Connection, name: &str) -> Vec<Thing> {
    let mut things = Vec::new();
    let reading = async {
        while !things.iter().any(|it: &Thing| it.name == name) {
            things = read(bus).await;
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
    };
    let found = tokio::time::timeout(PATIENCE, reading).await;
    assert!(
        found.is_ok(),
        "nothing is named {name}:\n{}",
        listed(&things)
    );
    things
}

fn listed(things: &[Thing]) -> String {
    let lines = things.iter().map(|it| {
        let indent = " ".repeat(it.depth);
        format!("{indent}{}: {} {:?}", it.role, it.name, it.attributes)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The bus of the accessibility, of which the session's bus tells.
pub(crate) async fn accessibility_bus(desktop: &Desktop) -> Connection {
    let session = connection::Builder::address(desktop.bus.as_str())
        .unwrap()
        .build()
        .await
        .unwrap();
    let bus = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
        .await
        .unwrap();
    let address: String = bus.call("GetAddress", &()).await.unwrap();
    connection::Builder::address(address.as_str())
        .unwrap()
        .build()
        .await
        .unwrap()
}

/// All that is below the root of all programs, in order.
async fn read(bus: &Connection) -> Vec<Thing> {
    let mut found = Vec::new();
    let mut open = vec![(REGISTRY.to_owned(), ROOT.to_owned(), 0)];
    while let Some((owner, path, depth)) = open.pop() {
        let proxy = Proxy::new(bus, owner, path, ACCESSIBLE).await.unwrap();
        let Ok(role) = proxy.call::<_, _, u32>("GetRole", &()).await else {
            continue;
        };
        let name: String = proxy.get_property("Name").await.unwrap_or_default();
        let attributes: std::collections::HashMap<String, String> =
            proxy.call("GetAttributes", &()).await.unwrap_or_default();
        let attributes = attributes.into_iter().collect();
        if role == APPLICATION && name != env!("CARGO_PKG_NAME") {
            continue;
        }
        found.push(Thing {
            role,
            name,
            attributes,
            depth,
        });
        let mut below: Vec<(String, OwnedObjectPath)> =
            proxy.call("GetChildren", &()).await.unwrap_or_default();
        if below.is_empty() {
            // The web view's tree is another process's: only asking for it by its place leads there.
            let child = proxy.call_method("GetChildAtIndex", &0_i32).await;
            below.extend(child.ok().and_then(|child| child.body().deserialize().ok()));
        }
        let below = below.into_iter().rev();
        open.extend(below.map(|(owner, path)| (owner, path.to_string(), depth + 1)));
    }
    found
}
