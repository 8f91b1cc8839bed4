//! Where results go.

mod run_output;
mod table;

pub use run_output::RunOutput;
pub use table::Table;
