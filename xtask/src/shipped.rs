//! What the program ships of others: the crates that are linked into it on this system, and what is
//! bundled into the window's files.
//!
//! Crates that only help to build it (macros, build scripts, tests) are not among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The package of the window's program, after which what goes out is called.
pub(crate) const PROGRAM: &str = "mooring-desktop";
/// The package of the command line, which goes out with it.
const COMMAND_LINE: &str = "cli";

/// What Vite puts into the window's files.
const BUNDLED: [&str; 6] = [
    "@fluent/bundle",
    "@iconify-json/logos",
    "@iconify-json/lucide",
    "@tauri-apps/api",
    "clsx",
    "svelte",
];

/// What cargo knows of the workspace.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    #[serde(default)]
    pub(crate) license: Option<String>,
    #[serde(default)]
    pub(crate) authors: Vec<String>,
    pub(crate) manifest_path: PathBuf,
    /// None for the packages of this workspace.
    pub(crate) source: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

/// None, `dev` or `build`.
#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// A package of the window's files.
pub(crate) struct Bundled {
    pub(crate) name: &'static str,
    pub(crate) version: String,
    pub(crate) license: String,
    pub(crate) folder: PathBuf,
}

#[derive(Deserialize)]
struct NodePackage {
    version: String,
    license: String,
}

impl Metadata {
    /// With what these features bring in.
    pub(crate) fn read(root: &Path, features: &[&str]) -> Result<Self, String> {
        let host = host()?;
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(["--filter-platform", &host])
            .args(["--features", &features.join(",")])
            .current_dir(root)
            .output()
            .map_err(|error| format!("cargo metadata: {error}"))?;
        if !output.status.success() {
            let reason = String::from_utf8_lossy(&output.stderr);
            return Err(format!("cargo metadata: {}", reason.trim()));
        }
        parse(&String::from_utf8_lossy(&output.stdout))
    }

    /// Everything of others that is linked.
    pub(crate) fn shipped(&self) -> Vec<&Package> {
        let linked = self.linked().into_iter();
        linked
            .map(|(package, _)| package)
            .filter(|package| package.source.is_some())
            .collect()
    }

    /// Everything that is linked, reached from the programs through normal dependencies, but no macros;
    /// each with what it links itself.
    pub(crate) fn linked(&self) -> Vec<(&Package, Vec<&Package>)> {
        let packages: BTreeMap<&str, &Package> = self
            .packages
            .iter()
            .filter(|package| !package.is_macro())
            .map(|package| (package.id.as_str(), package))
            .collect();
        let nodes: BTreeMap<&str, &Node> = self
            .resolve
            .nodes
            .iter()
            .map(|node| (node.id.as_str(), node))
            .collect();
        let links = |package: &Package| -> Vec<&Package> {
            let dependencies = nodes.get(package.id.as_str()).into_iter();
            dependencies
                .flat_map(|node| &node.deps)
                .filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none()))
                .filter_map(|dependency| packages.get(dependency.pkg.as_str()).copied())
                .collect()
        };
        let mut open: Vec<&Package> = packages
            .values()
            .filter(|package| [PROGRAM, COMMAND_LINE].contains(&&*package.name))
            .copied()
            .collect();
        let mut reached = BTreeSet::new();
        while let Some(package) = open.pop() {
            if reached.insert(package.id.as_str()) {
                open.extend(links(package));
            }
        }
        reached
            .into_iter()
            .filter_map(|id| packages.get(id))
            .map(|package| (*package, links(package)))
            .collect()
    }
}

impl Package {
    fn is_macro(&self) -> bool {
        let mut kinds = self.targets.iter().flat_map(|target| &target.kind);
        kinds.any(|kind| kind == "proc-macro")
    }
}

/// The packages that are bundled into the window's files.
pub(crate) fn bundled(root: &Path) -> Result<Vec<Bundled>, String> {
    let packages = BUNDLED.into_iter().map(|name| {
        let folder = root.join("ui/node_modules").join(name);
        let NodePackage { version, license } = parse(&read(&folder.join("package.json"))?)?;
        Ok(Bundled {
            name,
            version,
            license,
            folder,
        })
    });
    packages.collect()
}

/// The system that the program is built for.
fn host() -> Result<String, String> {
    let output = Command::new("rustc").arg("-vV").output();
    let output = output.map_err(|error| format!("rustc: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc does not name its host".to_owned())
}

pub(crate) fn parse<'text, T: Deserialize<'text>>(json: &'text str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// Licences of old packages are not always UTF-8.
pub(crate) fn read(file: &Path) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|error| told(file, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

pub(crate) fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::root;

    #[test]
    fn what_looks_for_newer_versions_is_shipped_only_where_it_is_built() {
        let has_updater = |features: &[&str]| {
            let metadata = Metadata::read(&root(), features).unwrap();
            let mut shipped = metadata.shipped().into_iter();
            shipped.any(|package| package.name == "tauri-plugin-updater")
        };
        assert!(!has_updater(&[]));
        assert!(has_updater(&["mooring-desktop/updater"]));
    }
}
