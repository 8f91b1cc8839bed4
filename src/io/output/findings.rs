//! One row per finding.

use super::codes::{Codes, System};
use super::meta::{self, MetaValues};
use super::study::{self, StudyValues};
use super::tabular::{Cells, Column, ColumnKind, Rows};
use super::words;
use crate::extract::{Attribution, Mention};
use crate::lexicon::{AttributeId, FindingId};
use crate::report::{Envelope, LevelName, Report};
use crate::text::{OffsetMap, OffsetUnit};

/// The columns after those of the report.
const COLUMNS: [Column; 26] = [
    Column::new("n", ColumnKind::Integer, "the finding's number in its report"),
    Column::new("finding", ColumnKind::Word, "what: a finding's id"),
    Column::new("label", ColumnKind::Word, "its name for people"),
    Column::new("section", ColumnKind::Word, "what the section it stands in is"),
    Column::new("start", ColumnKind::Integer, "where its words begin"),
    Column::new("end", ColumnKind::Integer, "one past the end of these words"),
    Column::new("text", ColumnKind::Text, "these words"),
    Column::new("sentence_start", ColumnKind::Integer, "where its sentence begins"),
    Column::new("sentence_end", ColumnKind::Integer, "one past its end"),
    Column::new("assertion", ColumnKind::Word, "present, possible, absent or not_assessed"),
    Column::new("certainty", ColumnKind::Word, "definite, probable, possible, unclear or unlikely"),
    Column::new("temporality", ColumnKind::Word, "current, historical or hypothetical"),
    Column::new(
        "change",
        ColumnKind::Word,
        "new, increased, unchanged, decreased, resolved or recurrent; empty where nothing is said",
    ),
    Column::new("sites", ColumnKind::Word, "where: ids of sites"),
    Column::new(
        "site_laterality",
        ColumnKind::Word,
        "the side of each site, in the order of `sites`; empty where no site has one",
    ),
    Column::new(
        "laterality",
        ColumnKind::Word,
        "the finding's own side: left, right, bilateral or midline; empty where its sites give none",
    ),
    Column::new("levels", ColumnKind::Word, "levels: `L4`, `C5-6`"),
    Column::new("severity", ColumnKind::Word, "how bad"),
    Column::new("extent", ColumnKind::Word, "how far"),
    Column::new("acuity", ColumnKind::Word, "how old; the outermost word first"),
    Column::new("count", ColumnKind::Word, "how many"),
    Column::new("size_mm_max", ColumnKind::Number, "the largest extent in millimetres"),
    Column::new(
        "attribution",
        ColumnKind::Word,
        "what it is said to come from: ids of findings, each with :strong or :weak",
    ),
    Column::new(
        "rules",
        ColumnKind::Word,
        "the rules that made it what it is, without those overruled",
    ),
    Column::new("snomed_code", ColumnKind::Word, "its code, where --codes gives one"),
    Column::new("radlex_code", ColumnKind::Word, "as snomed_code"),
];
const EXPERIENCER: Column = Column::new("experiencer", ColumnKind::Word, "whose it is: patient, family or other");
/// The columns with more words of the report, which are left out unless asked for.
const SENTENCE: [Column; 1] = [Column::new("sentence", ColumnKind::Text, "the words of its sentence")];
const CONTEXT: [Column; 2] = [
    Column::new(
        "sentence_before",
        ColumnKind::Text,
        "the sentence before it in its section; empty where it is the first",
    ),
    Column::new(
        "sentence_after",
        ColumnKind::Text,
        "the sentence behind it in its section; empty where it is the last",
    ),
];
const CONCEPT: Column = Column::new("omop_concept_id", ColumnKind::Integer, "as snomed_code");

/// Which words of the report stand beside a finding, besides its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordsBeside {
    /// Its sentence.
    pub sentence: bool,
    /// The sentences before and behind that one.
    pub context: bool,
}

/// The rows of all findings.
pub struct FindingRows {
    unit: OffsetUnit,
    codes: Codes,
    beside: WordsBeside,
    columns: Vec<Column>,
}

impl FindingRows {
    /// With offsets in `unit`, and codes from `codes`.
    pub fn new(unit: OffsetUnit, codes: Codes) -> Self {
        Self::with_words(unit, codes, WordsBeside::default())
    }

    /// The same with columns for more words of the report.
    pub fn with_words(unit: OffsetUnit, codes: Codes, beside: WordsBeside) -> Self {
        let sentence = SENTENCE.into_iter().filter(|_| beside.sentence);
        let context = CONTEXT.into_iter().filter(|_| beside.context);
        let columns = meta::COLUMNS
            .into_iter()
            .chain(COLUMNS)
            .chain([CONCEPT])
            .chain(study::COLUMNS)
            .chain([EXPERIENCER])
            .chain(sentence)
            .chain(context)
            .collect();
        Self {
            unit,
            codes,
            beside,
            columns,
        }
    }
}

