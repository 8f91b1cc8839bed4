//! What cues do is data: a lexicon folder adds effects of its own, and no row of the table is known to the program by its name.

use crate::support::EXTRACTOR;
use crate::support::corpus::{CorpusReport, corpus};
use radsift::lexicon::{Layer, Library, Polarity, Problems, SourceFile, builtin, compile};
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::text::OffsetUnit;
use radsift::{Extractor, Session};
use serde_json::Value;

fn library(mine: &str) -> Result<Library, Problems> {
    let file = SourceFile {
        name: "mine.toml".to_owned(),
        text: mine.to_owned().into(),
    };
    let own = Layer {
        files: vec![file],
        builtin: false,
    };
    Library::new(vec![builtin(), own])
}

fn rules(library: &Library) -> Result<Extractor, Problems> {
    Extractor::with_lexicon(compile(library)?)
}

/// The problems of a folder with this file.
fn problems(mine: &str) -> String {
    let done = library(mine).and_then(|library| rules(&library));
    done.err().unwrap_or_else(|| panic!("taken: {mine}")).to_string()
}

fn record(rules: &Extractor, entry: &CorpusReport) -> Value {
    let mut session = Session::default();
    let report = rules.analyse(&mut session, &entry.text, &entry.meta);
    let envelope = Envelope {
        id: &entry.id,
        meta: &entry.meta,
        warnings: &[],
    };
    let mut out = Vec::new();
    JsonWriter::new(rules.lexicon(), OffsetUnit::Char).write(&mut out, &envelope, &report);
    serde_json::from_slice(&out).expect("a record is JSON")
}

/// What is said of the first finding of a text: assertion, certainty, temporality, change.
fn said(rules: &Extractor, text: &str) -> [Value; 4] {
    let entry = CorpusReport {
        id: "x".to_owned(),
        text: text.to_owned(),
        meta: Meta::default(),
    };
    let record = record(rules, &entry);
    ["assertion", "certainty", "temporality", "change"].map(|key| record["findings"][0][key].clone())
}

const MELTING: &str = r#"
[[effect]]
id = "melting"
label = "there, and getting less"
assertion = "present"
change = "decreased"
looks_back = "closing_or_verb"

[[effect]]
id = "feared"
label = "feared"
assertion = "possible"
certainty = "unlikely"
temporality = "hypothetical"

[[cue]]
id = "melts_away"
phrases = ["is melting away", "melting"]
makes = "melting"
reaches = "both"
examples = []

[[cue]]
id = "fear_of"
phrases = ["fear of"]
makes = "feared"
reaches = "after"
examples = []
"#;

#[test]
fn a_folder_adds_effects_of_its_own() {
    let rules = library(MELTING)
        .and_then(|library| rules(&library))
        .unwrap_or_else(|p| panic!("{p}"));
    assert_eq!(
        said(&EXTRACTOR, "The infarct is melting away."),
        ["present", "definite", "current", ""].map(word)
    );
    for text in ["The infarct is melting away.", "Melting infarct."] {
        assert_eq!(
            said(&rules, text),
            ["present", "definite", "current", "decreased"].map(word),
            "{text}"
        );
    }
    assert_eq!(
        said(&rules, "No melting infarct."),
        ["absent", "definite", "current", "decreased"].map(word)
    );
    assert_eq!(
        said(&rules, "Findings: fear of infarct."),
        ["possible", "unlikely", "hypothetical", ""].map(word)
    );
}

/// A word of the record; none for the empty one.
fn word(word: &str) -> Value {
    if word.is_empty() { Value::Null } else { word.into() }
}

#[test]
fn former_names_are_read_with_a_note() {
    let cue = |makes: &str| {
        format!("\n[[cue]]\nid = \"spells\"\nphrases = [\"which spells\"]\nmakes = \"{makes}\"\nreaches = \"after\"\nexamples = []\n")
    };
    let text = "New signal abnormality in the left thalamus, which spells infarct.";
    let (old, new) = (library(&cue("stands_for")).unwrap(), library(&cue("interpreted_as")).unwrap());
    let notes: Vec<String> = old.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        ["mine.toml:5:9: the effect `stands_for` is now called `interpreted_as` (write `interpreted_as`; `stands_for` is still read)"]
    );
    assert!(new.notes.is_empty());
    let read = |library: &Library| {
        let (rules, mut session) = (rules(library).unwrap(), Session::default());
        let report = rules.analyse(&mut session, text, &Meta::default());
        report.mentions.iter().map(|m| m.attribution.len()).collect::<Vec<_>>()
    };
    assert_eq!(read(&old), read(&new));
    assert!(read(&new).contains(&1), "the cue links");
}

