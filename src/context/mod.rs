//! Context.

use crate::extract::{self, Input, Mention};

/// Working memory of this stage.
#[derive(Debug, Default)]
pub struct Scratch {}

/// Gives each mention its assertion, certainty, temporality, change and attribution.
pub fn apply(_input: &Input, _extraction: &extract::Scratch, _scratch: &mut Scratch, _mentions: &mut Vec<Mention>) {}
