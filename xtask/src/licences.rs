//! The licences of what the program ships, for the window to show: the crates that are linked into
//! it on this system, and what is bundled into the window's files.
//!
//! Crates that only help to build it (macros, build scripts, tests) are not in it. Most packages say
//! the same few texts, so each text is there once, and a package has its place among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::steps::Outcome;

/// The package whose dependencies are shipped.
const PROGRAM: &str = "mooring-desktop";

/// What Vite puts into the window's files. Lucide's package comes without its licence.
const BUNDLED: [(&str, Option<&str>); 6] = [
    ("@fluent/bundle", Some(include_str!("../../LICENSE-APACHE"))),
    ("@iconify-json/logos", None),
    ("@iconify-json/lucide", Some(include_str!("lucide.txt"))),
    ("@tauri-apps/api", None),
    ("clsx", None),
    ("svelte", None),
];

/// How the names of files with a licence begin.
const NAMES: [&str; 6] = [
    "licen",
    "copying",
    "copyright",
    "notice",
    "unlicense",
    "patents",
];

#[derive(Default, Serialize)]
struct Licences {
    packages: Vec<Shipped>,
    texts: Vec<String>,
}

#[derive(Serialize)]
struct Shipped {
    name: String,
    version: String,
    licence: String,
    /// Whom to name where there is no text that does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    /// Its place in `texts`; none where the package comes without.
    text: Option<usize>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    #[serde(default)]
    license: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    manifest_path: PathBuf,
    /// None for the packages of this workspace.
    source: Option<String>,
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

#[derive(Deserialize)]
struct NodePackage {
    version: String,
    license: String,
}

/// Writes them to a file as JSON.
pub(crate) fn write(root: &Path, file: &Path) -> Outcome {
    let metadata = metadata(root)?;
    let mut licences = Licences::default();
    for package in shipped(&metadata) {
        let licence = package.license.clone().unwrap_or_default();
        let text = text_in(package.manifest_path.parent().unwrap_or(root), &licence)?;
        let authors = if text.is_none() {
            package.authors.clone()
        } else {
            Vec::new()
        };
        licences.add(&package.name, &package.version, licence, authors, text);
    }
    for (name, own) in BUNDLED {
        let folder = root.join("ui/node_modules").join(name);
        let NodePackage { version, license } = parse(&read(&folder.join("package.json"))?)?;
        let text = text_in(&folder, &license)?.or_else(|| own.map(tidy));
        licences.add(name, &version, license, Vec::new(), text);
    }
    licences
        .packages
        .sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    let json = serde_json::to_string(&licences).map_err(|error| error.to_string())?;
    std::fs::write(file, json).map_err(|error| told(file, &error))
}

impl Licences {
    fn add(
        &mut self,
        name: &str,
        version: &str,
        licence: String,
        authors: Vec<String>,
        text: Option<String>,
    ) {
        let text = text.map(|text| self.place(text));
        self.packages.push(Shipped {
            name: name.to_owned(),
            version: version.to_owned(),
            licence,
            authors,
            text,
        });
    }

    fn place(&mut self, text: String) -> usize {
        let known = self.texts.iter().position(|known| *known == text);
        known.unwrap_or_else(|| {
            self.texts.push(text);
            self.texts.len() - 1
        })
    }
}

/// Everything that is linked: reached from the program through normal dependencies, but no macros.
fn shipped(metadata: &Metadata) -> Vec<&Package> {
    let packages: BTreeMap<&str, &Package> = metadata
        .packages
        .iter()
        .map(|package| (package.id.as_str(), package))
        .collect();
    let nodes: BTreeMap<&str, &Node> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let mut open: Vec<&str> = packages
        .values()
        .filter(|package| package.name == PROGRAM)
        .map(|package| package.id.as_str())
        .collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        let linked = packages.get(id).is_some_and(|package| !package.is_macro());
        if !linked || !reached.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).into_iter().flat_map(|node| &node.deps);
        open.extend(
            dependencies
                .filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none()))
                .map(|dependency| dependency.pkg.as_str()),
        );
    }
    reached
        .into_iter()
        .filter_map(|id| packages.get(id).copied())
        .filter(|package| package.source.is_some())
        .collect()
}

impl Package {
    fn is_macro(&self) -> bool {
        let mut kinds = self.targets.iter().flat_map(|target| &target.kind);
        kinds.any(|kind| kind == "proc-macro")
    }
}

/// The texts of a package's licence files. Where it lets one choose, MIT's is the shortest to read.
fn text_in(folder: &Path, licence: &str) -> Result<Option<String>, String> {
    let mut files = licence_files(folder)?;
    if licence.contains(" OR ") || licence.contains('/') {
        let mit = files.iter().find(|file| name_of(file).contains("mit"));
        if let Some(mit) = mit.filter(|_| !licence.contains(" AND ")) {
            files = vec![mit.clone()];
        }
    }
    let texts: Result<Vec<String>, String> = files
        .iter()
        .map(|file| read(file).map(|text| tidy(&text)))
        .collect();
    let texts = texts?;
    Ok((!texts.is_empty()).then(|| texts.join("\n\n")))
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| told(folder, &error))?.path();
        let name = name_of(&path);
        if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().to_lowercase()
}

/// Without what differs between copies of one text.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn metadata(root: &Path) -> Result<Metadata, String> {
    let host = host()?;
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", &host])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!("cargo metadata: {}", reason.trim()));
    }
    parse(&String::from_utf8_lossy(&output.stdout))
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

fn parse<'text, T: Deserialize<'text>>(json: &'text str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// Licences of old packages are not always UTF-8.
fn read(file: &Path) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|error| told(file, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
