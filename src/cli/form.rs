//! The forms of output that `radsift run` can write, and their options.

use super::columns::ColumnArgs;
use super::stream::UnitArg;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::output::{
    Brat, Codes, Doccano, Fhir, FindingRows, Form, LabelStudio, Omop, OmopOptions, ReportRows, Several, Tabular, WideRows, Zstandard,
};
use crate::report::JsonWriter;
use crate::text::OffsetUnit;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::fs;
use std::path::PathBuf;

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum To {
    /// One JSON record a report
    Jsonl,
    /// One row a finding, and beside them one a report
    Csv,
    /// The same rows, typed
    Parquet,
    /// One row a report, a column a flag and a finding; CSV
    Wide,
    /// The same as Parquet
    WideParquet,
    /// The tables NOTE and NOTE_NLP of the OMOP CDM 5.4; CSV
    Omop,
    /// A FHIR R4 Bundle a report: DiagnosticReport and Observations; NDJSON
    Fhir,
    /// Standoff files of brat, in tar files
    Brat,
    /// Spans for doccano; JSON Lines
    Doccano,
    /// Predictions for Label Studio; JSON Lines
    LabelStudio,
}

/// The name of the files with a row for each report, beside the findings.
pub(super) const REPORTS: &str = "reports";

impl To {
    /// True when the unit of its offsets can be chosen.
    fn takes_unit(self) -> bool {
        matches!(self, To::Jsonl | To::Csv | To::Parquet)
    }

    /// True when it has columns or fields for codes.
    fn takes_codes(self) -> bool {
        matches!(self, To::Csv | To::Parquet | To::Omop | To::Fhir)
    }

    /// True when it holds whole reports.
    fn holds_reports(self) -> bool {
        matches!(self, To::Omop | To::Fhir | To::Brat | To::Doccano | To::LabelStudio)
    }

    /// True when its files are packed by `--zstd`.
    fn is_packable(self) -> bool {
        matches!(self, To::Jsonl | To::Csv | To::Wide | To::Fhir | To::Doccano | To::LabelStudio)
    }

    /// Its name on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }
}

/// The options that choose the output.
#[derive(Debug, Args)]
pub(super) struct FormArgs {
    /// The form of the output; several, with commas between them, are written to folders of their own in one run
    #[arg(long, value_enum, value_name = "FORM", value_delimiter = ',', default_value = "jsonl")]
    to: Vec<To>,
    /// Compresses the shards of jsonl, csv, wide, fhir, doccano and label-studio with Zstandard: jsonl shrinks to a twentieth
    #[arg(long)]
    zstd: bool,
    /// Lists every flag of the rule set in each record of jsonl, including flags that are not stated
    #[arg(long)]
    all_flags: bool,
    /// What offsets count [default: char]
    #[arg(long, value_enum)]
    offset_unit: Option<UnitArg>,
    /// Codes of findings for csv, parquet, omop and fhir: a CSV file with the columns finding, system (snomed, radlex, omop), code
    /// and display
    #[arg(long, value_name = "FILE")]
    codes: Option<PathBuf>,
    #[command(flatten)]
    columns: ColumnArgs,
    /// The first note_id and note_nlp_id of omop [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=2_147_483_647))]
    id_start: Option<u32>,
    /// The nlp_date of omop (2026-01-31): not taken from the clock, so that the same input always gives the same output
    #[arg(long, value_name = "DATE")]
    nlp_date: Option<NaiveDate>,
}

impl FormArgs {
    /// The form, for reports read with `lexicon`.
    pub fn form(&self, lexicon: &Lexicon) -> Result<Box<dyn Form>, Error> {
        self.check()?;
        let codes = match &self.codes {
            Some(path) => Codes::load(path, lexicon)?,
            None => Codes::default(),
        };
        if let [only] = self.to[..] {
            return self.one(only, codes, lexicon);
        }
        let forms = self.to.iter().map(|&to| Ok((to.name(), self.one(to, codes.clone(), lexicon)?)));
        Ok(Box::new(Several::new(forms.collect::<Result<_, Error>>()?)))
    }

