//! The doctor: a tenant or a computer for each thing that can be wrong, and its name first in the list;
//! and nothing of the kind where nothing is wrong.

mod healthy;
mod links;
mod local;
mod rows;
mod scene;
mod tenants;
