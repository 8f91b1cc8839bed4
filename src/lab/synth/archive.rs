//! Writes an archive patient by patient, so that its size is bounded by the disk alone.

use super::case::Case;
use super::clinic::Clinic;
use super::folder::{Folder, Part};
use super::forms::meta::Told;
use super::forms::{csv, hl7, jsonl, mistakes, nights, people, truth};
use super::layout::{self, Text};
use super::options::{Options, ReportForm};
use crate::error::Error;
use std::io::Write;
use std::path::Path;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Patients.
    pub patients: u64,
    /// Reports or messages.
    pub reports: u64,
    /// Planted mistakes, where the truth was written.
    pub mistakes: u64,
}

/// Writes the reports alone.
///
/// # Errors
/// What the writer says, with `name` for what is written.
pub fn write_reports(options: &Options, form: ReportForm, name: &str, out: &mut dyn Write) -> Result<Written, Error> {
    let clinic = Clinic::load()?;
    let mut written = Written::default();
    let mut text = Text::default();
    let failed = |e| Error::io(format!("{name} cannot be written"), e);
    if form == ReportForm::Csv {
        csv::row(csv::COLUMNS, out).map_err(failed)?;
    }
    for number in 1..=options.patients {
        let case = Case::draw(&clinic, options, number);
        each_report(&clinic, &case, form, &mut text, &mut |_, told, text| {
            written.reports += 1;
            one(told, form, text, out).map_err(failed)
        })?;
        written.patients += 1;
    }
    out.flush().map_err(failed)?;
    Ok(written)
}

/// Writes an archive with its truth into an empty or new folder.
///
/// # Errors
/// A folder that holds files, or what the file system says.
pub fn write_archive(options: &Options, form: ReportForm, folder: &Path) -> Result<Written, Error> {
    let clinic = Clinic::load()?;
    let mut folder = Folder::new(folder, form, options.nights)?;
    let mut written = Written::default();
    let mut text = Text::default();
    for number in 1..=options.patients {
        let case = Case::draw(&clinic, options, number);
        folder.write(Part::Patients, |out| people::patient(&clinic, &case, out))?;
        folder.write(Part::Events, |out| people::event(&case, out))?;
        each_report(&clinic, &case, form, &mut text, &mut |night, told, text| {
            written.reports += 1;
            folder.write(Part::Reports(night), |out| one(told, form, text, out))
        })?;
        written.mistakes += truths(&clinic, &case, &mut text, &mut folder, options)?;
        written.patients += 1;
    }
    folder.finish()?;
    Ok(written)
}

/// Hands out each report that is written, with its night: of messages all in the order in which they are sent, else the latest versions.
fn each_report(
    clinic: &Clinic,
    case: &Case<'_>,
    form: ReportForm,
    text: &mut Text,
    write: &mut dyn FnMut(usize, &Told<'_>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    for (study, report) in case.reports.iter().enumerate() {
        let mut give = |night: usize, number: usize| {
            let told = Told::of(clinic, case, study, number);
            layout::write(clinic, told.version().written(), text);
            write(night, &told, &text.text)
        };
        if form == ReportForm::Hl7 {
            for message in &report.messages {
                give(message.night, message.version)?;
            }
        } else if let Some(latest) = report.latest() {
            give(0, latest)?;
        }
    }
    Ok(())
}

fn one(told: &Told<'_>, form: ReportForm, text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    match form {
        ReportForm::Jsonl => jsonl::write(told, text, out),
        ReportForm::Csv => csv::write(told, text, out),
        ReportForm::Hl7 => hl7::write(told, text, out),
    }
}

/// Writes the truth about the reports of a patient and counts the mistakes in them.
fn truths(clinic: &Clinic, case: &Case<'_>, text: &mut Text, folder: &mut Folder, options: &Options) -> Result<u64, Error> {
    let mut planted = 0;
    for (study, report) in case.reports.iter().enumerate() {
        for number in 0..report.versions.len() {
            let told = Told::of(clinic, case, study, number);
            layout::write(clinic, told.version().written(), text);
            folder.write(Part::Truth, |out| truth::write(&told, text, out))?;
            if let Some(mistake) = &told.version().planted {
                planted += 1;
                folder.write(Part::Mistakes, |out| mistakes::write(&told, mistake, text, out))?;
            }
            if report.latest() == Some(number) {
                folder.write(Part::Gold, |out| truth::gold(&told, out))?;
            }
        }
        for night in 0..options.nights {
            if let Some(number) = report.after(night) {
                folder.write(Part::Expected(night), |out| {
                    nights::write(report, &Told::of(clinic, case, study, number), out)
                })?;
            }
        }
    }
    Ok(planted)
}
