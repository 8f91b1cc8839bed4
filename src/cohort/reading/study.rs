//! What the store keeps of a report besides what it says of the leaves.

use super::identity::{day, word};
use super::is_current;
use crate::Extractor;
use crate::cohort::stored::StoredReport;
use crate::cohort::window::Day;
use crate::output::{AGE_KEYS, SEX_KEYS};
use crate::report::{Discordance, FlagValue, FloorValue, Meta, Status, SummaryRow};
use crate::vocabulary::{Assertion, Certainty, Change, Role};
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

/// A report without its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Study {
    /// Its id.
    pub id: String,
    /// The accession number; empty where there is none.
    pub accession: String,
    /// The day.
    pub day: Option<i32>,
    /// The modality as understood, or empty.
    pub modality: String,
    /// The parts of the body as understood.
    pub body_parts: Vec<String>,
    /// The number of its version, where metadata give one.
    pub version: Option<u64>,
    /// A hash of what it says.
    pub content: u64,
    /// `F`, `M` or another letter; none where it is not known.
    pub sex: Option<char>,
    /// The age in years on the day of the study.
    pub age: Option<f32>,
    /// The day of birth.
    pub birth: Option<i32>,
    /// The imaging floor.
    pub floor: FloorValue,
    /// Whether it agrees with what is stated.
    pub discordance: Discordance,
    /// The grades stated of now: scale, lower and upper end.
    pub stated: Vec<(String, u8, u8)>,
    /// Flags by number, with their values.
    pub flags: Vec<(u16, FlagValue)>,
    /// Findings by number, with their status.
    pub statuses: Vec<(u16, Status)>,
    /// Findings by number that the author calls changed.
    pub changes: Vec<(u16, Change)>,
    /// The statements that met leaves.
    pub evidence: Vec<Evidence>,
}

/// A statement that met a leaf.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The number of the leaf.
    pub leaf: u16,
    /// The number of the finding in its report.
    pub n: u32,
    /// The number of the finding in the rule set.
    pub finding: u16,
    /// Whether it is there.
    pub assertion: Assertion,
    /// How firmly.
    pub certainty: Certainty,
    /// The role of its section.
    pub section: Role,
    /// The place of its words.
    pub span: [u32; 2],
    /// The place of its sentence.
    pub sentence: [u32; 2],
    /// Its words.
    pub text: String,
    /// The rules that decided, as the record names them.
    pub rules: Vec<String>,
}

impl Study {
    /// Of a report and the statements that met leaves, each with the number of the leaf.
    pub(super) fn of(stored: &StoredReport<'_>, met: &[(u16, u32)], statuses: &[SummaryRow], extractor: &Extractor) -> Self {
        let (lexicon, meta) = (extractor.lexicon(), &stored.meta);
        let text = |key: &str| word(meta, key).map(|word| word.into_owned());
        let flag = |flag: &crate::cohort::stored::StoredFlag<'_>| Some((extractor.flags().position(&flag.flag)? as u16, flag.value));
        let evidence = |&(leaf, n): &(u16, u32)| {
            let finding = &stored.findings[n as usize];
            let rules = finding.because.iter().filter(|rule| !rule.lost);
            Some(Evidence {
                leaf,
                n,
                finding: lexicon.finding(&finding.finding)?.0,
                assertion: finding.assertion,
                certainty: finding.certainty,
                section: finding.section,
                span: finding.span,
                sentence: finding.sentence,
                text: finding.text.clone().into_owned(),
                rules: rules.map(|rule| rule.rule.clone().into_owned()).collect(),
            })
        };
        Self {
            id: stored.id.clone().into_owned(),
            accession: text("accession").unwrap_or_default(),
            day: day(meta).map(|day| day.0),
            modality: stored.study.modality.as_deref().unwrap_or_default().to_owned(),
            body_parts: stored.study.body_parts.iter().map(|part| part.clone().into_owned()).collect(),
            version: text("version").and_then(|version| number(&version)),
            content: content(stored),
            sex: sex(meta),
            age: age(meta),
            birth: birth(meta).map(|day| day.0),
            floor: stored.icans.imaging_floor.value,
            discordance: stored.icans.discordance,
            stated: stored
                .icans
                .stated
                .iter()
                .filter(|stated| stated.is_current_fact())
                .map(|stated| (stated.scale.clone().into_owned(), stated.low, stated.high))
                .collect(),
            flags: stored.flags.iter().filter_map(flag).collect(),
            statuses: statuses.iter().map(|row| (row.finding.0, row.status)).collect(),
            changes: changes(stored, extractor),
            evidence: met.iter().filter_map(evidence).collect(),
        }
    }
}

