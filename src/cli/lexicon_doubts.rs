//! The part of `radsift lexicon check` that reads an archive.

use super::collection::{CollectionArgs, tell};
use super::style::HEADING;
use super::terminal::count;
use crate::cli::table::Table;
use crate::error::Error;
use crate::input::Record;
use crate::runs::{Work, each};
use crate::survey::{self, Doubts, MissingTwin, Phrases, Usage, doubts};
use crate::{Extractor, Session};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// What a collection of reports shows about a lexicon.
#[derive(Debug, Serialize)]
pub(super) struct Looked {
    reports: u64,
    #[serde(flatten)]
    doubts: Doubts,
}

struct UsageCounter<'a> {
    extractor: &'a Extractor,
    phrases: &'a Phrases,
}

impl Work for UsageCounter<'_> {
    type Memory = (Session, survey::Memory);
    type Out = Usage;

    fn analyse(&self, (session, memory): &mut Self::Memory, record: &Record<'_>, out: &mut Usage) {
        let report = self.extractor.analyse(session, &record.text, &record.meta);
        out.count(self.phrases, memory, &report);
    }
}

/// Reads a collection of reports and checks the lexicon against it. Prints records that cannot be read.
pub(super) fn look(collection: &CollectionArgs, paths: &[PathBuf], extractor: &Extractor) -> Result<Looked, Error> {
    let phrases = Phrases::new(extractor.lexicon());
    let counter = UsageCounter {
        extractor,
        phrases: &phrases,
    };
    let mut usage = Usage::default();
    let ended = each(&counter, collection.reader(paths)?, &collection.options(), |later| {
        usage.merge(later);
        Ok(())
    })?;
    tell(&ended);
    Ok(Looked {
        reports: ended.tally.reports,
        doubts: doubts(extractor.lexicon(), &phrases, &usage),
    })
}

impl Looked {
    /// True when there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.doubts == Doubts::default()
    }

    /// The lists, with at most `limit` lines each.
    pub fn tables(&self, limit: usize, out: &mut String) {
        let d = &self.doubts;
        let _ = writeln!(out, "\nIn {}", count(self.reports, "report"));
        let counts = [
            ("Never matched:", d.never_matched.len()),
            ("Shadowed phrases:", d.shadowed.len()),
            ("Claimed twice:", d.claimed_twice.len()),
            ("Cues that never decide:", d.idle_cues.len()),
            ("Missing spellings:", d.missing_spellings.len()),
        ];
        for (name, number) in counts {
            let _ = writeln!(out, "{name:<24}{number}");
        }
        let never = d.never_matched.iter().map(|u| vec![u.entry.clone(), u.phrases.to_string()]);
        list("Never matched", &["entry", "phrases"], never, limit, out);
        let shadowed = d.shadowed.iter().map(|s| {
            let (by, phrase) = (s.by.clone(), s.by_phrase.clone());
            vec![s.entry.clone(), s.phrase.clone(), s.times.to_string(), by, phrase]
        });
        let headings = ["entry", "phrase", "times", "lost to", "phrase"];
        list("Phrases that always lose to another entry", &headings, shadowed, limit, out);
        let claimed = d.claimed_twice.iter().map(|c| {
            let [a, b] = c.entries.clone();
            vec![a, b, c.times.to_string(), c.phrase.clone()]
        });
        list(
            "Two entries with the same words",
            &["entry", "entry", "times", "phrase"],
            claimed,
            limit,
            out,
        );
        let cues = d
            .idle_cues
            .iter()
            .map(|c| vec![c.entry.clone(), c.times.to_string(), c.overruled.to_string()]);
        list("Cues that never decide", &["entry", "found", "overruled"], cues, limit, out);
        let twins = by_twin(&d.missing_spellings).into_iter();
        let headings = ["spelling", "phrases", "entry", "phrase"];
        list("Known in one spelling only", &headings, twins, limit, out);
    }
}

/// One row for each pair of entries, with the number of phrases and the first of them; most phrases first.
fn by_twin(missing: &[MissingTwin]) -> Vec<Vec<String>> {
    let mut pairs: BTreeMap<&str, (usize, &MissingTwin)> = BTreeMap::new();
    for twin in missing {
        pairs.entry(&twin.twin).or_insert((0, twin)).0 += 1;
    }
    let mut rows: Vec<_> = pairs.into_iter().collect();
    rows.sort_by_key(|(words, (phrases, _))| (Reverse(*phrases), *words));
    let row = |(words, (phrases, first)): (&str, (usize, &MissingTwin))| {
        vec![words.to_owned(), phrases.to_string(), first.entry.clone(), first.phrase.clone()]
    };
    rows.into_iter().map(row).collect()
}

fn list(title: &str, headings: &[&str], rows: impl ExactSizeIterator<Item = Vec<String>>, limit: usize, out: &mut String) {
    let all = rows.len();
    if all == 0 || limit == 0 {
        return;
    }
    let mut table = Table::new(headings);
    for row in rows.take(limit) {
        table.row(row.into_iter().map(|cell| (cell, anstyle::Style::new())));
    }
    let _ = write!(out, "\n{HEADING}{title}{HEADING:#}\n{table}");
    if all > limit {
        let _ = writeln!(out, "... and {} more; --limit N shows more", all - limit);
    }
}
