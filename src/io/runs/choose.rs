//! Choosing what a run reads.

use crate::input::Skip;
use crate::input::{Position, Raw, Reader, Record, Versions};
use std::collections::{BinaryHeap, HashSet};
use twox_hash::XxHash3_64;

/// Chooses what a run reads. Shared between its threads.
pub trait Choose: Sync {
    /// Why this record is skipped before it is decoded; nothing for one that is to be looked at.
    fn skips_undecoded(&self, _raw: &Raw) -> Option<Skip> {
        None
    }

    /// Why this record, whose content has this hash, is skipped; nothing for one that is to be read.
    fn skips(&self, record: &Record<'_>, content: u64) -> Option<Skip>;

    /// How many versions of this record's report are in the input; nothing where it is the only one.
    fn history(&self, _raw: &Raw) -> Option<u16> {
        None
    }

    /// True when the content of records is to be noted for later runs.
    fn wants_contents(&self) -> bool {
        false
    }
}

/// Every record is read.
#[derive(Clone, Copy, Debug)]
pub struct All;

impl Choose for All {
    fn skips(&self, _: &Record<'_>, _: u64) -> Option<Skip> {
        None
    }
}

/// Of each report, the version that counts.
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

/// What the user of a bulk run asks for.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The first day of study dates to read, as eight digits. Records without a study date are read.
    pub since: Option<String>,
    /// The places of the records that were drawn.
    pub sample: Option<HashSet<Position>>,
    /// Content that an earlier run has read, by [`content`].
    pub known: HashSet<u64>,
    /// Which records are older versions of others.
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

    fn history(&self, raw: &Raw) -> Option<u16> {
        self.versions.history(raw)
    }

    fn wants_contents(&self) -> bool {
        true
    }
}

/// The day of a date or time as eight digits: "2026-01-31", "20260131", "2026-01-31T08:00:00", "202601310800".
pub fn day(date: &str) -> Option<String> {
    let digits: String = date.chars().filter(|c| *c != '-').take(8).collect();
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// What identifies the content of a record: its id, its text and what came with it.
pub fn content(record: &Record<'_>) -> u64 {
    let mut hash = XxHash3_64::oneshot(record.id.as_bytes());
    hash = XxHash3_64::oneshot_with_seed(hash, record.text.as_bytes());
    if record.meta.0.is_empty() {
        return hash;
    }
    // Keys and values are text: this cannot fail.
    let meta = serde_json::to_vec(&record.meta).unwrap_or_default();
    XxHash3_64::oneshot_with_seed(hash, &meta)
}

/// Draws `count` records of all that `reader` hands out but older versions of others, each as likely as any other; the same ones for the
/// same `seed`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_dates_and_times() {
        for date in ["2026-01-31", "20260131", "2026-01-31T08:00:00Z", "202601310800"] {
            assert_eq!(day(date).as_deref(), Some("20260131"), "{date}");
        }
        for date in ["", "2026", "31/01/2026", "2026-01"] {
            assert_eq!(day(date), None, "{date}");
        }
    }
}
