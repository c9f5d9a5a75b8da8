//! What two programs wrote into one file, as one.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// What is in the file now, with what changed here since it was like `before`.
pub(super) fn merged(before: &Value, ours: &Value, theirs: Value) -> Value {
    if before == ours {
        return theirs;
    }
    match (before, ours, theirs) {
        (Value::Object(before), Value::Object(ours), Value::Object(theirs)) => {
            Value::Object(members(before, ours, theirs))
        }
        (Value::Array(before), Value::Array(ours), Value::Array(theirs)) => {
            Value::Array(items(before, ours, theirs))
        }
        _ => ours.clone(),
    }
}

fn members(
    before: &Map<String, Value>,
    ours: &Map<String, Value>,
    mut theirs: Map<String, Value>,
) -> Map<String, Value> {
    let names: BTreeSet<&String> = before.keys().chain(ours.keys()).collect();
    for name in names {
        let changed = match (before.get(name), ours.get(name), theirs.remove(name)) {
            (Some(before), Some(ours), Some(theirs)) => Some(merged(before, ours, theirs)),
            // Made on both sides: the parts of both.
            (None, Some(ours), Some(theirs)) => {
                let nothing = empty_like(ours);
                Some(merged(&nothing, ours, theirs))
            }
            (Some(before), Some(ours), None) => (before != ours).then(|| ours.clone()),
            (None, Some(ours), None) => Some(ours.clone()),
            (_, None, _) => None,
        };
        if let Some(changed) = changed {
            theirs.insert(name.clone(), changed);
        }
    }
    theirs
}

fn empty_like(value: &Value) -> Value {
    match value {
        Value::Object(_) => Value::Object(Map::new()),
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Value::Null,
    }
}

/// A list from which items go and to which items come.
fn items(before: &[Value], ours: &[Value], mut theirs: Vec<Value>) -> Vec<Value> {
    theirs.retain(|item| ours.contains(item) || !before.contains(item));
    for item in ours.iter().filter(|item| !before.contains(item)) {
        if !theirs.contains(item) {
            theirs.push(item.clone());
        }
    }
    theirs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_changed_on_either_side_stays() {
        let before = json!({"a": {"x": 1, "y": 1}, "gone": 1, "list": [1, 2]});
        let ours = json!({"a": {"x": 2, "y": 1}, "new": {"n": 1}, "list": [2, 3]});
        let theirs = json!({"a": {"x": 1, "y": 2}, "gone": 1, "new": {"m": 1}, "list": [1, 2, 4]});
        assert_eq!(
            merged(&before, &ours, theirs),
            json!({"a": {"x": 2, "y": 2}, "new": {"n": 1, "m": 1}, "list": [2, 4, 3]})
        );
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            (0..3).prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop::collection::btree_map("[a-c]", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect()))
        })
    }

    proptest! {
        #[test]
        fn alone_everything_is_as_it_was_written(before in any_json(), ours in any_json()) {
            prop_assert_eq!(merged(&before, &ours, before.clone()), ours);
        }

        #[test]
        fn who_changed_nothing_changes_nothing(before in any_json(), theirs in any_json()) {
            prop_assert_eq!(merged(&before, &before, theirs.clone()), theirs);
        }
    }
}
