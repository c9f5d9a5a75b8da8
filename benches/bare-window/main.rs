//! The smallest Tauri program: one window of the real one's size and ground, with a page that stands
//! still. It has no plugin, asks nothing, and shows its window as soon as it is made. What Tauri
//! and the web view cost by themselves is measured by it.

#![cfg_attr(windows, windows_subsystem = "windows")]

use tauri::utils::config::Color;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// The light ground of the real window.
const GROUND: Color = Color(0xf4, 0xf5, 0xf6, 0xff);

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Bare window")
                .inner_size(980.0, 680.0)
                .background_color(GROUND)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
