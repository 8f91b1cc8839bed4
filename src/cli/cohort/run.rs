//! `radsift cohort run`

use super::super::Outcome;
use super::super::privacy::ShareArgs;
use super::super::reading::ReadingArgs;
use super::super::rules::RuleArgs;
use super::super::terminal::{count, note};
use super::select;
use crate::Extractor;
use crate::cohort::build::{Account, Files, Sources, build};
use crate::cohort::events::{EventColumns, Events, read_events};
use crate::cohort::file::{Cohort, IndexEvents};
use crate::cohort::snippets::add_snippets;
use crate::cohort::stored::RunFolder;
use crate::cohort::tables::{Context, Open, Writers};
use crate::error::Error;
use crate::input::{self, DateForm, Reader, find_sources, with_date_orders};
use crate::runs::Options;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift run export.csv -o run/ --id-field accession --text-field report --patient-field patient_id --date-field exam_date
  radsift cohort run my_cohort.toml run/ -o cohort/
  radsift cohort run cart_microhaemorrhage run/ --events infusions.csv -o cohort/ --texts export.csv --id-field accession --text-field report
  radsift cohort run my_cohort.toml run/ -o cohort/ --compare run_with_my_words/

DIR gets members.csv, evidence.jsonl, attrition.csv and flow.svg, timeline.csv, episodes.csv and others, and cohort.json, the account, which is written last;
docs/COHORTS.md tells them all. What is in DIR/share has counts below --min-cell hidden and no patient in it; all else is patient data.";

/// The command line of `cohort run`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// The cohort file, or the name of a ready cohort
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder that `radsift run` has written
    #[arg(value_name = "RUN_DIR")]
    run: PathBuf,
    /// The folder for the cohort; must be new or empty
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The table of index events (CSV or Parquet): a patient and a day in each row; repeatable
    #[arg(long, value_name = "FILE", help_heading = "Events")]
    events: Vec<PathBuf>,
    /// Its column of patients
    #[arg(long, value_name = "NAME", default_value = "patient_id", help_heading = "Events")]
    event_patient: String,
    /// Its column of days
    #[arg(long, value_name = "NAME", default_value = "date", help_heading = "Events")]
    event_date: String,
    /// How these days are written: dmy (31/01/2026), mdy, ymd, or a pattern such as %d.%m.%Y [default: told by the days]
    #[arg(long, value_name = "FORM", value_parser = super::super::reading::parse_date_form, help_heading = "Events")]
    event_date_format: Option<DateForm>,
    /// Its column that says what the event is
    #[arg(long, value_name = "NAME", default_value = "event", help_heading = "Events")]
    event_name: String,
    /// Its column of clinical grades, 0 to 4, which are compared with the imaging floor
    #[arg(long, value_name = "NAME", help_heading = "Events")]
    grade: Option<String>,
    /// The archive that was read, or a part of it: adds the sentence to each line of evidence. The options of `run` say how it is read; repeatable
    #[arg(long, value_name = "PATH")]
    texts: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Leaves the words of reports out of all files
    #[arg(long, conflicts_with = "texts")]
    no_text: bool,
    /// A run over the same archive with another rule set: who is a member by that one
    #[arg(long, value_name = "RUN_DIR")]
    compare: Option<PathBuf>,
    /// Counts from 1 to one less than this are hidden in DIR/share
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_cell: u64,
    /// The seed of the sample of non-members for the review
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    rules: RuleArgs,
    /// Prints nothing on standard error
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let extractor = args.rules.extractor()?;
    let cohort = select::cohort(&args.file, &extractor)?;
    let run = RunFolder::open(&args.run)?;
    let other = args.compare.as_deref().map(RunFolder::open).transpose()?;
    let events = args.read_events(&cohort)?;
    let archive = (!args.texts.is_empty()).then(|| args.reading.sources(&args.texts)).transpose()?;
    args.tell_of_rules(&run, &extractor);
    let mut files = Files::create(&args.output, args.share.access())?;
    let sources = Sources {
        cohort: &cohort,
        extractor: &extractor,
        run: &run,
        other: other.as_ref(),
        events: events.as_ref(),
    };
    match args.write(&sources, archive, &mut files) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => {
            files.discard();
            Err(error)
        }
    }
}

