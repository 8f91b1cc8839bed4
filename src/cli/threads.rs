//! The option that says how many threads a run has.

/// How many threads work.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct ThreadArgs {
    /// How many threads work [default: all cores]; the output is the same with any number
    #[arg(short, long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
}
