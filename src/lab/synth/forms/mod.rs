//! What is written of a patient: the reports in three forms, and the truth about them.

pub(super) mod csv;
pub(super) mod hl7;
pub(super) mod jsonl;
pub(super) mod meta;
pub(super) mod mistakes;
pub(super) mod nights;
pub(super) mod people;
pub(super) mod truth;
