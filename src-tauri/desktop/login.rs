//! Starting with the desktop: an entry of the person's own, read anew each time it is asked for.

pub(super) use platform::{is_on, set};

/// The autostart folder of the desktops (XDG Desktop Application Autostart Specification).
#[cfg(target_os = "linux")]
mod platform {
    use std::io::{ErrorKind, Write};
    use std::path::{Path, PathBuf};

    use tauri::{AppHandle, Manager};

    use crate::arguments::HIDDEN;

    const ENTRY: &str = "dev.mooring.desktop.desktop";

    /// Whether the program starts with the desktop; nothing where it cannot be made to.
    pub(in crate::desktop) fn is_on(app: &AppHandle) -> Option<bool> {
        program(app)?;
        let entry = std::fs::read_to_string(path(app)?).unwrap_or_default();
        let off = entry.lines().any(|line| line.trim() == "Hidden=true");
        Some(!entry.is_empty() && !off)
    }

    pub(in crate::desktop) fn set(app: &AppHandle, on: bool) -> Result<(), String> {
        let path = path(app).ok_or("there is no folder for settings")?;
        let outcome = if on {
            let program = program(app).ok_or("the desktop cannot start the program where it is")?;
            write(&path, &entry(&program))
        } else {
            remove(&path)
        };
        outcome.map_err(|error| error.to_string())
    }

    fn program(app: &AppHandle) -> Option<String> {
        // In a Flatpak the folder for such entries is the sandbox's own, which no desktop reads.
        if Path::new("/.flatpak-info").exists() {
            return None;
        }
        // An AppImage runs from a folder that is gone afterwards.
        let image = app.env().appimage.map(PathBuf::from);
        let program = image.or_else(|| std::env::current_exe().ok())?;
        program.to_str().map(str::to_owned)
    }

    fn path(app: &AppHandle) -> Option<PathBuf> {
        let folder = app.path().config_dir().ok()?;
        Some(folder.join("autostart").join(ENTRY))
    }

    fn entry(program: &str) -> String {
        format!(
            "[Desktop Entry]\nType=Application\nName=Mooring\nExec={} {HIDDEN}\n\
             Icon=mooring-desktop\nTerminal=false\n",
            quoted(program)
        )
    }

    /// An argument of `Exec`, by the Desktop Entry Specification: plain where it can be, since not
    /// every desktop reads quotes. A per cent sign stands for itself when doubled; a backslash is
    /// doubled once more, because the value is a string of the entry.
    fn quoted(argument: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
        if argument.bytes().all(plain) {
            return argument.to_owned();
        }
        let mut quoted = String::from("\"");
        for letter in argument.chars() {
            match letter {
                '\\' => quoted.push_str(r"\\\\"),
                '"' | '`' | '$' => {
                    quoted.push_str(r"\\");
                    quoted.push(letter);
                }
                '%' => quoted.push_str("%%"),
                _ => quoted.push(letter),
            }
        }
        quoted.push('"');
        quoted
    }

    fn write(path: &Path, entry: &str) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(entry.as_bytes())?;
        file.persist(path)?;
        Ok(())
    }

    fn remove(path: &Path) -> std::io::Result<()> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_path_reaches_the_desktop_as_it_is() {
            for (path, written) in [
                ("/usr/bin/mooring-desktop", "/usr/bin/mooring-desktop"),
                ("/opt/my apps/mooring", r#""/opt/my apps/mooring""#),
                (r"/a\b", r#""/a\\\\b""#),
                ("/50%/$x", r#""/50%%/\\$x""#),
            ] {
                assert_eq!(quoted(path), written);
            }
        }
    }
}

/// The registry, or a launch agent. Not tested by machine.
#[cfg(not(target_os = "linux"))]
mod platform {
    use auto_launch::{AutoLaunch, AutoLaunchBuilder};
    use tauri::AppHandle;

    use crate::arguments::HIDDEN;

    pub(in crate::desktop) fn is_on(_: &AppHandle) -> Option<bool> {
        entry().ok()?.is_enabled().ok()
    }

    pub(in crate::desktop) fn set(_: &AppHandle, on: bool) -> Result<(), String> {
        let entry = entry()?;
        let outcome = if on { entry.enable() } else { entry.disable() };
        outcome.map_err(|error| error.to_string())
    }

    fn entry() -> Result<AutoLaunch, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        AutoLaunchBuilder::new()
            .set_app_name("Mooring")
            .set_app_path(&program.to_string_lossy())
            .set_args(&[HIDDEN])
            .build()
            .map_err(|error| error.to_string())
    }
}
