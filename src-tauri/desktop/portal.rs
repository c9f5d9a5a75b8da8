//! The desktop's portal: whether it answers, and whether the desktop is light or dark.
//!
//! GTK asks the portal while it starts, and waits 25 seconds for one that never answers. So it is asked
//! here before, on the same connection. Where it does not answer in time, what GTK sends to it later is
//! turned to a name that nobody has, which the bus refuses at once. A process that only hands a link to
//! the one that runs already asks nothing and is turned so from its beginning: it waits for nobody.

use gio::glib::{Variant, VariantTy};
use gio::{
    BusType, Cancellable, DBusCallFlags, DBusConnection, DBusMessage, DBusSignalFlags, FilterId,
};
use gtk::prelude::GtkSettingsExt;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const OBJECT: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const COLOUR_SCHEME: &str = "color-scheme";
/// The value of the colour scheme that asks for dark (XDG Desktop Portal, Settings).
const DARK: u32 = 1;
/// Nobody has this name.
const NOBODY: &str = "dev.mooring.desktop.NoPortal";
const BUS: &str = "org.freedesktop.DBus";
/// A portal that is well answers in a few milliseconds; one that has to be started, in less than this.
const LIMIT_MILLISECONDS: i32 = 800;

/// What is known of the portal before GTK starts.
pub(crate) struct Portal {
    bus: Option<DBusConnection>,
    answer: Answer,
}

/// What the portal said.
enum Answer {
    /// The colour scheme; nothing where it has no opinion, or there is no portal.
    Scheme(Option<u32>),
    /// Nothing in time.
    Late,
    /// It was not asked, and nothing goes to it while this filter is there.
    Unasked(FilterId),
}

impl Portal {
    /// Asks it, unless another process has the single instance's name: this one leaves to that in a
    /// moment, and brings it a link perhaps. Nothing of GTK may have been used before.
    pub(crate) fn ask(single_instance: &str) -> Self {
        let Ok(bus) = gio::bus_get_sync(BusType::Session, Cancellable::NONE) else {
            return Self {
                bus: None,
                answer: Answer::Scheme(None),
            };
        };
        // The program goes on without a bus.
        bus.set_exit_on_close(false);
        let answer = if has_owner(&bus, single_instance) {
            Answer::Unasked(turn_away(&bus))
        } else {
            ask_scheme(&bus)
        };
        Self {
            bus: Some(bus),
            answer,
        }
    }

    /// Makes the window light or dark as the desktop is, now and whenever that changes. GTK has started.
    pub(crate) fn follow_scheme(self) {
        let answer = match (self.answer, &self.bus) {
            // The other process was ending, and this one stays.
            (Answer::Unasked(filter), Some(bus)) => {
                bus.remove_filter(filter);
                ask_scheme(bus)
            }
            (answer, _) => answer,
        };
        match answer {
            Answer::Scheme(Some(scheme)) => prefer(scheme),
            Answer::Scheme(None) | Answer::Unasked(_) => {}
            Answer::Late => {
                tracing::warn!("the desktop's portal does not answer: going on without it");
            }
        }
        if let Some(bus) = self.bus {
            bus.signal_subscribe(
                Some(PORTAL),
                Some(SETTINGS),
                Some("SettingChanged"),
                Some(OBJECT),
                Some(APPEARANCE),
                DBusSignalFlags::NONE,
                |_, _, _, _, _, told| {
                    let key = told.try_child_value(1);
                    let scheme = told.try_child_value(2).as_ref().and_then(innermost);
                    if let Some(scheme) = scheme
                        && key.is_some_and(|key| key.str() == Some(COLOUR_SCHEME))
                    {
                        prefer(scheme);
                    }
                },
            );
        }
    }
}

/// Whether somebody has this name on the bus. The bus itself answers, at once.
fn has_owner(bus: &DBusConnection, name: &str) -> bool {
    let answer = bus.call_sync(
        Some(BUS),
        "/org/freedesktop/DBus",
        BUS,
        "NameHasOwner",
        Some(&Variant::from((name,))),
        VariantTy::new("(b)").ok(),
        DBusCallFlags::NONE,
        LIMIT_MILLISECONDS,
        Cancellable::NONE,
    );
    let answer = answer.ok().and_then(|answer| answer.try_child_value(0));
    answer.and_then(|owned| owned.get()) == Some(true)
}

