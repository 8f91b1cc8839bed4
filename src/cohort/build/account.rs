//! `cohort.json`: what a cohort was built from and what came of it, so that somebody else can build it again and compare.

use super::{Built, Sources};
use crate::cohort::attrition::{AttritionRow, Count};
use crate::cohort::criterion::Level;
use crate::cohort::events::Events;
use crate::cohort::stored::RunInfo;
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
    events: Option<EventAccount<'a>>,
    criteria: Vec<Criterion<'a>>,
    certainty: Level,
    seed: u64,
    min_cell: u64,
    /// Memberships and persons.
    members: Count,
    attrition: &'a [AttritionRow],
    /// Reports with one id that differ and have no versions: each counts.
    same_id_different_report: u64,
    /// By the names, in their order.
    strata: BTreeMap<&'static str, u64>,
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

/// The table of events, as far as it went into a cohort.
#[derive(Serialize)]
struct EventAccount<'a> {
    /// Its files, with sizes and hashes.
    files: &'a serde_json::Value,
    /// Rows with a patient and a day.
    rows: u64,
    /// Rows without a patient.
    no_patient: u64,
    /// Rows without a day of the calendar.
    no_date: u64,
}

impl<'a> EventAccount<'a> {
    fn of(events: &'a Events) -> Self {
        Self {
            files: &events.files,
            rows: events.list.len() as u64,
            no_patient: events.no_patient,
            no_date: events.no_date,
        }
    }
}

impl<'a> Account<'a> {
    /// The account of what was built by this seed of samples. In `share/` counts below `min_cell` are hidden.
    pub fn new(
        sources: &Sources<'a>,
        (seed, min_cell): (u64, u64),
        built: &Built<'_>,
        rows: &'a [AttritionRow],
        totals: &'a Totals,
    ) -> Self {
        let cohort = sources.cohort;
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
            ruleset: &sources.extractor.lexicon().ruleset,
            offset_unit: sources.run.info.offset_unit(),
            run: &sources.run.info,
            other_run: sources.other.map(|run| &run.info),
            events: sources.events.map(EventAccount::of),
            criteria: crate::cohort::tables::criteria(cohort)
                .map(|(id, label)| Criterion { id, label })
                .collect(),
            certainty: cohort.certainty,
            seed,
            min_cell,
            members: built.counter.members(),
            attrition: rows,
            same_id_different_report: built.same_id,
            strata: totals.strata.iter().map(|(stratum, cases)| (stratum.as_str(), *cases)).collect(),
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
