//! The rows of `attrition.csv`: the seven columns of the R package omopgenerics.

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

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttritionRow {
    /// The number of the cohort.
    pub cohort: u32,
    /// Records that are left: reports, and from the index event on index events.
    pub records: u64,
    /// Persons that are left.
    pub persons: u64,
    /// The number of the step, from 1.
    pub reason_id: u32,
    /// Why others are not.
    pub reason: String,
    /// Records that this step takes away. Negative only where a table has more index events than there are reports.
    pub excluded_records: i64,
    /// Persons that this step takes away.
    pub excluded_persons: i64,
}

impl AttritionRow {
    /// The cells, in the order of [`ATTRITION_HEADER`].
    pub fn cells(&self) -> [String; 7] {
        [
            self.cohort.to_string(),
            self.records.to_string(),
            self.persons.to_string(),
            self.reason_id.to_string(),
            self.reason.clone(),
            self.excluded_records.to_string(),
            self.excluded_persons.to_string(),
        ]
    }
}
