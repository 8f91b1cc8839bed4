//! The list of errors.

use super::super::paint::on_one_line;
use super::super::style::{HEADING, QUIET};
use crate::eval::{Measure, Mistake};
use crate::visible::visible;
use std::fmt::Write;

/// The most characters of a sentence that are shown.
const WIDE: usize = 300;

/// The errors that are shown, out of `all` by these measures.
pub(super) fn shown(mistakes: &[Mistake], all: usize, measures: &[Measure]) -> String {
    let names: Vec<&str> = measures.iter().map(|m| m.as_str()).collect();
    let mut out = format!("\n{HEADING}Errors by {}: {all}{HEADING:#}", names.join(", "));
    match mistakes.len() {
        0 if all > 0 => out.push_str("; --errors N lists them with sentences of the reports"),
        shown if shown < all => {
            let _ = write!(out, ", of which {shown}");
        }
        _ => {}
    }
    out.push('\n');
    for mistake in mistakes {
        one(mistake, &mut out);
    }
    out
}

fn one(mistake: &Mistake, out: &mut String) {
    let nothing = "nothing".to_owned();
    let said = |words: &Option<String>| words.clone().unwrap_or_else(|| nothing.clone());
    let _ = write!(
        out,
        "\n{} {HEADING}{}{HEADING:#} {}: expected {}, got {}",
        visible(&mistake.report),
        visible(&mistake.family),
        mistake.measure,
        visible(&said(&mistake.expected)),
        visible(&said(&mistake.got))
    );
    if let Some(section) = &mistake.section {
        let _ = write!(out, " {QUIET}(in {}){QUIET:#}", visible(section));
    }
    out.push('\n');
    let (expected_in, got_in) = (mistake.expected_in.as_ref(), mistake.got_in.as_ref());
    if let Some(sentence) = expected_in {
        let _ = writeln!(out, "    {}", on_one_line(sentence, WIDE));
    }
    line("gold", mistake.evidence.as_ref(), out);
    if let Some(sentence) = got_in.filter(|s| Some(*s) != expected_in) {
        let _ = writeln!(out, "    {}", on_one_line(sentence, WIDE));
    }
    line("read", mistake.words.as_ref(), out);
    for because in &mistake.because {
        let verdict = if because.lost { "lost:" } else { "because:" };
        let _ = write!(out, "  {verdict} {}", visible(&because.rule));
        if !because.words.is_empty() {
            let _ = write!(out, " `{}`", on_one_line(&because.words, 60));
        }
        out.push('\n');
    }
    if !mistake.read_there.is_empty() {
        let _ = writeln!(out, "  read there: {}", visible(&mistake.read_there.join(", ")));
    }
}

fn line(name: &str, words: Option<&String>, out: &mut String) {
    if let Some(words) = words {
        let _ = writeln!(out, "  {name}: `{}`", on_one_line(words, WIDE));
    }
}
