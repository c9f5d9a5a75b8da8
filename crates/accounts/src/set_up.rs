//! What a tenant needs for this program, in words.

use auth0::TenantAddress;
use setup::guide::{self, Form, Section};
use setup::{Plan, Wish};

use crate::callback::{DEEP_LINK, LOOPBACK};
use crate::catalog;
use crate::view::{SetUpForm, SetUpFormView, SetUpSectionView, SetUpView};

/// What this program wishes for: its own addresses, and every connection that it knows.
#[must_use]
pub fn wish(tenant: TenantAddress) -> Wish {
    let mut callbacks = vec![DEEP_LINK];
    callbacks.extend(LOOPBACK);
    let strategies: Vec<&str> = catalog::strategies().collect();
    Wish::new(tenant, &callbacks, &strategies)
}

/// Every step for a tenant of which nothing is known, in each form.
pub(crate) fn view(tenant: TenantAddress) -> SetUpView {
    let domain = tenant.domain();
    let plan = Plan::for_new_tenant(&wish(tenant));
    let forms = [
        (SetUpForm::Dashboard, Form::Dashboard),
        (SetUpForm::CommandLine, Form::CommandLine),
        (SetUpForm::Terraform, Form::Terraform),
    ];
    let told = forms.map(|(form, of)| {
        let sections = guide::sections(&plan, of);
        SetUpFormView {
            form,
            text: guide::text(&sections, of),
            sections: sections.into_iter().map(section).collect(),
        }
    });
    SetUpView {
        domain,
        failure: None,
        forms: told.into(),
    }
}

fn section(section: Section) -> SetUpSectionView {
    SetUpSectionView {
        title: section.title,
        why: section.why,
        how: section.how,
        is_code: section.is_code,
    }
}
