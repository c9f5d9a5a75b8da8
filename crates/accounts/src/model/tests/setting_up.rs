//! How a tenant is set up: told, and nothing else.

use super::desk::Desk;
use crate::message::Request;
use crate::settings::Settings;
use crate::view::{Diagnosis, SetUpForm, SetUpView};

fn show(desk: &mut Desk, domain: &str) -> SetUpView {
    let domain = domain.to_owned();
    assert!(desk.ask(Request::ShowSetUp { domain }).is_empty());
    desk.snapshot().set_up.unwrap()
}

#[test]
fn a_new_tenant_is_told_in_three_forms_and_nothing_is_sent() {
    let mut desk = Desk::new(Settings::default());
    let shown = show(&mut desk, " Acme.EU.auth0.com ");
    assert_eq!(
        (shown.domain.as_str(), shown.failure),
        ("acme.eu.auth0.com", None)
    );
    let forms: Vec<_> = shown.forms.iter().map(|told| told.form).collect();
    let all = [
        SetUpForm::Dashboard,
        SetUpForm::CommandLine,
        SetUpForm::Terraform,
    ];
    assert_eq!(forms, all);
    for told in &shown.forms {
        let has = |text: &str| told.text.contains(text);
        assert!(has("dev.mooring.desktop://callback"), "{:?}", told.form);
        assert!(has("https://acme.eu.auth0.com/me/"), "{:?}", told.form);
        assert!(told.sections.len() > 1);
        let whole = |text: &str| text.lines().all(|line| has(line.trim()));
        let sections = told.sections.iter();
        assert!(
            sections
                .clone()
                .all(|one| whole(&one.how) && whole(&one.why))
        );
        let code = told.form != SetUpForm::Dashboard;
        assert_eq!(sections.clone().any(|one| one.is_code), code);
    }
    assert!(desk.ask(Request::HideSetUp).is_empty());
    assert_eq!(desk.snapshot().set_up, None);
}

#[test]
fn what_is_no_domain_is_told_and_asked_for_again() {
    let mut desk = Desk::signed_in();
    let before = desk.snapshot().screen;
    for (domain, diagnosis) in [
        ("not a domain", Diagnosis::DomainInvalid),
        ("http://acme.example", Diagnosis::DomainNotSecure),
        ("", Diagnosis::DomainInvalid),
    ] {
        let shown = show(&mut desk, domain);
        assert_eq!(shown.failure.unwrap().diagnosis, diagnosis, "{domain}");
        assert_eq!((shown.domain.as_str(), shown.forms.len()), (domain, 0));
    }
    assert_eq!(desk.snapshot().screen, before);
    assert_eq!(show(&mut desk, "acme.example").failure, None);
}
