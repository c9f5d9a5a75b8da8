//! How a tenant is set up, for the administrator who does it.

use serde::Serialize;
use ts_rs::TS;

use super::FailureView;

/// Every step that a new tenant needs, in three forms.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetUpView {
    /// The tenant, as it was typed, or as it is called where that is a domain.
    pub domain: String,
    /// Why there are no steps: it is no domain.
    pub failure: Option<FailureView>,
    /// The same steps in each form.
    pub forms: Vec<SetUpFormView>,
}

/// The steps in one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetUpFormView {
    /// Which.
    pub form: SetUpForm,
    /// The steps, in their order.
    pub sections: Vec<SetUpSectionView>,
    /// All of them as one text, to be copied.
    pub text: String,
}

/// How the steps are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SetUpForm {
    /// Clicks in Auth0's Dashboard.
    Dashboard,
    /// Commands of Auth0's command line.
    CommandLine,
    /// Resources of Terraform.
    Terraform,
}

/// One step. Its words are English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetUpSectionView {
    /// What is done.
    pub title: String,
    /// Why.
    pub why: String,
    /// How: sentences, or text to be copied as it is.
    pub how: String,
    /// Whether `how` is text for a terminal or a file.
    pub is_code: bool,
}
