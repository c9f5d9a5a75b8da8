//! How a tenant is set up, for whom it is to be told. Nothing is sent anywhere.

use auth0::TenantAddress;

use super::Model;
use super::start::address_failure;
use crate::callback::clean;
use crate::effect::Effect;
use crate::message::Moment;
use crate::set_up;
use crate::view::SetUpView;

impl Model {
    pub(super) fn show_set_up(&mut self, domain: &str, moment: &Moment) -> Vec<Effect> {
        let view = match TenantAddress::parse(domain) {
            Ok(address) => set_up::view(address),
            Err(error) => SetUpView {
                domain: clean(domain),
                failure: Some(self.record(address_failure(error, domain), moment)),
                forms: Vec::new(),
            },
        };
        self.set_up = Some(view);
        Vec::new()
    }

    pub(super) fn hide_set_up(&mut self) -> Vec<Effect> {
        self.set_up = None;
        Vec::new()
    }
}
