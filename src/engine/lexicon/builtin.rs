//! The built-in lexicon: its files as text, and what the build script made of them.

use super::library::Library;
use super::problem::{Problem, Problems};
use super::source_file::{Layer, SourceFile};
use super::stored::Compiled;
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The hash of the engine's sources, worked out by the build script: 12 hex digits that change whenever its code does.
pub const ENGINE_HASH: &str = env!("RADSIFT_ENGINE_HASH");

/// The built-in lexicon, compiled when the program was built.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.bin"));

/// The entries of the built-in files without their examples, as they are written.
static ENTRIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/entries.bin"));

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

/// The entries of the built-in files, without their examples, for others to be laid over them.
///
/// # Errors
/// Never: a test reads them.
pub(super) fn library() -> Result<Library, Problems> {
    let mut library = Library::from_bytes(ENTRIES).map_err(|e| Problem::of_file("the built-in lexicon", format!("cannot be read: {e}")))?;
    library.set_base(files());
    Ok(library)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::lexicon::compile::compile;
    use crate::lexicon::compile::compile_with_base;

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

    /// Compiled over the stored lexicon and read as a whole, a user's lexicon is the same.
    fn assert_same_over_the_stored(text: &str) {
        let own = || Layer {
            files: vec![SourceFile {
                name: "own.toml".to_owned(),
                text: text.to_owned().into(),
            }],
            builtin: false,
        };
        let over = library().unwrap().over(vec![own()]).unwrap();
        let whole = Library::new(vec![builtin(), own()]).unwrap();
        let over = compile_with_base(&over, &compiled().unwrap(), ENGINE_HASH);
        let mut whole = compile(&whole, ENGINE_HASH);
        match (over, &mut whole) {
            (Ok(mut over), Ok(whole)) => {
                // Capitals of phrases that are not carried over stay in the list, so that the numbers of others differ.
                for tables in [&mut over.tables, &mut whole.tables] {
                    let exact = std::mem::take(&mut tables.exact);
                    for posting in tables.postings.iter_mut().filter(|p| p.exact != u32::MAX) {
                        posting.exact = exact[posting.exact as usize]
                            .bytes()
                            .fold(7, |sum, byte| sum * 31 % 1_000_003 + u32::from(byte));
                    }
                    let own = (0..tables.texts.len())
                        .filter_map(|index| tables.texts.get(index))
                        .map(|t| t.postings);
                    for (from, to) in own.collect::<Vec<_>>() {
                        tables.postings[from as usize..to as usize].sort_by_key(|p| (p.lane, p.entry, p.note, p.exact));
                    }
                    tables.postings.truncate(tables.texts.last().map_or(0, |t| t.postings.1) as usize);
                }
                assert!(bytes(&over) == bytes(whole), "{text}");
            }
            (over, whole) => assert_eq!(over.unwrap_err().to_string(), whole.as_ref().unwrap_err().to_string()),
        }
    }

    #[test]
    fn a_user_s_lexicon_over_the_stored_one_is_as_if_all_had_been_read() {
        let finding = |id: &str, more: &str| {
            format!("[[finding]]\nid = \"{id}\"\nlabel = \"x\"\ngroup = \"parenchymal_signal\"\nsource = \"x\"\nexamples = []\n{more}\n")
        };
        for text in [
            finding("aaa_first", "terms = [\"gribble\", \"infarctions of (the) gribble\"]"),
            // In place of a built-in one, with an abbreviation of it.
            finding("acute_infarct", "terms = [\"gribble\"]\nabbrev = [\"GRB\"]"),
            // Two claim it: refused.
            finding("zzz_last", "terms = [\"microhaemorrhage\"]"),
            "[[extend]]\nid = \"acute_infarct\"\nterms = [\"gribble\"]\nabsent = [\"no gribbling\"]\n".to_owned(),
            "[[twin]]\nuk = \"mass\"\nus = \"mazz\"\n".to_owned(),
            "[[attribute]]\nkind = \"extent\"\nvalue = \"tiny\"\nterms = [\"teeny\"]\n".to_owned(),
            "[[site]]\nid = \"gribble\"\nlabel = \"x\"\nparent = \"thalamus\"\nterms = [\"gribble\"]\nboth = [\"gribbles\"]\nexamples = []\n".to_owned(),
            "[[class]]\nid = \"gribble\"\nlabel = \"x\"\nwords = [\"gribbly\"]\n[[part]]\nid = \"grib\"\nterms = [\"<gribble> x\"]\n".to_owned(),
            "[[extend]]\nid = \"seen\"\nkind = \"class\"\nwords = [\"gribbled\"]\n".to_owned(),
        ] {
            assert_same_over_the_stored(&text);
        }
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
