//! From stored tables to the lexicon that the pipeline uses: what is left to do at every start.

use super::compiled::Tables;
use super::load::SourceFile;
use super::openings::Openings;
use super::stored::Compiled;
use super::word_numbers::Vocabulary;
use std::ops::Deref;

/// Everything medical that radsift knows, ready to be found in texts. Immutable; share it between threads by reference.
///
/// What it knows are its [`Tables`], whose fields are read as if they were its own.
#[derive(Debug)]
pub struct Lexicon {
    tables: Tables,
    /// The files read, to show where a mistake stands.
    pub files: Vec<SourceFile>,
    /// The words of the phrases, each with what it means by itself.
    pub vocabulary: Vocabulary,
    /// The phrases of several words of all lanes, over the stems of their words.
    pub openings: Openings,
}

impl Deref for Lexicon {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Lexicon {
    /// Builds the tables of words of a compiled lexicon, whose entries stand in `files`.
    pub(super) fn assemble(compiled: Compiled, files: Vec<SourceFile>) -> Self {
        Self {
            vocabulary: Vocabulary::new(&compiled.words),
            openings: Openings::new(compiled.tree),
            tables: compiled.tables,
            files,
        }
    }
}
