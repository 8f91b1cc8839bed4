//! `radsift synth`

use super::Outcome;
use super::terminal::note;
use crate::error::Error;
use crate::synth::{Options, ReportForm, Share, write_archive, write_reports};
use std::io::{BufWriter, stdout};
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  radsift synth --patients 1000 -o archive/                      an archive of JSON Lines, with its truth
  radsift synth --patients 500 --to hl7 --nights 3 -o feed/      three nights of messages: new, corrected, cancelled, sent again
  radsift synth --patients 1000 --seed 7 | radsift extract - --from jsonl -o findings.jsonl
  radsift eval archive/gold.jsonl archive/reports.jsonl          how the reports are read, against the truth

Every patient, name and sentence is made up by this program. The same options give the same bytes on every machine, and patient 17 of a
seed is the same however many patients there are. With -o the truth lies beside the reports: patients.jsonl, events.csv, truth.jsonl (what
each version says), gold.jsonl (the same for `eval`), mistakes.jsonl (the planted mistakes, with what would be right), and for messages
expected-after-night-K.csv (which version counts after each night). Without -o the reports alone go to standard output.

JSON Lines and CSV hold the latest version of each report that was not cancelled; HL7 holds all messages. A figure measured on this
archive says nothing of reports written by people: docs/SYNTH.md.";

/// The command line of `synth`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The number of patients; each has one to six reports
    #[arg(long, value_name = "N")]
    patients: u64,
    /// Other seeds give other patients
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The form of the reports
    #[arg(long, value_enum, value_name = "FORM", default_value_t = FormArg::Jsonl)]
    to: FormArg,
    /// Writes the archive and its truth to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Spreads the messages over K nights, in folders of their own (with --to hl7 and -o)
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=366))]
    nights: u16,
    /// The share of reports that are corrected or added to
    #[arg(long, value_name = "SHARE", default_value = "0.06", value_parser = share)]
    correction_rate: Share,
    /// The share of reports that are cancelled
    #[arg(long, value_name = "SHARE", default_value = "0.01", value_parser = share)]
    cancel_rate: Share,
    /// The share of reports with a planted mistake; half of them are corrected
    #[arg(long, value_name = "SHARE", default_value = "0.03", value_parser = share)]
    mistake_rate: Share,
    /// Prints nothing on standard error
    #[arg(short, long)]
    quiet: bool,
}

/// The words of `--to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FormArg {
    /// JSON Lines
    Jsonl,
    /// CSV
    Csv,
    /// HL7 v2 messages with all versions
    Hl7,
}

fn share(text: &str) -> Result<Share, String> {
    let number = text.parse().ok().and_then(Share::of);
    number.ok_or_else(|| "a number from 0 to 1".to_owned())
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let form = match args.to {
        FormArg::Jsonl => ReportForm::Jsonl,
        FormArg::Csv => ReportForm::Csv,
        FormArg::Hl7 => ReportForm::Hl7,
    };
    if args.nights > 1 && (form != ReportForm::Hl7 || args.output.is_none()) {
        return Err(Error::usage("--nights needs --to hl7 and -o: the nights are folders of messages"));
    }
    let options = Options {
        patients: args.patients,
        seed: args.seed,
        correction_rate: args.correction_rate,
        cancel_rate: args.cancel_rate,
        mistake_rate: args.mistake_rate,
        nights: usize::from(args.nights),
    };
    let Some(folder) = &args.output else {
        write_reports(
            &options,
            form,
            "standard output",
            &mut BufWriter::with_capacity(1 << 16, stdout().lock()),
        )?;
        return Ok(Outcome::Done);
    };
    let written = write_archive(&options, form, folder)?;
    if !args.quiet {
        let what = if form == ReportForm::Hl7 { "messages" } else { "reports" };
        note(&format!(
            "{} patients, {} {what}, {} planted mistakes: {}",
            written.patients,
            written.reports,
            written.mistakes,
            folder.display()
        ));
    }
    Ok(Outcome::Done)
}
