//! What has to be downloaded and kept: the program as it is shipped, with the demo inside, and its
//! package.

use std::path::{Path, PathBuf};

use super::desktop::Program;
use super::measure::{Measure, Outcome};

/// In megabytes.
const PROGRAM: f64 = 12.0;
const PACKAGE: f64 = 6.0;

pub(crate) fn measure() -> Outcome<Vec<Measure>> {
    let program = Program::real()?;
    let folder = program.path().with_file_name("..").join("package");
    let missing = |reason| Measure::missing("size-deb", 1.0, reason);
    let package = match newest_package(&folder) {
        Some(package) if is_older(&package, program.path())? => {
            missing("the package is older than the program; `cargo xtask package`")
        }
        Some(package) => held("size-deb", &package, PACKAGE)?,
        None => missing("there is no package; `cargo xtask package`"),
    };
    Ok(vec![held("size-binary", program.path(), PROGRAM)?, package])
}

fn held(name: &str, file: &Path, bound: f64) -> Outcome<Measure> {
    #[expect(clippy::cast_precision_loss, reason = "files are not that large")]
    let size = file.metadata()?.len() as f64 / 1e6;
    Ok(Measure::of(name, size, bound, 1.0)
        .with("size", size, "MB")
        .with("allowed", bound, "MB"))
}

/// Whether it was made of an earlier build.
fn is_older(package: &Path, program: &Path) -> std::io::Result<bool> {
    Ok(package.metadata()?.modified()? < program.metadata()?.modified()?)
}

fn newest_package(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?;
    files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "deb"))
        .max_by_key(|path| path.metadata().and_then(|about| about.modified()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packages_are_packages() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(newest_package(folder.path()), None);
        std::fs::write(folder.path().join("a.txt"), "").unwrap();
        assert_eq!(newest_package(folder.path()), None);
        std::fs::write(folder.path().join("a.deb"), "").unwrap();
        assert_eq!(
            newest_package(folder.path()),
            Some(folder.path().join("a.deb"))
        );
    }

    #[test]
    fn a_package_of_an_earlier_build_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let (package, program) = (folder.path().join("a.deb"), folder.path().join("program"));
        for (file, seconds) in [(&package, 1_000), (&program, 2_000)] {
            let moment = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            let file = std::fs::File::create(file).unwrap();
            file.set_modified(moment).unwrap();
        }
        assert!(is_older(&package, &program).unwrap());
        std::fs::write(&package, "").unwrap();
        assert!(!is_older(&package, &program).unwrap());
    }
}
