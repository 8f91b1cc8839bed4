//! A possible reading, and where its words and places are kept.

use crate::lexicon::{FindingId, PatternCertainty, PatternChange};

/// A run of tokens: the first, and one past the last.
pub(super) type Run = (u32, u32);

/// One possible reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub finding: FindingId,
    pub denies: bool,
    pub certainty: PatternCertainty,
    pub change: Option<PatternChange>,
    /// Where in [`Readings`] the words of its phrases and parts stand.
    pub words: (u32, u32),
    /// Where in [`Readings`] its site items stand.
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
    /// Gives way to every other reading of its words.
    pub last: bool,
}

impl Reading {
    /// A plain reading of a complete phrase, with no words yet.
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
            last: false,
        }
    }
}

/// Readings, with their words and places one behind the other, so that a reading is moved without them.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub all: Vec<Reading>,
    words: Vec<Run>,
    /// Indexes of site items.
    items: Vec<u16>,
}

impl Readings {
    pub fn clear(&mut self) {
        self.all.clear();
        self.words.clear();
        self.items.clear();
    }

    /// Adds a reading of these words, at least one run, and places; its weight grows by its words.
    pub fn push(&mut self, mut reading: Reading, words: &[Run], items: impl Iterator<Item = u16>) {
        let (word, item) = (self.words.len() as u32, self.items.len() as u32);
        for &run in words {
            self.words.push(run);
        }
        self.items.extend(items);
        reading.words = (word, self.words.len() as u32);
        reading.items = (item, self.items.len() as u32);
        reading.first = words[0];
        reading.weight += words.iter().map(|w| w.1 - w.0).sum::<u32>();
        self.all.push(reading);
    }

    /// The words of phrases and parts of a reading, in order of place.
    pub fn words(&self, reading: &Reading) -> &[Run] {
        &self.words[reading.words.0 as usize..reading.words.1 as usize]
    }

    /// Indexes of the site items that are part of a reading.
    pub fn items(&self, reading: &Reading) -> &[u16] {
        &self.items[reading.items.0 as usize..reading.items.1 as usize]
    }

    /// From the first word of a reading to its last, sites aside.
    pub fn hull(&self, reading: &Reading) -> Run {
        (reading.first.0, self.words[reading.words.1 as usize - 1].1)
    }

    /// Leaves a reading only the site items that `keep` says.
    pub fn retain_items(&mut self, reading: &mut Reading, keep: impl Fn(&Self, u16) -> bool) {
        let mut kept = reading.items.0;
        for index in reading.items.0..reading.items.1 {
            let item = self.items[index as usize];
            if keep(self, item) {
                self.items[kept as usize] = item;
                kept += 1;
            }
        }
        reading.items.1 = kept;
    }
}
