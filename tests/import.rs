//! Cue lists of other systems: what is written must load and be read.

use radsift::Extractor;
use radsift::Session;
use radsift::import::{CueListFormat, import};
use radsift::lexicon::{Layer, Library, SourceFile, builtin, compile};
use radsift::text::Span;

fn said(origin: CueListFormat, list: &str, marked: &str) -> String {
    let imported = import(origin, list, None).unwrap();
    let file = SourceFile {
        name: "imported.toml".to_owned(),
        text: imported.toml.into(),
    };
    let library = Library::new(vec![
        builtin(),
        Layer {
            files: vec![file],
            builtin: false,
        },
    ])
    .unwrap();
    let rules = Extractor::with_lexicon(compile(&library).unwrap()).unwrap();
    let (start, end) = (marked.find('{').unwrap(), marked.find('}').unwrap() - 1);
    let text = marked.replace(['{', '}'], "");
    let mut session = Session::default();
    let asserted = rules.assert(&mut session, &text, &[Span::new(start as u32, end as u32)]);
    asserted.contexts[0].assertion.as_str().to_owned()
}

#[test]
fn imported_cues_are_read() {
    let negex = "xyzzy of\t\t[PREN]\nxyzzy of the old\t\t[PSEU]\nfrobs the question of\t\t[PREP]\nwas frobbed in vain\t\t[POST]\n";
    let medspacy = r#"{"context_rules": [{"literal": "xyzzy of", "category": "NEGATED_EXISTENCE", "direction": "FORWARD",
        "pattern": [{"LOWER": "xyzzy"}, {"LOWER": {"IN": ["of", "in"]}, "OP": "?"}]}]}"#;
    let pycontext = "Lex\tType\tRegex\tDirection\nxyzzy\tDEFINITE_NEGATED_EXISTENCE\txyzzy(\\s(of|in))?\tforward\n";
    for (origin, list, text, wanted) in [
        (CueListFormat::Negex, negex, "The lung is xyzzy of {nodules}.", "absent"),
        (CueListFormat::Negex, negex, "The lung is xyzzy of the old {nodules}.", "present"),
        (CueListFormat::Negex, negex, "This frobs the question of {nodules}.", "possible"),
        (CueListFormat::Negex, negex, "A {nodule} was frobbed in vain.", "absent"),
        (CueListFormat::Medspacy, medspacy, "The lung is xyzzy in {nodules}.", "absent"),
        (CueListFormat::Pycontext, pycontext, "The lung is xyzzy of {nodules}.", "absent"),
    ] {
        assert_eq!(said(origin, list, text), wanted, "{text}");
    }
}

/// Every word of the other systems for what a cue does.
#[test]
fn every_imported_effect_is_one_of_the_table() {
    let row = |literal: usize, category: &str, direction: &str| {
        format!("{{\"literal\": \"xyzzy {literal}\", \"category\": \"{category}\", \"direction\": \"{direction}\"}}")
    };
    let medspacy = [
        "NEGATED_EXISTENCE",
        "POSSIBLE_EXISTENCE",
        "UNCERTAIN",
        "POSITIVE_EXISTENCE",
        "HISTORICAL",
        "HYPOTHETICAL",
        "FAMILY",
    ];
    let mut rows: Vec<String> = medspacy.iter().enumerate().map(|(i, c)| row(i, c, "FORWARD")).collect();
    rows.push(row(99, "CONJ", "TERMINATE"));
    let medspacy = format!("{{\"context_rules\": [{}]}}", rows.join(", "));
    let mut pycontext = "Lex\tType\tRegex\tDirection\n".to_owned();
    for kind in [
        "DEFINITE_NEGATED_EXISTENCE",
        "PROBABLE_NEGATED_EXISTENCE",
        "AMBIVALENT_EXISTENCE",
        "PROBABLE_EXISTENCE",
        "DEFINITE_EXISTENCE",
        "HISTORICAL",
        "FUTURE",
        "INDICATION",
        "FAMILY",
    ] {
        pycontext.push_str(&format!("xyzzy {}\t{kind}\t\tforward\n", kind.replace('_', " ")));
    }
    let negex = ["PREN", "POST", "PREP", "POSP", "CONJ"];
    let negex: String = negex
        .iter()
        .map(|tag| format!("xyzzy {}\t\t[{tag}]\n", tag.to_lowercase()))
        .collect();
    for (origin, list, taken) in [
        (CueListFormat::Medspacy, medspacy, 8),
        (CueListFormat::Pycontext, pycontext, 9),
        (CueListFormat::Negex, negex, 5),
    ] {
        let imported = import(origin, &list, None).unwrap();
        assert_eq!(imported.taken, taken, "{:?}", imported.refused);
        let file = SourceFile {
            name: "imported.toml".to_owned(),
            text: imported.toml.into(),
        };
        let own = Layer {
            files: vec![file],
            builtin: false,
        };
        let library = Library::new(vec![builtin(), own]).unwrap();
        assert!(library.notes.is_empty());
        compile(&library).unwrap_or_else(|problems| panic!("{problems}"));
    }
}

#[test]
fn what_phrases_cannot_say_is_told_with_its_line() {
    let list = "one\t\t[PREN]\n: two\t\t[PREN]\nthree\t\t[ODD]\n";
    let imported = import(CueListFormat::Negex, list, None).unwrap();
    let lines: Vec<usize> = imported.refused.iter().map(|r| r.line).collect();
    assert_eq!((imported.taken, lines), (1, vec![2, 3]));
    for name in ["# line 2: : two", "# line 3: three"] {
        assert!(imported.toml.contains(name), "{name}");
    }
}
