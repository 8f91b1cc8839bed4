//! Comparing readings with annotations, as a library: places in every unit, order, and the page.

use crate::support::EXTRACTOR;
use radsift::Session;
use radsift::eval::{
    Case, EvalOptions, Evaluation, Families, Measure, ReadReport, ReportText, UNSAID, check_gates, evaluate, page, parse_gates, read_gold,
};
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::text::OffsetUnit;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/eval.in").join(name)
}

fn lines(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(file(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The reports of the small set, read by the built-in rules with offsets in `unit`.
fn cases(unit: OffsetUnit) -> Vec<Case> {
    let texts: HashMap<String, String> = lines("reports.jsonl")
        .iter()
        .map(|r| (r["id"].as_str().unwrap().to_owned(), r["text"].as_str().unwrap().to_owned()))
        .collect();
    let mut session = Session::default();
    let meta = Meta::default();
    let mut case = |report: radsift::eval::GoldReport| {
        let text = &texts[&report.id];
        let read = EXTRACTOR.analyse(&mut session, text, &meta);
        let mut line = Vec::new();
        let envelope = Envelope {
            id: &report.id,
            meta: &meta,
            warnings: &[],
        };
        JsonWriter::new(EXTRACTOR.lexicon(), unit).write(&mut line, &envelope, &read);
        let reading = ReadReport::of(&serde_json::from_slice(&line).unwrap(), Some(text)).unwrap();
        assert!(!reading.misplaced, "{} {unit:?}", report.id);
        Case {
            text: Some(ReportText::of(&read)),
            reading: Some(reading),
            group: report.groups.get("source").cloned(),
            gold: report.gold,
            id: report.id,
        }
    };
    read_gold(&file("gold.jsonl")).unwrap().into_iter().map(&mut case).collect()
}

fn compare(cases: &[Case]) -> Evaluation {
    let options = EvalOptions {
        bootstrap: 50,
        mistakes_of: Measure::ALL.to_vec(),
    };
    evaluate(cases, &Families::of(EXTRACTOR.lexicon()), &options)
}

#[test]
fn errors_are_placed_alike_with_offsets_of_any_unit() {
    let in_bytes = compare(&cases(OffsetUnit::Byte));
    assert!(in_bytes.mistakes.iter().any(|m| m.got_in.is_some()), "{:#?}", in_bytes.mistakes);
    for unit in [OffsetUnit::Char, OffsetUnit::Utf16] {
        let other = compare(&cases(unit));
        assert_eq!(serde_json::to_value(&other).unwrap(), serde_json::to_value(&in_bytes).unwrap());
        let marks = |e: &Evaluation| e.mistakes.iter().map(|m| m.marks.clone()).collect::<Vec<_>>();
        assert_eq!(marks(&other), marks(&in_bytes));
    }
}

#[test]
fn the_order_of_reports_does_not_matter() {
    let mut cases = cases(OffsetUnit::Char);
    let before = serde_json::to_value(compare(&cases)).unwrap();
    cases.reverse();
    assert_eq!(serde_json::to_value(compare(&cases)).unwrap(), before);
}

#[test]
fn a_record_of_another_text_is_noticed() {
    let record = &lines("records.jsonl")[0];
    let own = ReadReport::of(record, lines("reports.jsonl")[0]["text"].as_str()).unwrap();
    let other = ReadReport::of(record, lines("reports.jsonl")[1]["text"].as_str()).unwrap();
    assert!(!own.misplaced && other.misplaced);
    assert!(own.statements.iter().all(|s| s.span.is_some()) && other.statements.iter().all(|s| s.span.is_none()));
}

/// A perfect reading: every measure is 1, nothing is an error, and each matrix has numbers on its diagonal only.
#[test]
fn a_gold_agrees_with_itself() {
    let mut cases = cases(OffsetUnit::Char);
    for case in &mut cases {
        let statements = case.gold.statements.iter().map(|s| radsift::eval::ReadStatement {
            said: s.said.clone(),
            section: None,
            words: s.evidence.clone(),
            span: None,
            sentence: None,
            because: Vec::new(),
        });
        case.reading = Some(ReadReport {
            statements: statements.collect(),
            ..ReadReport::default()
        });
        case.text = None;
    }
    let families = Families::of(EXTRACTOR.lexicon());
    let evaluation = compare(&cases);
    assert!(evaluation.mistakes.is_empty());
    for row in &evaluation.measures {
        assert_eq!((row.figures.f1, row.interval.unwrap().high), (1.0, 1.0), "{}", row.measure);
    }
    for row in &evaluation.families {
        let off = |(r, line): (usize, &[u64; UNSAID + 1])| line.iter().enumerate().filter(|(c, _)| *c != r).map(|(_, n)| n).sum::<u64>();
        assert_eq!(row.matrix.0.iter().enumerate().map(off).sum::<u64>(), 0, "{}", row.name);
        let stated = |report: &&Case| report.gold.statements.iter().any(|s| families.get(&s.said.finding) == row.name);
        let silent = 5 - cases.iter().filter(stated).count() as u64;
        assert_eq!(row.matrix.0[UNSAID][UNSAID], silent, "{}", row.name);
    }
}

#[test]
fn the_page_needs_nothing_else_and_escapes_what_it_shows() {
    let mut cases = cases(OffsetUnit::Char);
    for case in &mut cases {
        case.reading = None;
        case.id.push_str("<i>");
    }
    let evaluation = compare(&cases);
    let gates = check_gates(&parse_gates("family.f1>=0.5,group/*:site.f1>=0").unwrap(), &evaluation).unwrap();
    let page = page(&evaluation, &cases, &gates).unwrap();
    for forbidden in [
        "<link rel=\"s",
        "<img",
        "src=",
        "url(",
        "http://",
        "https://",
        " style=\"",
        "<b>cerebellum",
        "<i>",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("<script").count(), 1);
    for wanted in [
        "both thalami &amp; &lt;b&gt;cerebellum",
        "<mark class=\"expected\">Small acute infarct</mark> in the left thalamus</blockquote>",
        "gate failed: family.f1 is 0.0000, which is 0.5000 below 0.5",
        "gate passed: group&#x2f;south:site.f1 is 0.0000, wanted 0",
        "<tr><th scope=\"row\">absent</th><td class=\"nought\">0</td>",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    for mistake in &evaluation.mistakes {
        let row = format!("<tr data-name=\"{}\">", mistake.family);
        let error = format!("<article class=\"error\" data-name=\"{}\">", mistake.family);
        assert!(page.contains(&row) && page.contains(&error), "{}", mistake.family);
    }
}

/// What is right and wrong of a finding stands in its row, with the intervals of Wilson and of the bootstrap.
#[test]
fn the_page_shows_the_figures_of_each_finding_with_their_intervals() {
    let cases = cases(OffsetUnit::Char);
    let evaluation = compare(&cases);
    let page = page(&evaluation, &cases, &[]).unwrap();
    let row = evaluation.families.iter().find(|row| row.figures.counts.right > 0).unwrap();
    let counts = row.figures.counts;
    let (_, shown) = page.split_once(&format!("<tr data-name=\"{}\">", row.name)).unwrap();
    let (shown, _) = shown.split_once("</tr>").unwrap();
    let errors = evaluation.mistakes.iter().filter(|mistake| mistake.family == row.name).count() as u64;
    let cells = [errors, counts.right, counts.wrong, counts.missed].map(|n| format!("<td>{n}</td>"));
    assert!(shown.contains(&cells.concat()), "{shown}");
    let wilson = radsift::stats::wilson(counts.right, counts.right + counts.missed).unwrap();
    for interval in [wilson, row.interval.unwrap()] {
        let title = format!("title=\"95 % interval {:.3} to {:.3}\"", interval.low, interval.high);
        assert!(shown.contains(&title), "{title} {shown}");
    }
}
