//! The rows of `attrition.csv`: the seven columns of the R package omopgenerics.

use serde::{Deserialize, Serialize};

/// The columns, named as there.
pub const ATTRITION_HEADER: [&str; 7] = [
    "cohort_definition_id",
    "number_records",
    "number_subjects",
    "reason_id",
    "reason",
    "excluded_records",
    "excluded_subjects",
];

/// A step, as the account of a cohort has it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttritionRow {
    /// Why others than those that are left are not.
    pub reason: String,
    /// Records that are left: reports, and from the index event on index events.
    pub records: u64,
    /// Persons that are left.
    pub persons: u64,
    /// Records that this step takes away. Negative only where a table has more index events than there are reports.
    pub excluded_records: i64,
    /// Persons that this step takes away.
    pub excluded_persons: i64,
}

impl AttritionRow {
    /// The cells, in the order of [`ATTRITION_HEADER`], of the step with this number of the cohort with this number.
    pub fn cells(&self, cohort: u32, step: u32) -> [String; 7] {
        [
            cohort.to_string(),
            self.records.to_string(),
            self.persons.to_string(),
            step.to_string(),
            self.reason.clone(),
            self.excluded_records.to_string(),
            self.excluded_persons.to_string(),
        ]
    }
}
