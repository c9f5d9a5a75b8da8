//! Journeys under a log that leaves nothing out, also when the program panics with secrets in its
//! hands: no secret leaves its place.

#[cfg(test)]
mod actions;
#[cfg(test)]
mod fuse;
#[cfg(test)]
mod harvest;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod log;
#[cfg(test)]
mod panics;
#[cfg(test)]
#[expect(dead_code, unused_imports, reason = "the journeys use the rest")]
#[path = "../support/mod.rs"]
mod support;
#[cfg(test)]
mod types;
