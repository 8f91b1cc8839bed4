//! What a sentence may say, and where its words and places are kept.

use crate::lexicon::{FindingId, PatternCertainty, PatternChange};

/// A run of tokens: the first, and one past the last.
pub(super) type Run = (u32, u32);

/// One finding that a sentence may say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub finding: FindingId,
    pub denies: bool,
    pub certainty: PatternCertainty,
    pub change: Option<PatternChange>,
    /// Where in [`CandidateList`] the words of its phrases and parts stand.
    pub words: (u32, u32),
    /// Where in [`CandidateList`] its site items stand.
    pub items: (u32, u32),
    /// The words of its first phrase or part.
    pub first: Run,
    /// How many words it uses, sites included.
    pub weight: u32,
    /// How deep its deepest site is.
    pub depth: u8,
    /// A phrase and not a pattern.
    pub literal: bool,
    /// Put together from words that stand apart.
    pub elided: bool,
    /// How many words stand between its pieces.
    pub spread: u32,
    /// A comma, a colon, "and" or "or" stands between its pieces: in "sulcal effacement, small ventricles" a phrase is surer than as many
    /// words on both sides of the joint.
    pub joined: bool,
    /// A denial that gives way to the contrary of the same place in the sentence: "visible though narrowed".
    pub yields: bool,
    /// Gives way to every other candidate of its words.
    pub last: bool,
}

impl Candidate {
    /// A plain candidate of a complete phrase, with no words yet.
    pub fn phrase(finding: FindingId) -> Self {
        Self {
            finding,
            denies: false,
            certainty: PatternCertainty::Definite,
            change: None,
            words: (0, 0),
            items: (0, 0),
            first: (0, 0),
            weight: 0,
            depth: 0,
            literal: true,
            elided: false,
            spread: 0,
            joined: false,
            yields: false,
            last: false,
        }
    }
}

/// Candidates, with their words and places one behind the other, so that a candidate is moved without them.
#[derive(Debug, Default)]
pub(super) struct CandidateList {
    pub all: Vec<Candidate>,
    words: Vec<Run>,
    /// Indexes of site items.
    items: Vec<u16>,
}

impl CandidateList {
    pub fn clear(&mut self) {
        self.all.clear();
        self.words.clear();
        self.items.clear();
    }

    /// Adds a candidate of these words, at least one run, and places; its weight grows by its words.
    pub fn push(&mut self, mut candidate: Candidate, words: &[Run], items: impl Iterator<Item = u16>) {
        let (word, item) = (self.words.len() as u32, self.items.len() as u32);
        for &run in words {
            self.words.push(run);
        }
        self.items.extend(items);
        candidate.words = (word, self.words.len() as u32);
        candidate.items = (item, self.items.len() as u32);
        candidate.first = words[0];
        candidate.weight += words.iter().map(|w| w.1 - w.0).sum::<u32>();
        self.all.push(candidate);
    }

    /// The words of phrases and parts of a candidate, in order of place.
    pub fn words(&self, candidate: &Candidate) -> &[Run] {
        &self.words[candidate.words.0 as usize..candidate.words.1 as usize]
    }

    /// Indexes of the site items that are part of a candidate.
    pub fn items(&self, candidate: &Candidate) -> &[u16] {
        &self.items[candidate.items.0 as usize..candidate.items.1 as usize]
    }

    /// From the first word of a candidate to its last, sites aside.
    pub fn hull(&self, candidate: &Candidate) -> Run {
        (candidate.first.0, self.words[candidate.words.1 as usize - 1].1)
    }

    /// Leaves a candidate only the site items that `keep` says.
    pub fn retain_items(&mut self, candidate: &mut Candidate, keep: impl Fn(&Self, u16) -> bool) {
        let mut kept = candidate.items.0;
        for index in candidate.items.0..candidate.items.1 {
            let item = self.items[index as usize];
            if keep(self, item) {
                self.items[kept as usize] = item;
                kept += 1;
            }
        }
        candidate.items.1 = kept;
    }
}
