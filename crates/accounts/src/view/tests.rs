use std::path::Path;

use ts_rs::Config;

use super::*;

use crate::message::{Preference, ProfileEdit, ProfileForm, Wish};

/// The contract in TypeScript, type by type.
#[expect(clippy::too_many_lines, reason = "a line for each type")]
fn contract() -> String {
    let config = Config::default();
    macro_rules! types {
        ($($name:ty),* $(,)?) => { vec![$((<$name>::docs(), <$name>::decl(&config))),*] };
    }
    let types = types![
        Snapshot,
        TenantView,
        ProfileView,
        ReturnPath,
        Screen,
        KeychainProblem,
        Language,
        PreferencesView,
        ManagedSetting,
        AboutView,
        UpdatesView,
        AccountsView,
        PersonView,
        ConfirmationView,
        Freshness,
        AccountView,
        AccountState,
        CheckView,
        ProviderView,
        RemovedView,
        RemovalView,
        ProposalView,
        AttemptView,
        AttemptStep,
        AskedView,
        NoticeView,
        News,
        PermissionGroupView,
        PermissionView,
        Grade,
        SetUpView,
        SetUpFormView,
        SetUpForm,
        SetUpSectionView,
        DoctorView,
        DoctorLine,
        DoctorCheck,
        Verdict,
        DoctorFact,
        ProofUse,
        ReportView,
        ReportSection,
        ReportPart,
        FailureView,
        Diagnosis,
        Turn,
        Wish,
        ProfileForm,
        ProfileEdit,
        Preference,
    ];
    let mut text =
        "// Generated from crates/accounts/src/view.rs by its test. Do not edit.\n".to_owned();
    for (docs, declaration) in types {
        text.push('\n');
        text.push_str(&docs.unwrap_or_default());
        text.push_str("export ");
        text.push_str(&declaration);
        text.push('\n');
    }
    text
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a switch of this test alone")]
fn the_contract_of_the_window_is_the_one_checked_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/backend/contract.ts");
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::write(&path, contract()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(
        kept == contract(),
        "ui/src/backend/contract.ts is out of date: run this test with UPDATE_CONTRACT=1"
    );
}
