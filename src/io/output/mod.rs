//! Writers for all forms of output.

mod codes;
mod fhir;
mod files;
mod findings;
mod folder;
mod form;
mod frames;
mod graded;
mod log_file;
mod meta;
mod omop;
mod place;
mod reject_limit;
mod rejects;
mod reports;
mod run_output;
mod several;
mod spans;
mod study;
mod tabular;
mod wide;
mod words;
mod zstandard;

pub use codes::{Codes, FindingCode, System};
pub use fhir::Fhir;
pub use files::{Access, create, create_folder, save_named, save_whole};
pub use findings::{FindingRows, WordsBeside};
pub use folder::{FolderEvent, FolderState, Journalled, Manifest, OutputFolder, Plan, Stamp, known};
pub use form::{Files, Form, Opener, Table as TableFile, TableWriter};
pub use log_file::LogFile;
pub use omop::{Omop, OmopOptions};
pub use reject_limit::RejectLimit;
pub use reports::{AGE_KEYS, ReportRows, SEX_KEYS, columns as report_columns};
pub use run_output::RunOutput;
pub use several::Several;
#[cfg(feature = "archives")]
pub use spans::Brat;
pub use spans::{Doccano, LabelStudio};
pub use tabular::{Cells, Column, ColumnKind, NoRows, Rows, Tabular, UsualWords};
pub use wide::WideRows;
pub use zstandard::Zstandard;
