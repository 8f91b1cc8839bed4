//! Standoff files for brat: a text and its annotations for each report, in tar files, with the configuration that brat needs.

use super::attributes;
use super::tar::TarFile;
use crate::extract::Mention;
use crate::lexicon::Lexicon;
use crate::output::form::{Form, Table};
use crate::output::frames::frame;
use crate::report::{Envelope, Report};
use crate::runs::{Render, Tables};
use crate::text::{OffsetMap, OffsetUnit, Span};
use crate::vocabulary::{Assertion, Certainty, Change, Temporality};
use std::fmt::Write;

const ENDINGS: &[&str] = &["txt", "ann"];

/// The brat form.
#[derive(Clone, Debug)]
pub struct Brat {
    configuration: String,
}

impl Brat {
    /// For reports read with `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |all: &[&str]| all.join("|");
        let assertions: Vec<&str> = Assertion::ALL.iter().map(|a| a.as_str()).collect();
        let certainties: Vec<&str> = Certainty::ALL.iter().map(|c| c.as_str()).collect();
        let times: Vec<&str> = Temporality::ALL.iter().map(|t| t.as_str()).collect();
        let changes: Vec<&str> = Change::ALL.iter().map(|c| c.as_str()).collect();
        let mut configuration = String::from("[entities]\n");
        for finding in &lexicon.findings {
            configuration += &finding.id;
            configuration += "\n";
        }
        configuration += "[relations]\n[events]\n[attributes]\n";
        let values = [
            ("Assertion", assertions),
            ("Certainty", certainties),
            ("Temporality", times),
            ("Change", changes),
        ];
        for (name, all) in values {
            let _ = writeln!(configuration, "{name}\tArg:<ENTITY>, Value:{}", words(&all));
        }
        Self { configuration }
    }
}

impl Render for Brat {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        frame(&mut out[0], |out| {
            frame(out, |out| out.extend(envelope.id.chars().take(60).map(plain)));
            frame(out, |out| out.extend(report.doc.text.bytes().map(folded)));
            frame(out, |out| out.extend_from_slice(annotations(report).as_bytes()));
        });
    }
}

/// The byte in a text file. Programs that open it in text mode make one character of CRLF, and all offsets behind it would be wrong: CR is written as
/// a blank.
fn folded(byte: u8) -> u8 {
    if byte == b'\r' { b' ' } else { byte }
}

/// A character that is safe in a file name.
fn plain(character: char) -> u8 {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => character as u8,
        _ => b'_',
    }
}

fn annotations(report: &Report<'_>) -> String {
    let offsets = OffsetMap::new(report.doc.text, OffsetUnit::Char);
    let mut out = String::new();
    let mut attribute = 0;
    for (n, mention) in report.mentions.iter().enumerate() {
        let number = n + 1;
        out.push_str(&entity(number, mention, report, &offsets));
        for (name, value) in attributes(mention) {
            attribute += 1;
            // Writing to a string cannot fail.
            let _ = writeln!(out, "A{attribute}\t{name} T{number} {value}");
        }
    }
    out
}

/// The line of a finding. Its span is split at line breaks of the text, because brat's annotations must not span lines, and at tabs, which separate the
/// fields of the line.
fn entity(number: usize, mention: &Mention, report: &Report<'_>, offsets: &OffsetMap) -> String {
    let pieces = pieces(report.span(mention.tokens), report.doc.text);
    let at = |byte| offsets.get(report.doc.text, byte);
    let places: Vec<String> = pieces.iter().map(|p| format!("{} {}", at(p.start), at(p.end))).collect();
    let words: Vec<&str> = pieces.iter().map(|p| p.of(report.doc.text)).collect();
    let finding = report.finding_id(mention.finding);
    format!("T{number}\t{finding} {}\t{}\n", places.join(";"), words.join(" "))
}

/// The parts of a span between line breaks and tabs, without surrounding blanks.
fn pieces(span: Span, text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start as usize;
    for line in span
        .of(text)
        .split_inclusive(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        let words = line.trim();
        let begin = start + (line.len() - line.trim_start().len());
        if !words.is_empty() {
            out.push(Span::new(begin as u32, (begin + words.len()) as u32));
        }
        start += line.len();
    }
    out
}

impl Form for Brat {
    fn tables(&self) -> Vec<Table<'_>> {
        vec![Table::by("part", "tar", |file, rows| {
            let first = ("annotation.conf", self.configuration.as_str());
            Ok(Box::new(TarFile::new(file, first, ENDINGS, rows[0])?))
        })]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_two_lines_is_two_pieces() {
        let text = "a mass\r\n  effect b";
        let words: Vec<&str> = pieces(Span::new(2, 16), text).iter().map(|p| p.of(text)).collect();
        assert_eq!(words, ["mass", "effect"]);
        let text = "midline\t shift";
        let words: Vec<&str> = pieces(Span::new(0, 14), text).iter().map(|p| p.of(text)).collect();
        assert_eq!(words, ["midline", "shift"]);
    }
}
