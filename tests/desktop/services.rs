//! What desktops have on the session bus, as small as can be: a notification service and a tray.

#![expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the specifications say what is passed"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};
use zbus::{Connection, Proxy, connection};

use crate::desktop::{Desktop, until};

const NOTIFICATIONS: &str = "/org/freedesktop/Notifications";

/// A notification that is shown, or was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) body: String,
}

#[derive(Debug, Default)]
struct Board {
    told: Vec<Told>,
    /// The id of what is on it now.
    shown: Option<u32>,
}

/// The desktop's notifications.
pub(crate) struct Notifications {
    connection: Connection,
    board: Arc<Mutex<Board>>,
}

struct NotificationService(Arc<Mutex<Board>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl NotificationService {
    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["actions", "body", "body-markup"]
    }

    #[expect(clippy::too_many_arguments, reason = "by the specification")]
    fn notify(
        &self,
        program: &str,
        replaces: u32,
        _icon: &str,
        title: &str,
        body: &str,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        assert_eq!(program, "Mooring");
        assert_eq!(actions[0], "default");
        let mut board = self.0.lock().unwrap();
        let next = board.told.iter().map(|told| told.id).max().unwrap_or(6) + 1;
        let id = if replaces == 0 { next } else { replaces };
        let plain = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "");
        let (title, body) = (plain(title), plain(body));
        board.told.push(Told { id, title, body });
        board.shown = Some(id);
        id
    }

    async fn close_notification(&self, id: u32, #[zbus(signal_emitter)] out: SignalEmitter<'_>) {
        self.0.lock().unwrap().shown.take_if(|shown| *shown == id);
        Self::notification_closed(&out, id, 3).await.unwrap();
    }

    #[zbus(signal)]
    async fn action_invoked(out: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(out: &SignalEmitter<'_>, id: u32, reason: u32)
    -> zbus::Result<()>;
}

impl Notifications {
    pub(crate) async fn start(desktop: &Desktop) -> Self {
        let board = Arc::<Mutex<Board>>::default();
        let service = NotificationService(board.clone());
        let connection = on_bus(desktop)
            .name("org.freedesktop.Notifications")
            .unwrap()
            .serve_at(NOTIFICATIONS, service)
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { connection, board }
    }

    /// All that was told so far.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.board.lock().unwrap().told.clone()
    }

    /// Whether one is in sight.
    pub(crate) fn is_shown(&self) -> bool {
        self.board.lock().unwrap().shown.is_some()
    }

    /// Clicks on the one in sight.
    pub(crate) async fn click(&self) {
        let id = self.board.lock().unwrap().shown.unwrap();
        let out = SignalEmitter::new(&self.connection, NOTIFICATIONS).unwrap();
        NotificationService::action_invoked(&out, id, "default")
            .await
            .unwrap();
    }
}

/// Somebody who has a name on the bus and never answers.
pub(crate) async fn silent(desktop: &Desktop, name: &'static str) -> Connection {
    // A connection that serves nothing leaves what is asked of it alone.
    on_bus(desktop).name(name).unwrap().build().await.unwrap()
}

/// The desktop's tray.
pub(crate) struct Tray {
    connection: Connection,
    entries: Arc<Mutex<Vec<String>>>,
}

struct Watcher(Arc<Mutex<Vec<String>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        assert!(header.sender().is_some());
        self.0.lock().unwrap().push(service);
    }
}

/// A choice of an entry's menu: its id and its words.
type Choice = (i32, String);
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Tray {
    pub(crate) async fn start(desktop: &Desktop) -> Self {
        let entries = Arc::<Mutex<Vec<String>>>::default();
        let connection = on_bus(desktop)
            .name("org.kde.StatusNotifierWatcher")
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher(entries.clone()))
            .unwrap()
            .build()
            .await
            .unwrap();
        Self {
            connection,
            entries,
        }
    }

    /// The entry, once there is one.
    pub(crate) fn see_entry(&self) -> String {
        let mut found = None;
        until("an entry in the tray", || {
            found = self.entries.lock().unwrap().last().cloned();
            found.is_some()
        });
        found.unwrap()
    }

    /// Waits until there is another entry than that of a program that ended.
    pub(crate) fn see_entry_after(&self, before: &str) -> String {
        until("another entry in the tray", || self.see_entry() != before);
        self.see_entry()
    }

    /// Whether any entry ever came.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.lock().unwrap().is_empty()
    }

    /// Waits until the entry is gone.
    pub(crate) async fn see_gone(&self, entry: &str) {
        let bus = zbus::fdo::DBusProxy::new(&self.connection).await.unwrap();
        let gone = async {
            while bus.name_has_owner(entry.try_into().unwrap()).await.unwrap() {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        let gone = tokio::time::timeout(crate::desktop::PATIENCE, gone).await;
        assert!(gone.is_ok(), "{entry} is still there");
        self.entries.lock().unwrap().clear();
    }

    /// What a tray draws: the title, and the size of the picture with its bytes.
    pub(crate) async fn look(&self, entry: &str) -> (String, Vec<(i32, i32, usize)>) {
        let item = self.item(entry).await;
        let title = item.get_property("Title").await.unwrap();
        let pictures: Vec<(i32, i32, Vec<u8>)> = item.get_property("IconPixmap").await.unwrap();
        let sizes = pictures
            .into_iter()
            .map(|(w, h, bytes)| (w, h, bytes.len()));
        (title, sizes.collect())
    }

    /// The choices of its menu.
    pub(crate) async fn choices(&self, entry: &str) -> Vec<Choice> {
        let menu = self.menu(entry).await;
        let asked = (0_i32, -1_i32, Vec::<String>::new());
        let (_, (_, _, below)): (u32, Node) = menu.call("GetLayout", &asked).await.unwrap();
        below
            .into_iter()
            .map(|node| {
                let (id, mut facts, _): Node = node.try_into().unwrap();
                let words = String::try_from(facts.remove("label").unwrap()).unwrap();
                (id, words.replace(['\u{2068}', '\u{2069}'], ""))
            })
            .collect()
    }

    /// Chooses by the place in the menu.
    pub(crate) async fn choose(&self, entry: &str, place: usize) {
        let (id, _) = self.choices(entry).await.remove(place);
        let menu = self.menu(entry).await;
        let data = zbus::zvariant::Value::from(0);
        let event = (id, "clicked", data, 0_u32);
        menu.call_noreply("Event", &event).await.unwrap();
    }

    /// Clicks on the entry itself.
    pub(crate) async fn click(&self, entry: &str) {
        let item = self.item(entry).await;
        item.call_noreply("Activate", &(0_i32, 0_i32))
            .await
            .unwrap();
    }

    /// The tray ends, as when a panel crashes.
    pub(crate) async fn end(self) {
        self.connection.close().await.unwrap();
    }

    async fn item(&self, entry: &str) -> Proxy<'_> {
        self.proxy(entry, "/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .await
    }

    async fn menu(&self, entry: &str) -> Proxy<'_> {
        let item = self.item(entry).await;
        let path: OwnedObjectPath = item.get_property("Menu").await.unwrap();
        self.proxy(entry, path.as_str(), "com.canonical.dbusmenu")
            .await
    }

    async fn proxy(&self, entry: &str, path: &str, interface: &str) -> Proxy<'_> {
        let (entry, path) = (entry.to_owned(), path.to_owned());
        Proxy::new(&self.connection, entry, path, interface.to_owned())
            .await
            .unwrap()
    }
}

fn on_bus(desktop: &Desktop) -> connection::Builder<'_> {
    connection::Builder::address(desktop.bus.as_str()).unwrap()
}
