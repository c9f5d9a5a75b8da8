//! No diagnosis without words.

use accounts::view::{Diagnosis, FailureView, ReturnPath, TenantView};

use crate::support::Words;

/// A tenant for the words.
pub(crate) fn tenant() -> TenantView {
    TenantView {
        domain: "acme.eu.auth0.com".to_owned(),
        client_id: "CLIENT".to_owned(),
        demo: false,
        return_path: ReturnPath::DeepLink,
        deep_links: true,
        links_go_to: None,
        organization: None,
        checks: false,
        in_memory: false,
    }
}

#[test]
fn every_diagnosis_says_what_happened_why_and_what_to_do() {
    let words = Words::english();
    for diagnosis in Diagnosis::ALL {
        let failure = FailureView {
            diagnosis: *diagnosis,
            id: "MOOR-0000-0000".to_owned(),
            turn: diagnosis.turn(),
            detail: None,
            subject: None,
            retry_at: None,
        };
        let said = words.of(&failure, &tenant());
        assert!(
            said.iter().all(|sentence| sentence.len() > 8),
            "{diagnosis:?}: {said:?}"
        );
    }
}
