//! The first frames of the page on the screen.
//!
//! A window is shown when its page has its first picture, but the frames that it is shown with may still
//! be empty. So on Linux each of them is looked at: while nothing is on it, a picture that `WebKit` took
//! of the page is drawn over it. The first frame with something on it says that the page is painted,
//! whatever the page believes of itself.

pub(super) use platform::{SEES_FRAMES, come};

#[cfg(target_os = "linux")]
mod platform {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::time::Duration;

    use gtk::cairo::{Context, Error, Format, ImageSurface, Surface};
    use gtk::glib::{self, SignalHandlerId, ToValue};
    use gtk::prelude::ObjectExt;
    use tauri::{AppHandle, Manager, WebviewWindow};
    use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebView, WebViewExt};

    use crate::window::rendering::Drawing;
    use crate::window::{Standing, note_painted};

    /// Whether it is seen here that the page is painted. Elsewhere the page is believed.
    pub(in crate::window) const SEES_FRAMES: bool = true;
    /// A window comes without the picture of its page where none was made in this time.
    const PICTURE_LIMIT: Duration = Duration::from_secs(1);
    /// A change of the page that nobody sees.
    const CHANGE: &str = "document.body.style.outline = '1px solid transparent'";

    /// What is drawn over frames that are empty, once it is there.
    type Cover = Rc<RefCell<Option<Surface>>>;

    /// Makes the window ready to come, then goes on.
    pub(in crate::window) fn come(
        window: &WebviewWindow,
        then: fn(&AppHandle),
    ) -> tauri::Result<()> {
        let app = window.app_handle().clone();
        let drawing = app.state::<Standing>().drawing;
        window.with_webview(move |view| {
            let view = view.inner();
            let cover = Cover::default();
            look_at_frames(&view, &app, cover.clone());
            take_picture(&view, cover, move || then(&app));
            match drawing {
                Drawing::Composited => {}
                // Only with a change is there a picture.
                Drawing::Plain | Drawing::Safe => change(&view),
            }
        })
    }

    /// Changes something of the page that nobody sees.
    fn change(view: &WebView) {
        let changed = |done: Result<_, glib::Error>| {
            if let Err(error) = done {
                tracing::debug!(%error, "the page was not changed");
            }
        };
        view.evaluate_javascript(CHANGE, None, None, gio::Cancellable::NONE, changed);
    }

    fn take_picture(view: &WebView, cover: Cover, then: impl Fn() + 'static) {
        let waiting = Cell::new(true);
        let go_on = Rc::new(move || {
            if waiting.replace(false) {
                then();
            }
        });
        let in_any_case = go_on.clone();
        glib::timeout_add_local_once(PICTURE_LIMIT, move || in_any_case());
        view.snapshot(
            SnapshotRegion::Visible,
            SnapshotOptions::NONE,
            gio::Cancellable::NONE,
            move |picture| {
                match picture {
                    Ok(picture) => *cover.borrow_mut() = Some(picture),
                    Err(error) => tracing::debug!(%error, "there is no picture of the page"),
                }
                go_on();
            },
        );
    }

    /// Looks at each frame when it is drawn, until something is on one.
    fn look_at_frames(view: &WebView, app: &AppHandle, cover: Cover) {
        let looking: Rc<Cell<Option<SignalHandlerId>>> = Rc::default();
        let looked = looking.clone();
        let (app, seen) = (app.clone(), view.downgrade());
        let handler = view.connect_local("draw", true, move |values| {
            let frame = values.get(1).and_then(|value| value.get::<Context>().ok());
            match frame.map(|frame| finish(&frame, &cover)) {
                Some(Ok(true)) => {
                    if let (Some(view), Some(handler)) = (seen.upgrade(), looked.take()) {
                        view.disconnect(handler);
                    }
                    note_painted(&app);
                }
                Some(Ok(false)) | None => {}
                Some(Err(error)) => tracing::debug!(%error, "a frame was not looked at"),
            }
            Some(false.to_value())
        });
        looking.set(Some(handler));
    }

    /// Says whether something is on a frame, and covers one that is empty.
    fn finish(frame: &Context, cover: &Cover) -> Result<bool, Error> {
        if has_something(frame)? {
            return Ok(true);
        }
        if let Some(picture) = &*cover.borrow() {
            frame.set_source_surface(picture, 0.0, 0.0)?;
            frame.paint()?;
        }
        Ok(false)
    }

    /// Whether what was drawn has more than one colour.
    fn has_something(frame: &Context) -> Result<bool, Error> {
        let (left, top, right, bottom) = frame.clip_extents()?;
        #[expect(clippy::cast_possible_truncation, reason = "it is within the window")]
        let (width, height) = ((right - left) as i32, (bottom - top) as i32);
        let mut seen = ImageSurface::create(Format::ARgb32, width, height)?;
        let (x, y) = frame.user_to_device(left, top);
        let context = Context::new(&seen)?;
        context.set_source_surface(frame.target(), -x, -y)?;
        context.paint()?;
        drop(context);
        let row = usize::try_from(width).unwrap_or_default() * 4;
        let stride = usize::try_from(seen.stride()).unwrap_or_default();
        let pixels = seen.data().map_err(|_| Error::SurfaceTypeMismatch)?;
        Ok(!is_of_one_colour(&pixels, row, stride))
    }

    /// Whether all pixels of a picture are the same. Its rows have so many bytes, and lie so far apart.
    fn is_of_one_colour(pixels: &[u8], row: usize, stride: usize) -> bool {
        if row == 0 || stride < row {
            return true;
        }
        let mut rows = pixels.chunks(stride).filter_map(|line| line.get(..row));
        let first = rows.next().unwrap_or_default();
        let mut colours = first.chunks_exact(4);
        let colour = colours.next();
        colours.all(|other| Some(other) == colour) && rows.all(|row| row == first)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        /// Rows of three pixels, with something behind each that is none of it.
        fn picture(rows: [[u8; 3]; 2]) -> Vec<u8> {
            let pixels = |row: [u8; 3]| row.map(|shade| [shade, 9, 9, 255]).concat();
            rows.map(|row| [pixels(row), vec![row[0], 7, 8, 9]].concat())
                .concat()
        }

        #[test]
        fn an_empty_frame_has_one_colour() {
            let of_one_colour = |rows| is_of_one_colour(&picture(rows), 12, 16);
            assert!(of_one_colour([[3, 3, 3], [3, 3, 3]]));
            assert!(!of_one_colour([[3, 3, 4], [3, 3, 4]]), "a line down");
            assert!(!of_one_colour([[3, 3, 3], [4, 4, 4]]), "a line across");
            assert!(!of_one_colour([[3, 3, 3], [3, 4, 3]]), "a dot");
            assert!(is_of_one_colour(&[], 0, 0), "no frame");
        }

        #[test]
        fn what_lies_elsewhere_on_the_surface_is_no_part_of_the_frame() {
            let surface = ImageSurface::create(Format::ARgb32, 40, 40).unwrap();
            let context = Context::new(&surface).unwrap();
            context.set_source_rgb(1.0, 1.0, 1.0);
            context.paint().unwrap();
            context.set_source_rgb(0.0, 0.0, 0.0);
            context.rectangle(0.0, 0.0, 10.0, 10.0);
            context.fill().unwrap();
            // The view begins at 5, 5 of its window.
            context.translate(5.0, 5.0);
            for (left, something) in [(5.0, false), (4.0, true)] {
                context.save().unwrap();
                context.rectangle(left, left, 20.0, 20.0);
                context.clip();
                assert_eq!(has_something(&context), Ok(something));
                context.restore().unwrap();
            }
        }
    }
}

/// Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    use tauri::{AppHandle, Manager, WebviewWindow};

    /// The page is believed that it is painted.
    pub(in crate::window) const SEES_FRAMES: bool = false;

    #[expect(clippy::unnecessary_wraps, reason = "the other can fail")]
    pub(in crate::window) fn come(
        window: &WebviewWindow,
        then: fn(&AppHandle),
    ) -> tauri::Result<()> {
        then(window.app_handle());
        Ok(())
    }
}
