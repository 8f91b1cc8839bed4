//! The table NOTE_NLP: one row per finding.

use super::super::codes::System;
use super::super::findings::largest;
use super::super::tabular::{Cells, Column, ColumnKind, Csv};
use super::super::words;
use super::{Omop, fitting};
use crate::extract::Mention;
use crate::report::{LevelName, Report};
use crate::text::{OffsetMap, Span};
use crate::vocabulary::{Certainty, Stance, Temporality};
use std::fmt::Write;

/// Its columns, in the order of the definition.
pub(super) static COLUMNS: [Column; 14] = [
    Column::new(
        "note_nlp_id",
        ColumnKind::Integer,
        "counted from --id-start, in the order of the input",
    ),
    Column::new("note_id", ColumnKind::Integer, "the row of `note`"),
    Column::new(
        "section_concept_id",
        ColumnKind::Integer,
        "0; the section stands in `term_modifiers`",
    ),
    Column::new(
        "snippet",
        ColumnKind::Text,
        "the sentence, or 250 characters of it around the words",
    ),
    Column::new(
        "offset",
        ColumnKind::Text,
        "where the words begin in `note_text`: characters before them",
    ),
    Column::new("lexical_variant", ColumnKind::Text, "the words, up to 250 characters"),
    Column::new(
        "note_nlp_concept_id",
        ColumnKind::Integer,
        "the finding's concept, where --codes gives one of `omop`; else 0",
    ),
    Column::new("note_nlp_source_concept_id", ColumnKind::Integer, "0"),
    Column::new("nlp_system", ColumnKind::Text, "radsift, its version and the rule set"),
    Column::new("nlp_date", ColumnKind::Date, "the day given with --nlp-date"),
    Column::new("nlp_datetime", ColumnKind::Text, "empty"),
    Column::new("term_exists", ColumnKind::Word, "N when absent, unlikely or only asked for; else Y"),
    Column::new("term_temporal", ColumnKind::Word, "present or past; empty when only asked for"),
    Column::new(
        "term_modifiers",
        ColumnKind::Text,
        "key=value with semicolons between; the first is Finding",
    ),
];

/// The length of a snippet in characters.
const SNIPPET: usize = 250;

/// Appends the row of a finding, except its two numbers; `offsets` count characters.
pub(super) fn row(omop: &Omop, mention: &Mention, report: &Report<'_>, offsets: &OffsetMap, out: &mut Vec<u8>) {
    let span = report.span(mention.tokens);
    let mut cells = Csv::new(out, false);
    cells.value(0);
    cells.text(&fitting(snippet(mention, report), SNIPPET));
    cells.value(offsets.get(report.doc.text, span.start));
    cells.text(&fitting(span.of(report.doc.text), 250));
    let code = omop.options.codes.get(mention.finding, System::Omop);
    cells.word(code.map_or("0", |c| &c.code));
    cells.value(0);
    cells.text(&omop.system);
    cells.value(omop.options.nlp_date);
    cells.none();
    cells.word(if exists(mention) { "Y" } else { "N" });
    cells.word(match mention.temporality {
        Temporality::Current => "present",
        Temporality::Historical => "past",
        Temporality::Hypothetical => "",
    });
    cells.text(&fitting(&modifiers(mention, report), 2000));
    cells.end_row();
}

fn exists(mention: &Mention) -> bool {
    !mention.assertion.denies() && mention.certainty != Certainty::Unlikely && mention.temporality != Temporality::Hypothetical
}

/// The sentence of a finding; a long sentence is cut around its words.
fn snippet<'t>(mention: &Mention, report: &Report<'t>) -> &'t str {
    let span = report.span(mention.tokens);
    let sentence = report.doc.sentences.get(mention.sentence as usize);
    let Span { start, end } = sentence.map_or(span, |s| report.span(s.tokens)).hull(span);
    let text = &report.doc.text[..end as usize];
    let whole = &text[start as usize..];
    let after = whole.char_indices().nth(SNIPPET);
    if after.is_none() {
        return whole;
    }
    let own = span.of(report.doc.text).chars().count().min(SNIPPET);
    let before = &report.doc.text[start as usize..span.start as usize];
    let lead = before.char_indices().rev().take((SNIPPET - own) / 2).last();
    &text[lead.map_or(span.start as usize, |(at, _)| start as usize + at)..]
}

/// The modifiers of a finding, the most important first.
fn modifiers(mention: &Mention, report: &Report<'_>) -> String {
    let mut out = format!("Finding={}", report.finding_id(mention.finding));
    let value = |a: &crate::lexicon::AttributeId| report.doc.lexicon.attributes[a.index()].value.as_str();
    let hypothetical = mention.temporality == Temporality::Hypothetical;
    let uncertain = mention.assertion.stance() == Stance::Hedges || mention.certainty != Certainty::Definite;
    let said = [
        ("Negation", mention.assertion.denies()),
        ("Conditional", hypothetical),
        ("Rule_out", mention.certainty == Certainty::Unlikely),
        ("Uncertain", uncertain),
    ];
    out.push_str(";Subject=patient");
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(out, ";{key}={value}");
        }
    };
    for (key, is) in said {
        add(key, if is { "true" } else { "false" });
    }
    add("Certainty", mention.certainty.as_str());
    add("Section", words::role(mention.role));
    add("Change", mention.change.map_or("", |c| c.as_str()));
    for site in &mention.sites {
        add("Site", report.site_id(site.site));
        add("Laterality", site.laterality.map_or("", |l| l.as_str()));
    }
    for &level in &mention.levels {
        add("Level", &LevelName(level).to_string());
    }
    if let Some(mm) = largest(mention) {
        add("Size", &format!("{mm} mm"));
    }
    mention.severity.iter().for_each(|a| add("Severity", value(a)));
    mention.extent.iter().for_each(|a| add("Extent", value(a)));
    mention.acuity.iter().for_each(|a| add("Acuity", value(a)));
    mention.count.iter().for_each(|a| add("Count", value(a)));
    out
}
