//! A state where it stands.

use super::super::candidate::Run;
use crate::lexicon::StateEntry;

/// Words that deny a state right behind them.
#[derive(Clone, Copy)]
pub(super) struct Denial {
    pub words: Run,
    /// They are a cue, which speaks for itself, or deny only a state that the denial turns into another.
    pub turns_only: bool,
    /// They say that it has gone ("no longer").
    pub resolves: bool,
}

/// A state where it stands.
pub(super) struct StateMention {
    pub number: u16,
    pub state: StateEntry,
    pub own: Run,
    /// What denies it.
    pub denial: Option<Denial>,
    /// The token whose clause the structure stands in.
    pub home: u32,
}

impl StateMention {
    /// From the denial to the end.
    pub fn all(&self) -> Run {
        (self.denial.map_or(self.own.0, |d| d.words.0.min(self.own.0)), self.own.1)
    }
}
