//! Selects the records that a run reads.

use super::days::day;
use crate::input::Skip;
use crate::input::{Position, Raw, Reader, Record, Versions};
use std::collections::{BinaryHeap, HashSet};
use twox_hash::XxHash3_64;

/// Selects the records that a run reads. Shared between its threads.
pub trait Choose: Sync {
    /// The reason to skip this record before it is decoded; `None` for a record that is decoded.
    fn skips_undecoded(&self, _raw: &Raw) -> Option<Skip> {
        None
    }

    /// The reason to skip this record, whose content has this hash; `None` for a record that is read.
    fn skips(&self, record: &Record<'_>, content: u64) -> Option<Skip>;

    /// The modalities to read, as codes; all when there are none. A record whose metadata say no modality is read.
    fn modalities(&self) -> &[String] {
        &[]
    }

    /// The number of versions of this record's report in the input; `None` when there is only one.
    fn history(&self, _raw: &Raw) -> Option<u16> {
        None
    }

    /// True when the content hashes of records are needed for later runs.
    fn wants_contents(&self) -> bool {
        false
    }
}

/// Reads every record.
#[derive(Clone, Copy, Debug)]
pub struct All;

impl Choose for All {
    fn skips(&self, _: &Record<'_>, _: u64) -> Option<Skip> {
        None
    }
}

/// Reads only the latest version of each report.
impl Choose for Versions {
    fn skips_undecoded(&self, raw: &Raw) -> Option<Skip> {
        self.supersedes(raw).then_some(Skip::Superseded)
    }

    fn skips(&self, _: &Record<'_>, _: u64) -> Option<Skip> {
        None
    }

    fn history(&self, raw: &Raw) -> Option<u16> {
        Versions::history(self, raw)
    }
}

/// The selection of a bulk run.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The first study date to read, as eight digits. Records without a study date are read.
    pub since: Option<String>,
    /// See [`Choose::modalities`].
    pub modalities: Vec<String>,
    /// The positions of the sampled records.
    pub sample: Option<HashSet<Position>>,
    /// The content hashes of an earlier run, from [`content`].
    pub known: HashSet<u64>,
    /// The older versions of reports.
    pub versions: Versions,
}

impl Choose for Choice {
    fn skips_undecoded(&self, raw: &Raw) -> Option<Skip> {
        if let Some(skip) = self.versions.skips_undecoded(raw) {
            return Some(skip);
        }
        let sample = self.sample.as_ref()?;
        (!sample.contains(&raw.position())).then_some(Skip::NotSampled)
    }

    fn skips(&self, record: &Record<'_>, content: u64) -> Option<Skip> {
        if let (Some(since), Some(date)) = (&self.since, record.meta.get("study_date"))
            && day(date).is_some_and(|day| day < *since)
        {
            return Some(Skip::BeforeSince);
        }
        self.known.contains(&content).then_some(Skip::Unchanged)
    }

    fn modalities(&self) -> &[String] {
        &self.modalities
    }

    fn history(&self, raw: &Raw) -> Option<u16> {
        self.versions.history(raw)
    }

    fn wants_contents(&self) -> bool {
        true
    }
}

/// The content hash of a record, over its id, its text and its metadata.
pub fn content(record: &Record<'_>) -> u64 {
    let mut hash = XxHash3_64::oneshot(record.id.as_bytes());
    hash = XxHash3_64::oneshot_with_seed(hash, record.text.as_bytes());
    if record.meta.0.is_empty() {
        return hash;
    }
    // Keys and values are strings, so this cannot fail.
    let meta = serde_json::to_vec(&record.meta).unwrap_or_default();
    XxHash3_64::oneshot_with_seed(hash, &meta)
}

/// Draws a random sample of `count` records from `reader`, without older versions of others. Each record is equally likely, and the same `seed`
/// draws the same records.
pub fn draw(reader: &mut Reader, versions: &Versions, count: usize, seed: u64) -> HashSet<Position> {
    let mut drawn: BinaryHeap<(u64, usize, u64)> = BinaryHeap::new();
    let mut buffer = Vec::new();
    while let Some(raw) = reader.next_raw(&mut buffer) {
        buffer.clear();
        if versions.supersedes(&raw) {
            continue;
        }
        let Position { source, record } = raw.position();
        let place = [seed, source as u64, record].map(u64::to_le_bytes).concat();
        drawn.push((first_half(&blake3::hash(&place)), source, record));
        if drawn.len() > count {
            drawn.pop();
        }
    }
    drawn.into_iter().map(|(_, source, record)| Position { source, record }).collect()
}

fn first_half(hash: &blake3::Hash) -> u64 {
    let bytes = hash.as_bytes();
    u64::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]])
}
