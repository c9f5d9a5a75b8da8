//! The bill of materials of what the program ships (`CycloneDX`): its own crates, the crates that are
//! linked into it on this system, and what is bundled into the window's files.
//!
//! It says the same for the same sources, so it has neither a time nor a random number.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cyclonedx_bom::external_models::spdx::SpdxExpression;
use cyclonedx_bom::models::bom::SpecVersion;
use cyclonedx_bom::models::component::Classification;
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::metadata::Metadata as BomMetadata;
use cyclonedx_bom::prelude::{Bom, Component, Components, NormalizedString, Purl, Validate};
use serde::Deserialize;

use crate::shipped::{Bundled, Metadata, PROGRAM, Package, bundled, parse, read, told};
use crate::steps::Outcome;

/// The name of the file.
pub(crate) const FILE: &str = "mooring-desktop.cdx.json";
const VERSION: SpecVersion = SpecVersion::V1_5;

#[derive(Deserialize)]
struct CargoLock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

#[derive(Deserialize)]
struct NpmLock {
    packages: BTreeMap<String, NpmLocked>,
}

#[derive(Deserialize)]
struct NpmLocked {
    version: Option<String>,
    integrity: Option<String>,
}

/// Writes it into a file as JSON.
pub(crate) fn write(root: &Path, file: &Path) -> Outcome {
    write_with(&[], root, file)
}

/// That of a build with more features than usual.
pub(crate) fn write_with(features: &[&str], root: &Path, file: &Path) -> Outcome {
    let json = json(bom(root, features)?)?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    }
    std::fs::write(file, json).map_err(|error| told(file, &error))
}

fn json(bom: Bom) -> Result<Vec<u8>, String> {
    let mut json = Vec::new();
    let written = bom.output_as_json(&mut json, VERSION);
    written.map_err(|error| error.to_string())?;
    json.push(b'\n');
    Ok(json)
}

fn bom(root: &Path, features: &[&str]) -> Result<Bom, String> {
    let metadata = Metadata::read(root, features)?;
    let linked = metadata.linked();
    let lock: CargoLock = toml::from_str(&read(&root.join("Cargo.lock"))?)
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut program = None;
    let mut components = Vec::new();
    let mut dependencies = Vec::new();
    for (package, links) in &linked {
        let is_program = package.name == PROGRAM;
        let component = of_crate(package, &lock, is_program)?;
        let mut needs: Vec<String> = links.iter().map(|package| reference(package)).collect();
        if is_program {
            needs.extend(
                bundled(root)?
                    .iter()
                    .map(|one| npm_purl(one.name, &one.version)),
            );
            program = Some(component);
        } else {
            components.push(component);
        }
        dependencies.push(Dependency {
            dependency_ref: reference(package),
            dependencies: needs,
        });
    }
    components.extend(of_window(root)?);
    components.sort_by(|one, other| one.bom_ref.cmp(&other.bom_ref));
    let bom = Bom {
        version: 1,
        serial_number: None,
        metadata: Some(BomMetadata {
            component: program,
            ..BomMetadata::default()
        }),
        components: Some(Components(components)),
        dependencies: Some(Dependencies(dependencies)),
        spec_version: VERSION,
        ..Bom::default()
    };
    let verdict = bom.validate_version(VERSION);
    if verdict.has_errors() {
        return Err(format!("the bill of materials is not valid: {verdict:?}"));
    }
    Ok(bom)
}

fn of_crate(package: &Package, lock: &CargoLock, program: bool) -> Result<Component, String> {
    let Package { name, version, .. } = package;
    let locked = lock
        .package
        .iter()
        .find(|locked| locked.name == *name && locked.version == *version);
    let checksum = locked.and_then(|locked| locked.checksum.as_deref());
    let class = if program {
        Classification::Application
    } else {
        Classification::Library
    };
    let mut component = Component::new(class, name, version, Some(reference(package)));
    // Our own crates are in no registry, where other ones may have their names.
    if package.source.is_some() {
        let purl = Purl::new("cargo", name, version);
        component.purl = Some(purl.map_err(|error| format!("{name}: {error}"))?);
    }
    component.licenses = package.license.as_deref().map(expression).transpose()?;
    component.hashes = checksum.map(|checksum| hash(HashAlgorithm::SHA_256, checksum.to_owned()));
    Ok(component)
}

/// Names a crate in this document.
fn reference(package: &Package) -> String {
    format!("{}@{}", package.name, package.version)
}

