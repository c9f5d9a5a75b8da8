//! How the page gets on the screen.
//!
//! On Linux a page is painted only in a view that is mapped. So the view is mapped before its window.
//! Where a graphics driver lets nothing be painted, which is seen by the frames (`frames.rs`), the
//! program starts once more without compositing, and remembers it. Where there is no graphics card at
//! all, compositing is not begun: the processor would have to do what it is made for, with twice the
//! memory and five times the time for a frame.

#[cfg(target_os = "linux")]
pub(crate) use platform::as_it_came;
pub(super) use platform::{begin, watch};

/// How the page gets on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// The page's layers are composited, by the graphics card.
    Composited,
    /// Without compositing, since no graphics card would do it.
    Plain,
    /// Without compositing, since nothing was painted with it.
    Safe,
}

impl Drawing {
    /// How this run draws. Nothing may run beside it yet.
    pub(crate) fn choose() -> Self {
        platform::choose()
    }

    /// Heeds the settings: where they want no compositing and this run has it, the program starts again.
    pub(crate) fn heed(self, safe_rendering: bool) -> Self {
        match self {
            Self::Plain if safe_rendering => Self::Safe,
            Self::Composited if safe_rendering => {
                platform::start_safely();
                self
            }
            Self::Composited | Self::Plain | Self::Safe => self,
        }
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use std::fs::{File, read_dir};
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::time::Duration;

    use accounts::ports::SettingsFile;
    use gtk::glib;
    use gtk::prelude::WidgetExt;
    use system::folders::Folders;
    use system::{Files, Policy};
    use tauri::{AppHandle, Manager, WebviewWindow};
    use tokio::sync::watch::Receiver;
    use tokio::time::timeout;
    use webkit2gtk::WebViewExt;

    use super::Drawing;
    use crate::links;
    use crate::window::{LABEL, Progress, Standing, was_shown};

    /// What tells `WebKit` to do without compositing; with 0, not to.
    const WITHOUT_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
    /// The process that set it, where no person did. What that one starts has both in its environment,
    /// and is told nothing by them: it may be the next version, or a browser.
    const SET_BY: &str = "MOORING_DISABLED_COMPOSITING";
    /// A slow computer may take so long to load the page.
    const LOADING_LIMIT: Duration = Duration::from_secs(10);
    /// A page that is loaded is painted before this.
    const PAINTING_LIMIT: Duration = Duration::from_secs(4);

    /// What `WebKit` reads from the environment is set there, so nothing may run beside it yet.
    #[expect(clippy::disallowed_methods, reason = "WebKit is told so by it")]
    pub(super) fn choose() -> Drawing {
        let this = std::process::id().to_string();
        match std::env::var(SET_BY) {
            // It put itself in its own place to do without.
            Ok(process) if process == this => return Drawing::Safe,
            Ok(_) => {
                glib::unsetenv(WITHOUT_COMPOSITING);
                glib::unsetenv(SET_BY);
            }
            Err(_) => {}
        }
        match std::env::var_os(WITHOUT_COMPOSITING) {
            Some(told) if told == "0" => Drawing::Composited,
            Some(_) => Drawing::Safe,
            None if has_graphics_card() => Drawing::Composited,
            None => {
                let set = glib::setenv(SET_BY, this, true);
                match set.and_then(|()| glib::setenv(WITHOUT_COMPOSITING, "1", true)) {
                    Ok(()) => Drawing::Plain,
                    Err(_) => Drawing::Composited,
                }
            }
        }
    }

    /// Gives a command the environment that this program came with: how pages are drawn elsewhere is
    /// not decided here.
    #[expect(clippy::disallowed_methods, reason = "nothing else knows who set it")]
    pub(crate) fn as_it_came(command: &mut Command) -> &mut Command {
        if std::env::var_os(SET_BY).is_some() {
            command.env_remove(WITHOUT_COMPOSITING).env_remove(SET_BY);
        }
        command
    }

    /// Whether the system's graphics libraries find a card that this person may use.
    fn has_graphics_card() -> bool {
        let devices = read_dir("/dev/dri").into_iter().flatten().flatten();
        let mut cards =
            devices.filter(|it| it.file_name().to_string_lossy().starts_with("renderD"));
        cards.any(|card| {
            File::options()
                .read(true)
                .write(true)
                .open(card.path())
                .is_ok()
        })
    }

    /// Lets the page of a hidden window paint, and looks after what draws it.
    pub(in crate::window) fn begin(window: &WebviewWindow) -> tauri::Result<()> {
        let app = window.app_handle().clone();
        window.with_webview(move |view| {
            let view = view.inner();
            if let Some(window) = view.toplevel() {
                window.realize();
            }
            view.map();
            view.connect_web_process_terminated(move |view, reason| {
                tracing::error!(?reason, "what draws the page ended by itself");
                if *app.state::<Standing>().progress.borrow() == Progress::Painted {
                    view.reload();
                } else {
                    start_again(&app);
                }
            });
        })
    }

    /// Waits until the page is painted, and starts the program again where it is not. A window that
    /// nobody looks at need not be painted.
    pub(in crate::window) async fn watch(app: AppHandle, mut progress: Receiver<Progress>) {
        let loaded = progress.wait_for(|progress| *progress != Progress::Loading);
        let loaded = timeout(LOADING_LIMIT, loaded).await.is_ok();
        if !loaded || !comes_painted(&app, progress).await {
            start_again(&app);
        }
    }

    async fn comes_painted(app: &AppHandle, mut progress: Receiver<Progress>) -> bool {
        loop {
            let painted = progress.wait_for(|progress| *progress == Progress::Painted);
            if timeout(PAINTING_LIMIT, painted).await.is_ok() {
                return true;
            }
            let Some(window) = app.get_webview_window(LABEL) else {
                return true;
            };
            if !was_shown(app) || window.is_focused().unwrap_or(false) {
                return false;
            }
        }
    }

    /// Starts the program in this one's place without compositing, and keeps it so.
    fn start_again(app: &AppHandle) {
        if app.state::<Standing>().drawing != Drawing::Composited {
            tracing::error!("nothing is painted, even without compositing");
            return;
        }
        tracing::warn!("nothing was painted: starting again without compositing");
        let policy = Policy::read(&Policy::path()).unwrap_or_default();
        let files = Files::of(&app.state::<Folders>().config).under(policy);
        match files.settings() {
            Ok(mut settings) => {
                settings.safe_rendering = true;
                if let Err(reason) = files.save(&settings) {
                    tracing::warn!(?reason, "the way to draw was not remembered");
                }
            }
            Err(failure) => tracing::warn!(?failure, "the way to draw was not remembered"),
        }
        // A link that came with it was taken already.
        replace(|argument| !argument.starts_with(links::SCHEME));
    }

    /// Starts the program again without compositing, before it took anything in.
    pub(super) fn start_safely() {
        replace(|_| true);
    }

    /// Puts the program without compositing in the place of this one, with the arguments that are to be
    /// kept. It comes back only where that failed.
    fn replace(keep: fn(&str) -> bool) {
        let arguments = std::env::args_os().skip(1);
        let kept = arguments.filter(|argument| keep(&argument.to_string_lossy()));
        let failed = std::env::current_exe().map(|program| {
            Command::new(program)
                .args(kept)
                .env(WITHOUT_COMPOSITING, "1")
                .env(SET_BY, std::process::id().to_string())
                .exec()
        });
        tracing::error!(reason = ?failed, "the program did not start again");
    }
}

/// Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    use tauri::{AppHandle, Manager, Theme, WebviewWindow};
    use tokio::sync::watch::Receiver;

    use super::Drawing;
    use crate::window::{DARK, Progress};

    /// The web views of these systems look after it themselves.
    pub(super) fn choose() -> Drawing {
        Drawing::Composited
    }

    pub(super) fn start_safely() {}

    pub(in crate::window) fn begin(window: &WebviewWindow) -> tauri::Result<()> {
        if window.theme()? == Theme::Dark {
            window.set_background_color(Some(DARK))?;
        }
        Ok(())
    }

    #[expect(clippy::unused_async, reason = "the other waits")]
    pub(in crate::window) async fn watch(_: AppHandle, _: Receiver<Progress>) {}
}
