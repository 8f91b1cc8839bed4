//! Decides which version of a report is read.
//!
//! Reports are sent again when they are signed, corrected or amended, each time in full. Of all messages about one order, and of all states of one
//! FHIR resource, the latest version is read. A final, corrected, addended or cancelled one comes after a preliminary one, then the time it was sent
//! decides, then its number, then the order of the input.

use super::body::Body;
use super::format::Format;
use super::known_versions::KnownVersions;
use super::raw::Raw;
use super::reader::Reader;
use super::sources::Sources;
use super::version::Version;
use super::{fhir, hl7};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

/// The formats whose reports have versions.
const VERSIONED: &[Format] = &[Format::Hl7, Format::Fhir];
/// The number of sources that one thread looks through at a time.
const SOURCES: usize = 64;

/// The versions of reports. Empty, and almost free of cost, without HL7 messages and FHIR resources.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    superseded: FxHashSet<RecordAddress>,
    history: FxHashMap<RecordAddress, u16>,
    /// Those of earlier runs and of these sources.
    known: KnownVersions,
}

/// The numbers of a source, of an entry in it, and of a record in that entry.
type RecordAddress = (u32, u32, u32);

/// The latest version of a report so far.
struct Latest {
    place: RecordAddress,
    version: Version,
    versions: u16,
}

impl Versions {
    /// Looks through the HL7 messages and FHIR resources of all sources, including those in archives, on `jobs` threads; 0 for all cores.
    /// Sources that cannot be read twice, such as standard input, are left out. What is earlier than a version in `known` is superseded too.
    pub fn of(sources: &Sources, jobs: usize, known: KnownVersions) -> Self {
        let sources = Arc::new(sources.clone());
        let count = sources.as_slice().len();
        let starts: Vec<usize> = (0..count).step_by(SOURCES).collect();
        let look = |&start: &usize| versions_in(&sources, start..count.min(start + SOURCES));
        // A few sources are not worth a thread.
        let pool = (starts.len() > 1).then(|| ThreadPoolBuilder::new().num_threads(jobs).build());
        let found: Vec<Vec<_>> = match pool {
            Some(Ok(pool)) => pool.install(|| starts.par_iter().map(look).collect()),
            _ => starts.iter().map(look).collect(),
        };
        let mut versions = Self { known, ..Self::default() };
        let mut reports = FxHashMap::default();
        for (place, version) in found.into_iter().flatten() {
            if versions.known.replaces(&version) {
                versions.superseded.insert(place);
            } else {
                versions.note(place, version, &mut reports);
            }
        }
        for latest in reports.into_values() {
            versions.known.add(latest.version);
            if latest.versions > 1 {
                versions.history.insert(latest.place, latest.versions);
            }
        }
        versions
    }

    /// True when the input has a later version of this record's report.
    pub fn supersedes(&self, raw: &Raw) -> bool {
        !self.superseded.is_empty() && place(raw).is_some_and(|place| self.superseded.contains(&place))
    }

    /// The number of versions of this record's report in the input; `None` when there is only one.
    pub fn history(&self, raw: &Raw) -> Option<u16> {
        if self.history.is_empty() {
            return None;
        }
        self.history.get(&place(raw)?).copied()
    }

    /// The latest version of each report, of earlier runs and of these sources.
    pub fn known(&self) -> &KnownVersions {
        &self.known
    }

    fn note(&mut self, place: RecordAddress, version: Version, reports: &mut FxHashMap<u64, Latest>) {
        let latest = Latest {
            place,
            version,
            versions: 1,
        };
        match reports.entry(version.report) {
            Entry::Vacant(free) => {
                free.insert(latest);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                let versions = known.versions.saturating_add(1);
                let older = if version.beats(&known.version) {
                    std::mem::replace(known, latest)
                } else {
                    latest
                };
                known.versions = versions;
                self.superseded.insert(older.place);
            }
        }
    }
}

/// The versions in some of the sources, in order.
fn versions_in(sources: &Arc<Sources>, range: Range<usize>) -> Vec<(RecordAddress, Version)> {
    let mut reader = Reader::of_some(sources, range).with_only(VERSIONED);
    let mut buffer = Vec::new();
    let mut found = Vec::new();
    while let Some(raw) = reader.next_raw(&mut buffer) {
        if let (Body::Read(range), Some(place)) = (&raw.body, place(&raw)) {
            let bytes = &buffer[range.clone()];
            let version = match raw.origin.format {
                Format::Fhir => fhir::version(bytes),
                _ => hl7::version(bytes),
            };
            found.extend(version.map(|version| (place, version)));
        }
        buffer.clear();
    }
    found
}

/// The location of a record; `None` beyond four thousand million, so that such records are all read.
fn place(raw: &Raw) -> Option<RecordAddress> {
    Some((u32::try_from(raw.source).ok()?, raw.origin.entry, u32::try_from(raw.number).ok()?))
}
