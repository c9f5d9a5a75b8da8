//! The licences of what the program ships, for the window to show.
//!
//! Most packages say the same few texts, so each text is there once, and a package has its place
//! among them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::shipped::{Metadata, bundled, read, told};
use crate::steps::Outcome;

/// Of bundled packages that come without their licence.
const OWN_TEXTS: [(&str, &str); 2] = [
    ("@fluent/bundle", include_str!("../../LICENSE-APACHE")),
    ("@iconify-json/lucide", include_str!("lucide.txt")),
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

/// Writes them to a file as JSON.
pub(crate) fn write(root: &Path, file: &Path) -> Outcome {
    write_with(&[], root, file)
}

/// Those of a build with more features than usual.
pub(crate) fn write_with(features: &[&str], root: &Path, file: &Path) -> Outcome {
    let metadata = Metadata::read(root, features)?;
    let mut licences = Licences::default();
    for package in metadata.shipped() {
        let licence = package.license.clone().unwrap_or_default();
        let text = text_in(package.manifest_path.parent().unwrap_or(root), &licence)?;
        let authors = if text.is_none() {
            package.authors.clone()
        } else {
            Vec::new()
        };
        licences.add(&package.name, &package.version, licence, authors, text);
    }
    for package in bundled(root)? {
        let own = OWN_TEXTS.iter().find(|(name, _)| *name == package.name);
        let text = text_in(&package.folder, &package.license)?;
        let text = text.or_else(|| own.map(|(_, text)| tidy(text)));
        licences.add(
            package.name,
            &package.version,
            package.license,
            Vec::new(),
            text,
        );
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
