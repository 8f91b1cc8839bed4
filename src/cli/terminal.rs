//! Writes to the terminal. Colours are removed where there is no terminal, or where `NO_COLOR` is set.

use crate::error::Error;
use anstyle::{AnsiColor, Style};
use std::io::{IsTerminal, Write, stderr};

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| Error::io("standard output cannot be written", e))
}

/// Writes a line to standard error. A failure to do so is ignored, because there is nowhere left to report it.
pub(super) fn note(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Prints an error.
pub fn complain(error: &Error) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    match error.lexicon_problems() {
        Some(problems) => {
            let colour = stderr().is_terminal();
            problems.0.iter().for_each(|problem| note(&problem.render(colour)));
        }
        None => note(&format!("{style}error{style:#}: {error}")),
    }
}

/// `1 report`, `2 reports`.
pub(super) fn count(number: u64, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
