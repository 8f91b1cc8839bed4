//! What holds for any text at all: random words, mutated reports, arbitrary bytes.
//!
//! The texts grow out of the reports of `corpus/`, so that they are near enough to real ones to reach the deep stages, and far
//! enough from them to break what is only right for well-formed ones.

mod mutate;
mod record;

use crate::support::EXTRACTOR;
use crate::support::corpus::record_line;
use mutate::{damaged_lexicon, damaged_report, word_soup};
use proptest::prelude::*;
use proptest::test_runner::Config;
use radsift::input::{Format, Reader, Reject, Source, Sources};
use radsift::lexicon::{Layer, Library, SourceFile, builtin, compile};
use radsift::report::{Envelope, JsonWriter, Meta, Record};
use radsift::runs::{All, Options, Sink, Tables, render};
use radsift::text::{OffsetUnit, Span, decode};
use radsift::{Extractor, Session};
use std::cell::RefCell;

/// The run must stay short in a debug build. A failing text is printed by proptest; nothing is written beside the tests.
fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    }
}

thread_local! {
    /// One session for all texts of a thread: what one text leaves behind must not reach the next.
    static WORN: RefCell<Session> = RefCell::default();
}

/// Everything that must hold of `text`.
fn hold(text: &str) -> Result<(), TestCaseError> {
    let meta = Meta::default();
    let write = |session: &mut Session, unit| record_line(session, "test", text, &meta, unit);
    let (worn, again) = WORN.with_borrow_mut(|session| (write(session, OffsetUnit::Char), write(session, OffsetUnit::Char)));
    let mut fresh = Session::default();
    let first = write(&mut fresh, OffsetUnit::Char);
    prop_assert!(worn == first, "a session that has read other texts reads {text:?} differently");
    prop_assert!(again == first, "{text:?} is read differently the second time");
    let [bytes, chars, utf16] = [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16].map(|unit| write(&mut fresh, unit));
    for (line, unit) in [(&bytes, OffsetUnit::Byte), (&chars, OffsetUnit::Char), (&utf16, OffsetUnit::Utf16)] {
        let envelope = Envelope {
            id: "test",
            meta: &meta,
            warnings: &[],
        };
        let value = EXTRACTOR.analyse(&mut fresh, text, &meta).to_record(&envelope, unit);
        prop_assert!(
            serde_json::to_vec(&value).unwrap() == line[..line.len() - 1],
            "the record is another as a value"
        );
        prop_assert!(
            serde_json::from_slice::<Record>(line).unwrap() == value,
            "the record is read back as another"
        );
    }
    record::check(text, &bytes, &chars, &utf16).map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn damaged_reports_are_read(text in damaged_report()) {
        hold(&text)?;
    }

    #[test]
    fn loose_words_are_read(text in word_soup()) {
        hold(&text)?;
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        hold(&text)?;
    }

    #[test]
    fn any_bytes_are_decoded_and_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let decoded = decode(&bytes);
        let received = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        match std::str::from_utf8(received) {
            Ok(text) => prop_assert!(!decoded.cp1252 && decoded.text == text),
            Err(_) => prop_assert!(decoded.cp1252 && decoded.text.chars().count() == received.len()),
        }
        hold(&decoded.text)?;
    }
}

/// Places in a text of this length, most of them inside it and some in an order that is none.
fn places() -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index)>> {
    prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..12)
}

/// One answer for each target, the same whatever the session has read and whatever else is asked.
fn targets_hold(text: &str, places: &[(prop::sample::Index, prop::sample::Index)]) -> Result<(), TestCaseError> {
    let bounds: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let spans: Vec<Span> = places.iter().map(|(a, b)| Span::new(*a.get(&bounds), *b.get(&bounds))).collect();
    let said = |session: &mut Session, spans: &[Span]| format!("{:?}", EXTRACTOR.assert(session, text, spans).contexts);
    let worn = WORN.with_borrow_mut(|session| said(session, &spans));
    prop_assert_eq!(&worn, &said(&mut Session::default(), &spans));
    let mut session = Session::default();
    let asserted = EXTRACTOR.assert(&mut session, text, &spans);
    prop_assert_eq!(asserted.contexts.len(), spans.len());
    for because in asserted.contexts.iter().flat_map(|c| &c.because) {
        let span = asserted.buffer.span(because.tokens.0, because.tokens.1);
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn targets_in_damaged_reports_are_read(text in damaged_report(), places in places()) {
        targets_hold(&text, &places)?;
    }

    #[test]
    fn targets_in_any_characters_are_read(text in any::<String>(), places in places()) {
        targets_hold(&text, &places)?;
    }
}

/// The bytes of a run and how many records it rejected.
#[derive(Default)]
struct Kept(Vec<u8>, Vec<Reject>);

impl Sink for Kept {
    fn records(&mut self, tables: &mut Tables) -> Result<(), radsift::Error> {
        self.0.extend_from_slice(&tables[0]);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), radsift::Error> {
        self.1.push(reject);
        Ok(())
    }
}

proptest! {
    #![proptest_config(config(4))]

    /// Lines of an archive, some of them cut short, come out the same whatever the number of threads.
    #[test]
    fn threads_change_nothing(texts in prop::collection::vec((damaged_report(), prop::bool::weighted(0.1)), 1..120)) {
        let path = std::env::temp_dir().join(format!("radsift-properties-{}.jsonl", std::process::id()));
        let lines = texts.iter().map(|(text, cut)| {
            let line = serde_json::json!({ "id": "x", "text": text }).to_string();
            if *cut { line[..1].to_owned() } else { line }
        });
        std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
        let [one, eight] = [1, 8].map(|jobs| {
            let source = Source { path: Some(path.clone()), format: Format::JsonLines };
            let mut kept = Kept::default();
            let options = Options { jobs, ..Options::default() };
            let writer = JsonWriter::new(EXTRACTOR.lexicon(), options.offset_unit);
            let reader = Reader::new(Sources::new(vec![source]));
            let tally = render(&EXTRACTOR, reader, &options, &writer, &All, &mut kept).unwrap();
            assert_eq!((tally.reports + tally.rejected) as usize, texts.len());
            kept
        });
        std::fs::remove_file(&path).unwrap();
        prop_assert!(one.0 == eight.0, "the records differ");
        prop_assert_eq!(&one.1, &eight.1);
        // A report of which nothing is left has no text to read.
        let unreadable = texts.iter().filter(|(text, cut)| *cut || text.trim().is_empty());
        prop_assert_eq!(one.1.len(), unreadable.count());
    }
}

proptest! {
    #![proptest_config(config(40))]

    /// A user's lexicon is taken or refused with problems that can be shown, whatever stands in it.
    #[test]
    fn damaged_lexicons_are_taken_or_refused(text in damaged_lexicon()) {
        let file = SourceFile { name: "mine.toml".to_owned(), text: text.into() };
        let layers = vec![builtin(), Layer { files: vec![file], builtin: false }];
        let rules = Library::new(layers).and_then(|library| compile(&library)).and_then(Extractor::with_lexicon);
        match rules {
            Ok(rules) => {
                let flags = rules.flags().len();
                let mut session = Session::default();
                prop_assert_eq!(rules.analyse(&mut session, "No acute infarct.", &Meta::default()).flags.len(), flags);
            }
            Err(problems) => {
                prop_assert!(!problems.0.is_empty());
                for problem in &problems.0 {
                    prop_assert!(problem.render(false).contains("mine.toml") || problem.file != "mine.toml");
                    prop_assert!(!problem.to_string().is_empty());
                }
            }
        }
    }
}