/// The findings of this study that the author calls new, larger and so on, each once.
fn changes(stored: &StoredReport<'_>, extractor: &Extractor) -> Vec<(u16, Change)> {
    let current = stored
        .findings
        .iter()
        .filter(|f| !f.assertion.denies() && is_current(f.temporality, f.experiencer, f.section));
    let changed = current.filter_map(|f| Some((extractor.lexicon().finding(&f.finding)?.0, f.change?)));
    let mut all: Vec<(u16, Change)> = changed.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A hash of what a report says: of its findings with their places. Two copies of one report have the same.
fn content(stored: &StoredReport<'_>) -> u64 {
    let mut bytes = stored.study.modality.as_deref().unwrap_or_default().as_bytes().to_vec();
    stored.study.body_parts.iter().for_each(|part| bytes.extend(part.as_bytes()));
    bytes.extend(day(&stored.meta).map_or(0, |day| day.0).to_le_bytes());
    for finding in &stored.findings {
        let current = is_current(finding.temporality, finding.experiencer, finding.section);
        for number in finding.span.iter().chain(&finding.sentence) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend([finding.assertion as u8, finding.certainty as u8, u8::from(current)]);
        bytes.extend(finding.finding.as_bytes());
        bytes.extend(finding.text.as_bytes());
    }
    XxHash3_64::oneshot(&bytes)
}

/// A whole number of versions. Data frames with gaps write it as `2.0`.
fn number(word: &str) -> Option<u64> {
    let whole = word.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
    whole.map_or(word, |(whole, _)| whole).parse().ok()
}

/// The sex as metadata write it.
fn sex(meta: &Meta) -> Option<char> {
    let word = SEX_KEYS.iter().find_map(|key| word(meta, key))?;
    match &*word.to_lowercase() {
        "f" | "female" | "woman" | "w" => Some('F'),
        "m" | "male" | "man" => Some('M'),
        "o" | "other" | "x" => Some('O'),
        _ => None,
    }
}

/// The age in years, as a number or as DICOM writes it (`045Y`, `018M`).
fn age(meta: &Meta) -> Option<f32> {
    let word = AGE_KEYS.iter().find_map(|key| word(meta, key))?;
    let (number, unit) = match word.char_indices().last()? {
        (at, unit) if unit.is_ascii_alphabetic() => (&word[..at], unit.to_ascii_uppercase()),
        _ => (&*word, 'Y'),
    };
    let number: f32 = number.trim().parse().ok().filter(|n: &f32| n.is_finite() && *n >= 0.0)?;
    match unit {
        'Y' => Some(number),
        'M' => Some(number / 12.0),
        'W' => Some(number / 52.18),
        'D' => Some(number / 365.25),
        _ => None,
    }
}

/// The day of birth.
fn birth(meta: &Meta) -> Option<Day> {
    const KEYS: [&str; 4] = ["patient_birth_date", "birth_date", "date_of_birth", "dob"];
    KEYS.iter().find_map(|key| Day::parse(&word(meta, key)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn meta(key: &str, value: serde_json::Value) -> Meta {
        Meta(json!({ key: value }).as_object().unwrap().clone())
    }

    #[test]
    fn ages_are_read_as_they_are_written() {
        for (value, wanted) in [
            (json!(45), Some(45.0)),
            (json!("45"), Some(45.0)),
            (json!("045Y"), Some(45.0)),
            (json!("018M"), Some(1.5)),
            (json!("-1"), None),
            (json!("NaN"), None),
            (json!("x"), None),
            (json!("\u{e9}"), None),
        ] {
            assert_eq!(age(&meta("patient_age", value.clone())), wanted, "{value}");
        }
    }

    #[test]
    fn versions_are_whole_numbers() {
        for (word, wanted) in [
            ("2", Some(2)),
            ("2.0", Some(2)),
            ("2.", Some(2)),
            ("2.5", None),
            ("v2", None),
            ("-1", None),
            (".0", None),
        ] {
            assert_eq!(number(word), wanted, "{word}");
        }
    }

    #[test]
    fn sexes_are_read_as_they_are_written() {
        for (value, wanted) in [
            ("F", Some('F')),
            ("male", Some('M')),
            (" Female ", Some('F')),
            ("unknown", None),
            ("", None),
        ] {
            assert_eq!(sex(&meta("sex", json!(value))), wanted, "{value}");
        }
    }
}
