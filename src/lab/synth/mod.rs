//! A synthetic archive with known truth, of any size: patients, their studies, the reports with their versions, and the mistakes planted in them.
//!
//! What befalls a patient (`patient`, `course`) follows from the seed and the patient's number (`draw`). `plan` decides what the report on a study
//! says, `phrase` and `layout` word it with the tables of `wording/`, which share nothing with `lexicons/`; `version` makes corrections and messages
//! of it, `mistake` plants mistakes. `archive` writes it all, patient by patient, in the forms of `forms/`. `docs/SYNTH.md` describes the files.

mod archive;
mod calendar;
mod case;
mod clinic;
mod course;
mod draw;
mod folder;
mod forms;
mod layout;
mod mistake;
mod options;
mod patient;
mod phrase;
mod plan;
mod report;
mod statement;
mod version;
mod wording;

pub use archive::{Written, write_archive, write_reports};
pub use draw::Share;
pub use options::{Options, ReportForm};
