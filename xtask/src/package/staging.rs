//! What stands in a Linux package beside the window's program: the command line, man pages,
//! completions, icons, metadata, licences and the bill of materials, laid out as they are installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};

use super::answer;
use crate::sbom;
use crate::shipped::{PROGRAM, parse, read, told};
use crate::steps::{Outcome, command};

/// Completions: shell, and where Debian's and other systems' shells look for them.
const COMPLETIONS: [(&str, &str, &str); 3] = [
    (
        "bash",
        "usr/share/bash-completion/completions/mooring",
        "usr/share/bash-completion/completions/mooring",
    ),
    (
        "zsh",
        "usr/share/zsh/vendor-completions/_mooring",
        "usr/share/zsh/site-functions/_mooring",
    ),
    (
        "fish",
        "usr/share/fish/vendor_completions.d/mooring.fish",
        "usr/share/fish/vendor_completions.d/mooring.fish",
    ),
];
/// Files as they are in the project, and where they are installed.
const FILES: [(&str, &str); 4] = [
    (
        "packaging/linux/dev.mooring.desktop.metainfo.xml",
        "usr/share/metainfo/dev.mooring.desktop.metainfo.xml",
    ),
    (
        "packaging/linux/copyright",
        "usr/share/doc/mooring-desktop/copyright",
    ),
    (
        "icons/mooring.svg",
        "usr/share/icons/hicolor/scalable/apps/mooring-desktop.svg",
    ),
    (
        "icons/mooring-symbolic.svg",
        "usr/share/icons/hicolor/symbolic/apps/mooring-desktop-symbolic.svg",
    ),
];
/// Where other systems than Debian, which has its `copyright`, look for licences.
const LICENCES: [(&str, &str); 2] = [
    (
        "LICENSE-APACHE",
        "usr/share/licenses/mooring-desktop/LICENSE-APACHE",
    ),
    (
        "LICENSE-MIT",
        "usr/share/licenses/mooring-desktop/LICENSE-MIT",
    ),
];
/// Sizes of the icons; Tauri installs those that its configuration names.
const ICONS: [&str; 9] = [
    "16x16", "22x22", "24x24", "32x32", "48x48", "64x64", "128x128", "256x256", "512x512",
];

/// Tauri's tool reads from the manifest which libraries a package needs, and does not see that a feature
/// is another system's: from the program's own it would want a library for the tray. So it gets this one.
const MANIFEST: &str = concat!(
    "[package]\nname = \"mooring-desktop\"\nversion = \"",
    env!("CARGO_PKG_VERSION"),
    "\"\nedition = \"2024\"\n\n[workspace]\n\n",
    "[[bin]]\nname = \"mooring-desktop\"\npath = \"main.rs\"\n",
);

/// Gathers all of it, checks what can be checked, and gives the folder that the bundler is to run in.
pub(super) fn gather(root: &Path, target: &Path, folder: &Path) -> Result<PathBuf, String> {
    check(root)?;
    let stage = folder.join("linux");
    if stage.exists() {
        fs::remove_dir_all(&stage).map_err(|error| told(&stage, &error))?;
    }
    let mut files = Vec::new();
    let mut place = |from: &Path, to: &str| -> Outcome {
        let staged = parent_of(stage.join(to))?;
        fs::copy(from, &staged).map_err(|error| told(from, &error))?;
        files.push((to.to_owned(), staged));
        Ok(())
    };
    let program = target.join("release/mooring");
    place(&program, "usr/bin/mooring")?;
    for (from, to) in FILES {
        place(&root.join(from), to)?;
    }
    let documents = format!("usr/share/doc/{PROGRAM}");
    place(
        &folder.join(sbom::FILE),
        &format!("{documents}/{}", sbom::FILE),
    )?;
    // Of a build that looks for newer versions, the list is put there.
    let own = folder.join("licences.json");
    let list = root.join("ui/public/licences.json");
    let list = if list.exists() { &list } else { &own };
    place(list, &format!("{documents}/licences.json"))?;
    for page in pages(target, folder)? {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        place(&page, &format!("usr/share/man/man1/{name}"))?;
    }
    for (shell, to, _) in COMPLETIONS {
        let written = folder.join(format!("completions.{shell}"));
        let text = answer(Command::new(&program).args(["completions", shell]))?;
        write(&written, &text)?;
        place(&written, to)?;
        remove(&written)?;
    }
    let bundler = folder.join("bundler");
    fs::create_dir_all(&bundler).map_err(|error| told(&bundler, &error))?;
    let whole = configuration(root, &files)?;
    let whole = serde_json::to_vec_pretty(&whole).map_err(|error| error.to_string())?;
    write(&bundler.join("tauri.conf.json"), &whole)?;
    write(&bundler.join("Cargo.toml"), MANIFEST.as_bytes())?;
    write(&bundler.join("main.rs"), b"fn main() {}\n")?;
    Ok(bundler)
}

