//! One status a finding a report.

use crate::extract::Mention;
use crate::lexicon::FindingId;
use crate::vocabulary::{Role, Stance};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// What the report as a whole says of a finding. A finding that is not listed is not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// There.
    Present,
    /// Possibly there.
    Possible,
    /// Not there.
    Absent,
    /// Said to be there and not to be there.
    Conflict,
    /// Said not to have been assessed, and nothing better is said.
    NotAssessed,
}

impl Status {
    /// The status that one statement makes.
    pub fn of(stance: Stance) -> Self {
        match stance {
            Stance::Asserts => Self::Present,
            Stance::Hedges => Self::Possible,
            Stance::Denies => Self::Absent,
            Stance::Silent => Self::NotAssessed,
        }
    }
}

/// The status of one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    /// The finding.
    pub finding: FindingId,
    /// Its status.
    pub status: Status,
    /// Indexes of its current mentions.
    pub mentions: SmallVec<[u32; 4]>,
}

/// Sums up the current mentions, in order of first mention.
///
/// The section that speaks last and most deliberately decides (addendum, then impression, then the rest). Inside that section a
/// statement with a site does not contradict a denial without one ("infarct in the left pons ... no other infarct"), nor a
/// denial elsewhere; the same site asserted and denied is a conflict, which stays visible.
pub fn summarise(mentions: &[Mention], rows: &mut Vec<SummaryRow>) {
    rows.clear();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.is_current()) {
        match rows.iter_mut().find(|r| r.finding == mention.finding) {
            Some(row) => row.mentions.push(index as u32),
            None => rows.push(SummaryRow {
                finding: mention.finding,
                status: Status::Absent,
                mentions: SmallVec::from_slice(&[index as u32]),
            }),
        }
    }
    for row in rows {
        row.status = status(mentions, &row.mentions);
    }
}

/// The status that the mentions with these indexes, of one finding and current, make together.
pub fn status(mentions: &[Mention], indexes: &[u32]) -> Status {
    if let [index] = indexes {
        return Status::of(mentions[*index as usize].assertion.stance());
    }
    // What could not be assessed says nothing beside a statement that says something.
    let own = || {
        let all = indexes.iter().map(|&i| &mentions[i as usize]);
        all.filter(|m| m.assertion.stance() != Stance::Silent)
    };
    if own().next().is_none() {
        return Status::NotAssessed;
    }
    let top = own().map(|m| weight(m.role)).max().unwrap_or(0);
    let has = |stance| own().any(|m| weight(m.role) == top && m.assertion.stance() == stance);
    if clash(own().filter(|m| m.assertion.asserts()), own().filter(|m| m.assertion.denies())) {
        return Status::Conflict;
    }
    if has(Stance::Asserts) {
        Status::Present
    } else if has(Stance::Hedges) {
        Status::Possible
    } else if own().any(|m| m.assertion.asserts()) {
        // The body says that it is there; the impression denies it only in general or elsewhere: the specific statement stays in sight.
        Status::Conflict
    } else {
        Status::Absent
    }
}

/// So many statements of one finding are compared with each other; no real report has more.
const COMPARED: usize = 64;

/// True when the same thing is asserted and denied in sections of one weight.
fn clash<'m>(present: impl Iterator<Item = &'m Mention>, absent: impl Iterator<Item = &'m Mention>) -> bool {
    let absent: SmallVec<[&Mention; 8]> = absent.take(COMPARED).collect();
    !absent.is_empty()
        && present
            .take(COMPARED)
            .any(|p| absent.iter().any(|a| weight(p.role) == weight(a.role) && contradicts(p, a)))
}

fn weight(role: Role) -> u8 {
    match role {
        Role::Addendum => 3,
        Role::Impression => 2,
        _ => 1,
    }
}

/// True when a denial speaks of the very thing asserted: the same sites and levels, or neither has one, and no change word sets them apart.
fn contradicts(present: &Mention, absent: &Mention) -> bool {
    if absent.change.is_some() || present.change != absent.change {
        return false;
    }
    let same = |a: &Mention, b: &Mention| {
        a.sites
            .iter()
            .all(|s| b.sites.iter().any(|t| s.site == t.site && s.laterality == t.laterality))
    };
    let levels = |a: &Mention, b: &Mention| a.levels.iter().all(|s| b.levels.iter().any(|t| (s.from, s.to) == (t.from, t.to)));
    same(present, absent) && same(absent, present) && levels(present, absent) && levels(absent, present)
}
