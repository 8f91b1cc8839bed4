//! Counts what the phrases of a lexicon do in an archive.

use super::phrases::Phrases;
use crate::lexicon::{Lane, Note, Rule};
use crate::report::Report;
use crate::terms::{Hits, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// How often one phrase was found, and how often it lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// Found in the text.
    pub found: u64,
    /// Kept: not beaten by another phrase.
    pub kept: u64,
    /// The first phrase of another entry that beat it, by its posting.
    pub beaten_by: Option<u32>,
}

/// What one cue did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CueUse {
    /// Found in the text and not beaten by another phrase.
    pub kept: u64,
    /// Reached a finding.
    pub reached: u64,
    /// Decided the reading of a finding.
    pub decided: u64,
}

/// Two entries that have the same words.
pub(super) type Claim = (Lane, u16, u16);

/// The usage of the phrases of a lexicon in a set of reports.
#[derive(Debug, Default)]
pub struct Usage {
    /// By posting, without copies.
    pub(super) phrases: FxHashMap<u32, Use>,
    pub(super) cues: FxHashMap<u16, CueUse>,
    /// The number of statements, by finding.
    pub(super) findings: FxHashMap<u16, u64>,
    /// How often two entries had the same words, and the first such phrase.
    pub(super) claims: FxHashMap<Claim, (u64, u32)>,
}

/// The working memory of one thread.
#[derive(Debug, Default)]
pub struct Memory {
    hits: Hits,
    kept: FxHashSet<(Lane, u32, u32, u16, Note)>,
    by_place: FxHashMap<(Lane, u32, u32), Vec<u32>>,
}

impl Usage {
    /// Counts the phrases of one report.
    pub fn count(&mut self, phrases: &Phrases, memory: &mut Memory, report: &Report<'_>) {
        let Memory { hits, kept, by_place } = memory;
        let lexicon = report.doc.lexicon;
        kept.clear();
        by_place.clear();
        for lane in LANES {
            kept.extend(report.doc.terms.lane(lane).iter().map(|t| (lane, t.first, t.end, t.entry, t.note)));
        }
        let hits = hits.scan(lexicon, report.doc.text, report.doc.buffer);
        let key = |hit: &crate::terms::Hit| {
            let posting = &lexicon.postings[hit.posting as usize];
            (posting.lane, hit.tokens.0, hit.tokens.1, posting.entry, posting.note)
        };
        for hit in hits.iter().filter(|hit| kept.contains(&key(hit))) {
            let (lane, first, end, ..) = key(hit);
            by_place.entry((lane, first, end)).or_default().push(phrases.origin(hit.posting));
        }
        for hit in hits {
            let posting = &lexicon.postings[hit.posting as usize];
            if posting.note == Note::Decoy || !LANES.contains(&posting.lane) {
                continue;
            }
            let own = self.phrases.entry(phrases.origin(hit.posting)).or_default();
            own.found += 1;
            if kept.contains(&key(hit)) {
                own.kept += 1;
            } else if own.beaten_by.is_none() && posting.lane != Lane::Part {
                // A part loses only to words of its own entry, which does not matter; it is not counted elsewhere either.
                let winner = winner(report.doc.terms.lane(posting.lane), hit.tokens);
                let winners = winner.and_then(|t| by_place.get(&(posting.lane, t.first, t.end)));
                let entry = |p: &u32| lexicon.postings[*p as usize].entry;
                let others = winners.filter(|all| all.iter().all(|p| entry(p) != posting.entry));
                own.beaten_by = others.and_then(|all| all.first()).copied();
            }
        }
        self.claims(report, by_place);
        self.cues(report);
        for mention in report.mentions {
            *self.findings.entry(mention.finding.0).or_default() += 1;
        }
    }

    fn claims(&mut self, report: &Report<'_>, by_place: &FxHashMap<(Lane, u32, u32), Vec<u32>>) {
        for (&(lane, ..), postings) in by_place {
            // Parts are meant to share their words.
            if lane == Lane::Part || postings.len() < 2 {
                continue;
            }
            for (i, &a) in postings.iter().enumerate() {
                for &b in &postings[i + 1..] {
                    let [x, y] = [a, b].map(|p| report.doc.lexicon.postings[p as usize].entry);
                    if x != y {
                        let claim = self.claims.entry((lane, x.min(y), x.max(y))).or_insert((0, a.min(b)));
                        claim.0 += 1;
                        claim.1 = claim.1.min(a.min(b));
                    }
                }
            }
        }
    }

    fn cues(&mut self, report: &Report<'_>) {
        for term in report.doc.terms.lane(Lane::Cue) {
            self.cues.entry(term.entry).or_default().kept += 1;
        }
        for mention in report.mentions {
            for because in &mention.because {
                if let Rule::Cue(cue) = because.rule {
                    let own = self.cues.entry(cue.0).or_default();
                    own.reached += 1;
                    own.decided += u64::from(!because.lost);
                }
            }
            // The cue of a link is noted only by its words.
            for link in &mention.attribution {
                let terms = report.doc.terms.between(Lane::Cue, link.tokens.0, link.tokens.1);
                for term in terms {
                    let own = self.cues.entry(term.entry).or_default();
                    own.reached += 1;
                    own.decided += 1;
                }
            }
        }
    }

    /// Adds the counts of later reports.
    pub fn merge(&mut self, later: Self) {
        for (posting, theirs) in later.phrases {
            let own = self.phrases.entry(posting).or_default();
            own.found += theirs.found;
            own.kept += theirs.kept;
            own.beaten_by = own.beaten_by.or(theirs.beaten_by);
        }
        for (cue, theirs) in later.cues {
            let own = self.cues.entry(cue).or_default();
            own.kept += theirs.kept;
            own.reached += theirs.reached;
            own.decided += theirs.decided;
        }
        for (finding, count) in later.findings {
            *self.findings.entry(finding).or_default() += count;
        }
        for (claim, (count, phrase)) in later.claims {
            let own = self.claims.entry(claim).or_insert((0, phrase));
            own.0 += count;
            own.1 = own.1.min(phrase);
        }
    }
}

/// The lanes whose entries have ids.
pub(super) const LANES: [Lane; 6] = [Lane::Finding, Lane::Part, Lane::Site, Lane::Attribute, Lane::Cue, Lane::Section];

/// The longest term that covers some of these tokens and others; `None` when a phrase of the entry's own `not` won.
fn winner(lane: &[Term], tokens: (u32, u32)) -> Option<&Term> {
    let overlaps = |t: &&Term| t.first < tokens.1 && tokens.0 < t.end;
    let from = lane.partition_point(|t| t.first + LONGEST < tokens.0);
    let near = lane[from..].iter().take_while(|t| t.first < tokens.1);
    near.filter(overlaps)
        .filter(|t| t.len() >= tokens.1 - tokens.0 && (t.first, t.end) != tokens)
        .max_by_key(|t| t.len())
}

/// The most words in a phrase.
const LONGEST: u32 = 64;
