//! What is made of the command line itself: completions and the man page.

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

pub(super) fn man() -> Result<Done, Trouble> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(arguments::whole());
    man.render(&mut page).map_err(not_started)?;
    given(page)
}

fn given(text: Vec<u8>) -> Result<Done, Trouble> {
    let text = String::from_utf8(text).map_err(not_started)?;
    let fields = json!({ "text": text });
    Ok(Done::answer(text, fields))
}
