//! `radsift diff`

mod text;

use super::Outcome;
use super::collection::{CollectionArgs, tell};
use super::printed::{PrintForm, json};
use super::rules::RuleArgs;
use super::terminal::print;
use crate::diff::{ComparedRecord, DiffOptions, DiffTally, DifferenceKind, FlagChange, RecordFiles, Sample, compare, diff_files, same};
use crate::error::Error;
use crate::extract::Mention;
use crate::input::{self, Format, Reader, Source, Sources};
use crate::report::JsonWriter;
use crate::runs::{Ended, Work, each};
use crate::text::OffsetUnit;
use crate::{Extractor, Session};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  radsift diff --new my-words/ archive.jsonl            the built-in rules against these with one's own words
  radsift diff --old v1/ --new v2/ reports/ --examples 10
  radsift diff --new my-words/ archive.jsonl --finding ID  one finding only
  radsift diff old.jsonl new.jsonl                      two files that `extract` wrote
  radsift diff old.jsonl new.jsonl --texts archive.jsonl

With --old or --new the paths are reports, read by both rule sets. Without, they are two files of records of the same
reports in the same order; --texts adds the sentences. What is printed holds words of the reports.

Exit codes: 0 every report is read alike; 1 some are not; 2 wrong usage or a fatal error; 3 alike, but records were rejected;
4 nothing could be read.";

/// The command line of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Reports (with --old or --new), or two files of records
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Adds a folder to the built-in lexicons of the old rules; repeatable
    #[arg(long, value_name = "DIR")]
    old: Vec<PathBuf>,
    /// Adds a folder to the built-in lexicons of the new rules; repeatable
    #[arg(long, value_name = "DIR")]
    new: Vec<PathBuf>,
    /// The reports of two files of records; needed to show sentences
    #[arg(long, value_name = "PATH", conflicts_with_all = ["old", "new"])]
    texts: Vec<PathBuf>,
    /// Only statements of one finding, without flags
    #[arg(long, value_name = "ID")]
    finding: Option<String>,
    /// Shows this many statements of each kind of difference; one that differs in several ways is shown once
    #[arg(long, alias = "sample", value_name = "N", default_value_t = 3)]
    examples: usize,
    /// The form of the result
    #[arg(long, alias = "format", value_enum, value_name = "FORM", default_value_t = PrintForm::Text)]
    to: PrintForm,
    #[command(flatten)]
    collection: CollectionArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let options = DiffOptions {
        samples: args.examples,
        finding: args.finding.clone(),
    };
    let (tally, ended) = if args.old.is_empty() && args.new.is_empty() {
        (of_files(args, &options)?, Ended::default())
    } else {
        of_rules(args, &options)?
    };
    match args.to {
        PrintForm::Json => print(&json(&DiffOutput::new(&tally))?)?,
        PrintForm::Text => print(&text::text(&tally))?,
    }
    tell(&ended);
    Ok(if tally.is_same() {
        Outcome::of(&ended.tally)
    } else {
        Outcome::Found
    })
}

fn of_files(args: &Args, options: &DiffOptions) -> Result<DiffTally, Error> {
    let [old, new] = &args.paths[..] else {
        return Err(Error::usage("two files of records are compared, or reports with --old or --new").help("see radsift diff --help"));
    };
    let texts = match args.texts.is_empty() {
        true => None,
        false => Some((args.collection.reader(&args.texts)?, args.collection.fields())),
    };
    let files = RecordFiles {
        old: records(old)?,
        new: records(new)?,
        texts,
    };
    diff_files(files, args.collection.jobs(), options)
}

/// A reader of a file of records, whatever its ending.
fn records(path: &Path) -> Result<Reader, Error> {
    let path = (path != Path::new("-")).then(|| path.to_owned());
    if let Some(path) = &path {
        std::fs::File::open(path).map_err(|e| Error::reading(path, e))?;
    }
    let format = Format::JsonLines;
    Ok(Reader::new(Sources::new(vec![Source { path, format }])))
}

/// Both rule sets.
struct Both<'a> {
    old: &'a Extractor,
    new: &'a Extractor,
    writers: [JsonWriter; 2],
    options: &'a DiffOptions,
}

