//! What came of looking at a report.

use super::hit::Hit;
use super::rule::{Need, Rule};

/// A proposal that the verifier cleared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared {
    /// What was proposed.
    pub hit: Hit,
    /// Why it is no hit, in a word.
    pub reason: &'static str,
}

/// Why a rule said nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It was not asked for.
    NotSelected,
    /// It needs one of these, and the record has none.
    Missing(&'static [Need]),
    /// It needs a policy.
    NoPolicy,
    /// It found nothing to propose; the reason that the rule gives.
    Nothing(&'static str),
    /// All that it proposed was cleared, for these reasons.
    Cleared(Vec<&'static str>),
    /// The text is no report in English.
    NoReport,
}

/// The result of looking at one report.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The hits, in order of place.
    pub hits: Vec<Hit>,
    /// What was cleared.
    pub cleared: Vec<Cleared>,
    /// The rules that could not be run for want of metadata.
    pub missing: Vec<&'static Rule>,
}
