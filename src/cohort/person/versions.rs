//! Reports that are there in several versions, or twice.

use crate::cohort::criterion::Said;
use crate::cohort::reading::{Fate, Study};
use std::collections::HashMap;

/// Marks all but the last version of each report. Reports with one id are versions where they have numbers of versions; without, those that say the same are
/// one report twice, and those that do not are different reports, which is what is returned: how many.
pub(super) fn mark(reports: &mut [(Fate, Vec<Said>, Study)]) -> u64 {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (_, _, study)) in reports.iter().enumerate() {
        by_id.entry(&study.id).or_default().push(index);
    }
    let mut groups: Vec<Vec<usize>> = by_id.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    let mut different = 0;
    for group in groups {
        let version = |index: &usize| reports[*index].2.version;
        let last = group.iter().copied().max_by_key(|index| (version(index), *index));
        let versioned = group.iter().any(|index| version(index).is_some());
        let mut contents = Vec::new();
        for index in group {
            let content = reports[index].2.content;
            let superseded = match versioned {
                true => Some(index) != last,
                false => contents.contains(&content),
            };
            let fate = &mut reports[index].0;
            if superseded && *fate > Fate::Superseded {
                *fate = Fate::Superseded;
            }
            different += u64::from(!superseded && !versioned && !contents.is_empty());
            contents.push(content);
        }
    }
    different
}
