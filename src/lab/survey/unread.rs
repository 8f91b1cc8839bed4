//! What no rule took of the findings and impressions of an archive, by wording.

use super::unknown::is_like_a_name;
use crate::coverage::UnreadKind;
use crate::report::Report;
use crate::text::Shape;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

/// A piece with more words is a sentence of its own, which no other report repeats.
const LONGEST: usize = 8;

/// How often one wording was seen.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    times: u64,
    reports: u64,
    /// How often one of its words was written as names are.
    as_name: u64,
}

/// All wording that was not read in some reports.
#[derive(Debug, Default)]
pub struct UnreadWordings {
    pieces: FxHashMap<(UnreadKind, Box<str>), Seen>,
    /// Content words that were read, and all.
    words: (u64, u64),
    here: FxHashSet<(UnreadKind, Box<str>)>,
}

/// One wording that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadWording {
    /// In small letters, numbers as `#`, articles left out.
    pub words: String,
    /// Why it was not read.
    pub kind: UnreadKind,
    /// In how many reports.
    pub reports: u64,
    /// How often.
    pub times: u64,
}

impl UnreadWordings {
    /// Takes in one report.
    pub fn count(&mut self, report: &Report<'_>) {
        let buffer = report.doc.buffer;
        self.words.0 += u64::from(report.coverage.read);
        self.words.1 += u64::from(report.coverage.content);
        self.here.clear();
        for piece in &report.coverage.unread {
            let (first, end) = piece.tokens;
            let shape = |i: &u32| buffer.tokens[*i as usize].shape;
            let words: Vec<_> = (first..end)
                .filter(|i| !shape(i).has(Shape::ARTICLE))
                .map(|i| match shape(&i).is_number() {
                    true => "#".into(),
                    false => String::from_utf8_lossy(buffer.word_of(i as usize)),
                })
                .collect();
            if words.len() > LONGEST {
                continue;
            }
            let key = (piece.kind, words.join(" ").into_boxed_str());
            let fresh = self.here.insert(key.clone());
            let seen = self.pieces.entry(key).or_default();
            seen.times += 1;
            seen.reports += u64::from(fresh);
            seen.as_name += u64::from((first..end).any(|i| is_like_a_name(buffer, i)));
        }
    }

    /// Takes in what was seen in later reports.
    pub fn merge(&mut self, later: Self) {
        self.words.0 += later.words.0;
        self.words.1 += later.words.1;
        for (key, seen) in later.pieces {
            let own = self.pieces.entry(key).or_default();
            own.times += seen.times;
            own.reports += seen.reports;
            own.as_name += seen.as_name;
        }
    }

    /// The share of content words that was read; none where there are no content words.
    pub fn coverage(&self) -> Option<f64> {
        let (read, all) = self.words;
        (all > 0).then(|| read as f64 / all as f64)
    }

    /// The wording of one kind that stands in most reports first, at most `limit`, each in at least `min_reports`. What is mostly written as names are only with `names`.
    pub fn ranked(&self, kind: UnreadKind, min_reports: u64, limit: usize, names: bool) -> Vec<UnreadWording> {
        let wanted = |seen: &Seen| seen.reports >= min_reports && (names || seen.as_name * 2 < seen.times.max(1));
        let own = self.pieces.iter().filter(|((own, _), seen)| *own == kind && wanted(seen));
        let mut all: Vec<_> = own
            .map(|((kind, words), seen)| UnreadWording {
                words: words.to_string(),
                kind: *kind,
                reports: seen.reports,
                times: seen.times,
            })
            .collect();
        all.sort_by(|a, b| (b.reports, b.times).cmp(&(a.reports, a.times)).then_with(|| a.words.cmp(&b.words)));
        all.truncate(limit);
        all
    }
}
