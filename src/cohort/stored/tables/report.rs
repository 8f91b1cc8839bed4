//! From the rows of both tables to a report.

use crate::cohort::stored::report::{
    StoredFinding, StoredFlag, StoredFloor, StoredIcans, StoredLink, StoredReport, StoredRule, StoredSite, StoredSize, StoredStated,
    StoredStudy, StoredWarning,
};
use crate::report::{Discordance, FlagValue, FloorValue, Meta};
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Laterality, Role, Temporality};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;

/// The columns of the table of reports that are read, in this order.
pub(super) const REPORT_COLUMNS: [&str; 18] = [
    "id",
    "findings",
    "patient_id",
    "study_date",
    "study_modality",
    "study_body_parts",
    "imaging_floor",
    "stated_grade",
    "discordance",
    "flags_yes",
    "flags_possible",
    "flags_conflict",
    "flags_no",
    "warnings",
    "accession",
    "version",
    "patient_sex",
    "patient_age",
];
pub(super) const REPORT_ID: usize = 0;
pub(super) const REPORT_COUNT: usize = 1;

/// The columns of the table of findings that are read, in this order.
pub(super) const FINDING_COLUMNS: [&str; 23] = [
    "id",
    "finding",
    "section",
    "start",
    "end",
    "text",
    "sentence_start",
    "sentence_end",
    "assertion",
    "certainty",
    "temporality",
    "experiencer",
    "change",
    "sites",
    "site_laterality",
    "laterality",
    "levels",
    "severity",
    "extent",
    "acuity",
    "size_mm_max",
    "attribution",
    "rules",
];
pub(super) const FINDING_ID: usize = 0;

/// The report of a row and the rows of its findings; none where a cell holds what radsift does not write.
pub(super) fn report<'r>(row: &'r [String], findings: &'r [Vec<String>]) -> Option<StoredReport<'r>> {
    let [
        id,
        _,
        patient,
        date,
        modality,
        parts,
        floor,
        stated,
        discordance,
        yes,
        possible,
        conflict,
        no,
        warnings,
        accession,
        version,
        sex,
        age,
    ] = row
    else {
        return None;
    };
    let mut meta = Meta::default();
    for (key, value) in [
        ("patient_id", patient.as_str()),
        ("study_date", date),
        ("accession", accession),
        ("version", version),
        ("patient_sex", sex),
        ("patient_age", age),
    ] {
        if !value.is_empty() {
            meta.0.insert(key.to_owned(), Value::from(value));
        }
    }
    let flags = [
        (yes, FlagValue::Yes),
        (possible, FlagValue::Possible),
        (conflict, FlagValue::Conflict),
        (no, FlagValue::No),
    ];
    let flags = flags.into_iter().flat_map(|(ids, value)| {
        list(ids).map(move |flag| StoredFlag {
            flag: Cow::Borrowed(flag),
            value,
            mentions: Vec::new(),
        })
    });
    Some(StoredReport {
        id: Cow::Borrowed(id),
        meta,
        findings: findings.iter().map(|row| finding(row)).collect::<Option<_>>()?,
        flags: flags.collect(),
        flags_name_mentions: false,
        icans: StoredIcans {
            imaging_floor: StoredFloor {
                value: word::<FloorValue>(floor)?,
            },
            stated: list(stated).map(grade).collect::<Option<_>>()?,
            discordance: word::<Discordance>(discordance)?,
        },
        study: StoredStudy {
            modality: some(modality),
            body_parts: list(parts).map(Cow::Borrowed).collect(),
        },
        warnings: list(warnings).map(|code| StoredWarning { code: Cow::Borrowed(code) }).collect(),
    })
}

fn finding(row: &[String]) -> Option<StoredFinding<'_>> {
    let cell = |at: usize| row.get(at).map_or("", String::as_str);
    let number = |at: usize| cell(at).parse::<u32>().ok();
    let sides: Vec<&str> = if cell(14).is_empty() {
        Vec::new()
    } else {
        cell(14).split(';').collect()
    };
    let sites = list(cell(13)).enumerate().map(|(at, site)| StoredSite {
        site: Cow::Borrowed(site),
        laterality: sides.get(at).and_then(|side| Laterality::parse(side)),
    });
    let acuities: Vec<Cow<'_, str>> = list(cell(19)).map(Cow::Borrowed).collect();
    Some(StoredFinding {
        finding: Cow::Borrowed(cell(1)),
        section: Role::parse(cell(2))?,
        span: [number(3)?, number(4)?],
        text: Cow::Borrowed(cell(5)),
        sentence: [number(6)?, number(7)?],
        assertion: Assertion::parse(cell(8))?,
        certainty: Certainty::parse(cell(9))?,
        temporality: Temporality::parse(cell(10))?,
        experiencer: Experiencer::parse(cell(11))?,
        change: match cell(12) {
            "" => None,
            word => Some(Change::parse(word)?),
        },
        sites: sites.collect(),
        laterality: Laterality::parse(cell(15)),
        levels: list(cell(16)).map(Cow::Borrowed).collect(),
        severity: some(cell(17)),
        extent: list(cell(18)).map(Cow::Borrowed).collect(),
        acuity: acuities.first().cloned(),
        acuities,
        sizes: match cell(20) {
            "" => Vec::new(),
            mm => vec![StoredSize {
                mm: vec![mm.parse().ok()?],
            }],
        },
        attribution: list(cell(21))
            .map(|link| StoredLink {
                to: Cow::Borrowed(link.split_once(':').map_or(link, |(to, _)| to)),
            })
            .collect(),
        because: list(cell(22))
            .map(|rule| StoredRule {
                rule: Cow::Borrowed(rule),
                lost: false,
            })
            .collect(),
    })
}

/// `ASTCT:4` or `ASTCT:3-4`: the table has those stated as facts of now.
fn grade(cell: &str) -> Option<StoredStated<'_>> {
    let (scale, grades) = cell.rsplit_once(':')?;
    let (low, high) = grades.split_once('-').unwrap_or((grades, grades));
    Some(StoredStated {
        scale: Cow::Borrowed(scale),
        low: low.parse().ok()?,
        high: high.parse().ok()?,
        assertion: Assertion::Present,
        temporality: Temporality::Current,
    })
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|word| !word.is_empty())
}

fn some(cell: &str) -> Option<Cow<'_, str>> {
    (!cell.is_empty()).then_some(Cow::Borrowed(cell))
}

/// The value of a word of the record.
fn word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::from(word)).ok()
}
