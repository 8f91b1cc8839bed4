//! Sections that are marked only by the codes of the observations.

use super::message::Message;
use super::signs::parts;

/// The meaning of the suffix of OBX-3 for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    None,
    /// `&GDT`
    Body,
    /// `&IMP`
    Impression,
    /// `&ADT`
    Addendum,
    /// `&REC`
    Recommendation,
}

impl Hint {
    /// The hint of OBX-3: the second part of its first component.
    pub fn of(message: &Message<'_>, field: &str) -> Self {
        let component = parts(field, message.signs.component).next().unwrap_or_default();
        match parts(component, message.signs.subcomponent).nth(1).map(str::trim) {
            Some("GDT") => Hint::Body,
            Some("IMP") => Hint::Impression,
            Some("ADT") => Hint::Addendum,
            Some("REC") => Hint::Recommendation,
            _ => Hint::None,
        }
    }

    /// The heading to insert, and the stems of headings in the report that say the same.
    fn heading(self) -> Option<(&'static str, &'static [&'static str])> {
        Some(match self {
            Hint::None => return None,
            Hint::Body => ("FINDINGS:", &[]),
            Hint::Impression => ("IMPRESSION:", &["imp", "concl", "summ", "opinion", "interp"]),
            Hint::Addendum => ("ADDENDUM:", &["add"]),
            Hint::Recommendation => ("RECOMMENDATION:", &["rec", "adv"]),
        })
    }
}

/// Room for a text of this length is made at once.
const USUAL: usize = 1024;

/// Consecutive lines with the same hint.
#[derive(Debug)]
pub(super) struct Run {
    hint: Hint,
    pub text: String,
}

impl Run {
    /// Begins a line of the last run, or of a new one.
    pub fn next_line(runs: &mut Vec<Run>, hint: Hint) -> &mut String {
        match runs.last_mut() {
            Some(run) if run.hint == hint => run.text.push('\n'),
            _ => runs.push(Run {
                hint,
                text: String::with_capacity(USUAL),
            }),
        }
        let last = runs.len() - 1;
        &mut runs[last].text
    }
}

/// The text of all runs. A run gets a heading line when its hint is not expressed by the text itself.
pub(super) fn join(runs: &[Run]) -> String {
    let mut out = String::new();
    let mut hinted = false;
    for run in runs {
        if !out.is_empty() {
            out.push('\n');
        }
        if let Some((heading, stems)) = run.hint.heading() {
            let above = out.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or_default();
            let own = match run.hint {
                // The body needs a heading only when it comes after another run.
                Hint::Body => !hinted || run.text.lines().find(|l| !l.trim().is_empty()).is_none_or(is_heading),
                _ => says(above, stems) || run.text.lines().any(|line| says(line, stems)),
            };
            if !own && !run.text.trim().is_empty() {
                out.push_str(heading);
                out.push('\n');
            }
            hinted |= run.hint != Hint::Body;
        }
        out.push_str(&run.text);
    }
    out
}

/// True when a line is, or begins with, a heading that starts like one of `stems`.
fn says(line: &str, stems: &[&str]) -> bool {
    let plain = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    is_heading(line) && stems.iter().any(|stem| plain.starts_with(stem))
}

/// True when a line looks like a heading: a few words before a colon, or a few words in capitals.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let head = line.split(':').next().unwrap_or_default();
    let words = head.split_whitespace().count();
    let capitals = !line.chars().any(char::is_lowercase);
    (1..=4).contains(&words) && (head.len() < line.len() || capitals || words == 1) && !line.ends_with('.')
}