/// What is bundled, over `tauri.conf.json`. The package, its entry, its icons and its program share one
/// name, by which every desktop knows which window is whose.
fn configuration(root: &Path, files: &[(String, PathBuf)]) -> Result<Value, String> {
    let mut whole: Value = parse(&read(&root.join("tauri.conf.json"))?)?;
    whole["productName"] = json!(PROGRAM);
    whole["build"] = json!({});
    let icons = ICONS.map(|size| root.join("icons").join(format!("{size}.png")));
    whole["bundle"]["icon"] = json!(icons);
    for (kind, elsewhere) in [("deb", false), ("rpm", true)] {
        let file = |(to, from): &(String, PathBuf)| {
            let mut shells = COMPLETIONS.iter();
            let other = shells.find(|(_, debian, _)| elsewhere && debian == to);
            let to = other.map_or(to.as_str(), |(_, _, other)| other);
            (format!("/{to}"), json!(from))
        };
        let mut all: Map<_, _> = files.iter().map(file).collect();
        if elsewhere {
            let licence = |(from, to): (&str, &str)| (format!("/{to}"), json!(root.join(from)));
            all.extend(LICENCES.map(licence));
        }
        let kind = &mut whole["bundle"]["linux"][kind];
        kind["files"] = all.into();
        kind["desktopTemplate"] = json!(root.join("packaging/linux/mooring-desktop.desktop"));
    }
    Ok(whole)
}

/// The man pages, made of what the two programs say of themselves.
fn pages(target: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = folder.join("man");
    fs::create_dir_all(&folder).map_err(|error| told(&folder, &error))?;
    let text = answer(Command::new(target.join("release/mooring")).arg("man"))?;
    let mut pages = Vec::new();
    for (name, text) in apart(&String::from_utf8_lossy(&text)) {
        let page = folder.join(format!("{name}.1"));
        write(&page, text.as_bytes())?;
        pages.push(page);
    }
    let window = folder.join(format!("{PROGRAM}.1"));
    let text = answer(
        Command::new("help2man")
            .args(["--no-info", "--section=1", "--manual=Mooring"])
            .arg("--name=the accounts connected to an Auth0 profile, in a window")
            .arg(target.join("release").join(PROGRAM)),
    )?;
    write(&window, &text)?;
    pages.push(window);
    for page in &mut pages {
        let mut gzip = Command::new("gzip");
        gzip.args(["-9", "--no-name", "--force"]).arg(&*page);
        command(gzip)?;
        page.as_mut_os_string().push(".gz");
    }
    Ok(pages)
}

/// `mooring man` prints its pages one after the other; each begins with the same line, and has its name
/// in its title.
fn apart(text: &str) -> Vec<(String, String)> {
    let start = text.lines().next().unwrap_or_default();
    let pages = text
        .split_inclusive('\n')
        .fold(Vec::new(), |mut pages, line| {
            if line.trim_end() == start {
                pages.push(String::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push_str(line);
            }
            pages
        });
    let named = pages.into_iter().filter_map(|page| {
        let title = page.lines().find_map(|line| line.strip_prefix(".TH "))?;
        let name = title.split_whitespace().next()?.to_owned();
        Some((name, page))
    });
    named.collect()
}

/// The entry and the metadata, by the tools of those who wrote their specifications.
fn check(root: &Path) -> Outcome {
    let folder = root.join("packaging/linux");
    let mut entry = Command::new("desktop-file-validate");
    entry.arg(folder.join("mooring-desktop.desktop"));
    command(entry)?;
    let mut metadata = Command::new("appstreamcli");
    metadata
        .args(["validate", "--no-net"])
        .arg(folder.join("dev.mooring.desktop.metainfo.xml"));
    command(metadata)
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|error| told(file, &error))
}

fn remove(file: &Path) -> Outcome {
    fs::remove_file(file).map_err(|error| told(file, &error))
}

/// The same path, once its folder is there.
fn parent_of(path: PathBuf) -> Result<PathBuf, String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use crate::steps::root;

    fn text(path: &str) -> String {
        std::fs::read_to_string(root().join(path)).unwrap()
    }

    #[test]
    fn the_man_pages_are_taken_apart() {
        let text = "..\n.TH mooring 1\nwhole\n..\n.TH mooring-connect 1\none\n";
        let pages = super::apart(text);
        let page = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            pages,
            [
                page("mooring", "..\n.TH mooring 1\nwhole\n"),
                page("mooring-connect", "..\n.TH mooring-connect 1\none\n"),
            ]
        );
    }

    #[test]
    fn entry_and_metadata_say_what_the_window_says() {
        let entry = text("packaging/linux/mooring-desktop.desktop");
        let metadata = text("packaging/linux/dev.mooring.desktop.metainfo.xml");
        for language in ["en", "de", "ja", "ar"] {
            let words = text(&format!("text/{language}/mooring.ftl"));
            let mut lines = words.lines();
            let words = lines.find_map(|line| line.strip_prefix("first-run-title = "));
            let words = words.unwrap();
            let (comment, summary) = if language == "en" {
                (
                    format!("\nComment={words}\n"),
                    format!("<summary>{words}</summary>"),
                )
            } else {
                (
                    format!("\nComment[{language}]={words}\n"),
                    format!("<summary xml:lang=\"{language}\">{words}</summary>"),
                )
            };
            assert!(entry.contains(&comment), "{comment}");
            assert!(metadata.contains(&summary), "{summary}");
        }
    }

    #[test]
    fn the_entry_hands_links_to_the_program_that_is_installed() {
        let entry = text("packaging/linux/mooring-desktop.desktop");
        for line in [
            "Exec=mooring-desktop %u",
            "Icon=mooring-desktop",
            "StartupWMClass=mooring-desktop",
            "MimeType=x-scheme-handler/dev.mooring.desktop;",
        ] {
            assert!(entry.lines().any(|one| one == line), "{line}");
        }
    }

    #[test]
    fn the_metadata_has_the_version_of_the_program() {
        let metadata = text("packaging/linux/dev.mooring.desktop.metainfo.xml");
        let release = format!("<release version=\"{}\"", env!("CARGO_PKG_VERSION"));
        assert!(metadata.contains(&release), "{release}");
    }
}
