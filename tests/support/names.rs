//! Names that can stop being found.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// A name that is never given to anybody (RFC 6761 section 6.4).
pub(crate) const NOWHERE: &str = "tenant.invalid";

/// This system's names. While they are gone, the system is asked for one that nobody has.
#[derive(Clone, Default)]
pub(crate) struct TestNames(Arc<AtomicBool>);

impl TestNames {
    pub(crate) fn go_away(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub(crate) fn come_back(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

impl Resolve for TestNames {
    fn resolve(&self, name: Name) -> Resolving {
        let gone = self.0.load(Ordering::SeqCst);
        Box::pin(async move {
            let name = if gone { NOWHERE } else { name.as_str() };
            let found = tokio::net::lookup_host((name, 0)).await?;
            let found: Addrs = Box::new(found.collect::<Vec<_>>().into_iter());
            Ok(found)
        })
    }
}
