//! What tenants said of themselves, a file for each in the folder of what may be lost.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// No document is longer, in bytes.
const LIMIT: u64 = 64 * 1024;
/// Nothing older is of use.
const LIFETIME: Duration = Duration::from_hours(24);

/// The folder of them.
#[derive(Debug)]
pub(super) struct KnownTenants(PathBuf);

impl KnownTenants {
    pub(super) fn beneath(cache: &Path) -> Self {
        Self(cache.join("tenants"))
    }

    pub(super) fn read(&self, domain: &str) -> std::io::Result<Option<Vec<u8>>> {
        let file = match std::fs::File::open(self.path(domain)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut said = Vec::new();
        file.take(LIMIT).read_to_end(&mut said)?;
        Ok(Some(said))
    }

    pub(super) fn keep(&self, domain: &str, said: Option<&[u8]>) -> std::io::Result<()> {
        let path = self.path(domain);
        let Some(said) = said else {
            return match std::fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        };
        crate::process::private_folder(&self.0)?;
        self.clear()?;
        let mut file = super::draft(&self.0, &path)?;
        file.write_all(said)?;
        file.persist(path)?;
        Ok(())
    }

    /// Takes away what is too old, drafts that were left behind among it.
    fn clear(&self) -> std::io::Result<()> {
        for entry in std::fs::read_dir(&self.0)? {
            let entry = entry?;
            let age = entry.metadata()?.modified()?.elapsed();
            if age.is_ok_and(|age| age > LIFETIME) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// A domain may have a port, and be an address.
    fn path(&self, domain: &str) -> PathBuf {
        let safe = |one: char| one.is_ascii_alphanumeric() || matches!(one, '.' | '-');
        let name: String = domain
            .chars()
            .map(|one| if safe(one) { one } else { '_' })
            .collect();
        self.0.join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_domain_has_a_file_of_its_own_beneath_the_folder() {
        let cache = tempfile::tempdir().unwrap();
        let tenants = KnownTenants::beneath(cache.path());
        assert_eq!(tenants.read("acme.eu.auth0.com").unwrap(), None);
        for domain in ["acme.eu.auth0.com", "[::1]:8484", "../../etc/passwd"] {
            tenants.keep(domain, Some(domain.as_bytes())).unwrap();
            let said = tenants.read(domain).unwrap();
            assert_eq!(said.as_deref(), Some(domain.as_bytes()));
            assert_eq!(tenants.path(domain).parent(), Some(&*tenants.0));
        }
        assert_eq!(std::fs::read_dir(&tenants.0).unwrap().count(), 3);
        tenants.keep("acme.eu.auth0.com", None).unwrap();
        tenants.keep("acme.eu.auth0.com", None).unwrap();
        assert_eq!(tenants.read("acme.eu.auth0.com").unwrap(), None);
    }

    #[test]
    fn what_is_too_old_goes_with_the_next_that_is_kept() {
        let cache = tempfile::tempdir().unwrap();
        let tenants = KnownTenants::beneath(cache.path());
        tenants.keep("old.example", Some(b"{}")).unwrap();
        let old = std::fs::File::open(tenants.path("old.example")).unwrap();
        let yesterday = old.metadata().unwrap().modified().unwrap() - 2 * LIFETIME;
        old.set_modified(yesterday).unwrap();
        tenants.keep("new.example", Some(b"{}")).unwrap();
        assert_eq!(tenants.read("old.example").unwrap(), None);
        assert!(tenants.read("new.example").unwrap().is_some());
    }
}
