//! All phrases as text, in little memory: only surveys of the lexicon and measurements look at them.

use super::packed::{self, Packed};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A phrase as it stands in folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseText<'t> {
    /// Its words, one blank between two.
    pub text: &'t str,
    /// May be followed by a plural ending.
    pub open: bool,
    /// Its postings.
    pub postings: (u32, u32),
}

/// The phrases, in order.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct PhraseTexts {
    /// One behind the other.
    letters: String,
    #[serde(with = "packed")]
    phrases: Vec<PhraseTextRow>,
}

/// One phrase.
#[derive(Clone, Copy, Debug)]
struct PhraseTextRow {
    /// Where its letters end.
    end: u32,
    open: bool,
    /// Where its postings end; they begin where those of the phrase before end.
    postings: u32,
}

impl Packed for PhraseTextRow {
    const WIDTH: usize = 9;

    fn put(self, out: &mut Vec<u8>) {
        out.extend(self.end.to_le_bytes());
        out.extend(self.postings.to_le_bytes());
        out.push(u8::from(self.open));
    }

    #[inline]
    fn take(row: &[u8]) -> Option<Self> {
        Some(Self {
            end: packed::number(row, 0)?,
            postings: packed::number(row, 4)?,
            open: *row.get(8)? != 0,
        })
    }
}

impl PhraseTexts {
    /// Adds a phrase without postings.
    pub(super) fn push(&mut self, text: &str, open: bool) {
        self.letters.push_str(text);
        self.phrases.push(PhraseTextRow {
            end: self.letters.len() as u32,
            open,
            postings: self.phrases.last().map_or(0, |before| before.postings),
        });
    }

    /// Adds a posting to the last phrase.
    pub(super) fn push_posting(&mut self) {
        if let Some(last) = self.phrases.last_mut() {
            last.postings += 1;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The phrase at `index`.
    pub fn get(&self, index: usize) -> Option<PhraseText<'_>> {
        let own = self.phrases.get(index)?;
        let before = index.checked_sub(1).map(|before| self.phrases[before]);
        let (start, first) = before.map_or((0, 0), |before| (before.end, before.postings));
        Some(PhraseText {
            text: &self.letters[start as usize..own.end as usize],
            open: own.open,
            postings: (first, own.postings),
        })
    }

    /// This phrase, where it is one of them.
    pub(super) fn find(&self, text: &str, open: bool) -> Option<PhraseText<'_>> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            let phrase = self.get(middle)?;
            match (phrase.text, phrase.open).cmp(&(text, open)) {
                Ordering::Equal => return Some(phrase),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The last phrase.
    pub fn last(&self) -> Option<PhraseText<'_>> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = PhraseText<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}