    /// One of the forms.
    fn one(&self, to: To, codes: Codes, lexicon: &Lexicon) -> Result<Box<dyn Form>, Error> {
        let ruleset = &lexicon.ruleset;
        let form: Box<dyn Form> = match to {
            To::Jsonl => Box::new(JsonWriter::new(lexicon, self.unit()).with_all_flags(self.all_flags)),
            To::Csv => {
                let rows = FindingRows::with_words(self.unit(), codes, self.columns.beside());
                Box::new(Tabular::csv(rows).beside(REPORTS, ReportRows::new(lexicon))?)
            }
            To::Parquet => {
                let rows = FindingRows::with_words(self.unit(), codes, self.columns.beside());
                Box::new(Tabular::parquet(rows, ruleset)?.beside(REPORTS, ReportRows::new(lexicon))?)
            }
            To::Wide => Box::new(Tabular::csv(WideRows::new(lexicon))),
            To::WideParquet => Box::new(Tabular::parquet(WideRows::new(lexicon), ruleset)?),
            To::Omop => {
                let Some(nlp_date) = self.nlp_date else {
                    let error = Error::usage("--to omop needs --nlp-date, the day for the column nlp_date");
                    return Err(error.help("it is not taken from the clock, so that the same input gives the same output"));
                };
                let id_start = self.id_start.unwrap_or(1);
                Box::new(Omop::new(OmopOptions { id_start, nlp_date, codes }, ruleset))
            }
            To::Fhir => Box::new(Fhir::new(codes, ruleset)),
            To::Brat => Box::new(Brat::new(lexicon)),
            To::Doccano => Box::new(Doccano),
            To::LabelStudio => Box::new(LabelStudio::new(ruleset)),
        };
        if !self.zstd || !to.is_packable() {
            return Ok(form);
        }
        match Zstandard::new(form) {
            Some(packed) => Ok(Box::new(packed)),
            None => Err(Error::usage(format!("--zstd has no effect with --to {}", to.name()))),
        }
    }

    /// Refuses a form that holds whole reports.
    pub fn refuse_whole_reports(&self) -> Result<(), Error> {
        let Some(to) = self.to.iter().find(|to| to.holds_reports()) else {
            return Ok(());
        };
        let error = Error::usage(format!(
            "--pseudonymise does not change texts, and --to {} holds whole reports",
            to.name()
        ));
        Err(error.help("--with-text writes them all the same; names in the texts stay"))
    }

    /// The unit of offsets.
    pub fn unit(&self) -> OffsetUnit {
        self.offset_unit.map_or(OffsetUnit::Char, OffsetUnit::from)
    }

    /// The options that change the output, for the plan of a run. The map of codes is identified by its content.
    pub fn options(&self) -> Result<Vec<String>, Error> {
        let hash = |path: &PathBuf| fs::read(path).map(|b| blake3::hash(&b)).map_err(|e| Error::reading(path, e));
        let codes = self.codes.as_ref().map(hash).transpose()?;
        let options = [
            Some(format!("--to={}", self.names())),
            self.zstd.then(|| "--zstd".to_owned()),
            self.all_flags.then(|| "--all-flags".to_owned()),
            self.offset_unit
                .map(|unit| format!("--offset-unit={}", format!("{unit:?}").to_lowercase())),
            codes.map(|hash| format!("--codes={}", hash.to_hex())),
            self.columns.written(),
            self.id_start.map(|n| format!("--id-start={n}")),
            self.nlp_date.map(|date| format!("--nlp-date={date}")),
        ];
        Ok(options.into_iter().flatten().collect())
    }

    /// Rejects options that have no effect with any of these forms, and a form that is given twice.
    fn check(&self) -> Result<(), Error> {
        if let Some((_, twice)) = self.to.iter().enumerate().find(|(n, to)| self.to[..*n].contains(to)) {
            return Err(Error::usage(format!("--to {} is given twice", twice.name())));
        }
        let any = |takes: fn(To) -> bool| self.to.iter().any(|&to| takes(to));
        let given = [
            ("--zstd", self.zstd, any(To::is_packable)),
            ("--all-flags", self.all_flags, any(|to| to == To::Jsonl)),
            ("--offset-unit", self.offset_unit.is_some(), any(To::takes_unit)),
            ("--codes", self.codes.is_some(), any(To::takes_codes)),
            ("--columns", self.columns.is_given(), any(|to| matches!(to, To::Csv | To::Parquet))),
            ("--id-start", self.id_start.is_some(), any(|to| to == To::Omop)),
            ("--nlp-date", self.nlp_date.is_some(), any(|to| to == To::Omop)),
        ];
        match given.into_iter().find(|(_, given, taken)| *given && !taken) {
            Some((option, ..)) => Err(Error::usage(format!("{option} has no effect with --to {}", self.names()))),
            None => Ok(()),
        }
    }

    fn names(&self) -> String {
        self.to.iter().map(|to| to.name()).collect::<Vec<_>>().join(",")
    }
}
