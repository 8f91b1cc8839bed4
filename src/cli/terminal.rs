//! Writes to the terminal. Colours are removed where there is no terminal, or where `NO_COLOR` is set.
//!
//! All that is printed passes here, so that no foreign word steers the terminal. What a page of several lines puts on one of them, an id or a name, is
//! made [`visible`] where the page is made: here a line end is a line end.

use crate::error::Error;
use crate::visible::{is_hidden, visible, write_out};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{IsTerminal, Write, stderr};

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    out.write_all(page(text).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| Error::io("standard output cannot be written", e))
}

/// Writes a message of one line to standard error. A failure to do so is ignored, because there is nowhere left to report it.
pub(super) fn note(text: &str) {
    say(&visible(text));
}

fn say(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}", page(text));
}

/// The text as it may reach a terminal: with line ends, tabs and colours, and everything else that is hidden written out.
fn page(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_hidden(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '\n' | '\t' => 1,
            '\u{1b}' => colour(rest),
            other if is_hidden(other) => 0,
            other => other.len_utf8(),
        };
        if length == 0 {
            write_out(character, &mut out);
            rest = &rest[character.len_utf8()..];
        } else {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    Cow::Owned(out)
}

/// The length of the sequence for a colour or style that the text begins with, or 0.
fn colour(text: &str) -> usize {
    let Some(numbers) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';');
    end.filter(|&end| numbers[end..].starts_with('m')).map_or(0, |end| end + 3)
}

/// Prints an error.
pub fn complain(error: &Error) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    match error.lexicon_problems() {
        Some(problems) => {
            let colour = stderr().is_terminal();
            problems.0.iter().for_each(|problem| say(&problem.render(colour)));
        }
        None => say(&format!("{style}error{style:#}: {error}")),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_lines_and_colours_and_nothing_else_that_steers() {
        let text = "\u{1b}[1mA\u{1b}[0m\tb\n\u{1b}]0;title\u{7}\u{1b}[2J\u{1b}[31\u{1b}\u{202e}é";
        let shown = "\u{1b}[1mA\u{1b}[0m\tb\n\\u001b]0;title\\u0007\\u001b[2J\\u001b[31\\u001b\\u202eé";
        assert_eq!(page(text), shown);
    }
}
