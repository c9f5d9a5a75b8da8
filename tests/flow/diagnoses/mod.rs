//! Symptom, cause, fix: every misconfiguration and every error that the wire contract tells of
//! (sections 1.7, 3.2, 3.4, 5 and 7), made at a real tenant, met by the real program, and told in the
//! words of the window's catalogue.

mod errors;
mod networks;
mod rows;
mod scene;
mod words;
