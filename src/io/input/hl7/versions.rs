//! Decides which message about an order is read.
//!
//! Reports are sent again when they are signed, corrected or amended, each time in full. Of all messages about one order (filler order
//! number and sending facility) the latest version is read. A final, corrected, addended or cancelled one comes after a preliminary one, then the time
//! in MSH-7 decides, then the order of the input.

use super::message::Message;
use super::{charset, meta, report};
use crate::input::body::Body;
use crate::input::reader::Reader;
use crate::input::reject::Reason;
use crate::input::sources::Sources;
use crate::input::{Format, Raw};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;

/// The versions of reports. Empty, and almost free of cost, without HL7 messages.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    superseded: FxHashSet<RecordAddress>,
    history: FxHashMap<RecordAddress, u16>,
}

/// The numbers of a source, of an entry in it, and of a record in that entry.
type RecordAddress = (u32, u32, u32);

/// The latest message about an order so far: 20 bytes, and 8 for the hash of the order.
struct Latest {
    place: RecordAddress,
    /// In seconds, from MSH-7.
    time: u32,
    versions: u16,
    settled: bool,
}

impl Versions {
    /// Scans the HL7 messages of all sources, including those in archives. Sources that cannot be read twice, such as standard input, are left out.
    pub fn of(sources: &Sources) -> Self {
        let mut versions = Self::default();
        let mut orders: FxHashMap<u64, Latest> = FxHashMap::default();
        let mut reader = Reader::new(sources.clone()).with_only(Format::Hl7);
        let mut buffer = Vec::new();
        while let Some(raw) = reader.next_raw(&mut buffer) {
            versions.note(&raw, &buffer, &mut orders);
            buffer.clear();
        }
        for latest in orders.into_values().filter(|l| l.versions > 1) {
            versions.history.insert(latest.place, latest.versions);
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

    fn note(&mut self, raw: &Raw, buffer: &[u8], orders: &mut FxHashMap<u64, Latest>) {
        let Body::Read(range) = &raw.body else { return };
        let Some((order, latest)) = Latest::of(raw, &buffer[range.clone()]) else {
            return;
        };
        match orders.entry(order) {
            Entry::Vacant(free) => {
                free.insert(latest);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                let versions = known.versions.saturating_add(1);
                let older = if latest.beats(known) {
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

impl Latest {
    /// The version that a message contains; `None` when it has no order number or is not a report.
    fn of(raw: &Raw, bytes: &[u8]) -> Option<(u64, Self)> {
        let (text, _) = charset::text(bytes);
        let message = Message::new(&text);
        let status = match report(&message) {
            Ok(body) => meta::report_status(&message, &body.status),
            Err(Reason::Cancelled) => "cancelled".to_owned(),
            Err(_) => return None,
        };
        let order = message.component(message.order_field(3), 1);
        if order.is_empty() {
            return None;
        }
        let facility = message.component(message.field("MSH", 4), 1);
        let hash = blake3::hash(format!("{order}\0{facility}").as_bytes());
        let order = hash.as_bytes()[..8].iter().fold(0, |n, b| n << 8 | u64::from(*b));
        let latest = Self {
            place: place(raw)?,
            time: seconds(message.field("MSH", 7)),
            versions: 1,
            settled: matches!(status.as_str(), "final" | "corrected" | "addended" | "cancelled"),
        };
        Some((order, latest))
    }

    /// True when it replaces `before`, which is earlier in the input.
    fn beats(&self, before: &Self) -> bool {
        if self.settled != before.settled {
            return self.settled;
        }
        self.time == 0 || before.time == 0 || self.time >= before.time
    }
}

/// The location of a record; `None` beyond four thousand million, so that such records are all read.
fn place(raw: &Raw) -> Option<RecordAddress> {
    Some((u32::try_from(raw.source).ok()?, raw.origin.entry, u32::try_from(raw.number).ok()?))
}

/// A number that grows with the time stamp; 0 without one.
fn seconds(stamp: &str) -> u32 {
    let digits: Vec<u32> = stamp.chars().map_while(|c| c.to_digit(10)).collect();
    if digits.len() < 8 {
        return 0;
    }
    let part = |from: usize, to: usize| digits.get(from..to).map_or(0, |d| d.iter().fold(0, |n, d| n * 10 + d));
    let days = (part(0, 4).saturating_sub(1970) * 12 + part(4, 6)) * 31 + part(6, 8);
    days.saturating_mul(86_400)
        .saturating_add(part(8, 10) * 3600 + part(10, 12) * 60 + part(12, 14))
}
