//! `radsift lexicon import`

use super::Outcome;
use super::terminal::{count, note, print};
use crate::error::Error;
use crate::import::{CueListFormat, import};
use crate::lexicon::Lexicon;
use clap::ValueEnum;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift lexicon import --from negex triggers.txt > my-words/negex.toml
  radsift lexicon import --from medspacy-json context_rules.json > my-words/context.toml
  radsift extract reports/ --lexicon my-words/

Rules that phrases cannot say, such as open expressions, are listed on standard error and kept as remarks in the file.";

/// The command line of `lexicon import`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The format of the list
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: From,
    /// The list
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Also writes phrases that the built-in lexicon already has as cues
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// medSpaCy's ConText rules
    MedspacyJson,
    /// A NegEx trigger list
    Negex,
    /// A pyConText knowledge base, tab-separated or YAML
    Pycontext,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let text = std::fs::read_to_string(&args.file).map_err(|e| Error::reading(&args.file, e))?;
    let builtin = if args.all { None } else { Some(Lexicon::builtin()?) };
    let origin = match args.from {
        From::MedspacyJson => CueListFormat::Medspacy,
        From::Negex => CueListFormat::Negex,
        From::Pycontext => CueListFormat::Pycontext,
    };
    let file = args.file.display();
    let imported = import(origin, &text, builtin.as_ref()).map_err(|why| Error::usage(format!("{file} {why}")))?;
    print(&imported.toml)?;
    for refused in &imported.refused {
        note(&format!("{file}:{}: {}: {}", refused.line, refused.name, refused.why));
    }
    let rules = count(imported.taken as u64, "rule");
    note(&format!(
        "{rules} imported, {} already known, {} that phrases cannot express",
        imported.known,
        imported.refused.len()
    ));
    Ok(Outcome::Done)
}
