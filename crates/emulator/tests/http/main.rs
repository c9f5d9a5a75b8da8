//! The emulator over HTTP, as a client sees it.

#[cfg(test)]
mod bodies;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod client_auth;
#[cfg(test)]
mod config;
#[cfg(test)]
mod connect;
#[cfg(test)]
mod control;
#[cfg(test)]
mod dpop;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod management;
#[cfg(test)]
mod open_questions;
#[cfg(test)]
mod organizations;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod prover;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod run_time;
#[cfg(test)]
mod set_up;
#[cfg(test)]
mod set_up_effects;
#[cfg(test)]
mod set_up_rules;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod step_up;
#[cfg(test)]
mod tenant;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod transport;
#[cfg(test)]
mod vault;
