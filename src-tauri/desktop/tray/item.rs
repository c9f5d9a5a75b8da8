//! The entry itself (`StatusNotifierItem` specification): what the tray reads of it.

#![expect(
    clippy::used_underscore_binding,
    reason = "the specification passes more than is needed"
)]

use tauri::AppHandle;
use zbus::Connection;
use zbus::zvariant::ObjectPath;

use super::Choice;
use super::menu::{self, Menu};

const PATH: &str = "/StatusNotifierItem";

/// Width, height, and the pixels as ARGB in the order of the network.
type Picture = (i32, i32, Vec<u8>);

struct Item {
    app: AppHandle,
    pictures: Vec<Picture>,
}

/// Puts the entry on a connection of its own, which takes it away when it is dropped; gives the name
/// by which the tray finds it. It is the connection's own: any other one a sandbox refuses, and trays
/// know many entries by such a name already, those of libappindicator.
pub(super) async fn serve(app: &AppHandle) -> zbus::Result<(Connection, String)> {
    let item = Item {
        app: app.clone(),
        pictures: pictures(app),
    };
    let connection = zbus::connection::Builder::session()?
        .serve_at(PATH, item)?
        .serve_at(menu::PATH, Menu::of(app.clone()))?
        .build()
        .await?;
    let name = connection.unique_name().map(ToString::to_string);
    let name = name.ok_or_else(|| zbus::Error::Failure("the bus gave no name".to_owned()))?;
    Ok((connection, name))
}

fn pictures(app: &AppHandle) -> Vec<Picture> {
    let picture = app.default_window_icon().and_then(|icon| {
        let size = |side: u32| i32::try_from(side).ok();
        let (pixels, _) = icon.rgba().as_chunks::<4>();
        let argb = pixels.iter().flat_map(|&[r, g, b, a]| [a, r, g, b]);
        Some((size(icon.width())?, size(icon.height())?, argb.collect()))
    });
    picture.into_iter().collect()
}

#[expect(clippy::unused_self, reason = "the bus asks an object")]
#[zbus::interface(name = "org.kde.StatusNotifierItem")]
impl Item {
    fn activate(&self, _x: i32, _y: i32) {
        Choice::Open.act(&self.app);
    }

    fn secondary_activate(&self, _x: i32, _y: i32) {
        Choice::Open.act(&self.app);
    }

    /// Trays that show the menu themselves do not ask for it.
    fn context_menu(&self, _x: i32, _y: i32) {}

    fn scroll(&self, _delta: i32, _orientation: &str) {}

    #[zbus(property)]
    fn category(&self) -> &'static str {
        "ApplicationStatus"
    }

    #[zbus(property)]
    fn id(&self) -> &'static str {
        env!("CARGO_PKG_NAME")
    }

    #[zbus(property)]
    fn title(&self) -> &'static str {
        "Mooring"
    }

    #[zbus(property)]
    fn status(&self) -> &'static str {
        "Active"
    }

    #[zbus(property)]
    fn window_id(&self) -> i32 {
        0
    }

    /// No name: the picture comes with the entry.
    #[zbus(property)]
    fn icon_name(&self) -> &'static str {
        ""
    }

    #[zbus(property)]
    fn icon_pixmap(&self) -> Vec<Picture> {
        self.pictures.clone()
    }

    #[zbus(property)]
    fn tool_tip(&self) -> (String, Vec<Picture>, String, String) {
        (
            String::new(),
            Vec::new(),
            "Mooring".to_owned(),
            String::new(),
        )
    }

    #[zbus(property)]
    fn item_is_menu(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn menu(&self) -> ObjectPath<'static> {
        ObjectPath::from_static_str_unchecked(menu::PATH)
    }
}
