//! Any text as a file of a user's lexicon, laid over the built-in ones.

use super::text;
use radsift::lexicon::{Layer, Library, Problems, SourceFile, builtin, compile};
use radsift::report::Meta;
use radsift::{Extractor, Session};

const TEXT: &str = include_str!("../../corpus/example.txt");

/// The target.
pub fn check(bytes: &[u8]) {
    let text = text(bytes);
    match rules(text) {
        Ok(rules) => {
            let mut session = Session::default();
            let report = rules.analyse(&mut session, TEXT, &Meta::default());
            assert_eq!(report.flags.len(), rules.flags().len());
        }
        Err(problems) => {
            assert!(!problems.0.is_empty(), "refused without a reason");
            for problem in &problems.0 {
                assert!(!problem.render(false).is_empty() && !problem.render(true).is_empty());
            }
        }
    }
}

fn rules(text: &str) -> Result<Extractor, Problems> {
    let name = "fuzz.toml".to_owned();
    let file = SourceFile {
        name,
        text: text.to_owned().into(),
    };
    let mine = Layer {
        files: vec![file],
        builtin: false,
    };
    let library = Library::new(vec![builtin(), mine])?;
    Extractor::with_lexicon(compile(&library)?)
}
