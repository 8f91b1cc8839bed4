//! One difference, as a sample to look at.

use super::kind::DifferenceKind;
use super::record::{ComparedRecord, ComparedStatement};
use crate::text::OffsetUnit;
use serde::Serialize;
use std::ops::Range;

/// One statement that differs, with its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// The id of the report.
    pub id: String,
    /// The finding; that of the old reading when the two differ.
    pub finding: String,
    /// The words of the statement.
    pub words: String,
    /// The sentence, where the text is available.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// The byte range of the words in the sentence.
    #[serde(skip)]
    pub marked: Range<usize>,
    /// The old reading.
    pub old: Option<SampledStatement>,
    /// The new reading.
    pub new: Option<SampledStatement>,
    /// All kinds of differences of this statement.
    pub differs_in: Vec<DifferenceKind>,
}

/// One reading of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SampledStatement {
    /// The finding.
    pub finding: String,
    /// The assertion.
    pub assertion: String,
    /// The certainty.
    pub certainty: String,
    /// The temporality.
    pub temporality: String,
    /// The change since the comparison study.
    pub change: Option<String>,
    /// The sites.
    pub sites: Vec<String>,
    /// Other details, as `key value`.
    pub details: Vec<String>,
    /// The rules that the other reading does not have; overruled rules are marked with ` (lost)`.
    pub own_rules: Vec<String>,
}

impl SampledStatement {
    fn new(statement: &ComparedStatement<'_>, other: Option<&ComparedStatement<'_>>) -> Self {
        let others = other.map(|other| rules(other)).unwrap_or_default();
        Self {
            finding: statement.finding.to_string(),
            assertion: statement.assertion.to_string(),
            certainty: statement.certainty.to_string(),
            temporality: statement.temporality.to_string(),
            change: statement.change.clone(),
            sites: statement.places(),
            details: statement.details(),
            own_rules: rules(statement).into_iter().filter(|rule| !others.contains(rule)).collect(),
        }
    }
}

/// The rules of a statement in order, without duplicates.
pub(super) fn rules(statement: &ComparedStatement<'_>) -> Vec<String> {
    let name = |lost: bool, rule: &str| if lost { format!("{rule} (lost)") } else { rule.to_owned() };
    let mut all: Vec<String> = statement.because.iter().map(|w| name(w.lost, &w.rule)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Sample {
    /// The sample of a pair of statements, of which at least one exists. `text` is the report, where it is available.
    pub(super) fn new(
        record: &ComparedRecord<'_>,
        old: Option<&ComparedStatement<'_>>,
        new: Option<&ComparedStatement<'_>>,
        differs_in: Vec<DifferenceKind>,
        text: Option<&str>,
    ) -> Option<Self> {
        let shown = old.or(new)?;
        let quoted = text.and_then(|text| quote(text, record.offset_unit, shown));
        let (sentence, marked) = quoted.map_or((None, 0..0), |(sentence, marked)| (Some(sentence), marked));
        Some(Self {
            id: record.id.to_string(),
            finding: shown.finding.to_string(),
            words: shown.text.to_string(),
            sentence,
            marked,
            old: old.map(|s| SampledStatement::new(s, new)),
            new: new.map(|s| SampledStatement::new(s, old)),
            differs_in,
        })
    }
}

/// The sentence of a statement and the byte range of its words in it; `None` when the offsets do not fit the text.
fn quote(text: &str, unit: OffsetUnit, statement: &ComparedStatement<'_>) -> Option<(String, Range<usize>)> {
    let [start, end] = [
        statement.sentence[0].min(statement.span[0]),
        statement.sentence[1].max(statement.span[1]),
    ];
    let [start, end, from, to] = [start, end, statement.span[0], statement.span[1]].map(|offset| byte_of(text, unit, offset));
    let (start, end, from, to) = (start?, end?, from?, to?);
    let sentence = text.get(start..end)?;
    Some((sentence.to_owned(), from.checked_sub(start)?..to.checked_sub(start)?))
}

/// The byte offset of the character with this offset.
fn byte_of(text: &str, unit: OffsetUnit, offset: u32) -> Option<usize> {
    let offset = offset as usize;
    if unit == OffsetUnit::Byte {
        return text.is_char_boundary(offset).then_some(offset);
    }
    let mut passed = 0;
    for (byte, character) in text.char_indices() {
        if passed >= offset {
            return (passed == offset).then_some(byte);
        }
        passed += if unit == OffsetUnit::Utf16 { character.len_utf16() } else { 1 };
    }
    (passed == offset).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_every_unit_lead_to_bytes() {
        let text = "é𝄞x";
        assert_eq!([0, 2, 6, 7].map(|o| byte_of(text, OffsetUnit::Byte, o)), [0, 2, 6, 7].map(Some));
        assert_eq!([0, 1, 2, 3].map(|o| byte_of(text, OffsetUnit::Char, o)), [0, 2, 6, 7].map(Some));
        assert_eq!([0, 1, 3, 4].map(|o| byte_of(text, OffsetUnit::Utf16, o)), [0, 2, 6, 7].map(Some));
        assert_eq!(byte_of(text, OffsetUnit::Byte, 1), None);
        assert_eq!(byte_of(text, OffsetUnit::Utf16, 2), None);
        assert_eq!(byte_of(text, OffsetUnit::Char, 9), None);
    }
}
