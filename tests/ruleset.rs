//! A rule set is named after the lexicons and the engine.

#[path = "../build/engine_hash.rs"]
mod engine_hash;

use crate::support::EXTRACTOR;
use crate::support::corpus::project;
use engine_hash::{of_files, of_folder};
use radsift::lexicon::{ENGINE_HASH, Layer, Library, SourceFile, builtin, compile};

fn of(text: &str) -> String {
    of_files(&[("a.rs".to_owned(), text.to_owned())])
}

#[test]
fn the_hash_is_that_of_the_engine_as_it_was_built() {
    assert_eq!(of_folder(&project("src/engine")).unwrap(), ENGINE_HASH);
}

#[test]
fn code_changes_the_hash_and_tests_do_not() {
    let code = "fn one() -> u8 {\n    1\n}\n";
    let tests = "\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn t() {\n        assert!(true);\n    }\n}\n";
    let plain = of(&format!("{code}\n"));
    assert_eq!(of(&format!("{code}{tests}")), plain);
    assert_eq!(of(&format!("{code}{}", tests.replace("true", "false"))), plain);
    assert_eq!(of(&format!("{code}{tests}").replace('\n', "\r\n")), plain);
    for other in ["fn one() -> u8 {\n    2\n}\n\n", "\n"] {
        assert_ne!(of(other), plain);
    }
    // Code behind the tests counts, and so does what is only marked as they are.
    assert_ne!(of(&format!("{code}{tests}fn two() {{}}\n")), plain);
    assert_ne!(of(&format!("{code}\n#[cfg(test)]\nuse x;\n")), plain);
    // A line does not move from one file to the next, nor a file to another name.
    let two = |a: &str, b: &str| of_files(&[("a.rs".to_owned(), a.to_owned()), ("b.rs".to_owned(), b.to_owned())]);
    assert_ne!(two("x\ny\n", "z\n"), two("x\n", "y\nz\n"));
    assert_ne!(of_files(&[("b.rs".to_owned(), code.to_owned())]), of(code));
}

#[test]
fn a_lexicon_of_ones_own_has_another_name() {
    let own = include_str!("cmd/diff.in/mine/words.toml");
    let named = |text: &str| {
        let file = SourceFile {
            name: "mine.toml".to_owned(),
            text: text.to_owned().into(),
        };
        let layer = Layer {
            files: vec![file],
            builtin: false,
        };
        let library = Library::new(vec![builtin(), layer]).unwrap();
        compile(&library).unwrap().ruleset.clone()
    };
    let (one, two) = (named(own), named(&format!("{own}# two\n")));
    assert!(one.starts_with("custom-") && one.len() == "custom-".len() + 12);
    assert_ne!(one, two);
    assert!(EXTRACTOR.lexicon().ruleset.starts_with("builtin-"));
}
