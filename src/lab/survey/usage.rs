//! What the phrases of a lexicon do in an archive, counted.

use super::phrases::Phrases;
use crate::lexicon::{Lane, Note, Rule};
use crate::report::Report;
use crate::terms::{Hits, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// How often one phrase was found, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// Found in the text.
    pub found: u64,
    /// Not beaten by another phrase.
    pub kept: u64,
    /// The phrase, by its posting, that beat it first, where one of another entry did.
    pub beaten_by: Option<u32>,
}

/// What one cue did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CueUse {
    /// Found in the text, not beaten by another phrase.
    pub kept: u64,
    /// Reached a finding.
    pub reached: u64,
    /// Made a finding what it is.
    pub decided: u64,
}

/// Two entries that have the same words.
pub(super) type Claim = (Lane, u16, u16);

/// What the phrases of a lexicon did in some reports.
#[derive(Debug, Default)]
pub struct Usage {
    /// By posting, copies not counted.
    pub(super) phrases: FxHashMap<u32, Use>,
    pub(super) cues: FxHashMap<u16, CueUse>,
    /// By finding: how many statements.
    pub(super) findings: FxHashMap<u16, u64>,
    /// How often two entries had the same words, and the first phrase.
    pub(super) claims: FxHashMap<Claim, (u64, u32)>,
}

/// The memory of one thread.
#[derive(Debug, Default)]
pub struct Memory {
    hits: Hits,
    kept: FxHashSet<(Lane, u32, u32, u16, Note)>,
    by_place: FxHashMap<(Lane, u32, u32), Vec<u32>>,
}

impl Usage {
    /// Takes in one report.
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
                // Parts lose to words of their own entry only, which is no harm; nor is it elsewhere.
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
            // A link is made by a cue and names only its words.
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

    /// Takes in what was seen in later reports.
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

/// The longest term that has some of these tokens and others; nothing where it was a phrase of the entry's own `not` that won.
fn winner(lane: &[Term], tokens: (u32, u32)) -> Option<&Term> {
    let overlaps = |t: &&Term| t.first < tokens.1 && tokens.0 < t.end;
    let from = lane.partition_point(|t| t.first + LONGEST < tokens.0);
    let near = lane[from..].iter().take_while(|t| t.first < tokens.1);
    near.filter(overlaps)
        .filter(|t| t.len() >= tokens.1 - tokens.0 && (t.first, t.end) != tokens)
        .max_by_key(|t| t.len())
}

/// No phrase has more words than this.
const LONGEST: u32 = 64;
