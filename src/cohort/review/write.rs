//! The files of a review.

use super::agreement::disagreements;
use super::decisions::Reader;
use super::draw::Sample;
use super::label_studio;
use super::overview::Overview;
use super::pool::PoolCase;
use super::redcap::{self, table};
use super::stard::Node;
use super::summary::{ReaderSummary, Summary};
use super::texts::Texts;
use crate::cohort::flow::{self, Tree};
use crate::error::Error;
use crate::output::{Access, create_folder, save_whole};
use serde::Serialize;
use std::path::Path;

/// Writes what a review has found, and files for other programs, into a folder that is made where it is missing.
///
/// # Errors
/// I/O errors.
pub fn write(
    folder: &Path,
    access: Access,
    overview: &Overview,
    sample: &Sample<'_>,
    readers: &[Reader],
    summary: &Summary,
    texts: &Texts,
) -> Result<(), Error> {
    create_folder(folder, access).map_err(|e| Error::writing(folder, e))?;
    let save = |name: &str, bytes: Vec<u8>| save_whole(&folder.join(name), &bytes, access);
    save("summary.json", json(summary)?)?;
    save("summary.csv", figures(summary)?)?;
    if let [first, second] = readers {
        save("disagreements.csv", differences(sample, first, second)?)?;
    }
    figures_of_flow(folder, access, &summary.flow)?;
    save("redcap.csv", redcap::records(overview, sample, readers)?)?;
    save("redcap_dictionary.csv", redcap::dictionary(overview, readers)?)?;
    save("label_studio.json", json(&label_studio::tasks(overview, sample, readers, texts))?)
}

/// The flow as a figure, and as text.
fn figures_of_flow(folder: &Path, access: Access, flow: &Node) -> Result<(), Error> {
    let tree = Tree {
        title: None,
        root: figure(flow),
    };
    save_whole(&folder.join("stard.svg"), tree.svg().as_bytes(), access)?;
    save_whole(&folder.join("stard.png"), &tree.png(DPI)?, access)?;
    save_whole(&folder.join("stard.txt"), flow.text().as_bytes(), access)
}

/// Dots an inch of figures: what journals ask for.
const DPI: u32 = 300;

fn figure(node: &Node) -> flow::Node {
    flow::Node {
        lines: node.lines.clone(),
        children: node.children.iter().map(figure).collect(),
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|e| Error::usage(format!("no JSON: {e}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `summary.csv`: one figure a line. Figures by criterion come after those of all cases.
fn figures(summary: &Summary) -> Result<Vec<u8>, Error> {
    let header = [
        "reader",
        "criterion",
        "state",
        "group",
        "unsure",
        "figure",
        "value",
        "low",
        "high",
        "yes",
        "no",
        "unsure_cases",
        "open",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for reader in &summary.readers {
        rows.extend(of_reader(reader));
    }
    if let Some(agreement) = &summary.agreement {
        let name = agreement.readers.join(" / ");
        for (unsure, kappa) in [("counted", agreement.all), ("left_out", agreement.both_sure)] {
            let Some(kappa) = kappa else { continue };
            let (low, high) = kappa.interval.map_or((None, None), |i| (Some(i.low), Some(i.high)));
            for (figure, value, low, high) in [("agreement", Some(kappa.agreement), None, None), ("kappa", kappa.kappa, low, high)] {
                let words = [&name, "", "", "", unsure, figure].map(str::to_owned).into_iter();
                let numbers = [value, low, high].map(number).into_iter();
                rows.push(words.chain(numbers).chain(std::iter::repeat_n(String::new(), 4)).collect());
            }
        }
    }
    table(rows.into_iter())
}

fn number(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.4}")).unwrap_or_default()
}

fn of_reader(reader: &ReaderSummary) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for estimate in &reader.figures {
        let words = [&reader.reader, "", "", "", estimate.unsure.as_str(), estimate.figure.as_str()];
        let numbers = [estimate.value, estimate.interval.low, estimate.interval.high].map(|value| number(Some(value)));
        let words = words.map(str::to_owned).into_iter().chain(numbers);
        rows.push(words.chain(std::iter::repeat_n(String::new(), 4)).collect());
    }
    for row in &reader.criteria {
        let words = [
            &reader.reader,
            &row.criterion,
            row.state.as_str(),
            row.group.as_str(),
            "left_out",
            "accepted",
        ];
        let (low, high) = row.interval.map_or((None, None), |i| (Some(i.low), Some(i.high)));
        let numbers = [row.accepted, low, high].map(number);
        let counts = [row.counts.yes, row.counts.no, row.counts.unsure, row.counts.open].map(|n| n.to_string());
        rows.push(words.map(str::to_owned).into_iter().chain(numbers).chain(counts).collect());
    }
    rows
}

/// `disagreements.csv`: the cases about which two readers have decided differently.
fn differences(sample: &Sample<'_>, first: &Reader, second: &Reader) -> Result<Vec<u8>, Error> {
    let header = [
        "case",
        "patient_id",
        "index_date",
        "group",
        "stratum",
        "reader_1",
        "decision_1",
        "note_1",
        "reader_2",
        "decision_2",
        "note_2",
    ];
    let note = |reader: &Reader, case: &PoolCase| reader.decisions.get(&case.case).map(|d| d.note.clone()).unwrap_or_default();
    let row = |case: &PoolCase, [a, b]: [&str; 2]| {
        vec![
            case.case.clone(),
            case.patient_id.clone(),
            case.index_date.clone().unwrap_or_default(),
            case.group.as_str().to_owned(),
            case.stratum.as_str().to_owned(),
            first.name.clone(),
            a.to_owned(),
            note(first, case),
            second.name.clone(),
            b.to_owned(),
            note(second, case),
        ]
    };
    let differing = disagreements(sample, first, second);
    let rows = differing.iter().map(|d| row(d.case, d.decisions.map(super::Decision::as_str)));
    table(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}
