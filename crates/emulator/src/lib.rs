//! An Auth0-compatible tenant.
