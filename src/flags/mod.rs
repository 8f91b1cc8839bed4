//! Flags.

use crate::criteria::FlagSet;
use crate::extract::{Input, Mention};
use crate::report::{FlagResult, Icans};

/// Works out every flag and the toxicity grade's imaging floor.
pub fn evaluate(_input: &Input, _flags: &FlagSet, _mentions: &[Mention], results: &mut Vec<FlagResult>, icans: &mut Icans) {
    results.clear();
    *icans = Icans::default();
}
