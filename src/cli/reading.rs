//! The options that say how inputs are read, shared by `extract` and `run`.

use super::input::InputArgs;
use crate::error::Error;
use crate::input::{DateForm, Fields, Sources, with_date_orders};
use crate::report::Meta;
use crate::{Extractor, Session};
use std::path::PathBuf;

/// The options that say how inputs are read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading", mut_arg("from", |from| from.alias("format")))]
pub(super) struct ReadingArgs {
    #[command(flatten)]
    input: InputArgs,
    /// A column of tables that goes into `meta`; repeatable [default: all other columns]
    #[arg(long, alias = "meta-col", value_name = "NAME")]
    meta_field: Vec<String>,
    /// The column of tables, or field of JSON Lines, with the date of the study: becomes `study_date` of `meta`, as 2026-01-31
    #[arg(long, alias = "date-col", value_name = "NAME")]
    date_field: Option<String>,
    /// How these dates are written: dmy (31/01/2026), mdy, ymd, or a pattern such as %d.%m.%Y [default: told by the dates]
    #[arg(long, value_name = "FORM", value_parser = parse_date_form, requires = "date_field")]
    date_format: Option<DateForm>,
    /// The same for the id of the patient: becomes `patient_id` of `meta`
    #[arg(long, alias = "patient-col", value_name = "NAME")]
    patient_field: Option<String>,
    /// The same for the accession number: becomes `accession` of `meta`
    #[arg(long, alias = "accession-col", value_name = "NAME")]
    accession_field: Option<String>,
    /// Reads only records of these modalities (MR,CT), as their metadata say; those that say none are read
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    modality: Vec<String>,
    /// The line of the header in CSV files, when other lines stand above it
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1000))]
    header_line: u64,
    /// The delimiter of CSV files, or `tab` [default: detected from the header]
    #[arg(long, value_name = "CHARACTER", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
}

impl ReadingArgs {
    /// The sources that these paths stand for, with the form of their dates where it is asked for.
    pub fn sources(&self, paths: &[PathBuf]) -> Result<Sources, Error> {
        with_date_orders(self.input.sources(paths)?, &self.fields())
    }

    /// The names of fields and columns.
    pub fn fields(&self) -> Fields {
        Fields {
            meta: self.meta_field.clone(),
            delimiter: self.delimiter,
            date: self.date_field.clone(),
            date_form: self.date_format.clone(),
            patient: self.patient_field.clone(),
            accession: self.accession_field.clone(),
            header_line: self.header_line,
            ..self.input.fields()
        }
    }

    /// The codes of the modalities to read; none for all.
    pub fn modalities(&self, extractor: &Extractor) -> Result<Vec<String>, Error> {
        let mut session = Session::default();
        let mut code = |word: &String| {
            let mut meta = Meta::default();
            meta.0.insert("modality".to_owned(), word.as_str().into());
            let code = extractor.modality_of(&mut session, &meta).map(str::to_owned);
            let all = || extractor.lexicon().studies.modalities.join(" ");
            code.ok_or_else(|| Error::usage(format!("no modality is called `{word}`")).help(format!("known codes are {}", all())))
        };
        self.modality.iter().map(&mut code).collect()
    }

    /// The options as written on the command line.
    pub fn written(&self) -> Vec<String> {
        let mut options = self.input.written();
        options.extend(self.meta_field.iter().map(|name| format!("--meta-field={name}")));
        let named = [
            ("date-field", self.date_field.as_deref()),
            ("date-format", self.date_format.as_ref().map(DateForm::name)),
            ("patient-field", self.patient_field.as_deref()),
            ("accession-field", self.accession_field.as_deref()),
        ];
        options.extend(named.into_iter().filter_map(|(name, value)| Some(format!("--{name}={}", value?))));
        if !self.modality.is_empty() {
            options.push(format!("--modality={}", self.modality.join(",")));
        }
        if self.header_line > 1 {
            options.push(format!("--header-line={}", self.header_line));
        }
        options.extend(self.delimiter.map(|d| format!("--delimiter={}", char::from(d).escape_default())));
        options
    }
}

pub(super) fn parse_date_form(word: &str) -> Result<DateForm, String> {
    DateForm::named(word).ok_or_else(|| "not dmy, mdy, ymd or a pattern such as %d.%m.%Y".to_owned())
}

fn parse_delimiter(word: &str) -> Result<u8, String> {
    match (word, word.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        (_, [one]) if !matches!(one, b'"' | b'\n' | b'\r') => Ok(*one),
        _ => Err("not one plain character".to_owned()),
    }
}
