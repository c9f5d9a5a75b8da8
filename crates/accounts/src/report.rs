//! The report for somebody who helps: what runs, how it is set, what the doctor found, what failed
//! last, and the end of the log. It is in English whatever the window speaks, and has nothing personal
//! and nothing secret in it.
//!
//! `model/reporting.rs` gathers it; [`fence`] is what the log has to pass.

pub(crate) mod fence;
pub(crate) mod lines;

use serde::Serialize;
use ts_rs::TS;

use crate::failure::FailureView;

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReportPart {
    /// What runs where.
    Program,
    /// How it is set.
    Settings,
    /// What the doctor found last.
    Doctor,
    /// What failed last.
    Failures,
    /// The end of the log.
    Log,
}

/// A part and its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportSection {
    /// Which part it is.
    pub id: ReportPart,
    /// As they will be saved, the first of them being its heading.
    pub lines: Vec<String>,
}

/// The report, line by line.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// Its parts, in their order.
    pub sections: Vec<ReportSection>,
    /// Whether the doctor has looked.
    pub examined: bool,
    /// Where it was saved.
    pub saved: Option<String>,
    /// Why it was not.
    pub failure: Option<FailureView>,
}

impl ReportView {
    /// All of it, as it is saved.
    #[must_use]
    pub fn text(&self) -> String {
        let parts = self.sections.iter();
        let parts: Vec<String> = parts.map(|part| part.lines.join("\n")).collect();
        format!("{}\n", parts.join("\n\n"))
    }
}
