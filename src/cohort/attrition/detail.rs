//! The rows of `attrition_detail.csv`.

/// The columns.
pub const DETAIL_HEADER: [&str; 6] = ["cohort_definition_id", "rule", "what", "state", "number_records", "number_subjects"];

/// One count behind a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailRow {
    /// The number of the cohort.
    pub cohort: u32,
    /// The id of the rule, or `index`.
    pub rule: String,
    /// What is counted: `excluded`, `members_without_this_rule`, `persons_without_index_event`, `events_without_report`.
    pub what: &'static str,
    /// What the studies say; empty where nothing is asked of them.
    pub state: String,
    /// Index events.
    pub records: u64,
    /// Persons.
    pub persons: u64,
}

impl DetailRow {
    /// The cells, in the order of [`DETAIL_HEADER`].
    pub fn cells(&self) -> [String; 6] {
        [
            self.cohort.to_string(),
            self.rule.clone(),
            self.what.to_owned(),
            self.state.clone(),
            self.records.to_string(),
            self.persons.to_string(),
        ]
    }
}
