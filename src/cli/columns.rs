//! Columns of the tables of findings that are written only on request.

use crate::output::WordsBeside;
use clap::{Args, ValueEnum};

/// Columns with more words of the reports than those of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColumnArg {
    /// The sentence of the finding
    Sentence,
    /// The sentences before and behind that one
    Context,
}

/// The choice of these columns.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ColumnArgs {
    /// More columns of csv and parquet, with words of the reports: the finding's sentence, and those around it
    #[arg(long, value_enum, value_name = "LIST", value_delimiter = ',')]
    columns: Vec<ColumnArg>,
}

impl ColumnArgs {
    /// The choice for the rows.
    pub fn beside(&self) -> WordsBeside {
        WordsBeside {
            sentence: self.columns.contains(&ColumnArg::Sentence),
            context: self.columns.contains(&ColumnArg::Context),
        }
    }

    /// True when there is one.
    pub fn is_given(&self) -> bool {
        !self.columns.is_empty()
    }

    /// The choice as an option of the command line, in one order.
    pub fn written(&self) -> Option<String> {
        let WordsBeside { sentence, context } = self.beside();
        let names = [(sentence, "sentence"), (context, "context")];
        let names: Vec<&str> = names.into_iter().filter(|(asked, _)| *asked).map(|(_, name)| name).collect();
        self.is_given().then(|| format!("--columns={}", names.join(",")))
    }
}
