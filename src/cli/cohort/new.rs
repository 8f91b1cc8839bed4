//! `radsift cohort new`

use super::super::Outcome;
use super::super::terminal::print;
use crate::cohort::file::{READY, STARTER, ready, title};
use crate::error::Error;
use std::fmt::Write;
use std::fs::OpenOptions;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift cohort new > my_cohort.toml             a commented file to begin with
  radsift cohort new --list                       the ready cohorts
  radsift cohort new icans_imaging -o icans.toml  a copy of one of them, to change";

/// The command line of `cohort new`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// A ready cohort instead of the file to begin with
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Lists the ready cohorts
    #[arg(long, conflicts_with_all = ["name", "output"])]
    list: bool,
    /// Writes to this file, which must be new, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if args.list {
        let width = READY.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let mut out = String::new();
        for (name, text) in READY {
            let _ = writeln!(out, "{name:width$}  {}", title(text));
        }
        print(&out)?;
        return Ok(Outcome::Done);
    }
    let text = match &args.name {
        None => STARTER,
        Some(name) => ready(name).ok_or_else(|| {
            let names: Vec<&str> = READY.iter().map(|(name, _)| *name).collect();
            Error::usage(format!("no ready cohort is called `{name}`")).help(format!("the ready cohorts are {}", names.join(", ")))
        })?,
    };
    match &args.output {
        None => print(text)?,
        Some(path) => {
            let written = OpenOptions::new().write(true).create_new(true).open(path);
            let written = written.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
            written.map_err(|e| Error::writing(path, e))?;
        }
    }
    Ok(Outcome::Done)
}
