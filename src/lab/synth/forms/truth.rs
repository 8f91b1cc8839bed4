//! The truth about reports: what each version says.

use super::meta::Told;
use crate::synth::case::accession;
use crate::synth::clinic::Clinic;
use crate::synth::layout::Text;
use crate::synth::report::Section;
use crate::synth::statement::Statement;
use crate::synth::version::Status;
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Temporality};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    patient_id: String,
    accession: &'a str,
    date: String,
    modality: &'a str,
    body_part: String,
    facility: &'a str,
    style: String,
    version: usize,
    status: &'a str,
    /// True for the version that counts in the end.
    latest: bool,
    /// The study that it is compared with.
    prior: Option<String>,
    /// A grade of the request.
    grade: Option<u8>,
    mistake: Option<&'a str>,
    statements: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    finding: &'a str,
    assertion: Assertion,
    certainty: Certainty,
    temporality: Temporality,
    change: Option<Change>,
    sites: Vec<Site<'a>>,
    side: Option<Laterality>,
    level: Option<&'a str>,
    size_mm: Option<u32>,
    before_mm: Option<u32>,
    section: &'a str,
    span: [usize; 2],
}

#[derive(Serialize)]
struct Site<'a> {
    site: &'a str,
    side: Option<Laterality>,
}

/// The line of a version in `truth.jsonl`: its statements as they are written, with the sentences that make them.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn write(told: &Told<'_>, text: &Text, out: &mut dyn Write) -> io::Result<()> {
    let version = told.version();
    let study = &told.case.studies[told.study];
    let prior = study
        .prior
        .map(|prior| accession(told.case.patient.number, told.case.studies[prior].number));
    line(
        &Line {
            id: &told.report.accession,
            patient_id: told.case.patient.id(),
            accession: &told.report.accession,
            date: told.date(),
            modality: &told.kind().modality,
            body_part: told.body_part(),
            facility: &told.house().name,
            style: format!("{:?}", told.house().style).to_lowercase(),
            version: told.number + 1,
            status: version.status.as_str(),
            latest: told.report.latest() == Some(told.number),
            prior,
            grade: version.report.grade,
            mistake: version.planted.as_ref().map(|planted| planted.mistake.as_str()),
            statements: if version.status == Status::Cancelled {
                Vec::new()
            } else {
                statements(told, text)
            },
        },
        out,
    )
}

fn statements<'a>(told: &'a Told<'_>, text: &Text) -> Vec<Said<'a>> {
    let pieces = told.version().written().pieces.iter().zip(&text.spans);
    let statement = |said: &'a Statement, section: Section, span: [usize; 2]| Said {
        finding: &told.clinic.words.findings[said.finding].id,
        assertion: said.assertion,
        certainty: said.certainty,
        temporality: said.temporality,
        change: said.change,
        sites: sites(told.clinic, said),
        side: said.side,
        level: said.level.as_deref(),
        size_mm: said.size_mm,
        before_mm: said.before_mm,
        section: section.as_str(),
        span,
    };
    pieces
        .flat_map(|(piece, &span)| {
            let span = characters(&text.text, span);
            piece.said.iter().map(move |said| statement(said, piece.section, span))
        })
        .collect()
}

fn sites<'a>(clinic: &'a Clinic, said: &Statement) -> Vec<Site<'a>> {
    let site = |place: &crate::synth::statement::Place| Site {
        site: &clinic.words.sites[place.site].id,
        side: place.side,
    };
    said.places.iter().map(site).collect()
}

/// A span of bytes as one of characters.
pub(in super::super) fn characters(text: &str, (start, end): (usize, usize)) -> [usize; 2] {
    let before = text[..start].chars().count();
    [before, before + text[start..end].chars().count()]
}

#[derive(Serialize)]
struct GoldLine<'a> {
    id: &'a str,
    source: String,
    s: Vec<GoldSaid<'a>>,
}

#[derive(Serialize)]
struct GoldSaid<'a> {
    f: &'a str,
    a: Assertion,
    t: Temporality,
    c: Option<Change>,
    sites: Vec<(String, Option<Laterality>)>,
}

/// The line of a report in `gold.jsonl`, which `eval` reads.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn gold(told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let clinic = told.clinic;
    let statement = |said: &'_ Statement| {
        let places = said
            .places
            .iter()
            .map(|place| (clinic.words.sites[place.site].id.clone(), place.side));
        let level = said.level.iter().map(|level| (format!("vertebral_level:{level}"), None));
        GoldSaid {
            f: &clinic.words.findings[said.finding].id,
            a: said.assertion,
            t: said.temporality,
            c: said.change,
            sites: places.chain(level).collect(),
        }
    };
    let pieces = &told.version().written().pieces;
    line(
        &GoldLine {
            id: &told.report.accession,
            source: format!("{:?}", told.house().style).to_lowercase(),
            s: pieces.iter().flat_map(|piece| &piece.said).map(statement).collect(),
        },
        out,
    )
}

/// A value as a line of JSON.
///
/// # Errors
/// What the writer says.
pub(in super::super) fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(value)?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}
