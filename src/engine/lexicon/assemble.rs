//! From stored tables to the lexicon that the pipeline uses: what is left to do at every start.

use super::compiled::Tables;
use super::needles::Needles;
use super::openings::Openings;
use super::problem::{Problem, Problems};
use super::source_file::SourceFile;
use super::stored::Compiled;
use super::word_numbers::Vocabulary;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::nfa::noncontiguous;
use aho_corasick::{BuildError, MatchKind};
use rustc_hash::FxHashSet;
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
    /// One automaton for all phrases of more than three words of all lanes: over the number of the first three and the stems of the others.
    pub automaton: NFA,
    /// Which two and three words begin phrases or are one.
    pub openings: Openings,
    /// The words of [`Tables::neutral`], folded.
    silent: FxHashSet<Box<[u8]>>,
}

impl Deref for Lexicon {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Lexicon {
    /// True for a folded word that says nothing by itself.
    pub fn is_neutral(&self, word: &[u8]) -> bool {
        self.silent.contains(word)
    }

    /// Builds the automaton and the tables of words of a compiled lexicon, whose entries stand in `files`.
    ///
    /// # Errors
    /// When there are more phrases than an automaton can hold.
    pub(super) fn assemble(compiled: Compiled, files: Vec<SourceFile>) -> Result<Self, Problems> {
        let automaton = automaton(&compiled.needles).map_err(|e| Problem::of_file("the lexicon", format!("is too large: {e}")))?;
        Ok(Self {
            vocabulary: Vocabulary::new(&compiled.words),
            silent: compiled.tables.neutral.iter().map(|word| word.as_bytes().into()).collect(),
            openings: Openings::new(compiled.needles.prefixes, &automaton),
            tables: compiled.tables,
            files,
            automaton,
        })
    }
}

fn automaton(needles: &Needles) -> Result<NFA, BuildError> {
    // Deeper states made fast to step through would be many times the rest of the automaton.
    const DENSE_DEPTH: usize = 1;
    let linked = noncontiguous::Builder::new()
        .match_kind(MatchKind::Standard)
        .prefilter(false)
        .dense_depth(DENSE_DEPTH)
        .build(needles.iter())?;
    NFA::builder().dense_depth(DENSE_DEPTH).build_from_noncontiguous(&linked)
}