#[test]
fn an_effect_that_took_a_former_name_is_meant_by_it() {
    let mine = "[[effect]]\nid = \"asked\"\nlabel = \"asked\"\n\n[[cue]]\nid = \"pray\"\nphrases = [\"pray\"]\nmakes = \"asked\"\nreaches = \"after\"\nexamples = []\n";
    let library = library(mine).unwrap();
    assert!(library.notes.is_empty());
    assert_eq!(library.cues.iter().find(|c| c.entry.id == "pray").unwrap().entry.makes, "asked");
}

#[test]
fn each_mistake_has_its_line_and_advice() {
    let cue = "[[cue]]\nid = \"x\"\nphrases = [\"xyzzy\"]\nmakes = \"probabel\"\nreaches = \"after\"\nexamples = []\n";
    for (mine, wanted) in [
        (cue, "mine.toml:4:9: no effect has the id `probabel` (did you mean `probable`?)"),
        (
            "[[effect]]\nid = \"x\"\nlabel = \"x\"\nthan = \"likly\"\n",
            "mine.toml:4:8: no effect has the id `likly`",
        ),
        (
            "[[effect]]\nid = \"x\"\nlabel = \"x\"\ncertainty = \"probable\"\n",
            "mine.toml:4:13: the effect `x` has a certainty and no assertion",
        ),
        (
            "[[effect]]\nid = \"x\"\nlabel = \"x\"\nends_at = \"word\"\n",
            "expected one of `clause`",
        ),
        ("[[effect]]\nid = \"x\"\nlabel = \"x\"\nfoo = 1\n", "unknown key `foo`"),
    ] {
        let problems = problems(mine);
        assert!(problems.contains(wanted), "{problems}");
    }
}

#[test]
fn polarity_is_the_strongest_that_is_said() {
    let lexicon = EXTRACTOR.lexicon();
    let effect = |id: &str| lexicon.effects[lexicon.effect_ids.iter().position(|e| e == id).expect(id)];
    for (ids, wanted) in [
        (&["absent"][..], Polarity::Denied),
        (&["absent_new"], Polarity::Denied),
        (&["resolved"], Polarity::Plain),
        (&["unlikely"], Polarity::Doubted),
        (&["conditional"], Polarity::Doubted),
        (&["family"], Polarity::Doubted),
        (&["probable"], Polarity::Plain),
        (&["new", "possible", "affirmed"], Polarity::Doubted),
        (&["possible", "probably_absent"], Polarity::Denied),
        (&[], Polarity::Plain),
    ] {
        assert_eq!(Polarity::of(ids.iter().map(|id| effect(id))), wanted, "{ids:?}");
    }
}

/// The built-in files with other names for all effects.
fn renamed() -> Layer {
    let mut layer = builtin();
    for file in &mut layer.files {
        let mut text = file
            .text
            .replace("\nmakes = \"", "\nmakes = \"row_")
            .replace("\nthan = \"", "\nthan = \"row_");
        if text.contains("[[effect]]") {
            text = text.replace("\nid = \"", "\nid = \"row_");
        }
        file.text = text.into();
    }
    layer
}

#[test]
fn the_names_of_effects_mean_nothing_to_the_program() {
    let library = Library::new(vec![renamed()]).unwrap_or_else(|p| panic!("{p}"));
    assert!(library.effects.iter().all(|e| e.entry.id.starts_with("row_")));
    let rules = rules(&library).unwrap_or_else(|p| panic!("{p}"));
    let all = corpus();
    assert!(all.len() > 50);
    for entry in &all {
        let records = [&*EXTRACTOR, &rules].map(|rules| {
            let mut record = record(rules, entry);
            record.as_object_mut().expect("a record").remove("ruleset");
            record
        });
        assert_eq!(records[0], records[1], "{}", entry.id);
    }
}
