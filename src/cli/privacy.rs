//! The options that say who may read the output.

use crate::output::Access;

/// Who may read the output.
#[derive(Debug, clap::Args)]
pub(super) struct PrivacyArgs {
    /// Lets the group read the output: files are created for the owner alone without it, since they hold words of reports
    #[arg(long)]
    share: bool,
}

impl PrivacyArgs {
    /// Who may read what is written.
    pub fn access(&self) -> Access {
        if self.share { Access::Group } else { Access::Owner }
    }
}
