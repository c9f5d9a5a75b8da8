//! The entry's menu, as trays draw it (`com.canonical.dbusmenu`). Its words are asked for anew each
//! time that it opens, so they follow the language.

#![expect(
    clippy::used_underscore_binding,
    reason = "the specification passes more than is needed"
)]

use std::collections::HashMap;

use tauri::AppHandle;
use zbus::fdo;
use zbus::zvariant::{OwnedValue, Value};

use super::Choice;
use crate::desktop;
use system::words::{self, Words};

pub(super) const PATH: &str = "/StatusNotifierItem/Menu";
/// The menu as a whole; its choices are counted from 1.
const ROOT: i32 = 0;

type Properties = HashMap<String, OwnedValue>;
/// Id, properties and what lies below.
type Node = (i32, Properties, Vec<OwnedValue>);

/// The menu.
pub(super) struct Menu(AppHandle);

impl Menu {
    pub(super) fn of(app: AppHandle) -> Self {
        Self(app)
    }

    fn ids() -> impl Iterator<Item = (i32, Choice)> {
        (1..).zip(Choice::ALL)
    }

    fn choice(id: i32) -> Option<Choice> {
        Self::ids()
            .find(|(known, _)| *known == id)
            .map(|(_, choice)| choice)
    }

    fn properties(&self, id: i32) -> fdo::Result<Properties> {
        let (name, value) = match Self::choice(id) {
            Some(choice) => {
                let words = Words::of(desktop::language(&self.0)).say(choice.words());
                // An underscore would name an access key.
                ("label", words.replace('_', "__"))
            }
            None if id == ROOT => ("children-display", "submenu".to_owned()),
            None => return Err(fdo::Error::InvalidArgs(format!("no choice {id}"))),
        };
        Ok(HashMap::from([(name.to_owned(), owned(value)?)]))
    }

    fn node(&self, id: i32, depth: i32) -> fdo::Result<Node> {
        let mut below = Vec::new();
        if id == ROOT && depth != 0 {
            for (id, _) in Self::ids() {
                below.push(owned(self.node(id, 0)?)?);
            }
        }
        Ok((id, self.properties(id)?, below))
    }
}

fn owned<'a>(value: impl Into<Value<'a>>) -> fdo::Result<OwnedValue> {
    let value: Value<'_> = value.into();
    value
        .try_into()
        .map_err(|error: zbus::zvariant::Error| fdo::Error::Failed(error.to_string()))
}

#[expect(clippy::unused_self, reason = "the bus asks an object")]
#[zbus::interface(name = "com.canonical.dbusmenu")]
impl Menu {
    fn get_layout(
        &self,
        parent: i32,
        depth: i32,
        _properties: Vec<String>,
    ) -> fdo::Result<(u32, Node)> {
        Ok((0, self.node(parent, depth)?))
    }

    fn get_group_properties(
        &self,
        ids: Vec<i32>,
        _properties: Vec<String>,
    ) -> fdo::Result<Vec<(i32, Properties)>> {
        ids.into_iter()
            .map(|id| Ok((id, self.properties(id)?)))
            .collect()
    }

    fn get_property(&self, id: i32, name: &str) -> fdo::Result<OwnedValue> {
        let mut properties = self.properties(id)?;
        let unknown = || fdo::Error::InvalidArgs(format!("no property {name}"));
        properties.remove(name).ok_or_else(unknown)
    }

    fn event(&self, id: i32, kind: &str, _data: Value<'_>, _time: u32) {
        if let Some(choice) = Self::choice(id).filter(|_| kind == "clicked") {
            choice.act(&self.0);
        }
    }

    /// Gives the ids that are unknown.
    fn event_group(&self, events: Vec<(i32, String, Value<'_>, u32)>) -> Vec<i32> {
        for (id, kind, data, time) in events {
            self.event(id, &kind, data, time);
        }
        Vec::new()
    }

    fn about_to_show(&self, _id: i32) -> bool {
        true
    }

    fn about_to_show_group(&self, ids: Vec<i32>) -> (Vec<i32>, Vec<i32>) {
        (ids, Vec::new())
    }

    #[zbus(property)]
    fn version(&self) -> u32 {
        3
    }

    #[zbus(property)]
    fn status(&self) -> &'static str {
        "normal"
    }

    #[zbus(property)]
    fn text_direction(&self) -> &'static str {
        words::direction(desktop::language(&self.0))
    }

    #[zbus(property)]
    fn icon_theme_path(&self) -> Vec<String> {
        Vec::new()
    }
}
