//! `radsift cohort methods`

use super::super::Outcome;
use super::super::privacy::ShareArgs;
use super::super::rules::RuleArgs;
use super::super::terminal::note;
use crate::cohort::file::load;
use crate::cohort::methods::{Account, PHRASE_HEADER, Phrase, methods, phrases};
use crate::error::Error;
use crate::lexicon::SourceFile;
use crate::output::{Access, save_whole};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  radsift cohort methods cohort/

Writes methods.md (the paragraph for the paper, the definition in words, attrition, and the table of the RECORD statement) and phrases.csv (every phrase that put somebody
into the cohort) to DIR, and both with counts below --min-cell hidden to DIR/share.";

/// The command line of `cohort methods`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The folder that `cohort run` has written
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    rules: RuleArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let account = Account::load(&args.folder)?;
    let extractor = args.rules.extractor()?;
    let source = SourceFile {
        name: args.folder.join("cohort.json").display().to_string(),
        text: account.file.clone().into(),
    };
    let cohort = load(source, &extractor)?;
    let all = phrases(&args.folder.join("evidence.jsonl"))?;
    let access = args.share.access();
    let shared = args.folder.join("share");
    let shown: Vec<Phrase> = all.iter().filter(|phrase| phrase.persons >= account.min_cell).cloned().collect();
    for (folder, limit, phrases) in [(&args.folder, None, &all), (&shared, Some(account.min_cell), &shown)] {
        let text = methods(&account, &cohort, extractor.lexicon(), &args.folder, limit)?;
        save_whole(&folder.join("methods.md"), text.as_bytes(), access)?;
        save_phrases(&folder.join("phrases.csv"), phrases, access)?;
    }
    note(&format!(
        "{} and {} phrases in phrases.csv",
        args.folder.join("methods.md").display(),
        all.len()
    ));
    Ok(Outcome::Done)
}

fn save_phrases(path: &Path, phrases: &[Phrase], access: Access) -> Result<(), Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let written = table
        .write_record(PHRASE_HEADER)
        .and_then(|()| phrases.iter().try_for_each(|phrase| table.write_record(phrase.cells())));
    let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
    save_whole(path, &bytes, access)
}
