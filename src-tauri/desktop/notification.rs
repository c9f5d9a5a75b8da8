//! One notification for all that ended unseen, by the Desktop Notifications Specification.

use accounts::ports::Ended;
use accounts::view::Language;
use tauri::AppHandle;
use tokio::sync::watch;

use system::words::Words;

/// The notification, shown by a task of its own: only the last word counts, and nobody waits for it.
pub(super) struct Notification(watch::Sender<Vec<Ended>>);

impl Notification {
    pub(super) fn start(app: AppHandle) -> Self {
        let (sender, told) = watch::channel(Vec::new());
        tauri::async_runtime::spawn(platform::keep(app, told));
        Self(sender)
    }

    pub(super) fn tell(&self, ended: &[Ended]) {
        self.0.send_replace(ended.to_vec());
    }
}

/// What a notification says.
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
struct Text {
    title: String,
    /// One line for each thing.
    lines: Vec<String>,
}

/// The words for what ended; none where nothing did.
fn text(ended: &[Ended], language: Language) -> Option<Text> {
    let words = Words::of(language);
    let line = |one: &Ended| match one {
        Ended::Connected { title } => words.say_with("notify-connected", "title", title.as_str()),
        Ended::Failed { title } => words.say_with("notify-failed", "title", title.as_str()),
    };
    match ended {
        [] => None,
        [one] => {
            let more = match one {
                Ended::Connected { .. } => "notify-connected-text",
                Ended::Failed { .. } => "notify-failed-text",
            };
            Some(Text {
                title: line(one),
                lines: vec![words.say(more)],
            })
        }
        several => Some(Text {
            title: words.say_with("notify-several", "count", several.len()),
            lines: several.iter().map(line).collect(),
        }),
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use std::collections::HashMap;
    use std::time::Duration;

    use accounts::ports::Ended;
    use futures_util::StreamExt;
    use tauri::AppHandle;
    use tokio::sync::watch;
    use zbus::Connection;
    use zbus::zvariant::Value;

    use super::{Text, text};
    use crate::{desktop, window};
    use system::words::Words;

    /// Who comes back from the browser just then need not be told what they are about to see.
    const SETTLE: Duration = Duration::from_secs(3);
    /// What a click on the notification itself is called.
    const CLICK: &str = "default";

    #[zbus::proxy(
        interface = "org.freedesktop.Notifications",
        default_service = "org.freedesktop.Notifications",
        default_path = "/org/freedesktop/Notifications",
        gen_blocking = false
    )]
    trait Notifications {
        fn get_capabilities(&self) -> zbus::Result<Vec<String>>;
        #[expect(clippy::too_many_arguments, reason = "by the specification")]
        fn notify(
            &self,
            program: &str,
            replaces: u32,
            icon: &str,
            summary: &str,
            body: &str,
            actions: &[&str],
            hints: HashMap<&str, Value<'_>>,
            expires: i32,
        ) -> zbus::Result<u32>;
        fn close_notification(&self, id: u32) -> zbus::Result<()>;
        #[zbus(signal)]
        fn action_invoked(&self, id: u32, action: String) -> zbus::Result<()>;
        #[zbus(signal)]
        fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
    }

    pub(super) async fn keep(app: AppHandle, mut told: watch::Receiver<Vec<Ended>>) {
        while told.changed().await.is_ok() {
            if let Err(error) = show(&app, &mut told).await {
                tracing::debug!(%error, "this desktop shows no notifications");
            }
        }
    }

    /// Shows what is told until the service fails or the program ends.
    async fn show(app: &AppHandle, told: &mut watch::Receiver<Vec<Ended>>) -> zbus::Result<()> {
        let service = NotificationsProxy::new(&Connection::session().await?).await?;
        let mut clicks = service.receive_action_invoked().await?;
        let mut closed = service.receive_notification_closed().await?;
        let markup = service.get_capabilities().await?;
        let markup = markup.iter().any(|one| one == "body-markup");
        let mut shown = None;
        loop {
            if shown.is_none() {
                tokio::time::sleep(SETTLE).await;
            }
            let ended = told.borrow_and_update().clone();
            match (text(&ended, desktop::language(app)), shown) {
                (Some(text), _) => shown = Some(put(app, &service, &text, markup, shown).await?),
                (None, Some(id)) => {
                    shown = None;
                    service.close_notification(id).await?;
                }
                (None, None) => {}
            }
            loop {
                tokio::select! {
                    changed = told.changed() => match changed {
                        Ok(()) => break,
                        Err(_) => return Ok(()),
                    },
                    Some(click) = clicks.next() => {
                        let click = click.args()?;
                        if shown == Some(click.id) && click.action == CLICK {
                            window::raise(app);
                        }
                    }
                    Some(gone) = closed.next() => {
                        shown = shown.filter(|id| gone.args().is_ok_and(|gone| gone.id != *id));
                    }
                }
            }
        }
    }

    /// Shows the text, in place of the one shown.
    async fn put(
        app: &AppHandle,
        service: &NotificationsProxy<'_>,
        text: &Text,
        markup: bool,
        shown: Option<u32>,
    ) -> zbus::Result<u32> {
        let body = text.lines.join("\n");
        let body = if markup { escaped(&body) } else { body };
        let open = Words::of(desktop::language(app)).say("notify-open");
        let replaces = shown.unwrap_or_default();
        let icon = env!("CARGO_PKG_NAME");
        let actions = [CLICK, open.as_str()];
        let hints = HashMap::new();
        let default = -1;
        service
            .notify(
                "Mooring",
                replaces,
                icon,
                &text.title,
                &body,
                &actions,
                hints,
                default,
            )
            .await
    }

    /// Names are no markup.
    fn escaped(text: &str) -> String {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn a_name_is_no_markup() {
            assert_eq!(super::escaped("<b>&"), "&lt;b&gt;&amp;");
        }
    }
}

/// Nothing is shown on other systems yet.
#[cfg(not(target_os = "linux"))]
mod platform {
    use accounts::ports::Ended;
    use tauri::AppHandle;
    use tokio::sync::watch;

    use super::text;

    pub(super) async fn keep(app: AppHandle, mut told: watch::Receiver<Vec<Ended>>) {
        while told.changed().await.is_ok() {
            let ended = told.borrow_and_update().clone();
            if let Some(text) = text(&ended, crate::desktop::language(&app)) {
                tracing::debug!(
                    lines = text.lines.len(),
                    chars = text.title.len(),
                    "not shown"
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: Option<Text>) -> Option<(String, String)> {
        let plain = |words: String| words.replace(['\u{2068}', '\u{2069}'], "");
        text.map(|text| (plain(text.title), plain(text.lines.join("|"))))
    }

    #[test]
    fn one_end_is_told_by_its_name_and_several_are_counted() {
        let connected = Ended::Connected {
            title: "Work".to_owned(),
        };
        let failed = Ended::Failed {
            title: "Slack".to_owned(),
        };
        let told = |ended: &[Ended]| plain(text(ended, Language::En));
        assert_eq!(told(&[]), None);
        let (title, body) = told(std::slice::from_ref(&connected)).unwrap();
        assert_eq!(title, "Work is connected");
        assert_eq!(body, "See in Mooring what it can do.");
        let (title, body) = told(&[connected, failed]).unwrap();
        assert_eq!(title, "2 attempts ended");
        assert_eq!(body, "Work is connected|Slack is not connected");
    }
}
