//! What an Auth0 tenant needs before accounts can be connected by the program: told in three forms,
//! compared with a tenant, and done where an administrator lends a token.
//!
//! A [`Wish`] says for whom. Without a token, [`Plan::for_new_tenant`] has every step. With one,
//! [`State::read`] reads the tenant, [`Plan::of`] compares, and [`apply()`] does what is missing,
//! step by step; a second time there is nothing left to do. [`guide::sections`] puts any plan into
//! words: for the Dashboard, for Auth0's command line, or for Terraform.
//!
//! Nothing that is there is taken away or made narrower: callbacks, grant types, scopes and
//! policies of others stay. What would take something away, and what no API can do, is told as a
//! step to be taken by hand.
//!
//! The token is lent for each call and kept nowhere. No secret of an application or a provider is
//! asked for.
//!
//! What is not sure of the real service: whether every plan lets the My Account API be activated
//! by a call (wire contract 6), whether `subject_type` is always kept (it is read back), whether a
//! connection with Auth0's own developer keys can be turned on at all (one that is refused keeps
//! nothing else waiting), what a custom domain changes, and whether the Dashboard still uses the
//! names that [`guide::dashboard`] has.

mod apply;
mod failure;
pub mod guide;
mod plan;
mod provider;
mod state;
mod steps;
mod wish;

pub use crate::apply::{Applied, Stopped, apply};
pub use crate::failure::Failure;
pub use crate::plan::{Plan, Standing, Step, What};
pub use crate::provider::Provider;
pub use crate::state::{Application, ConnectionState, State};
pub use crate::wish::{NAME, SCOPES, Wish};
