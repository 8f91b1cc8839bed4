//! `radsift lexicon list`

use super::Outcome;
use super::printed::{PrintForm, json};
use super::rules::RuleArgs;
use super::terminal::print;
use crate::check::{Entry, EntryKind, entries};
use crate::cli::table::Table;
use crate::error::Error;
use crate::lexicon::nearest;
use clap::ValueEnum;

const EXAMPLES: &str = "Examples:
  radsift lexicon list                             how many entries there are of each kind
  radsift lexicon list findings                    all findings
  radsift lexicon list sites thalamus              one entry as it is written, with its file and line
  radsift lexicon list flags --to json             for other programs";

/// The command line of `lexicon list`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The kind of entry
    #[arg(value_enum)]
    kind: Option<KindArg>,
    /// Only the entry with this id
    id: Option<String>,
    /// The form of the result
    #[arg(long, value_enum, value_name = "FORM", default_value_t = PrintForm::Text)]
    to: PrintForm,
    /// The same as --to json
    #[arg(long, hide = true, conflicts_with = "to")]
    json: bool,
    #[command(flatten)]
    rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindArg {
    Findings,
    Sites,
    Cues,
    Effects,
    Sections,
    Flags,
    Attributes,
    Parts,
    Modalities,
    BodyParts,
    Therapies,
    Statements,
    Classes,
    Groups,
}

impl From<KindArg> for EntryKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Findings => EntryKind::Finding,
            KindArg::Sites => EntryKind::Site,
            KindArg::Cues => EntryKind::Cue,
            KindArg::Effects => EntryKind::Effect,
            KindArg::Sections => EntryKind::Section,
            KindArg::Flags => EntryKind::Flag,
            KindArg::Attributes => EntryKind::Attribute,
            KindArg::Parts => EntryKind::Part,
            KindArg::Modalities => EntryKind::Modality,
            KindArg::BodyParts => EntryKind::BodyPart,
            KindArg::Therapies => EntryKind::Therapy,
            KindArg::Statements => EntryKind::Statement,
            KindArg::Classes => EntryKind::Class,
            KindArg::Groups => EntryKind::Group,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let library = args.rules.library()?;
    let kind = args.kind.map(EntryKind::from);
    let mut found = entries(&library);
    found.retain(|e| kind.is_none_or(|k| k == e.kind) && args.id.as_ref().is_none_or(|id| *id == e.id));
    if found.is_empty() && args.id.is_some() {
        let id = args.id.as_deref().unwrap_or_default();
        let error = Error::usage(format!("no entry of this kind has the id `{id}`"));
        let all = entries(&library);
        let known = all.iter().filter(|e| kind.is_none_or(|k| k == e.kind)).map(|e| e.id);
        return Err(match nearest(id, known) {
            Some(help) => error.help(help),
            None => error,
        });
    }
    let out = match (args.json || args.to == PrintForm::Json, &args.id, kind) {
        (true, _, _) => json(&found)?,
        (false, Some(_), _) => found.iter().map(written).collect(),
        (false, None, Some(_)) => table(&found),
        (false, None, None) => counts(&found),
    };
    print(&out)?;
    Ok(Outcome::Done)
}

/// An entry as written in its file.
fn written(entry: &Entry<'_>) -> String {
    format!("# {}:{}\n{}\n", entry.file, entry.line, entry.source.trim_end())
}

fn table(found: &[Entry<'_>]) -> String {
    let mut table = Table::new(&["id", "label", "in", "phrases", "examples", "file"]);
    for entry in found {
        let place = format!("{}:{}", entry.file, entry.line);
        let (phrases, examples) = (entry.phrases.len().to_string(), entry.examples.to_string());
        table.plain([
            entry.id.to_owned(),
            entry.label.to_owned(),
            entry.under.to_owned(),
            phrases,
            examples,
            place,
        ]);
    }
    table.to_string()
}

fn counts(found: &[Entry<'_>]) -> String {
    let mut table = Table::new(&["kind", "entries", "phrases", "examples"]);
    for kind in EntryKind::ALL {
        let own = || found.iter().filter(|e| e.kind == kind);
        let phrases: usize = own().map(|e| e.phrases.len()).sum();
        let examples: usize = own().map(|e| e.examples).sum();
        table.plain([
            kind.plural().to_owned(),
            own().count().to_string(),
            phrases.to_string(),
            examples.to_string(),
        ]);
    }
    table.to_string()
}
