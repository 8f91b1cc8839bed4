//! What was not read of a report, and how much was.

use radsift::coverage::UnreadKind;
use radsift::{Extractor, OffsetUnit, Record};

/// The words that were not read, with why.
fn unread(text: &str) -> Vec<(UnreadKind, String)> {
    let record = Extractor::new().unwrap().extract(text);
    let chars: Vec<char> = text.chars().collect();
    let words = |[start, end]: [u32; 2]| chars[start as usize..end as usize].iter().collect();
    record.unread.iter().map(|piece| (piece.kind, words(piece.span))).collect()
}

#[test]
fn the_kind_says_why_a_piece_was_not_read() {
    use UnreadKind::{Pattern, Predicate, Words};
    let cases: &[(&str, &[(UnreadKind, &str)])] = &[
        // Everything is read, or says nothing by itself.
        ("FINDINGS: No acute infarct is seen in the left frontal lobe.", &[]),
        ("FINDINGS: Small infarct measuring 12 mm in the right thalamus.", &[]),
        // Nobody knows the words.
        ("FINDINGS: No acute infarct. Frobnication.", &[(Words, "Frobnication")]),
        (
            "FINDINGS: Acute infarct in the pons, wurbling of nadgers.",
            &[(Words, "wurbling of nadgers")],
        ),
        // The structure is known, what is said of it is not.
        ("FINDINGS: The pons is wurbled.", &[(Predicate, "pons is wurbled")]),
        // All words are known, nothing joins them.
        ("FINDINGS: Signal.", &[(Pattern, "Signal")]),
        // Marks and words that were read end a piece.
        (
            "IMPRESSION: Nadgers, wurbles; acute infarct nadgers.",
            &[(Words, "Nadgers"), (Words, "wurbles"), (Words, "nadgers")],
        ),
        // Request, technique and comparison are not looked at.
        (
            "INDICATION: Nadgers.\nTECHNIQUE: Wurbled.\nCOMPARISON: Nadgers.\nFINDINGS: No infarct.",
            &[],
        ),
    ];
    for (text, want) in cases {
        let want: Vec<_> = want.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
        assert_eq!(unread(text), want, "{text}");
    }
}

#[test]
fn coverage_is_the_share_of_content_words_read() {
    let extractor = Extractor::new().unwrap();
    let of = |text: &str| extractor.extract(text).coverage;
    assert_eq!(of("FINDINGS: No acute infarct."), Some(1.0));
    assert_eq!(of("FINDINGS: No acute infarct. Wurbled nadgers wibble."), Some(0.5));
    assert_eq!(of("FINDINGS: Wurbled nadgers."), Some(0.0));
    for silent in ["", "INDICATION: Infarct?", "FINDINGS: 12.", "FINDINGS: It is so."] {
        assert_eq!(of(silent), None, "{silent:?}");
    }
}

#[test]
fn places_are_in_the_unit_asked_for() {
    use radsift::report::Envelope;
    let (extractor, meta) = (Extractor::new().unwrap(), radsift::Meta::default());
    let mut session = radsift::Session::default();
    let text = "FINDINGS: Œdème wurbled.";
    let report = extractor.analyse(&mut session, text, &meta);
    let envelope = Envelope {
        id: "r",
        meta: &meta,
        warnings: &[],
    };
    let span = |unit| report.to_record(&envelope, unit).unread.last().map(|piece| piece.span);
    assert_eq!(span(OffsetUnit::Char), Some([10, 23]));
    assert_eq!(span(OffsetUnit::Byte), Some([10, 25]));
}

#[test]
fn a_record_without_coverage_can_still_be_read() {
    let record = Extractor::new().unwrap().extract("FINDINGS: Wurbled nadgers.");
    let mut line = serde_json::to_value(&record).unwrap();
    assert_eq!(line["unread"][0]["kind"], "words");
    let object = line.as_object_mut().unwrap();
    object.remove("unread");
    object.remove("coverage");
    let read: Record = serde_json::from_value(line).unwrap();
    assert_eq!((read.unread.len(), read.coverage), (0, None));
}
