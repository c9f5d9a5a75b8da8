//! Setting up, against a tenant.

#[cfg(test)]
mod bench;
#[cfg(test)]
mod guides;
#[cfg(test)]
mod living;
#[cfg(test)]
mod tenants;
