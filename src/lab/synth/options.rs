//! What an archive is made of.

use super::draw::Share;

/// The size and the kind of an archive. The same options give the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The number of patients.
    pub patients: u64,
    /// Another seed gives other patients.
    pub seed: u64,
    /// The share of reports that are corrected or added to, besides those with a planted mistake.
    pub correction_rate: Share,
    /// The share of reports that are withdrawn.
    pub cancel_rate: Share,
    /// The share of reports that get a planted mistake, where they give room for one.
    pub mistake_rate: Share,
    /// Over how many nights the messages are spread; at least 1.
    pub nights: usize,
}

/// The form of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
    /// JSON Lines.
    Jsonl,
    /// CSV.
    Csv,
    /// HL7 messages, with all versions.
    Hl7,
}
