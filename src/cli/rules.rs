//! The options that choose the rule set.

use crate::Extractor;
use crate::error::Error;
use crate::lexicon::{Lexicon, Library};
use clap::Args;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// The options that choose the rule set.
#[derive(Debug, Default, Args)]
pub(super) struct RuleArgs {
    /// Adds the lexicon files below a folder to the built-in ones; an entry with a known id replaces that one. Repeatable,
    /// later folders win
    #[arg(long, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
}

impl RuleArgs {
    /// The library: the entries as written.
    pub fn library(&self) -> Result<Library, Error> {
        Ok(Library::with_folders(&self.lexicon)?)
    }

    /// The extractor. It is never dropped: freeing the rules would take a noticeable part of the time for one report.
    pub fn extractor(&self) -> Result<ManuallyDrop<Extractor>, Error> {
        Ok(ManuallyDrop::new(Extractor::with_lexicon(Lexicon::with_folders(&self.lexicon)?)?))
    }
}
