//! What is made of the command line itself: completions and the man pages.

use clap_complete::Shell;
use serde_json::json;

use crate::arguments;
use crate::console::Done;
use crate::trouble::{Trouble, not_started};

pub(super) fn completions(shell: Shell) -> Result<Done, Trouble> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut arguments::whole(), "mooring", &mut text);
    given(text)
}

/// A page for each command, that of the whole first.
pub(super) fn man() -> Result<Done, Trouble> {
    // `help` has nothing that its own page could add.
    let mut whole = arguments::whole().disable_help_subcommand(true);
    whole.build();
    let mut pages = Vec::new();
    write_pages(whole, &mut pages).map_err(not_started)?;
    given(pages)
}

fn write_pages(command: clap::Command, pages: &mut Vec<u8>) -> std::io::Result<()> {
    let below: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    clap_mangen::Man::new(command)
        .manual("Mooring")
        .source(concat!("mooring ", env!("CARGO_PKG_VERSION")))
        .render(pages)?;
    let shown = below.into_iter().filter(|command| !command.is_hide_set());
    shown
        .into_iter()
        .try_for_each(|command| write_pages(command, pages))
}

fn given(text: Vec<u8>) -> Result<Done, Trouble> {
    let text = String::from_utf8(text).map_err(not_started)?;
    let fields = json!({ "text": text });
    Ok(Done::answer(text, fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_of_its_own_with_its_options() {
        let mut whole = arguments::whole().disable_help_subcommand(true);
        whole.build();
        let mut pages = Vec::new();
        write_pages(whole, &mut pages).unwrap();
        let pages = String::from_utf8(pages).unwrap();
        let titles: Vec<&str> = pages
            .lines()
            .filter_map(|line| line.strip_prefix(".TH ")?.split(' ').next())
            .collect();
        assert_eq!(titles[0], "mooring");
        for title in [
            "mooring-connect",
            "mooring-users-accounts",
            "mooring-sign-in",
        ] {
            let place = titles.iter().position(|one| *one == title);
            assert!(place.is_some(), "{title} is not among {titles:?}");
        }
        assert!(!titles.iter().any(|title| title.ends_with("help")));
        let (_, connect) = pages.split_once(".TH mooring-connect ").unwrap();
        let (connect, _) = connect.split_once(".TH ").unwrap();
        assert!(connect.contains("nickname"), "{connect}");
    }
}
