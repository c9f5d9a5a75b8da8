//! The window as a person sees it come: painted from its first picture on.

use std::process::Stdio;
use std::time::Duration;

use zbus::connection;
use zbus::zvariant::{OwnedValue, Value};

use crate::desktop::{Desktop, PROGRAM, Running, until};
use crate::screen::{Picture, Recording};

/// A ground is lighter, or darker, than this.
const LIGHT_GROUND: u32 = 3 * 215;
const DARK_GROUND: u32 = 3 * 60;
/// So much of a window is ground.
const GROUND_SHARE: f64 = 0.7;
/// So many pixels are words. A single one may have fewer.
const WORDS: usize = 300;
/// A picture that is drawn over the page is gone before this, and what is behind it is seen.
const AFTERWARDS: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colours {
    Light,
    Dark,
}

#[test]
fn a_window_that_is_composited_comes_painted() {
    see_come_painted(&Desktop::start(), "1st-composited", Colours::Light);
}

#[test]
fn a_window_that_is_not_composited_comes_painted() {
    see_come_painted(&without_compositing(), "1st-plain", Colours::Light);
}

#[test]
fn a_dark_window_comes_painted() {
    for (desktop, name) in [
        (Desktop::start(), "1st-dark-composited"),
        (without_compositing(), "1st-dark-plain"),
    ] {
        desktop.prefer_dark();
        see_come_painted(&desktop, name, Colours::Dark);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_on_a_desktop_whose_portal_says_dark_comes_painted() {
    for (desktop, name) in [
        (Desktop::start(), "1st-portal-composited"),
        (without_compositing(), "1st-portal-plain"),
    ] {
        let _portal = connection::Builder::address(desktop.bus.as_str())
            .unwrap()
            .name("org.freedesktop.portal.Desktop")
            .unwrap()
            .serve_at("/org/freedesktop/portal/desktop", DarkPortal)
            .unwrap()
            .build()
            .await
            .unwrap();
        see_come_painted(&desktop, name, Colours::Dark);
    }
}

/// A portal that knows its desktop's colours only.
struct DarkPortal;

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
#[expect(clippy::unused_self, reason = "the specification says what is passed")]
impl DarkPortal {
    fn read(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        if (namespace, key) != ("org.freedesktop.appearance", "color-scheme") {
            return Err(zbus::fdo::Error::Failed("not known".to_owned()));
        }
        // In a variant of its own, as the older of the two methods has it.
        let dark = Value::Value(Box::new(Value::U32(1)));
        Ok(OwnedValue::try_from(dark).unwrap())
    }
}

fn without_compositing() -> Desktop {
    let mut desktop = Desktop::start();
    desktop.compositing = Some(false);
    desktop
}

/// Starts the program and looks at every picture of its window.
fn see_come_painted(desktop: &Desktop, name: &str, colours: Colours) {
    let recording = Recording::start(desktop);
    let _program = Running::start(desktop.command(PROGRAM).stdout(Stdio::null()));
    until("the page is painted", || {
        desktop.log().contains("is painted")
    });
    std::thread::sleep(AFTERWARDS);
    let pictures = recording.stop(desktop.window_part());
    let (before, shown) = pictures.split_first().unwrap();
    assert!(before.shades().all(|shade| shade == 0), "an empty screen");
    // The X server copies a picture line by line, and may be seen at it.
    let is_whole = |picture: &&Picture| picture.shades().all(|shade| shade > 0);
    let shown: Vec<_> = shown.iter().filter(is_whole).collect();
    assert!(!shown.is_empty(), "the window came");
    for (number, picture) in shown.iter().enumerate() {
        let painted = is_painted(picture, colours);
        if !painted {
            picture.keep(&format!("{name}-{number}"));
        }
        let all = shown.len();
        assert!(
            painted,
            "picture {number} of {all} is not: {name}-{number}.png"
        );
    }
}

/// Whether words are there, on a ground of the theme.
fn is_painted(picture: &Picture, colours: Colours) -> bool {
    let (mut ground, mut words) = (0_usize, 0_usize);
    for shade in picture.shades() {
        let (light, dark) = (shade > LIGHT_GROUND, shade < DARK_GROUND);
        match colours {
            Colours::Light => {
                ground += usize::from(light);
                words += usize::from(dark);
            }
            Colours::Dark => {
                ground += usize::from(dark);
                words += usize::from(light);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a screen has few pixels")]
    let share = ground as f64 / picture.shades().len() as f64;
    share >= GROUND_SHARE && words >= WORDS
}
