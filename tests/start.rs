//! Lexicons at the start: one compiled with the program and one compiled now are the same, and a session may go from one to another.

use crate::support::folder::Folder;
use radsift::lexicon::{Lexicon, Library, builtin, compile};
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::text::OffsetUnit;
use radsift::{Extractor, Session};

const FINDING: &str = r#"
[[finding]]
id = "aaa_first_of_all"
label = "First of all"
group = "parenchymal_signal"
terms = ["gribble"]
source = "made up"
examples = [{ text = "There is a {gribble}.", is = "present" }]
"#;

const TEXTS: [&str; 4] = [
    "Acute infarct in the left thalamus. No haemorrhage. Diffuse cerebral oedema.",
    "There is a gribble. No mass.",
    "No acute infarct. Haemorrhage in the pons, seen again.",
    "",
];

fn record(rules: &Extractor, session: &mut Session, text: &str) -> String {
    let (writer, meta) = (JsonWriter::new(rules.lexicon(), OffsetUnit::Char), Meta::default());
    let head = Envelope {
        id: "r-1",
        meta: &meta,
        warnings: &[],
    };
    let mut line = Vec::new();
    writer.write(&mut line, &head, &rules.analyse(session, text, &meta));
    String::from_utf8(line).unwrap()
}

#[test]
fn the_lexicon_of_the_build_and_one_compiled_now_read_the_same() {
    let now = Library::new(vec![builtin()])
        .and_then(|library| compile(&library))
        .and_then(Extractor::with_lexicon);
    let rules = [Extractor::new(), now].map(|rules| rules.unwrap_or_else(|problems| panic!("{problems}")));
    let ruleset = |rules: &Extractor| rules.lexicon().ruleset.clone();
    assert_eq!(ruleset(&rules[0]), ruleset(&rules[1]));
    for text in TEXTS {
        let [then, now] = rules.each_ref().map(|rules| record(rules, &mut Session::default(), text));
        assert_eq!(then, now);
    }
}

#[test]
fn a_session_that_goes_between_lexicons_reads_as_a_new_one() {
    let folder = Folder::new("start-two-lexicons");
    folder.file("mine.toml", FINDING);
    let own = Lexicon::with_folders(&[&folder.0]).and_then(Extractor::with_lexicon);
    let rules = [Extractor::new(), own].map(|rules| rules.unwrap_or_else(|problems| panic!("{problems}")));
    let mut session = Session::default();
    for text in TEXTS {
        let read = rules.each_ref().map(|rules| {
            let record = record(rules, &mut session, text);
            assert_eq!(record, self::record(rules, &mut Session::default(), text));
            record
        });
        assert!(!read[0].contains("aaa_first"), "{text}");
        assert_eq!(
            read[1].contains(r#""finding":"aaa_first_of_all""#),
            text.contains("gribble"),
            "{text}"
        );
    }
}
