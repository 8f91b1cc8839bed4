//! Runs that write one line for each report, shared by `extract` and `assert`.

use super::Outcome;
use super::odd_texts;
use super::privacy::ShareArgs;
use super::rules::RuleArgs;
use super::terminal::{count, note};
use super::threads::ThreadArgs;
use crate::Extractor;
use crate::error::Error;
use crate::input::Skipped;
use crate::input::{Reader, Sources};
use crate::output::{RejectLimit, RunOutput};
use crate::runs::{Options, Tally};
use crate::text::OffsetUnit;
use clap::ValueEnum;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// The options that say where the output goes.
#[derive(Debug, clap::Args)]
pub(super) struct StreamArgs {
    /// Writes to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes all rejected records to a file, as JSON Lines
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Ends with exit code 5 when more records are rejected: a number, or a share like 0.5%, judged after at least 1,000 records and at the end
    #[arg(long, value_name = "N|P%")]
    max_rejects: Option<RejectLimit>,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    pub threads: ThreadArgs,
}

/// One run.
pub(super) struct Run<'a> {
    /// The output for lines and rejections.
    pub stream: &'a StreamArgs,
    /// The options that choose the rule set.
    pub rules: &'a RuleArgs,
    pub options: Options,
    /// The noun for the summary on standard error; `None` prints no summary.
    pub noun: Option<&'static str>,
}

impl Run<'_> {
    /// Runs `work`, which reads all records and passes on their lines.
    pub fn go(
        self,
        sources: Sources,
        work: impl FnOnce(&Extractor, Reader, &Options, &mut RunOutput) -> Result<Tally, Error>,
    ) -> Result<Outcome, Error> {
        let (output, rejects) = (self.stream.output.as_deref(), self.stream.rejects.as_deref());
        for output in [output, rejects].into_iter().flatten() {
            refuse_overwriting(output, &sources)?;
        }
        let extractor = self.rules.extractor()?;
        let mut output = RunOutput::create(output, rejects, self.stream.share.access())?;
        let reader = Reader::new(sources).with_fields(&self.options.fields);
        let met_once = reader.met_once();
        output.limit_rejects(self.stream.max_rejects);
        let done = work(&extractor, reader, &self.options, &mut output).and_then(|tally| {
            output.finish(&tally)?;
            Ok(tally)
        });
        if self.noun.is_some() && done.as_ref().is_err_and(Error::is_rejected) {
            output
                .first_rejects()
                .iter()
                .for_each(|reject| note(&format!("rejected: {reject}")));
        }
        let tally = done?;
        if let Some(noun) = self.noun {
            tell_of_versions(&met_once);
            tell(&tally, &output, rejects, noun);
        }
        Ok(Outcome::of(&tally))
    }
}

/// The names of [`OffsetUnit`].
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum UnitArg {
    /// Unicode code points
    Char,
    /// UTF-8 bytes
    Byte,
    /// UTF-16 code units
    Utf16,
}

impl From<UnitArg> for OffsetUnit {
    fn from(unit: UnitArg) -> Self {
        match unit {
            UnitArg::Char => OffsetUnit::Char,
            UnitArg::Byte => OffsetUnit::Byte,
            UnitArg::Utf16 => OffsetUnit::Utf16,
        }
    }
}

/// Refuses an output file that is also an input: it would be emptied before it is read.
pub(super) fn refuse_overwriting(output: &Path, sources: &Sources) -> Result<(), Error> {
    let Ok(real) = output.canonicalize() else { return Ok(()) };
    let same = |path: &PathBuf| path.canonicalize().is_ok_and(|p| p == real);
    if sources.as_slice().iter().filter_map(|s| s.path.as_ref()).any(same) {
        return Err(Error::usage(format!("{} is an input and an output of this run", output.display())));
    }
    Ok(())
}

/// Prints a summary of the run; `noun` is what was read.
fn tell(tally: &Tally, output: &RunOutput, rejects: Option<&Path>, noun: &str) {
    let shown = output.first_rejects();
    for reject in shown {
        note(&format!("rejected: {reject}"));
    }
    let more = tally.rejected - shown.len() as u64;
    match rejects {
        Some(path) if tally.rejected > 0 => note(&format!("all rejections are listed in {}", path.display())),
        _ if more > 0 => note(&format!("... and {more} more; --rejects FILE lists them all")),
        _ => {}
    }
    let mut said = format!("{} read", count(tally.reports, noun));
    if tally.rejected > 0 {
        said += &format!(", {} rejected", count(tally.rejected, "record"));
    }
    if tally.skipped.total() > 0 {
        said += &format!(", {} skipped{}", tally.skipped.total(), passed(&tally.skipped));
    }
    note(&said);
    odd_texts::tell(&tally.odd_texts);
}

/// How many of the skipped items were never opened, are not reports or were not asked for.
pub(super) fn passed(skipped: &Skipped) -> String {
    let files = (skipped.other_files > 0).then(|| count(skipped.other_files, "file") + " of unknown endings");
    let resources = (skipped.other_resources > 0).then(|| count(skipped.other_resources, "other FHIR resource"));
    let others = (skipped.other_modality > 0).then(|| format!("{} of other modalities", skipped.other_modality));
    let all: Vec<String> = files.into_iter().chain(resources).chain(others).collect();
    if all.is_empty() {
        String::new()
    } else {
        format!(" ({})", all.join(", "))
    }
}

/// Warns that versions of reports could not be told apart, where that is so.
pub(super) fn tell_of_versions(met_once: &AtomicBool) {
    if met_once.load(Ordering::Relaxed) {
        note("HL7 messages came from a pipe, which cannot be read twice, so all versions of each report were read");
    }
}

/// Says that records have no date of the study, where a column may hold it.
pub(super) fn tell_of_dates(other_date: &OnceLock<String>) {
    if let Some(name) = other_date.get() {
        note(&format!(
            "the records of a table have no study_date in `meta`; if the column `{name}` holds it, `--date-field {name}` reads it"
        ));
    }
}
