//! What stands beside the two programs: metadata, man pages, completions, icons, licences.

use super::expect;
use super::place::Place;
use crate::steps::Outcome;

/// Everything that is read, found or completed by.
pub(super) fn look_at(place: &Place) -> Outcome {
    let metadata = "/usr/share/metainfo/dev.mooring.desktop.metainfo.xml";
    place.run(&["appstreamcli", "validate", "--no-net", metadata])?;
    let pages = place.run(&["find", "/usr/share/man/man1", "-name", "mooring*"])?;
    for page in [
        "mooring.1.gz",
        "mooring-desktop.1.gz",
        "mooring-connect.1.gz",
    ] {
        if !pages.lines().any(|file| file.ends_with(page)) {
            return Err(format!("there is no man page {page}"));
        }
    }
    for file in pages.lines() {
        let mut man = place.command(&["man", "--warnings", "-l", file]);
        let output = man.output().map_err(|error| error.to_string())?;
        let complaints = String::from_utf8_lossy(&output.stderr);
        expect("complaints of man", complaints.trim(), "")?;
    }
    completions(place)?;
    for file in [
        "doc/mooring-desktop/copyright",
        "doc/mooring-desktop/mooring-desktop.cdx.json",
        "icons/hicolor/16x16/apps/mooring-desktop.png",
        "icons/hicolor/256x256/apps/mooring-desktop.png",
        "icons/hicolor/512x512/apps/mooring-desktop.png",
        "icons/hicolor/scalable/apps/mooring-desktop.svg",
        "icons/hicolor/symbolic/apps/mooring-desktop-symbolic.svg",
    ] {
        place
            .run(&["test", "-s", &format!("/usr/share/{file}")])
            .map_err(|_| format!("{file} is not there"))?;
    }
    Ok(())
}

/// Each shell finds its file by itself, and completes a command by it.
fn completions(place: &Place) -> Outcome {
    let bash = ". /usr/share/bash-completion/bash_completion; _completion_loader mooring; \
            COMP_WORDS=(mooring sta); COMP_CWORD=1; _mooring mooring sta mooring; \
            echo ${COMPREPLY[@]}";
    expect("bash", &place.run(&["bash", "-c", bash])?, "status")?;
    let zsh = "autoload -Uz compinit; compinit -u -D; autoload +X -z $_comps[mooring]; \
            print $_comps[mooring]; whence -w _mooring";
    let zsh = place.run(&["zsh", "-f", "-c", zsh])?;
    expect("zsh", &zsh, "_mooring\n_mooring: function")?;
    let fish = place.run(&[
        "env",
        "HOME=/root",
        "fish",
        "-c",
        "complete -C 'mooring sta'",
    ])?;
    expect(
        "fish",
        fish.split_whitespace().next().unwrap_or_default(),
        "status",
    )
}
