//! The synthetic archive: the same bytes everywhere, files that agree with each other, and readings that agree with its truth.

mod files;
mod mistakes;
mod readings;

use crate::support::folder::Folder;
use radsift::synth::{Options, ReportForm, Share, write_archive, write_reports};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// An archive of the usual rates.
fn options(patients: u64, seed: u64) -> Options {
    Options {
        patients,
        seed,
        correction_rate: share(0.06),
        cancel_rate: share(0.01),
        mistake_rate: share(0.03),
        nights: 1,
    }
}

fn share(number: f64) -> Share {
    Share::of(number).unwrap()
}

/// An archive in a folder that goes away with it.
fn archive(name: &str, options: &Options, form: ReportForm) -> Folder {
    let folder = Folder::new(&format!("synth-{name}"));
    write_archive(options, form, &folder.0).unwrap();
    folder
}

/// What goes to standard output.
fn reports(options: &Options, form: ReportForm) -> Vec<u8> {
    let mut out = Vec::new();
    write_reports(options, form, "memory", &mut out).unwrap();
    out
}

/// The objects of a file of JSON Lines.
fn lines(path: impl AsRef<Path>) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rows of a CSV file without its header.
fn rows(path: impl AsRef<Path>) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The characters of a text from `span[0]` to `span[1]`.
fn cut(text: &str, span: &Value) -> String {
    let at = |index: usize| usize::try_from(span[index].as_u64().unwrap()).unwrap();
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}
