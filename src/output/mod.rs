//! Where results go.

mod archive;
mod codes;
mod findings;
mod form;
mod frames;
mod meta;
mod omop;
mod run_output;
mod table;
mod tabular;
mod wide;
mod words;

pub use archive::{Archive, Journalled, Manifest, Open, Plan, known};
pub use codes::{Code, Codes, System};
pub use findings::FindingRows;
pub use form::{Form, Plain, Table as TableFile, TableWriter};
pub use omop::{Omop, OmopOptions};
pub use run_output::RunOutput;
pub use table::Table;
pub use tabular::{Column, Kind, Rows, Tabular};
pub use wide::WideRows;
