//! The versions of a report, and the messages that carry them.

use super::clinic::Clinic;
use super::draw::{Draw, Share};
use super::mistake::{Planted, plant};
use super::options::Options;
use super::patient::Patient;
use super::phrase::plain;
use super::report::{Form, Piece, Report, Section};
use crate::vocabulary::Assertion;

/// What a version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Preliminary,
    Final,
    Corrected,
    Addended,
    Cancelled,
}

impl Status {
    /// Its name in the truth and in `meta`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preliminary => "preliminary",
            Self::Final => "final",
            Self::Corrected => "corrected",
            Self::Addended => "addended",
            Self::Cancelled => "cancelled",
        }
    }

    /// Its letter in OBR-25.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Preliminary => "P",
            Self::Final => "F",
            Self::Corrected => "C",
            Self::Addended => "A",
            Self::Cancelled => "X",
        }
    }
}

/// A version of a report.
pub(super) struct Version {
    pub status: Status,
    pub report: Report,
    /// When it was made: minutes from the beginning of the day of the study.
    pub minute: i64,
    /// The mistake that is planted in it.
    pub planted: Option<Planted>,
}

impl Version {
    /// What is written.
    pub fn written(&self) -> &Report {
        self.planted.as_ref().map_or(&self.report, |planted| &planted.report)
    }
}

/// All versions of a report, the first made first.
pub(super) fn versions(clinic: &Clinic, options: &Options, patient: &Patient<'_>, right: Report, draw: &mut Draw) -> Vec<Version> {
    let mut versions = Vec::with_capacity(2);
    let mut minute = draw.between(7 * 60, 18 * 60);
    let mut add = |status: Status, report: Report, planted: Option<Planted>, minute: i64| {
        versions.push(Version {
            status,
            report,
            minute,
            planted,
        });
    };
    if draw.chance(PRELIMINARY) {
        minute += draw.between(20, 90);
        add(Status::Preliminary, right.clone(), None, minute);
        if draw.chance(NEVER_FINAL) {
            return versions;
        }
    }
    let planted = if draw.chance(options.mistake_rate) {
        plant(clinic, patient, &right, draw)
    } else {
        None
    };
    let wrong = planted.is_some();
    let corrected = draw.chance(if wrong { NOTICED } else { options.correction_rate });
    minute += draw.between(60, 300);
    // What is corrected without a planted mistake was overlooked at first, or is only added to.
    let short = if corrected && !wrong && draw.chance(OVERLOOKED) {
        overlooked(clinic, &right)
    } else {
        None
    };
    let is_short = short.is_some();
    add(Status::Final, short.unwrap_or_else(|| right.clone()), planted, minute);
    if corrected {
        minute += draw.between(600, 4000);
        if wrong || is_short {
            add(Status::Corrected, right.clone(), None, minute);
        } else {
            add(Status::Addended, addended(clinic, &right, draw), None, minute);
        }
    }
    if draw.chance(options.cancel_rate) {
        minute += draw.between(100, 3000);
        add(Status::Cancelled, right, None, minute);
    }
    versions
}

const PRELIMINARY: Share = Share::thousandths(350);
const NEVER_FINAL: Share = Share::thousandths(60);
const NOTICED: Share = Share::thousandths(500);
const OVERLOOKED: Share = Share::thousandths(500);

/// Without the first finding that is there; `None` where nothing is.
fn overlooked(clinic: &Clinic, right: &Report) -> Option<Report> {
    let there = |piece: &&Piece| {
        piece.section == Section::Findings && piece.form == Form::Statement && piece.said[0].assertion == Assertion::Present
    };
    let finding = right.pieces.iter().find(there)?.said[0].finding;
    let says =
        |piece: &Piece| matches!(piece.section, Section::Findings | Section::Impression) && piece.said.iter().any(|s| s.finding == finding);
    let mut report = right.clone();
    report.pieces.retain(|piece| !says(piece));
    // Nobody is called for what was not seen.
    let critical =
        |piece: &Piece| piece.section == Section::Impression && piece.said.iter().any(|s| clinic.words.findings[s.finding].critical);
    if !report.pieces.iter().any(critical) {
        report
            .pieces
            .retain(|piece| piece.section != Section::Impression || piece.form == Form::Statement || piece.form == Form::Normal);
    }
    // Enough is left to be a report.
    let has = |section: Section| report.pieces.iter().any(|piece| piece.section == section && !piece.said.is_empty());
    (has(Section::Findings) && has(Section::Impression)).then_some(report)
}

fn addended(clinic: &Clinic, right: &Report, draw: &mut Draw) -> Report {
    let american = clinic.houses[right.house].american;
    let words = if american { &clinic.words.american } else { &clinic.words.british };
    let key = draw.key();
    let mut report = right.clone();
    report.pieces.push(Piece {
        section: Section::Addendum,
        form: Form::Plain(plain(words, "addendum", &[], key)),
        said: Vec::new(),
        key,
    });
    report
}

/// A message: the version that it carries, and the night in which it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// Its place in the list of versions.
    pub version: usize,
    pub night: usize,
}

/// The messages about a report in the order in which they are sent: some twice, some after a later one.
pub(super) fn messages(versions: &[Version], nights: usize, draw: &mut Draw) -> Vec<Message> {
    let mut night = draw.below(nights);
    let mut order: Vec<usize> = (0..versions.len()).collect();
    if order.len() > 1 && draw.chance(OUT_OF_ORDER) {
        let at = draw.below(order.len() - 1);
        order.swap(at, at + 1);
    }
    let mut sent = Vec::with_capacity(order.len());
    for version in order {
        if !sent.is_empty() {
            night += draw.below(nights - night);
        }
        sent.push(Message { version, night });
        if draw.chance(TWICE) {
            night += draw.below(nights - night);
            sent.push(Message { version, night });
        }
    }
    sent
}

const OUT_OF_ORDER: Share = Share::thousandths(60);
const TWICE: Share = Share::thousandths(30);