impl Rows for FindingRows {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn append(&self, envelope: &Envelope<'_>, report: &Report<'_>, cells: &mut impl Cells) {
        if report.mentions.is_empty() {
            return;
        }
        let offsets = OffsetMap::new(report.doc.text, self.unit);
        let of_report = MetaValues::of(envelope);
        let study = StudyValues::of(report);
        for (n, mention) in report.mentions.iter().enumerate() {
            same_in_rows(cells, n, meta::COLUMNS.len(), |cells| of_report.cells(cells));
            cells.integer(n as i64);
            self.said(cells, mention, report, &offsets);
            described(cells, mention, report);
            self.coded(cells, mention.finding);
            same_in_rows(cells, n, study::COLUMNS.len(), |cells| study.cells(cells));
            cells.word(mention.experiencer.as_str());
            self.beside(cells, mention, report);
            cells.end_row();
        }
    }
}

impl FindingRows {
    /// Writes the finding, its position, and its status.
    fn said(&self, cells: &mut impl Cells, mention: &Mention, report: &Report<'_>, offsets: &OffsetMap) {
        let finding = &report.doc.lexicon.findings[mention.finding.index()];
        let span = report.span(mention.tokens);
        let sentence = report.doc.sentences.get(mention.sentence as usize);
        let sentence = sentence.map_or(span, |s| report.span(s.tokens));
        let at = |byte| i64::from(offsets.get(report.doc.text, byte));
        cells.word(&finding.id);
        cells.text(&finding.label);
        cells.word(words::role(mention.role));
        cells.integer(at(span.start));
        cells.integer(at(span.end));
        cells.text(span.of(report.doc.text));
        cells.integer(at(sentence.start));
        cells.integer(at(sentence.end));
        cells.word(mention.assertion.as_str());
        cells.word(mention.certainty.as_str());
        cells.word(mention.temporality.as_str());
        cells.word(mention.change.map_or("", |c| c.as_str()));
    }

    /// Writes the sentences around the finding that were asked for.
    fn beside(&self, cells: &mut impl Cells, mention: &Mention, report: &Report<'_>) {
        let WordsBeside { sentence, context } = self.beside;
        let at = mention.sentence as usize;
        let own = report.doc.sentences.get(at);
        let words = |other: Option<usize>| {
            let other = report.doc.sentences.get(other?)?;
            (other.section == own?.section).then(|| report.span(other.tokens).of(report.doc.text))
        };
        if sentence {
            cells.text(words(Some(at)).unwrap_or(""));
        }
        if context {
            cells.text(words(at.checked_sub(1)).unwrap_or(""));
            cells.text(words(at.checked_add(1)).unwrap_or(""));
        }
    }

    /// Writes the codes.
    fn coded(&self, cells: &mut impl Cells, finding: FindingId) {
        let code = |system| self.codes.get(finding, system).map(|code| &*code.code);
        cells.text(code(System::Snomed).unwrap_or(""));
        cells.text(code(System::Radlex).unwrap_or(""));
        // A map of codes is held to numbers here.
        match code(System::Omop).and_then(|concept| concept.parse().ok()) {
            Some(concept) => cells.integer(concept),
            None => cells.none(),
        }
    }
}

/// Writes cells that are the same in all rows of a report; `n` is the number of the row.
fn same_in_rows<C: Cells>(cells: &mut C, n: usize, count: usize, write: impl FnOnce(&mut C)) {
    if n > 0 {
        cells.as_above(count, write);
    } else {
        write(cells);
    }
}

/// Writes the sites, attributes, sizes and reasons.
fn described(cells: &mut impl Cells, mention: &Mention, report: &Report<'_>) {
    let value = |a: &AttributeId| &*report.doc.lexicon.attributes[a.index()].value;
    cells.words(mention.sites.iter().map(|s| report.site_id(s.site)));
    if mention.sites.iter().any(|s| s.laterality.is_some()) {
        cells.words(mention.sites.iter().map(|s| s.laterality.map_or("", |l| l.as_str())));
    } else {
        cells.none();
    }
    cells.word(mention.laterality().map_or("", |l| l.as_str()));
    cells.list(mention.levels.iter().map(|&l| LevelName(l)));
    cells.words(mention.severity.iter().map(value));
    cells.words(mention.extent.iter().map(value));
    cells.words(mention.acuity.iter().map(value));
    cells.words(mention.count.iter().map(value));
    match largest(mention) {
        Some(mm) => cells.number(mm),
        None => cells.none(),
    }
    let cause = |a: &Attribution| [report.finding_id(a.to), ":", a.strength.as_str()];
    cells.joined(mention.attribution.iter().map(cause));
    let rules = mention.because.iter().filter(|b| !b.lost);
    cells.joined(rules.map(|b| {
        let [kind, id] = report.doc.lexicon.rule_parts(b.rule);
        [kind, "/", id]
    }));
}

/// The largest dimension of a finding in millimetres.
pub(super) fn largest(mention: &Mention) -> Option<f32> {
    mention.sizes.iter().flat_map(|s| &s.mm).copied().reduce(f32::max)
}
