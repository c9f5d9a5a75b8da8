//! A small checker for closed request bodies, with the violations worded as AJV words them
//! (contract 1.7).

use serde_json::{Map, Value};
use url::Url;

use crate::problem::{Place, Violation};

/// What a member must be.
pub(crate) enum Rule {
    /// A text of a length in characters.
    Text(usize, usize),
    /// A text up to a length that is an absolute address.
    Address(usize),
    /// A text of a length that also passes a test, named by the pattern it stands for.
    Pattern(usize, usize, &'static str, fn(&str) -> bool),
    /// One certain text.
    Constant(&'static str),
    /// One of some texts.
    OneOf(&'static [&'static str]),
    /// A whole number between two.
    Integer(i64, i64),
    /// A list of different texts: items, and each item's length.
    Texts {
        /// Fewest and most items.
        items: (usize, usize),
        /// Shortest and longest item.
        length: (usize, usize),
    },
    /// True or false.
    Flag,
    /// A closed object.
    Object(&'static Shape),
    /// A list of closed objects: fewest and most, and what each is.
    Objects((usize, usize), &'static Shape),
}

/// A closed object.
pub(crate) struct Shape {
    /// Its members: name, whether it must be there, rule.
    pub(crate) members: &'static [(&'static str, bool, Rule)],
    /// Pairs of which the first needs the second.
    pub(crate) dependent: &'static [(&'static str, &'static str)],
}

/// Everything that is wrong with a body; empty if nothing is.
pub(crate) fn violations(shape: &Shape, body: &Value) -> Vec<Violation> {
    let mut violations = Vec::new();
    check_object(shape, body, "", &mut violations);
    violations
}

fn check_object(shape: &Shape, value: &Value, at: &str, violations: &mut Vec<Violation>) {
    let Value::Object(members) = value else {
        push(violations, at, "must be object");
        return;
    };
    for (name, required, _) in shape.members {
        if *required && !members.contains_key(*name) {
            push(
                violations,
                at,
                &format!("must have required property '{name}'"),
            );
        }
    }
    check_dependent(shape, members, at, violations);
    for (name, value) in members {
        match shape.members.iter().find(|(known, _, _)| known == name) {
            Some((_, _, rule)) => check(rule, value, &format!("{at}/{name}"), violations),
            None => push(violations, at, "must NOT have additional properties"),
        }
    }
}

fn check_dependent(
    shape: &Shape,
    members: &Map<String, Value>,
    at: &str,
    violations: &mut Vec<Violation>,
) {
    for (one, other) in shape.dependent {
        if members.contains_key(*one) && !members.contains_key(*other) {
            push(
                violations,
                at,
                &format!("must have property {other} when property {one} is present"),
            );
        }
    }
}

fn check(rule: &Rule, value: &Value, at: &str, violations: &mut Vec<Violation>) {
    match rule {
        Rule::Text(shortest, longest) => {
            text(value, at, (*shortest, *longest), violations);
        }
        Rule::Address(longest) => {
            if let Some(text) = text(value, at, (0, *longest), violations)
                && !is_address(text)
            {
                push(violations, at, "must match format \"uri\"");
            }
        }
        Rule::Pattern(shortest, longest, pattern, fits) => {
            if let Some(text) = text(value, at, (*shortest, *longest), violations)
                && !fits(text)
            {
                push(violations, at, &format!("must match pattern \"{pattern}\""));
            }
        }
        Rule::Constant(constant) => {
            if value.as_str() != Some(constant) {
                push(violations, at, "must be equal to constant");
            }
        }
        Rule::OneOf(choice) => {
            if !value.as_str().is_some_and(|text| choice.contains(&text)) {
                push(violations, at, "must be equal to one of the allowed values");
            }
        }
        Rule::Integer(least, most) => integer(value, at, (*least, *most), violations),
        Rule::Texts { items, length } => texts(value, at, *items, *length, violations),
        Rule::Flag => {
            if !value.is_boolean() {
                push(violations, at, "must be boolean");
            }
        }
        Rule::Object(shape) => check_object(shape, value, at, violations),
        Rule::Objects(count, shape) => {
            for (place, item) in list(value, at, *count, violations).iter().enumerate() {
                check_object(shape, item, &format!("{at}/{place}"), violations);
            }
        }
    }
}

fn text<'a>(
    value: &'a Value,
    at: &str,
    (shortest, longest): (usize, usize),
    violations: &mut Vec<Violation>,
) -> Option<&'a str> {
    let Value::String(text) = value else {
        push(violations, at, "must be string");
        return None;
    };
    let length = text.chars().count();
    if length < shortest {
        push(
            violations,
            at,
            &format!("must NOT have fewer than {shortest} characters"),
        );
    }
    if length > longest {
        push(
            violations,
            at,
            &format!("must NOT have more than {longest} characters"),
        );
    }
    Some(text)
}

fn integer(value: &Value, at: &str, (least, most): (i64, i64), violations: &mut Vec<Violation>) {
    let Some(number) = whole(value) else {
        push(violations, at, "must be integer");
        return;
    };
    if number < least {
        push(violations, at, &format!("must be >= {least}"));
    }
    if number > most {
        push(violations, at, &format!("must be <= {most}"));
    }
}

/// A JSON number without a fraction is an integer, `3.0` too (JSON Schema, 6.1.1).
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let text = value.as_f64()?.to_string();
        text.parse().ok()
    })
}

fn texts(
    value: &Value,
    at: &str,
    count: (usize, usize),
    length: (usize, usize),
    violations: &mut Vec<Violation>,
) {
    let items = list(value, at, count, violations);
    for (place, item) in items.iter().enumerate() {
        text(item, &format!("{at}/{place}"), length, violations);
        if let Some(first) = items[..place].iter().position(|other| other == item) {
            push(
                violations,
                at,
                &format!(
                    "must NOT have duplicate items (items ## {first} and {place} are identical)"
                ),
            );
        }
    }
}

fn list<'a>(
    value: &'a Value,
    at: &str,
    (fewest, most): (usize, usize),
    violations: &mut Vec<Violation>,
) -> &'a [Value] {
    let Value::Array(items) = value else {
        push(violations, at, "must be array");
        return &[];
    };
    if items.len() < fewest {
        push(
            violations,
            at,
            &format!("must NOT have fewer than {fewest} items"),
        );
    }
    if items.len() > most {
        push(
            violations,
            at,
            &format!("must NOT have more than {most} items"),
        );
    }
    items
}

/// RFC 3986 with a scheme: what the validator's format `uri` accepts.
fn is_address(text: &str) -> bool {
    let visible = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
    text.chars().all(visible) && Url::parse(text).is_ok()
}

fn push(violations: &mut Vec<Violation>, at: &str, words: &str) {
    violations.push(Violation {
        detail: format!("data{at} {words}"),
        place: Place::Body(at.to_owned()),
    });
}