/// Asks for the colour scheme. From then on nothing goes to a portal that gave no answer.
fn ask_scheme(bus: &DBusConnection) -> Answer {
    let wanted = Variant::from((APPEARANCE, COLOUR_SCHEME));
    let answer = bus.call_sync(
        Some(PORTAL),
        OBJECT,
        SETTINGS,
        "Read",
        Some(&wanted),
        VariantTy::new("(v)").ok(),
        DBusCallFlags::NONE,
        LIMIT_MILLISECONDS,
        Cancellable::NONE,
    );
    match answer {
        Err(error) if error.matches(gio::IOErrorEnum::TimedOut) => {
            turn_away(bus);
            Answer::Late
        }
        Err(_) => Answer::Scheme(None),
        Ok(answer) => Answer::Scheme(answer.try_child_value(0).as_ref().and_then(innermost)),
    }
}

/// Turns what would go to the portal to nobody.
fn turn_away(bus: &DBusConnection) -> FilterId {
    bus.add_filter(|_, message, incoming| Some(turned(message, incoming)))
}

/// Whether the desktop is dark, by the portal or by GTK's own settings.
pub(crate) fn is_dark() -> bool {
    gtk::Settings::default().is_some_and(|it| it.is_gtk_application_prefer_dark_theme())
}

fn prefer(scheme: u32) {
    if let Some(settings) = gtk::Settings::default() {
        settings.set_gtk_application_prefer_dark_theme(scheme == DARK);
    }
}

/// Portals put the value into one variant or two.
fn innermost(value: &Variant) -> Option<u32> {
    match value.as_variant() {
        Some(inner) => innermost(&inner),
        None => value.get(),
    }
}

/// The message as it goes out: to nobody where it was to go to the portal, about nobody where it was
/// to ask the bus for it.
fn turned(message: &DBusMessage, incoming: bool) -> DBusMessage {
    let goes_to = |name: &str| message.destination().is_some_and(|to| to == name);
    let about_portal = goes_to(BUS) && message.arg0().is_some_and(|name| name == PORTAL);
    if incoming || !(about_portal || goes_to(PORTAL)) {
        return message.clone();
    }
    let Ok(copy) = message.copy() else {
        return message.clone();
    };
    if about_portal {
        let starts = message
            .member()
            .is_some_and(|it| it == "StartServiceByName");
        copy.set_body(&if starts {
            Variant::from((NOBODY, 0_u32))
        } else {
            Variant::from((NOBODY,))
        });
    } else {
        copy.set_destination(Some(NOBODY));
    }
    copy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_goes_to_the_portal_is_turned() {
        let call = |to: &str| DBusMessage::new_method_call(Some(to), OBJECT, None, "Read");
        let to = |message: &DBusMessage| message.destination().unwrap().to_string();
        assert_eq!(to(&turned(&call(PORTAL), false)), NOBODY);
        assert_eq!(to(&turned(&call(PORTAL), true)), PORTAL);
        assert_eq!(
            to(&turned(&call("org.example.Other"), false)),
            "org.example.Other"
        );

        let ask = |member: &str, name: &str| {
            let message = DBusMessage::new_method_call(Some(BUS), "/", None, member);
            message.set_body(&match member {
                "StartServiceByName" => Variant::from((name, 0_u32)),
                _ => Variant::from((name,)),
            });
            let turned = turned(&message, false);
            assert_eq!(turned.signature(), message.signature());
            turned.arg0().unwrap().to_string()
        };
        for member in ["StartServiceByName", "GetNameOwner"] {
            assert_eq!(ask(member, PORTAL), NOBODY);
            assert_eq!(ask(member, "org.example.Other"), "org.example.Other");
        }
    }

    #[test]
    fn a_value_is_found_in_its_wrappings() {
        let once = Variant::from_variant(&Variant::from(DARK));
        let twice = Variant::from_variant(&once);
        assert_eq!(innermost(&once), Some(DARK));
        assert_eq!(innermost(&twice), Some(DARK));
        assert_eq!(innermost(&Variant::from("dark")), None);
    }
}
