//! `radsift eval`

mod agreement;
mod cases;
mod mistakes;
mod tables;

use super::Outcome;
use super::input::FieldArgs;
use super::printed::{PrintForm, json};
use super::rules::RuleArgs;
use super::terminal::{note, print};
use crate::error::Error;
use crate::eval::{EvalOptions, Families, Gate, GateResult, Measure, agreement, check_gates, evaluate, page, parse_gates, read_gold};
use crate::output::{Access, save_named};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  radsift eval gold.jsonl reports.jsonl                            reads the reports and compares
  radsift eval gold.jsonl reports.jsonl --errors 20                the same with the first 20 errors and sentences
  radsift eval gold.jsonl --pred findings.jsonl                    compares what `extract` wrote
  radsift eval gold.jsonl reports.jsonl --lexicon my-words/        are the reports read better with my words?
  radsift eval gold.jsonl reports.jsonl --gate 'family.f1>=0.95'   for CI: exit code 1 when it is less
  radsift eval gold.jsonl reports.jsonl --html page.html           everything on one page
  radsift eval anna.jsonl --kappa ben.jsonl                        two annotators compared

A line of GOLD has `id` and `s`, the list of statements: `f` finding, `a` present|possible|absent, `t` current|historical|
hypothetical, `c` change, `sites` as pairs of site and side, `ev` words of the report. (finding, status) pairs in `x` and
(family, status) pairs in `xf` are not counted.

Gates: MEASURE.FIGURE>=NUMBER with commas between them. MEASURE is statement, family, detection, site, side or change; FIGURE is
precision, recall, f1, or low, the lower end of the interval. With a scope before it, it is about a part: group/NAME:, section/NAME: or
finding/NAME:, where NAME may be * for each: 'group/*:family.f1>=0.9'.

Errors and the page show sentences of the reports. Nothing else does.";

/// The command line of `eval`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(mut_arg("id_field", |arg| arg.help("The field of TEXTS that holds the id")))]
#[command(mut_arg("text_field", |arg| arg.help("The field of TEXTS that holds the report")))]
pub(super) struct Args {
    /// The annotated set, JSON Lines
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// The reports, JSON Lines. With --pred they are not read for findings, only shown
    #[arg(value_name = "TEXTS", required_unless_present_any = ["pred", "kappa"])]
    texts: Option<PathBuf>,
    /// Compares these records, which `extract` wrote, instead of reading the reports
    #[arg(long, value_name = "RECORDS")]
    pred: Option<PathBuf>,
    /// Compares GOLD with another annotator's file instead: Cohen's kappa, overall and by finding
    #[arg(long, value_name = "GOLD", conflicts_with_all = ["texts", "pred", "gate", "html", "errors", "by"])]
    kappa: Option<PathBuf>,
    /// Groups reports by a field of GOLD, or of `meta` in TEXTS
    #[arg(long, value_name = "FIELD", default_value = "source")]
    by: String,
    /// Only reports whose id begins with PREFIX
    #[arg(long, value_name = "PREFIX", default_value = "", hide_default_value = true)]
    id_prefix: String,
    /// How many bootstrap draws make the 95 % intervals; 0 for no intervals
    #[arg(long, value_name = "N", default_value_t = 1000)]
    bootstrap: usize,
    /// The most errors listed, with sentences of the reports
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// The measures by which errors are listed
    #[arg(long, value_name = "MEASURE", value_delimiter = ',', default_value = "family")]
    errors_of: Vec<MeasureArg>,
    /// Ends with exit code 1 when a figure does not reach its threshold; repeatable
    #[arg(long, value_name = "GATES")]
    gate: Vec<String>,
    /// Writes everything to one HTML page, with the texts of the reports that have errors
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// The form of the result
    #[arg(long, alias = "format", value_enum, value_name = "FORM", default_value_t = PrintForm::Text)]
    to: PrintForm,
    #[command(flatten)]
    fields: FieldArgs,
    #[command(flatten)]
    rules: RuleArgs,
    /// Prints no warnings on standard error
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug)]
struct MeasureArg(Measure);

impl ValueEnum for MeasureArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [MeasureArg; 6] = {
            let m = Measure::ALL;
            [
                MeasureArg(m[0]),
                MeasureArg(m[1]),
                MeasureArg(m[2]),
                MeasureArg(m[3]),
                MeasureArg(m[4]),
                MeasureArg(m[5]),
            ]
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.as_str()))
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if let Some(page) = &args.html {
        let inputs = [Some(&args.gold), args.texts.as_ref(), args.pred.as_ref()];
        refuse_overwriting(page, inputs.into_iter().flatten())?;
    }
    let gates: Vec<Gate> = args
        .gate
        .iter()
        .map(|text| parse_gates(text))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    if let Some(other) = &args.kappa {
        let families = Families::of(args.rules.extractor()?.lexicon());
        let agreement = agreement(&read_gold(&args.gold)?, &read_gold(other)?, &families);
        match args.to {
            PrintForm::Text => print(&agreement::shown(&agreement))?,
            PrintForm::Json => print(&json(&agreement)?)?,
        }
        return Ok(Outcome::Done);
    }
    let extractor = args.rules.extractor()?;
    let families = Families::of(extractor.lexicon());
    let (cases, warnings) = cases::load(args, &extractor)?;
    let options = EvalOptions {
        bootstrap: args.bootstrap,
        mistakes_of: args.errors_of.iter().map(|m| m.0).collect(),
    };
    let mut evaluation = evaluate(&cases, &families, &options);
    let results = check_gates(&gates, &evaluation)?;
    if let Some(path) = &args.html {
        let page = page(&evaluation, &cases, &results)?;
        save_named(path, page.as_bytes(), Access::Owner)?;
    }
    let all = evaluation.mistakes.len();
    evaluation.mistakes.truncate(args.errors);
    let printed = match args.to {
        PrintForm::Json => json(&Printed {
            evaluation: &evaluation,
            errors_in_all: all,
            gates: &results,
        })
        .and_then(|text| print(&text)),
        PrintForm::Text => {
            let mut out = tables::shown(&evaluation, &args.by);
            out.push_str(&mistakes::shown(&evaluation.mistakes, all, &options.mistakes_of));
            print(&out)
        }
    };
    // A gate must fail even when the reader of the output has gone away.
    printed.or_else(|e| if e.is_broken_pipe() { Ok(()) } else { Err(e) })?;
    if !args.quiet {
        warnings.iter().for_each(|warning| note(&format!("warning: {warning}")));
    }
    let failed = results.iter().filter(|r| !r.passed).count();
    for result in results.iter().filter(|r| !r.passed || !args.quiet) {
        note(&result.to_string());
    }
    Ok(if failed > 0 { Outcome::Found } else { Outcome::Done })
}

/// Refuses to write the page over an input, which would destroy the annotations.
fn refuse_overwriting<'a>(page: &Path, mut inputs: impl Iterator<Item = &'a PathBuf>) -> Result<(), Error> {
    let Ok(real) = page.canonicalize() else { return Ok(()) };
    if inputs.any(|input| input.canonicalize().is_ok_and(|p| p == real)) {
        return Err(Error::usage(format!("{} is an input and an output of this run", page.display())));
    }
    Ok(())
}

/// The output of `--to json`.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    evaluation: &'a crate::eval::Evaluation,
    /// The number of all errors; `errors` may be a shorter list.
    errors_in_all: usize,
    gates: &'a [GateResult],
}
