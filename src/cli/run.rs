//! `radsift run`

use super::Outcome;
use super::changed::OnlyChanged;
use super::form::FormArgs;
use super::log::{Event, Log, LogArgs};
use super::odd_texts;
use super::privacy::{PseudonymArgs, ShareArgs};
use super::progress::Progress;
use super::reading::ReadingArgs;
use super::rules::RuleArgs;
use super::stream::{passed, tell_of_dates, tell_of_versions};
use super::terminal::{count, note};
use super::threads::ThreadArgs;
use crate::Extractor;
use crate::error::Error;
use crate::input::{Format, KnownVersions, Reader, Source, SourceDigest, Sources, SourcesRead, Versions};
use crate::output::{FolderEvent, FolderState, Form, Journalled, Manifest, OutputFolder, Plan, RejectLimit, Stamp, known, save_whole};
use crate::runs::{self, Choice, Options, Pseudonyms, day, draw};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

const EXAMPLES: &str = "Examples:
  radsift run archive/ -o findings/
  radsift run export.csv.gz more/*.zip -o findings/ -j 8 --id-field accession --text-field report
  radsift run archive/ -o findings/ --resume              goes on after a crash, a full disk, a power cut
  radsift run archive/ -o monday/ --unchanged-from sunday/
  radsift run archive/ -o look/ --sample 500 --seed 7
  radsift run archive/ -o tables/ --to parquet --codes codes.csv
  radsift run archive/ -o findings/ --zstd
  radsift run archive/ -o cdm/ --to omop --nlp-date 2026-01-31

DIR gets the output in numbered shards (part-00000.jsonl, ...), rejects.jsonl with a line for every record that cannot be read (`more` counts those that would make it
longer than eight times its input and a megabyte), and run.json, the account: inputs with size and hash, rules, options, and counts. Every record of the input is in them: read, rejected
or skipped. A shard is written aside and renamed when it is whole. The output is the same with any number of threads, and after any
number of interruptions.";

/// The command line of `run`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files (.txt .jsonl .csv .tsv .parquet, also .gz and .zst), .zip and .tar archives, folders with such files, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The folder for the output; must be new or empty, unless --resume is given
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Resumes the run in DIR
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    threads: ThreadArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    form: FormArgs,
    /// Stops after this many records
    #[arg(long, value_name = "N", conflicts_with = "sample")]
    limit: Option<u64>,
    /// Reads this many records, drawn at random from all; the input is read twice
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// The seed of the sample: another number draws another sample
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample")]
    seed: u64,
    /// Skips records whose `study_date` in `meta` is before this day (2026-01-31); records without one are read
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    since: Option<String>,
    /// Skips records that the run in another folder has read by the same rules and that have not changed since; repeatable
    #[arg(long, value_name = "DIR")]
    unchanged_from: Vec<PathBuf>,
    /// Keeps the versions of reports in a file from run to run: what is earlier than a version of an earlier run is skipped
    #[arg(long, value_name = "FILE", conflicts_with_all = ["sample", "limit"])]
    state: Option<PathBuf>,
    /// Writes only the reports that these rules read otherwise than the run in another folder did, which wrote jsonl; changes.csv says what changed
    #[arg(long, value_name = "DIR", conflicts_with_all = ["resume", "unchanged_from"])]
    ruleset_changed: Option<PathBuf>,
    /// Each shard takes at least this many million bytes of reports
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..))]
    shard_mb: u64,
    /// Ends with exit code 5 when more records are rejected: a number, or a share like 0.5%, judged after at least 1,000 records and at the end; --resume
    /// goes on, with another limit too
    #[arg(long, value_name = "N|P%")]
    max_rejects: Option<RejectLimit>,
    #[command(flatten)]
    log: LogArgs,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    pseudonyms: PseudonymArgs,
    /// Lets --pseudonymise write forms that hold whole reports (omop, fhir, brat, doccano, label-studio), in which names may stand
    #[arg(long, requires = "pseudonymise")]
    with_text: bool,
    #[command(flatten)]
    rules: RuleArgs,
    /// Prints nothing on standard error; the exit code still reports failures
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let log = Mutex::new(args.log.open(args.share.access())?);
    go(args, &log).map_err(|error| {
        tell_log(&log, &Event::failed(&error));
        // Standard error holds the log and nothing else.
        if args.log.takes_stderr() { error.told() } else { error }
    })
}

/// Writes an event to the log, if there is one.
fn tell_log(log: &Mutex<Option<Log>>, event: &Event<'_>) {
    if let Some(log) = &mut *log.lock().unwrap_or_else(PoisonError::into_inner) {
        log.event(event);
    }
}

fn go(args: &Args, log: &Mutex<Option<Log>>) -> Result<Outcome, Error> {
    let start = Instant::now();
    let quiet = args.quiet || args.log.takes_stderr();
    let sources = args.reading.sources(&args.inputs)?;
    let once = sources.as_slice().iter().find(|source| source.is_read_once());
    if let (true, Some(source)) = (args.resume, once) {
        let name = source.name();
        return Err(Error::usage(format!(
            "{name} cannot be read again, so a run over it cannot be resumed"
        )));
    }
    let extractor = args.rules.extractor()?;
    let written = args.form.form(extractor.lexicon())?;
    let changed = args.ruleset_changed.as_deref();
    let changed = changed
        .map(|folder| OnlyChanged::new(&*written, folder, extractor.lexicon()))
        .transpose()?;
    let form: &dyn Form = match &changed {
        Some(changed) => changed,
        None => &*written,
    };
    let pseudonyms = args.pseudonyms.pseudonyms(&args.reading.fields().meta)?;
    if pseudonyms.is_some() && !args.with_text {
        args.form.refuse_whole_reports()?;
    }
    let plan = args.plan(&extractor, &sources, pseudonyms.as_ref())?;
    let choice = args.choice(&plan, &sources, &extractor)?;
    let (mut folder, open) = OutputFolder::open(&args.output, &plan, form, args.resume, args.share.access())?;
    let FolderState::At(position) = open else {
        tell_log(log, &Event::end(folder.tally(), folder.rejected_for(), 0.0));
        if !quiet {
            note("this run is already complete; nothing to do");
        }
        return Ok(Outcome::of(folder.tally()));
    };
    let (mut reader, ledger) = Reader::new(sources.clone()).with_fields(&args.reading.fields()).with_ledger();
    reader.skip_to(position);
    if let Some(limit) = args.limit {
        reader.stop_after(limit.saturating_sub(folder.tally().handed_out()));
    }
    let begin = Event::Start {
        version: &plan.version,
        ruleset: &plan.ruleset,
        output: args.output.display().to_string(),
        inputs: plan.inputs.len(),
        bytes: total(&plan),
        resumed: args.resume,
    };
    tell_log(log, &begin);
    let mut progress = (!quiet).then(|| Progress::new(Arc::clone(&ledger), total(&plan)));
    let read = Arc::clone(&ledger);
    folder.on_event(move |event| {
        let event = match event {
            FolderEvent::Progress(tally) => {
                if let Some(progress) = &mut progress {
                    progress.show(tally);
                }
                Event::progress(tally, &read)
            }
            FolderEvent::Rejected(reject) => Event::Rejected { reject },
            FolderEvent::Shard(number, files) => Event::Shard {
                number,
                files: files.iter().map(|(name, size)| (name.as_str(), *size)).collect(),
            },
        };
        tell_log(log, &event);
    });
    let met_once = reader.met_once();
    let other_date = reader.other_date();
    folder.limit_rejects(args.max_rejects);
    let rendered = args.render(&extractor, reader, form, &choice, pseudonyms.clone(), &mut folder);
    // Before the run is complete: a run that is resumed meets the same versions again, and none of them is later than itself.
    let rendered = rendered.and_then(|()| args.save_state(&choice));
    let rendered = rendered.and_then(|()| match &changed {
        Some(changed) => changed.save(&args.output, args.share.access()),
        None => Ok(()),
    });
    let end = |done: &Journalled| Manifest {
        schema: "radsift/run/1",
        plan: Plan {
            stamps: Vec::new(),
            ..plan
        },
        inputs: inputs(&sources, &ledger, pseudonyms.as_ref()),
        records: done.tally.records(),
        counts: done.tally,
        shards: done.shards,
        rejected_for: done.rejected_for.clone(),
        seconds: start.elapsed().as_secs_f64(),
        jobs: args.threads.jobs,
    };
    let finished = rendered.and_then(|()| folder.finish(end));
    // Takes the bar of the progress away.
    folder.on_event(|_| ());
    if !quiet && finished.as_ref().is_err_and(Error::is_rejected) {
        args.tell_of_rejects(&folder);
    }
    finished?;
    tell_log(
        log,
        &Event::end(folder.tally(), folder.rejected_for(), start.elapsed().as_secs_f64()),
    );
    if !quiet {
        tell_of_versions(&met_once);
        tell_of_dates(&other_date);
        form.notices().iter().for_each(|notice| note(notice));
        args.tell(&folder);
    }
    Ok(Outcome::of(folder.tally()))
}

impl Args {
    /// Everything that the output depends on.
    fn plan(&self, extractor: &Extractor, sources: &Sources, pseudonyms: Option<&Pseudonyms>) -> Result<Plan, Error> {
        let named = |name: &str, value: Option<String>| value.map(|v| format!("--{name}={v}"));
        let options = [
            named("limit", self.limit.map(|n| n.to_string())),
            named("sample", self.sample.map(|n| n.to_string())),
            named("seed", self.sample.map(|_| self.seed.to_string())),
            named("pseudonymise", pseudonyms.map(Pseudonyms::fingerprint)),
            self.with_text.then(|| "--with-text".to_owned()),
            named("since", self.since.clone()),
            named("ruleset-changed", self.ruleset_changed.as_ref().map(|p| p.display().to_string())),
            named("state", self.state.as_ref().map(|p| p.display().to_string())),
        ];
        let before = self
            .unchanged_from
            .iter()
            .map(|path| format!("--unchanged-from={}", path.display()));
        let size = |path: &PathBuf| std::fs::metadata(path).ok().map(|m| m.len());
        // A file that cannot be read is a rejection, and has no stamp.
        let stamp = |path: &PathBuf| Stamp::of(path).ok().flatten();
        Ok(Plan {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ruleset: extractor.lexicon().ruleset.clone(),
            inputs: sources
                .as_slice()
                .iter()
                .map(|s| (shown_name(sources, s, pseudonyms), s.path.as_ref().and_then(size)))
                .collect(),
            stamps: sources.as_slice().iter().map(|s| s.path.as_ref().and_then(stamp)).collect(),
            options: self
                .reading
                .written()
                .into_iter()
                .chain(options.into_iter().flatten())
                .chain(before)
                .chain(self.form.options()?)
                .collect(),
            shard_bytes: self.shard_mb * 1_000_000,
        })
    }

    /// The records of the input that are to be read.
    fn choice(&self, plan: &Plan, sources: &Sources, extractor: &Extractor) -> Result<Choice, Error> {
        let mut unchanged = HashSet::new();
        for folder in &self.unchanged_from {
            unchanged.extend(known(folder, plan)?);
        }
        let earlier = self.state.as_deref().map(KnownVersions::load).transpose()?.unwrap_or_default();
        let versions = Versions::of(sources, self.threads.jobs, earlier);
        let sample = match (self.sample, sources.as_slice().iter().find(|source| source.is_read_once())) {
            (Some(_), Some(source)) => {
                let name = source.name();
                return Err(Error::usage(format!(
                    "a sample of {name} cannot be drawn: it would have to be read twice"
                )));
            }
            (Some(count), None) => {
                let mut reader = Reader::new(sources.clone()).with_fields(&self.reading.fields());
                Some(draw(&mut reader, &versions, count, self.seed))
            }
            (None, _) => None,
        };
        Ok(Choice {
            since: self.since.clone(),
            modalities: self.reading.modalities(extractor)?,
            sample,
            known: unchanged,
            versions,
        })
    }

    /// Keeps the versions of reports for the next run.
    fn save_state(&self, choice: &Choice) -> Result<(), Error> {
        match &self.state {
            Some(path) => save_whole(path, &choice.versions.known().to_bytes(), self.share.access()),
            None => Ok(()),
        }
    }

    fn render(
        &self,
        extractor: &Extractor,
        reader: Reader,
        form: &dyn Form,
        choice: &Choice,
        pseudonyms: Option<Pseudonyms>,
        folder: &mut OutputFolder<'_>,
    ) -> Result<(), Error> {
        let options = Options {
            jobs: self.threads.jobs,
            offset_unit: self.form.unit(),
            fields: self.reading.fields(),
            pseudonyms,
        };
        runs::render(extractor, reader, &options, form, choice, folder)?;
        Ok(())
    }

    /// Prints the first rejections, and where all of them are.
    fn tell_of_rejects(&self, folder: &OutputFolder<'_>) {
        folder
            .first_rejects()
            .iter()
            .for_each(|reject| note(&format!("rejected: {reject}")));
        if folder.tally().rejected > 0 {
            note(&format!(
                "all rejections are listed in {}",
                self.output.join("rejects.jsonl").display()
            ));
        }
    }

    /// Prints a summary of the run.
    fn tell(&self, folder: &OutputFolder<'_>) {
        let tally = folder.tally();
        self.tell_of_rejects(folder);
        note(&format!(
            "{}: {} read, {} rejected, {} skipped{}; the account is in {}",
            count(tally.records(), "record"),
            tally.reports,
            tally.rejected,
            tally.skipped.total(),
            passed(&tally.skipped),
            self.output.join("run.json").display()
        ));
        odd_texts::tell(&tally.odd_texts);
    }
}

/// The total size of all inputs in bytes; `None` when one of them is a pipe.
fn total(plan: &Plan) -> Option<u64> {
    plan.inputs.iter().map(|(_, size)| *size).sum()
}

/// The inputs with size and hash. A file that an earlier attempt has read is read again for its hash. A file that cannot be read is left out,
/// because it has been recorded as a rejection.
fn inputs(sources: &Sources, ledger: &SourcesRead, pseudonyms: Option<&Pseudonyms>) -> Vec<SourceDigest> {
    let of = |(number, source): (usize, &Source)| {
        let read = ledger.input(number);
        let mut digest = read.or_else(|| source.path.as_deref().and_then(|path| SourceDigest::of(path).ok()))?;
        digest.name = shown_name(sources, source, pseudonyms);
        Some(digest)
    };
    sources.as_slice().iter().enumerate().filter_map(of).collect()
}

/// The name of an input in the account. That of a text file is the id of its report.
fn shown_name(sources: &Sources, source: &Source, pseudonyms: Option<&Pseudonyms>) -> String {
    match pseudonyms {
        Some(pseudonyms) if source.format == Format::Text => pseudonyms.file(&source.name(), &sources.id_of(source)),
        _ => source.name(),
    }
}

fn parse_day(date: &str) -> Result<String, String> {
    day(date).ok_or_else(|| "not a day like 2026-01-31".to_owned())
}