/// The memory of one thread: a session for each rule set, and a line from each.
#[derive(Default)]
struct Memory {
    sessions: [Session; 2],
    lines: [Vec<u8>; 2],
}

impl Work for Both<'_> {
    type Memory = Memory;
    type Out = DiffTally;

    fn analyse(&self, memory: &mut Memory, record: &input::Record<'_>, tally: &mut DiffTally) {
        let envelope = record.envelope();
        let mut statements = 0;
        for (index, extractor) in [self.old, self.new].into_iter().enumerate() {
            let report = extractor.analyse(&mut memory.sessions[index], &record.text, &record.meta);
            memory.lines[index].clear();
            self.writers[index].write(&mut memory.lines[index], &envelope, &report);
            let wanted = |m: &&Mention| self.options.finding.as_deref().is_none_or(|id| report.finding_id(m.finding) == id);
            statements = report.mentions.iter().filter(wanted).count() as u64;
        }
        if same(&memory.lines[0], &memory.lines[1]) {
            let rulesets = [self.old, self.new].map(|e| e.lexicon().ruleset.as_str());
            return tally.alike(rulesets, statements);
        }
        let [old, new] = memory
            .lines
            .each_ref()
            .map(|line| serde_json::from_slice::<ComparedRecord<'_>>(line));
        if let (Ok(old), Ok(new)) = (old, new) {
            compare(&old, &new, Some(&record.text), self.options, tally);
        }
    }
}

fn of_rules(args: &Args, options: &DiffOptions) -> Result<(DiffTally, Ended), Error> {
    let reader = args.collection.reader(&args.paths)?;
    let extractor = |folders: &[PathBuf]| {
        let lexicon = folders.to_vec();
        RuleArgs { lexicon }.extractor()
    };
    let (old, new) = (extractor(&args.old)?, extractor(&args.new)?);
    let both = Both {
        writers: [&old, &new].map(|e| JsonWriter::new(e.lexicon(), OffsetUnit::Byte)),
        old: &old,
        new: &new,
        options,
    };
    let mut tally = DiffTally::default();
    let ended = each(&both, reader, &args.collection.options(), |later| {
        tally.merge(later, options.samples);
        Ok(())
    })?;
    Ok((tally, ended))
}

/// The result as JSON.
#[derive(Serialize)]
struct DiffOutput<'a> {
    old_ruleset: Option<&'a str>,
    new_ruleset: Option<&'a str>,
    reports: u64,
    changed: u64,
    old_statements: u64,
    new_statements: u64,
    kinds: BTreeMap<&'static str, u64>,
    turns: Vec<TurnCount<'a>>,
    findings: &'a BTreeMap<String, BTreeMap<DifferenceKind, u64>>,
    flags: Vec<Flagged<'a>>,
    samples: &'a BTreeMap<DifferenceKind, Vec<Sample>>,
}

#[derive(Serialize)]
struct TurnCount<'a> {
    kind: DifferenceKind,
    turn: &'a str,
    statements: u64,
}

#[derive(Serialize)]
struct Flagged<'a> {
    #[serde(flatten)]
    change: &'a FlagChange,
    reports: u64,
    first: &'a [String],
}

impl<'a> DiffOutput<'a> {
    fn new(tally: &'a DiffTally) -> Self {
        let ruleset = |side: usize| tally.rulesets.as_ref().map(|r| r[side].as_str());
        let turn = |((kind, turn), &statements): (&'a (DifferenceKind, String), &u64)| TurnCount {
            kind: *kind,
            turn,
            statements,
        };
        let flag = |(change, &reports): (&'a FlagChange, &u64)| Flagged {
            change,
            reports,
            first: tally.flag_reports.get(change).map_or(&[], Vec::as_slice),
        };
        Self {
            old_ruleset: ruleset(0),
            new_ruleset: ruleset(1),
            reports: tally.reports,
            changed: tally.changed,
            old_statements: tally.statements[0],
            new_statements: tally.statements[1],
            kinds: DifferenceKind::ALL
                .iter()
                .map(|k| (k.as_str(), tally.kinds.get(k).copied().unwrap_or(0)))
                .collect(),
            turns: tally.turns.iter().map(turn).collect(),
            findings: &tally.findings,
            flags: tally.flags.iter().map(flag).collect(),
            samples: &tally.samples,
        }
    }
}