impl Args {
    /// Builds and writes; sentences come from `archive`.
    fn write(&self, sources: &Sources<'_>, archive: Option<input::Sources>, files: &mut Files) -> Result<(), Error> {
        let cohort = sources.cohort;
        let context = Context {
            cohort,
            extractor: sources.extractor,
            with_text: !self.no_text,
            with_other: sources.other.is_some(),
            seed: self.seed,
        };
        let mut writers = Writers::begin(context, files)?;
        let built = build(sources, &self.output, &mut writers)?;
        let totals = writers.finish(files)?;
        let rows = built.counter.rows();
        let mut details = built.counter.details();
        details.extend(built.details.iter().cloned());
        files.attrition(cohort.about.number, &rows, &details, self.min_cell)?;
        files.figures(&rows, built.counter.first_index(), &cohort.about.label, self.min_cell)?;
        if let Some(archive) = archive {
            let evidence = self.output.join("evidence.jsonl");
            let mut out = files.open("evidence.with_text")?;
            let options = Options {
                fields: self.reading.fields(),
                ..Options::default()
            };
            let reader = Reader::new(archive).with_fields(&options.fields);
            let unit = sources.run.info.offset_unit();
            let found = add_snippets(&evidence, &mut out.file, reader, &options, unit, &self.output)?;
            out.file.flush().map_err(|e| Error::writing(&out.path, e))?;
            fs::rename(&out.path, &evidence).map_err(|e| Error::writing(&evidence, e))?;
            if found.without > 0 && !self.quiet {
                note(&format!(
                    "{} of {} lines of evidence have no text in the archive",
                    found.without,
                    found.without + found.sentences
                ));
            }
        }
        let account = Account::new(sources, (self.seed, self.min_cell), &built, &rows, &totals);
        files.write("cohort.json", &account.to_json())?;
        if !self.quiet {
            let members = built.counter.members();
            let read = rows.first().map_or(0, |row| row.records);
            note(&format!(
                "{read} reports: {} in the cohort, by {} index events; the account is in {}",
                count(members.persons, "person"),
                members.records,
                self.output.join("cohort.json").display()
            ));
            if members.records == 0 {
                note("nobody is in the cohort; attrition.csv says at which step they were lost");
            }
            if built.same_id > 0 {
                note(&format!(
                    "{} reports have the id of another report and say something else; without versions to tell which is the later, all of them count",
                    built.same_id
                ));
            }
        }
        Ok(())
    }

    /// The events, where the cohort needs them.
    fn read_events(&self, cohort: &Cohort) -> Result<Option<Events>, Error> {
        let by_table = matches!(cohort.index.events, IndexEvents::Table(_));
        match (by_table, self.events.is_empty()) {
            (true, true) => {
                let error = Error::usage("the index events of this cohort come from a table");
                return Err(error.help("`--events infusions.csv` gives it: a column of patients and one of days"));
            }
            (false, false) => {
                let error = Error::usage("the index events of this cohort are reports, so that `--events` has no use");
                return Err(error.help("`events = \"*\"` in [index] takes the rows of a table"));
            }
            (false, true) => return Ok(None),
            (true, false) => {}
        }
        let columns = EventColumns {
            patient: self.event_patient.clone(),
            date: self.event_date.clone(),
            event: self.event_name.clone(),
            grade: self.grade.clone(),
        };
        let fields = columns.fields(self.event_date_format.clone());
        let sources = with_date_orders(find_sources(&self.events, crate::input::Format::Auto)?, &fields)?;
        let events = read_events(&sources, &fields, &columns)?;
        if events.list.is_empty() {
            let error = Error::usage("the table of events has no row with a patient and a day");
            return Err(error.help("`--event-patient` and `--event-date` name its columns"));
        }
        if let IndexEvents::Table(wanted) = &cohort.index.events {
            events.check(wanted, &self.event_name)?;
        }
        if events.no_date + events.no_patient > 0 && !self.quiet {
            note(&format!(
                "{} rows of the table of events have no patient and {} no day; they are left out",
                events.no_patient, events.no_date
            ));
        }
        Ok(Some(events))
    }

    /// Says where the run was made by other rules than those that look at it.
    fn tell_of_rules(&self, run: &RunFolder, extractor: &Extractor) {
        let (read_by, now) = (&run.info.plan.ruleset, &extractor.lexicon().ruleset);
        if read_by != now && !self.quiet {
            note(&format!(
                "the run was read by {read_by}; the criteria are worked out by {now}, which may weigh statements against each other otherwise"
            ));
        }
    }
}
