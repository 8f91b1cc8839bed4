//! Takes doubled words out of text files. No other rule ever changes a text.

use super::Args;
use crate::cli::Outcome;
use crate::cli::paint::printable;
use crate::cli::terminal::{count, note, print};
use crate::error::Error;
use crate::input::Record;
use crate::lint::Linter;
use crate::text::Span;
use crate::visible::visible;
use crate::{Extractor, Session};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &Args, extractor: &Extractor, linter: &Linter) -> Result<Outcome, Error> {
    let mut files = Vec::new();
    for path in &args.paths {
        list(path, &mut files)?;
    }
    let (mut changed, mut words, mut page) = (0, 0, String::new());
    for path in &files {
        let bytes = fs::read(path).map_err(|e| Error::reading(path, e))?;
        let Ok(text) = String::from_utf8(bytes) else {
            note(&format!("{} is not UTF-8 and was left alone", path.display()));
            continue;
        };
        let deletions = deletions(&text, extractor, linter);
        if deletions.is_empty() {
            continue;
        }
        (changed, words) = (changed + 1, words + deletions.len() as u64);
        if args.diff {
            show(path, &text, &deletions, &mut page);
        } else {
            fs::write(path, without(&text, &deletions)).map_err(|e| Error::writing(path, e))?;
        }
    }
    print(&page)?;
    let would = if args.diff { "would be" } else { "were" };
    note(&format!(
        "{} {would} taken out of {}",
        count(words, "doubled word"),
        count(changed, "file")
    ));
    Ok(if args.diff && changed > 0 { Outcome::Found } else { Outcome::Done })
}

/// The text files that a path stands for.
fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(|e| Error::reading(path, e))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        paths.retain(|path| path.is_dir() || path.extension().is_some_and(|end| end == "txt"));
        return paths.iter().try_for_each(|path| list(path, files));
    }
    if path.extension().is_none_or(|end| end != "txt") {
        let error = Error::usage(format!("{} is no text file", path.display()));
        return Err(error.help("--fix changes files that are one report each, called .txt; other archives are never written to"));
    }
    files.push(path.to_owned());
    Ok(())
}

/// What can safely be taken out, in order of place. Only where the text of the report is the text of the file.
fn deletions(text: &str, extractor: &Extractor, linter: &Linter) -> Vec<Span> {
    let record = Record::of_text(text.as_bytes(), String::new());
    if record.text != text {
        return Vec::new();
    }
    let mut session = Session::default();
    let report = extractor.analyse(&mut session, &record.text, &record.meta);
    let hits = linter.check(&report, &record.meta).hits;
    hits.iter().filter_map(|hit| hit.fix.as_ref()).map(|fix| fix.delete).collect()
}

fn without(text: &str, deletions: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in deletions {
        out.push_str(&text[at..span.start as usize]);
        at = span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// The lines that change, as `diff` shows them.
fn show(path: &Path, text: &str, deletions: &[Span], page: &mut String) {
    let name = visible(&path.display().to_string()).into_owned();
    let _ = writeln!(page, "--- {name}\n+++ {name}");
    let changed = without(text, deletions);
    for (number, (old, new)) in text.lines().zip(changed.lines()).enumerate() {
        if old != new {
            let _ = writeln!(page, "@@ line {} @@\n-{}\n+{}", number + 1, printable(old), printable(new));
        }
    }
}
