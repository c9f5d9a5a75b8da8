//! A plan in words: what to do and why, in three forms.

mod command_line;
pub mod dashboard;
mod quoting;
mod terraform;
mod words;

use self::quoting::line;
use crate::plan::{Plan, Standing, Step, What};

/// How the steps are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Clicks in Auth0's Dashboard.
    Dashboard,
    /// Commands of Auth0's command line, `auth0`, with `jq`.
    CommandLine,
    /// Resources of the Terraform provider `auth0/auth0`, version 1.
    Terraform,
}

/// A part of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// A name for catalogues of words.
    pub id: &'static str,
    /// What is done.
    pub title: String,
    /// Why.
    pub why: String,
    /// How: sentences, or text to be copied as it is.
    pub how: String,
    /// Whether `how` is text for a terminal or a file.
    pub is_code: bool,
}

/// What is left to do by a plan, in order. None of it holds a secret.
#[must_use]
pub fn sections(plan: &Plan, form: Form) -> Vec<Section> {
    let mut sections = match form {
        Form::Dashboard => Vec::new(),
        Form::CommandLine => command_line::preamble(plan),
        Form::Terraform => terraform::sections(plan),
    };
    let left = plan
        .steps
        .iter()
        .filter(|step| step.standing != Standing::Right);
    for step in left {
        let section = match form {
            Form::CommandLine => command_line::section(plan, step),
            Form::Terraform if is_resource(step) => continue,
            Form::Terraform | Form::Dashboard => None,
        };
        sections.push(section.unwrap_or_else(|| told(plan, step)));
    }
    sections
}

/// Whether the resources of Terraform have it.
fn is_resource(step: &Step) -> bool {
    step.standing == Standing::Change || step.what == What::SkipConsent
}

/// Every step in a line of its own: what is right (`=`), what is changed (`+`), what is left to a
/// person (`!`), and what has to be looked at (`?`).
#[must_use]
pub fn overview(plan: &Plan) -> String {
    let lines = plan.steps.iter().map(|step| {
        let title = words::title(&plan.wish, &step.what);
        let (present, wanted) = (line(&step.present), line(&step.wanted));
        match step.standing {
            Standing::Right => format!("= {title}: {present}\n"),
            Standing::Change => format!("+ {title}: {present} → {wanted}\n"),
            Standing::ByHand => format!("! {title}: {present} → {wanted}, by hand\n"),
            Standing::Unseen => format!("? {title}\n"),
        }
    });
    lines.collect()
}

/// A step as clicks.
fn told(plan: &Plan, step: &Step) -> Section {
    Section {
        id: step.what.id(),
        title: words::title(&plan.wish, &step.what),
        why: words::why(&step.what),
        how: dashboard::clicks(plan, step),
        is_code: false,
    }
}

/// A step as text to be copied.
fn code(plan: &Plan, what: &What, how: String) -> Section {
    Section {
        id: what.id(),
        title: words::title(&plan.wish, what),
        why: words::why(what),
        how,
        is_code: true,
    }
}

/// The sections as one text. For a terminal or a file, what is not code is in comments.
#[must_use]
pub fn text(sections: &[Section], form: Form) -> String {
    let told = sections
        .iter()
        .enumerate()
        .map(|(place, section)| match form {
            Form::Dashboard => format!(
                "{}. {}\n   {}\n   {}\n",
                place + 1,
                section.title,
                section.why,
                section.how.replace('\n', "\n   "),
            ),
            Form::CommandLine | Form::Terraform => {
                let mut text = format!("# {}\n# {}\n", section.title, section.why);
                for line in section.how.lines() {
                    let mark = if section.is_code || line.is_empty() {
                        ""
                    } else {
                        "# "
                    };
                    text.push_str(mark);
                    text.push_str(line);
                    text.push('\n');
                }
                text
            }
        });
    told.collect::<Vec<_>>().join("\n")
}
