//! Any text as a cue list of another system; what is made of it must load.
#![no_main]

use libfuzzer_sys::fuzz_target;
use radsift::Extractor;
use radsift::import::{CueListFormat, import};
use radsift::lexicon::{Layer, Library, SourceFile, builtin, compile};

fuzz_target!(|text: &str| {
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
});
