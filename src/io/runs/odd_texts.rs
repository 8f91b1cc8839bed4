//! Counts the reports whose texts are probably none.

use crate::coverage::OddText;
use serde::{Deserialize, Serialize};

/// The number of reports with a text that is probably no report in English, by what it is instead. They are among the reports read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddTexts {
    /// See [`OddText::NotWords`].
    pub not_words: u64,
    /// See [`OddText::NotEnglish`].
    pub not_english: u64,
    /// See [`OddText::NotRadiology`].
    pub not_radiology: u64,
}

impl OddTexts {
    /// Counts one more.
    pub(super) fn add(&mut self, odd: OddText) {
        *match odd {
            OddText::NotWords => &mut self.not_words,
            OddText::NotEnglish => &mut self.not_english,
            OddText::NotRadiology => &mut self.not_radiology,
        } += 1;
    }

    /// The sum of both counts.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            not_words: self.not_words + other.not_words,
            not_english: self.not_english + other.not_english,
            not_radiology: self.not_radiology + other.not_radiology,
        }
    }

    /// The total.
    pub fn total(&self) -> u64 {
        self.not_words + self.not_english + self.not_radiology
    }
}
