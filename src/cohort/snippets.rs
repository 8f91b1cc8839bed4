//! The sentences behind the evidence, from the texts of the archive.

use super::archive::for_each_text;
use super::store::TextStore;
use crate::error::Error;
use crate::input::Reader;
use crate::runs::Options;
use crate::text::OffsetUnit;
use serde::Deserialize;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use twox_hash::XxHash3_64;

/// What of a line of `evidence.jsonl` is needed.
#[derive(Deserialize)]
struct Place {
    report: String,
    sentence: [u32; 2],
}

/// What came of looking for the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Lines that got their sentence.
    pub sentences: u64,
    /// Lines whose report the archive does not have.
    pub without: u64,
}

/// Adds to every line of `evidence` the sentence that it stands in, as `snippet`, and writes the lines to `out`. The texts are read from the archive once, and those
/// needed are kept in a file in `scratch`.
///
/// # Errors
/// I/O errors, and threads that cannot be started.
pub fn add_snippets(
    evidence: &Path,
    out: &mut dyn Write,
    archive: Reader,
    options: &Options,
    unit: OffsetUnit,
    scratch: &Path,
) -> Result<Found, Error> {
    let hash = |id: &str| XxHash3_64::oneshot(id.as_bytes());
    let mut needed = HashSet::new();
    for_each_line(evidence, &mut |_, place| {
        needed.insert(hash(&place.report));
        Ok(())
    })?;
    let mut texts = TextStore::create(&scratch.join(".texts.sqlite"))?;
    // What cannot be read now could not be read by the run either.
    for_each_text(archive, options, |id| needed.contains(&hash(id)), |id, text| texts.add(&id, &text))?;
    texts.sort()?;
    let mut found = Found::default();
    let mut last = (String::new(), None);
    for_each_line(evidence, &mut |line, place| {
        if last.0 != place.report {
            last = (place.report.clone(), texts.get(&place.report)?);
        }
        let snippet = last.1.as_deref().and_then(|text| cut(text, place.sentence, unit));
        found.sentences += u64::from(snippet.is_some());
        found.without += u64::from(snippet.is_none());
        let written = match snippet {
            // The line is an object that the program has written: its last byte closes it.
            Some(snippet) => writeln!(
                out,
                "{},\"snippet\":{}}}",
                &line[..line.len() - 1],
                serde_json::Value::from(snippet)
            ),
            None => writeln!(out, "{line}"),
        };
        written.map_err(|e| Error::io("the evidence cannot be written", e))
    })?;
    Ok(found)
}

fn for_each_line(path: &Path, each: &mut dyn FnMut(&str, Place) -> Result<(), Error>) -> Result<(), Error> {
    let file = File::open(path).map_err(|e| Error::reading(path, e))?;
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|e| Error::reading(path, e))?;
        let place = serde_json::from_str(&line).map_err(|_| Error::usage(format!("{} is damaged", path.display())))?;
        each(&line, place)?;
    }
    Ok(())
}

/// The words between two offsets; none where the text is another one.
fn cut(text: &str, [start, end]: [u32; 2], unit: OffsetUnit) -> Option<&str> {
    let byte = |offset: u32| match unit {
        OffsetUnit::Byte => Some(offset as usize),
        _ => {
            let mut left = offset as usize;
            for (at, character) in text.char_indices() {
                if left == 0 {
                    return Some(at);
                }
                let width = if unit == OffsetUnit::Utf16 { character.len_utf16() } else { 1 };
                left = left.checked_sub(width)?;
            }
            (left == 0).then_some(text.len())
        }
    };
    text.get(byte(start)?..byte(end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_in_every_unit() {
        let text = "\u{1d6fc} Oed\u{e8}me. No.";
        assert_eq!(cut(text, [2, 9], OffsetUnit::Char), Some("Oed\u{e8}me."));
        assert_eq!(cut(text, [3, 10], OffsetUnit::Utf16), Some("Oed\u{e8}me."));
        assert_eq!(cut(text, [5, 13], OffsetUnit::Byte), Some("Oed\u{e8}me."));
        assert_eq!(cut(text, [10, 13], OffsetUnit::Char), Some("No."));
        assert_eq!(cut(text, [10, 99], OffsetUnit::Char), None);
        assert_eq!(cut(text, [1, 3], OffsetUnit::Byte), None);
    }
}
