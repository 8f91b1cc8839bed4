//! Compiles the built-in lexicon, so that a start has only to read the result: adding a file to `lexicons/` is all it takes.
//!
//! The modules that compile a user's lexicon when the program runs are declared here once more; they use no others of the crate.
#![allow(dead_code, missing_docs, unused_imports)]

#[path = "build/engine_hash.rs"]
mod engine_hash;

#[path = "src/engine/vocabulary.rs"]
mod vocabulary;

#[path = "src/engine/text"]
mod text {
    mod fold;
    mod markup;
    mod sign;
    mod span;
    mod token;

    pub use fold::{TextBuffer, fold_phrase};
    pub use span::Span;
}

#[path = "src/engine/lexicon"]
mod lexicon {
    mod aliases;
    mod base;
    mod class;
    pub mod compile;
    pub mod compiled;
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
    pub mod library;
    mod load;
    mod located;
    mod misspelt;
    mod needles;
    mod packed;
    mod phrase;
    mod phrase_book;
    mod prefixes;
    pub mod problem;
    mod ruleset;
    mod schema;
    pub mod source_file;
    mod statement;
    pub mod stored;
    mod study;
    mod suggest;
    mod texts;
    mod vocabularies;
    mod word_numbers;
    mod words;

    pub use compiled::*;
    pub use effect::Polarity;
    pub use grade_term::{GradeTerm, StudyTerm};
    pub use located::Located;
    pub use statement::StatementTerm;
    pub use study::Studies;
}

use lexicon::compile::compile;
use lexicon::library::Library;
use lexicon::problem::Problems;
use lexicon::source_file::{Layer, SourceFile};
use lexicon::stored::Compiled;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let project = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let engine = engine_hash::of_folder(&project.join("src/engine"))?;
    println!("cargo::rerun-if-changed={}", project.join("src/engine").display());
    println!("cargo::rustc-env=RADSIFT_ENGINE_HASH={engine}");
    let root = project.join("lexicons");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut paths = Vec::new();
    walk(&root, &mut paths)?;
    paths.sort();
    let mut list = String::from("/// The built-in lexicon files: name below `lexicons/`, text.\npub const BUILTIN: &[(&str, &str)] = &[\n");
    let mut layer = Layer {
        builtin: true,
        ..Layer::default()
    };
    for path in &paths {
        let name = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", path.to_string_lossy());
        layer.files.push(SourceFile {
            name: format!("lexicons/{name}"),
            text: fs::read_to_string(path)?.into(),
        });
    }
    list.push_str("];\n");
    fs::write(out.join("builtin.rs"), list)?;
    let mut entries = Library::default();
    let compiled = Library::of_layer(layer).and_then(|library| {
        entries = library.clone();
        compile(&library.over(Vec::new())?, &engine)
    });
    match compiled {
        Ok(compiled) => {
            entries.forget_examples();
            let (tables, entries) = (postcard::to_allocvec(&compiled)?, postcard::to_allocvec(&entries)?);
            // What cannot be read again is to be known here, not at the first start.
            Compiled::from_bytes(&tables)?;
            Library::from_bytes(&entries)?;
            fs::write(out.join("builtin.bin"), tables)?;
            fs::write(out.join("entries.bin"), entries)?;
        }
        Err(Problems(problems)) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
    Ok(())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            // What the rules of `radsift lint` know has a form of its own.
            if path.file_name().is_some_and(|name| name == "lint") {
                continue;
            }
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
