//! Any text as a cue list of another system; what is made of it must load.

use super::text;
use radsift::Extractor;
use radsift::import::{CueListFormat, import};
use radsift::lexicon::{Layer, Library, SourceFile, builtin, compile};

/// The target.
pub fn check(bytes: &[u8]) {
    let text = text(bytes);
    for origin in [CueListFormat::Negex, CueListFormat::Medspacy, CueListFormat::Pycontext] {
        let Ok(imported) = import(origin, text, None) else { continue };
        let has_cues = imported.toml.contains("[[cue]]");
        let file = SourceFile {
            name: "imported.toml".to_owned(),
            text: imported.toml.into(),
        };
        let mine = Layer {
            files: vec![file],
            builtin: false,
        };
        if has_cues {
            let library = Library::new(vec![builtin(), mine]).expect("a lexicon file");
            Extractor::with_lexicon(compile(&library).expect("a lexicon that compiles")).expect("rules");
        }
    }
}
