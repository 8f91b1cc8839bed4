//! `cohort.json`: what a cohort was built from and what came of it, so that somebody else can build it again and compare.

use super::Built;
use crate::Extractor;
use crate::cohort::attrition::AttritionRow;
use crate::cohort::criterion::Level;
use crate::cohort::file::Cohort;
use crate::cohort::stored::{RunFolder, RunInfo};
use crate::cohort::tables::{Agreement, Totals, Variant};
use crate::text::OffsetUnit;
use serde::Serialize;
use std::collections::BTreeMap;

/// The account of a cohort.
#[derive(Serialize)]
pub struct Account<'a> {
    /// `radsift/cohort/1`
    schema: &'static str,
    cohort: CohortName<'a>,
    /// The cohort file, whole.
    file: &'a str,
    /// Its BLAKE3 hash.
    file_blake3: String,
    /// The program that built it.
    version: &'static str,
    /// The rules that it was built by.
    ruleset: &'a str,
    /// The unit of spans in `evidence.jsonl` and `pool.jsonl`.
    offset_unit: OffsetUnit,
    /// The account of the run.
    run: &'a RunInfo,
    /// The account of the run by another rule set.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_run: Option<&'a RunInfo>,
    /// The table of events.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<EventAccount>,
    criteria: Vec<Criterion<'a>>,
    certainty: Level,
    seed: u64,
    min_cell: u64,
    /// Memberships and persons.
    members: Counts,
    attrition: Vec<Step<'a>>,
    /// Reports with one id that differ and have no versions: each counts.
    same_id_different_report: u64,
    strata: &'a BTreeMap<&'static str, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreement: Option<&'a Agreement>,
    sensitivity: &'a [Variant],
}

#[derive(Serialize)]
struct CohortName<'a> {
    id: &'a str,
    number: u32,
    label: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Criterion<'a> {
    id: &'a str,
    label: &'a str,
}

#[derive(Clone, Copy, Serialize)]
struct Counts {
    records: u64,
    persons: u64,
}

#[derive(Serialize)]
struct Step<'a> {
    reason: &'a str,
    records: u64,
    persons: u64,
    excluded_records: i64,
    excluded_persons: i64,
}

/// The table of events, as far as it went into a cohort.
#[derive(Clone, Debug, Serialize)]
pub struct EventAccount {
    /// Its files, with sizes and hashes.
    pub files: serde_json::Value,
    /// Rows with a patient and a day.
    pub rows: u64,
    /// Rows without a patient.
    pub no_patient: u64,
    /// Rows without a day of the calendar.
    pub no_date: u64,
}

/// What the account is made of besides the counts.
pub struct Told<'a> {
    /// The cohort.
    pub cohort: &'a Cohort,
    /// The rules.
    pub extractor: &'a Extractor,
    /// The run.
    pub run: &'a RunFolder,
    /// The run by another rule set.
    pub other: Option<&'a RunFolder>,
    /// The events.
    pub events: Option<EventAccount>,
    /// The seed of samples.
    pub seed: u64,
    /// Counts below this are hidden in `share/`.
    pub min_cell: u64,
}

impl<'a> Account<'a> {
    /// The account of what was built.
    pub fn new(told: Told<'a>, built: &Built<'_>, rows: &'a [AttritionRow], totals: &'a Totals) -> Self {
        let cohort = told.cohort;
        let members = built.counter.members();
        Self {
            schema: "radsift/cohort/1",
            cohort: CohortName {
                id: &cohort.about.id,
                number: cohort.about.number,
                label: &cohort.about.label,
                version: &cohort.about.version,
            },
            file: &cohort.source.text,
            file_blake3: blake3::hash(cohort.source.text.as_bytes()).to_hex().to_string(),
            version: env!("CARGO_PKG_VERSION"),
            ruleset: &told.extractor.lexicon().ruleset,
            offset_unit: told.run.info.offset_unit(),
            run: &told.run.info,
            other_run: told.other.map(|run| &run.info),
            events: told.events,
            criteria: crate::cohort::tables::criteria(cohort)
                .map(|(id, label)| Criterion { id, label })
                .collect(),
            certainty: cohort.certainty,
            seed: told.seed,
            min_cell: told.min_cell,
            members: Counts {
                records: members.records,
                persons: members.persons,
            },
            attrition: rows
                .iter()
                .map(|row| Step {
                    reason: &row.reason,
                    records: row.records,
                    persons: row.persons,
                    excluded_records: row.excluded_records,
                    excluded_persons: row.excluded_persons,
                })
                .collect(),
            same_id_different_report: built.same_id,
            strata: &totals.strata,
            agreement: totals.agreement.as_ref(),
            sensitivity: &totals.variants,
        }
    }

    /// As it is written.
    pub fn to_json(&self) -> Vec<u8> {
        // Of plain types, which can always be written.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }
}
