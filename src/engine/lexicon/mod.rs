//! The lexicons: from the files that clinicians write to one compiled, immutable [`Lexicon`].

mod aliases;
mod assemble;
mod base;
mod builtin;
mod class;
mod compile;
mod compiled;
pub mod criterion;
mod denial;
mod effect;
mod extend;
mod extension;
mod fnv;
mod form;
mod frames;
mod grade_term;
mod grid;
mod library;
mod load;
mod located;
mod misspelt;
mod needles;
mod openings;
mod packed;
mod phrase;
mod phrase_book;
mod prefixes;
mod problem;
mod ruleset;
pub mod schema;
mod source_file;
mod statement;
mod stored;
mod study;
mod suggest;
mod texts;
mod vocabularies;
mod word_numbers;
mod words;

pub use assemble::Lexicon;
pub use builtin::{BUILTIN, ENGINE_HASH, builtin};
pub use compiled::*;
pub use effect::{Effect, EffectDef, EndsAt, EndsDenial, HoldsIn, Link, LinkTo, LooksBack, Polarity};
pub use extension::{ExtendKind, Extension};
pub use form::keys_of;
pub use frames::{Accept, Frames, GAP};
pub use grade_term::{GradeTerm, StudyTerm};
pub use grid::{NORMAL, Negated, StateDef, StateRole, StructureDef};
pub use library::Library;
pub use load::{mistakes_of, read_folder};
pub use located::Located;
pub(crate) use misspelt::is_slip;
pub use openings::{OpeningMatch, Openings};
pub use phrase::{Twins, expand, first_form};
pub use prefixes::BYTES as PREFIX_BYTES;
pub use problem::{Problem, Problems};
pub use schema::{AttributeKind, Example, PatternCertainty, PatternChange, Reach, Tells};
pub use source_file::{Layer, SourceFile};
pub use statement::{Says, StatementDef, StatementExample, StatementTerm, StatementWord, StatementWords, Therapy, TherapyDef};
pub use study::{BodyPart, MOST_PARTS, Studies, StudyExample};
pub(crate) use suggest::nearest;
pub use texts::{PhraseText, PhraseTexts};
pub use word_numbers::{Code, Stem, Vocabulary};
pub use words::{Word, word};

impl Lexicon {
    /// The built-in lexicon, of which the build script has done all that can be stored.
    ///
    /// # Errors
    /// Never: the build fails when a file of `lexicons/` is broken.
    pub fn builtin() -> Result<Self, Problems> {
        Self::assemble(builtin::compiled()?, builtin::files())
    }

    /// The built-in lexicon with the entries of one text in the form of the lexicon files, added or put in place of built-in ones. `name` stands for a
    /// file's name in messages.
    ///
    /// ```
    /// use radsift::{Extractor, Lexicon};
    ///
    /// let own = r#"
    /// [[finding]]
    /// id       = "glimmer"
    /// label    = "Glimmer"
    /// group    = "added"
    /// terms    = ["glimmer"]
    /// source   = "our department"
    /// examples = [{ text = "There is a {glimmer}.", is = "present" }, { text = "A gleam.", is = "nothing" }]
    /// "#;
    /// let extractor = Extractor::with_lexicon(Lexicon::with_text("own.toml", own)?)?;
    /// assert_eq!(extractor.extract("Glimmer in the left thalamus.").findings[0].finding, "glimmer");
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Every problem found, with name and line.
    pub fn with_text(name: &str, text: &str) -> Result<Self, Problems> {
        let file = SourceFile {
            name: name.to_owned(),
            text: text.to_owned().into(),
        };
        let own = Layer {
            files: vec![file],
            builtin: false,
        };
        over_builtin(vec![own])
    }

    /// The built-in lexicon with the entries of these folders added or put in place of built-in ones; later folders win.
    ///
    /// # Errors
    /// Every problem found, with file and line.
    pub fn with_folders<P: AsRef<std::path::Path>>(folders: &[P]) -> Result<Self, Problems> {
        if folders.is_empty() {
            return Self::builtin();
        }
        over_builtin(read_folders(folders)?)
    }
}

/// Compiles the entries of a library.
///
/// # Errors
/// Every phrase that cannot be read or is claimed twice, every id that does not exist.
pub fn compile(library: &Library) -> Result<Lexicon, Problems> {
    Lexicon::assemble(compile::compile(library, ENGINE_HASH)?, library.files.clone())
}

/// Lays `layers` over the built-in lexicon, of which what they do not touch is taken as the build script has made it.
fn over_builtin(layers: Vec<Layer>) -> Result<Lexicon, Problems> {
    let library = builtin::library()?.over(layers)?;
    let compiled = compile::compile_with_base(&library, &builtin::compiled()?, ENGINE_HASH)?;
    Lexicon::assemble(compiled, library.files)
}

fn read_folders<P: AsRef<std::path::Path>>(folders: &[P]) -> Result<Vec<Layer>, Problems> {
    folders.iter().map(|folder| read_folder(folder.as_ref())).collect()
}

impl Library {
    /// The entries of the built-in files and of these folders; later folders win.
    ///
    /// # Errors
    /// Every problem found, with file and line.
    pub fn with_folders<P: AsRef<std::path::Path>>(folders: &[P]) -> Result<Self, Problems> {
        let mut layers = vec![builtin()];
        layers.extend(read_folders(folders)?);
        Library::new(layers)
    }
}
