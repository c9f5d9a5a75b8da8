//! Who gets the links in the program's scheme. This program does, unless another one has them.

use accounts::ports::LinkOwner;
use tauri::AppHandle;

/// Sees to it that links in our scheme come to this program, and says who gets them. Another program
/// keeps them unless they are taken `by_force`.
pub(crate) fn own(app: &AppHandle, by_force: bool) -> LinkOwner {
    let owner = platform::own(app, by_force).unwrap_or_else(LinkOwner::Nobody);
    match &owner {
        LinkOwner::ThisProgram | LinkOwner::TheWindow => {}
        LinkOwner::Another(program) => tracing::warn!(program, "links in our scheme go elsewhere"),
        LinkOwner::Nobody(reason) => tracing::warn!(reason, "links in our scheme go nowhere"),
    }
    owner
}

#[cfg(target_os = "linux")]
mod platform {
    use std::path::{Path, PathBuf};

    use accounts::callback::clean;
    use accounts::ports::LinkOwner;
    use gio::prelude::AppInfoExt;
    use gio::{AppInfo, DesktopAppInfo, glib};
    use tauri::{AppHandle, Manager};

    /// How the desktop calls links in our scheme.
    const KIND: &str = "x-scheme-handler/dev.mooring.desktop";
    /// The entry of a program that no package installed.
    const ENTRY: &str = "mooring-desktop-handler.desktop";

    /// What is asked of the desktop's own library is what `xdg-open` and the browsers see.
    pub(super) fn own(app: &AppHandle, by_force: bool) -> Result<LinkOwner, String> {
        if Path::new("/.flatpak-info").exists() {
            // The package has the entry, and from inside nobody's is to be seen.
            return Ok(LinkOwner::ThisProgram);
        }
        let program = this_program(app)?;
        match AppInfo::default_for_type(KIND, true) {
            Some(owner) if is(&owner, &program) => Ok(LinkOwner::ThisProgram),
            Some(owner) if !by_force && !is_written(&owner) => {
                Ok(LinkOwner::Another(clean(&owner.display_name())))
            }
            Some(_) | None => {
                let known = AppInfo::all_for_type(KIND);
                let entry = known.into_iter().find(|entry| is(entry, &program));
                let entry = entry.map_or_else(|| write_entry(app, &program), Ok)?;
                entry
                    .set_as_default_for_type(KIND)
                    .map_err(|error| error.to_string())?;
                Ok(LinkOwner::ThisProgram)
            }
        }
    }

    fn this_program(app: &AppHandle) -> Result<PathBuf, String> {
        match &app.env().appimage {
            Some(image) => Ok(image.into()),
            None => std::env::current_exe().map_err(|error| error.to_string()),
        }
    }

    /// Whether an entry starts this program. Another build of it, of the same name, hands its links
    /// over to the one that runs; only the entry that we wrote must name the very file.
    fn is(entry: &AppInfo, program: &Path) -> bool {
        let started = entry.executable();
        if is_written(entry) {
            return started == program;
        }
        started.file_name() == program.file_name()
    }

    /// Whether we wrote the entry, now or when the program was elsewhere.
    fn is_written(entry: &AppInfo) -> bool {
        entry.id().is_some_and(|id| id == ENTRY)
    }

    fn write_entry(app: &AppHandle, program: &Path) -> Result<AppInfo, String> {
        let data = app.path().data_dir().map_err(|error| error.to_string())?;
        let folder = data.join("applications");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let entry = folder.join(ENTRY);
        let text = glib::KeyFile::new();
        for (key, value) in [
            ("Type", "Application"),
            ("Name", "Mooring"),
            ("Exec", &format!("{} %u", quoted(program)?)),
            ("MimeType", &format!("{KIND};")),
            ("NoDisplay", "true"),
        ] {
            text.set_string("Desktop Entry", key, value);
        }
        text.save_to_file(&entry)
            .map_err(|error| error.to_string())?;
        let written = DesktopAppInfo::from_filename(&entry);
        let written = written.ok_or("the desktop does not take the entry for links")?;
        Ok(gio::glib::Cast::upcast(written))
    }

    /// The program as the Desktop Entry Specification wants it in `Exec`. In quotes only where they
    /// are needed: `xdg-open` 1.1 cannot read them outside of the large desktops.
    fn quoted(program: &Path) -> Result<String, String> {
        let path = program.to_str().ok_or("the program's path is no text")?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        if path.chars().all(plain) {
            return Ok(path.to_owned());
        }
        let escaped = path.chars().fold(String::new(), |mut text, c| {
            match c {
                '"' | '`' | '$' | '\\' => text.push('\\'),
                '%' => text.push('%'),
                _ => {}
            }
            text.push(c);
            text
        });
        Ok(format!("\"{escaped}\""))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_path_is_quoted_where_it_must_be() {
            let quoted = |path: &str| quoted(Path::new(path)).unwrap();
            assert_eq!(quoted("/opt/a_b-1.0/mooring"), "/opt/a_b-1.0/mooring");
            assert_eq!(quoted("/my files/50%"), r#""/my files/50%%""#);
            assert_eq!(quoted(r#"/a"b`c$d\e"#), r#""/a\"b\`c\$d\\e""#);
        }
    }
}

/// Not tested by machine.
#[cfg(windows)]
mod platform {
    use accounts::ports::LinkOwner;
    use tauri::AppHandle;
    use tauri_plugin_deep_link::DeepLinkExt;

    const SCHEME: &str = "dev.mooring.desktop";

    /// Windows does not tell who gets a scheme that was never registered.
    pub(super) fn own(app: &AppHandle, _: bool) -> Result<LinkOwner, String> {
        let links = app.deep_link();
        let ours = || {
            links
                .is_registered(SCHEME)
                .map_err(|error| error.to_string())
        };
        if !ours()? {
            links.register(SCHEME).map_err(|error| error.to_string())?;
        }
        match ours()? {
            true => Ok(LinkOwner::ThisProgram),
            false => Err("Windows did not register the program".to_owned()),
        }
    }
}

/// Not tested by machine.
#[cfg(target_os = "macos")]
mod platform {
    use accounts::ports::LinkOwner;
    use tauri::AppHandle;

    /// The bundle's property list registers the scheme; the system does not tell who gets it.
    #[expect(clippy::unnecessary_wraps, reason = "the other systems can fail")]
    pub(super) fn own(_: &AppHandle, _: bool) -> Result<LinkOwner, String> {
        Ok(LinkOwner::ThisProgram)
    }
}
