//! Where results go.

mod archive;
mod form;
mod run_output;
mod table;

pub use archive::{Archive, Journalled, Manifest, Open, Plan, known};
pub use form::{Form, Plain, Table as TableFile, TableWriter};
pub use run_output::RunOutput;
pub use table::Table;
