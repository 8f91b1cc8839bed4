//! The criteria language, compiled.

use crate::lexicon::{Lexicon, Problems};

/// All flags of a rule set, compiled.
#[derive(Debug, Default)]
pub struct FlagSet {}

impl FlagSet {
    /// Compiles the flags of a lexicon.
    ///
    /// # Errors
    /// Every flag that names something the lexicon does not have.
    pub fn compile(_lexicon: &Lexicon) -> Result<Self, Problems> {
        Ok(Self {})
    }
}
