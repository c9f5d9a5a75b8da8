//! The emulator over HTTP, as a client sees it.

#[cfg(test)]
mod bodies;
#[cfg(test)]
mod config;
#[cfg(test)]
mod connect;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod tenant;
#[cfg(test)]
mod tokens;
