//! Whole journeys without a window: the real program, the real HTTP client, a tenant, a person.

#[cfg(test)]
mod connect;
#[cfg(test)]
mod day;
#[cfg(test)]
mod diagnoses;
#[cfg(test)]
mod disconnect;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod first_run;
#[cfg(test)]
mod flood;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod keychain;
#[cfg(test)]
mod links;
#[cfg(test)]
mod living;
#[cfg(test)]
mod network;
#[cfg(test)]
mod persons;
#[cfg(test)]
mod profiles;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod proposals;
#[cfg(test)]
mod restart;
#[cfg(test)]
mod session;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod soak;
#[cfg(test)]
mod starts;
#[cfg(test)]
mod tenant;
#[cfg(test)]
mod unsaved;
#[cfg(test)]
mod way_back;

#[cfg(test)]
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../support/mod.rs"]
mod support;
