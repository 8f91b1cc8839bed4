//! The built-in lexicon: its files as text, and what the build script made of them.

use super::load::{Layer, SourceFile};
use super::problem::{Problem, Problems};
use super::stored::Compiled;
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The hash of the engine's sources, worked out by the build script: 12 hex digits that change whenever its code does.
pub const ENGINE_HASH: &str = env!("RADSIFT_ENGINE_HASH");

/// The built-in lexicon, compiled when the program was built.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.bin"));

/// The built-in layer.
pub fn builtin() -> Layer {
    Layer {
        files: files(),
        builtin: true,
    }
}

/// The built-in files.
pub(super) fn files() -> Vec<SourceFile> {
    let file = |(name, text): &(&str, &'static str)| SourceFile {
        name: format!("lexicons/{name}"),
        text: Cow::Borrowed(*text),
    };
    BUILTIN.iter().map(file).collect()
}

/// What the build script made of the built-in files.
///
/// # Errors
/// Never: a test reads it.
pub(super) fn compiled() -> Result<Compiled, Problems> {
    Compiled::from_bytes(COMPILED).map_err(|e| Problem::of_file("the built-in lexicon", format!("cannot be read: {e}")).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::compile::compile;
    use crate::lexicon::{Lexicon, Library};

    fn bytes(compiled: &Compiled) -> Vec<u8> {
        postcard::to_allocvec(compiled).unwrap()
    }

    #[test]
    fn what_the_build_script_made_is_what_the_files_say() {
        let library = Library::new(vec![builtin()]).unwrap();
        let now = bytes(&compile(&library, ENGINE_HASH).unwrap());
        // Not compared by `assert_eq`, which would print a megabyte.
        assert!(now == COMPILED, "{} bytes now, {} then", now.len(), COMPILED.len());
    }

    #[test]
    fn a_folder_that_says_the_same_again_changes_only_the_name_of_the_rule_set() {
        let is_again = |file: &SourceFile| file.name.starts_with("lexicons/findings/") || file.name.starts_with("lexicons/anatomy/");
        let again: Vec<SourceFile> = files().into_iter().filter(is_again).collect();
        assert!(again.len() > 20);
        let folder = Layer {
            files: again,
            builtin: false,
        };
        let mut with_folder = compile(&Library::new(vec![builtin(), folder]).unwrap(), ENGINE_HASH).unwrap();
        assert!(with_folder.tables.ruleset.starts_with("custom-"));
        with_folder.tables.ruleset = compiled().unwrap().tables.ruleset;
        assert!(bytes(&with_folder) == COMPILED);
    }

    #[test]
    fn the_files_are_at_hand_for_messages() {
        let lexicon = Lexicon::builtin().unwrap();
        assert_eq!(lexicon.files.len(), BUILTIN.len());
        for located in &lexicon.flags {
            let file = &lexicon.files[located.file];
            assert!(file.text.contains(&format!("\"{}\"", located.entry.id)), "{}", file.name);
        }
    }
}