fn of_window(root: &Path) -> Result<Vec<Component>, String> {
    let lock: NpmLock = parse(&read(&root.join("ui/package-lock.json"))?)?;
    let components = bundled(root)?.into_iter().map(|package| {
        let locked = lock.packages.get(&format!("node_modules/{}", package.name));
        let locked = locked.filter(|locked| locked.version.as_ref() == Some(&package.version));
        let integrity = locked.and_then(|locked| locked.integrity.as_deref());
        let Bundled { name, version, .. } = package;
        let purl = npm_purl(name, &version);
        let mut component =
            Component::new(Classification::Library, name, &version, Some(purl.clone()));
        if let Some((group, name)) = name.split_once('/') {
            component.group = Some(NormalizedString::new(group));
            component.name = NormalizedString::new(name);
        }
        component.purl = purl.parse().ok();
        component.licenses = Some(expression(&package.license)?);
        component.hashes = integrity.and_then(sha512);
        Ok(component)
    });
    components.collect()
}

/// Old crates write a slash for a choice.
fn expression(licence: &str) -> Result<Licenses, String> {
    let words: Vec<&str> = licence.split('/').map(str::trim).collect();
    let expression = SpdxExpression::try_from(words.join(" OR "))
        .map_err(|error| format!("{licence}: {error}"))?;
    Ok(Licenses(vec![LicenseChoice::Expression(expression)]))
}

fn npm_purl(name: &str, version: &str) -> String {
    format!("pkg:npm/{}@{version}", name.replace('@', "%40"))
}

/// `sha512-` and Base64, as hexadecimal digits.
fn sha512(integrity: &str) -> Option<Hashes> {
    let bytes = BASE64_STANDARD.decode(integrity.strip_prefix("sha512-")?);
    let digits = bytes.ok()?.iter().fold(String::new(), |digits, byte| {
        digits + &format!("{byte:02x}")
    });
    Some(hash(HashAlgorithm::SHA_512, digits))
}

fn hash(alg: HashAlgorithm, digits: String) -> Hashes {
    let content = HashValue(digits);
    Hashes(vec![Hash { alg, content }])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use cyclonedx_bom::models::component::Component;

    use super::*;
    use crate::steps::root;

    #[test]
    fn it_is_valid_and_names_everything_with_version_licence_and_hash() {
        let bom = bom(&root(), &[]).unwrap();
        assert_eq!(bom, super::bom(&root(), &[]).unwrap(), "the same each time");
        let json = json(bom).unwrap();
        let bom = Bom::parse_from_json_v1_5(json.as_slice()).unwrap();
        let verdict = bom.validate_version(VERSION);
        assert!(verdict.passed(), "{verdict:?}");
        let components = bom.components.unwrap().0;
        let ours = |one: &&Component| one.purl.is_none();
        let own: BTreeSet<&str> = components
            .iter()
            .filter(ours)
            .map(|one| one.name.as_ref())
            .collect();
        assert_eq!(
            own,
            BTreeSet::from(["accounts", "auth0", "cli", "emulator", "setup", "system"])
        );
        for one in components.iter().filter(|one| !ours(one)) {
            let hash = &one.hashes.as_ref().unwrap().0[0];
            assert!(hash.content.0.len() >= 64, "{one:?}");
            assert!(one.licenses.is_some() && one.version.is_some(), "{one:?}");
        }
        let window = |one: &&Component| one.purl.as_ref().unwrap().as_ref().starts_with("pkg:npm/");
        let theirs = || components.iter().filter(|one| !ours(one));
        assert_eq!(theirs().filter(window).count(), 6);
        assert!(theirs().count() > 200);
    }

    #[test]
    fn every_reference_is_of_something_in_it() {
        let bom = bom(&root(), &[]).unwrap();
        let program = bom.metadata.unwrap().component.unwrap();
        let components = bom.components.unwrap().0;
        let all = components.iter().chain([&program]);
        let named: BTreeSet<&str> = all.map(|one| one.bom_ref.as_deref().unwrap()).collect();
        assert_eq!(named.len(), components.len() + 1);
        for dependency in bom.dependencies.unwrap().0 {
            assert!(named.contains(dependency.dependency_ref.as_str()));
            for one in dependency.dependencies {
                assert!(named.contains(one.as_str()), "{one}");
            }
        }
        assert!(!named.iter().any(|name| name.starts_with("insta@")));
    }
}
