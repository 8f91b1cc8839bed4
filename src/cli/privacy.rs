//! The options that say who may read the output, and whom it names.

use crate::error::Error;
use crate::output::Access;
use crate::runs::Pseudonyms;
use std::path::PathBuf;

/// Who may read the output.
#[derive(Debug, clap::Args)]
pub(super) struct ShareArgs {
    /// Lets the group read the output: files are created for the owner alone without it, since they hold words of reports
    #[arg(long)]
    share: bool,
}

impl ShareArgs {
    /// Who may read what is written.
    pub fn access(&self) -> Access {
        if self.share { Access::Group } else { Access::Owner }
    }
}

/// Whom the output names.
#[derive(Debug, clap::Args)]
pub(super) struct PseudonymArgs {
    /// Replaces the ids of persons and orders by hashes that are keyed with this file of at least 32 bytes. Of the rest of `meta` only what --meta-field
    /// names goes out. Words of reports stay as they are
    #[arg(long, value_name = "KEYFILE")]
    pseudonymise: Option<PathBuf>,
}

impl PseudonymArgs {
    /// What makes the pseudonyms, if they are asked for; `kept` are the fields of `meta` that go out.
    pub fn pseudonyms(&self, kept: &[String]) -> Result<Option<Pseudonyms>, Error> {
        self.pseudonymise.as_deref().map(|path| Pseudonyms::load(path, kept)).transpose()
    }
}
