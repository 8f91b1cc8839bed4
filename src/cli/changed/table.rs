//! What has changed, as a table.

use crate::diff::DiffTally;

/// A row for each way in which the statements of a finding differ, and for each change of a flag, with the number of times.
pub(super) fn of(tally: &DiffTally) -> Vec<u8> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = csv.write_record(["what", "id", "change", "old", "new", "count"]);
    for (finding, kinds) in &tally.findings {
        for (kind, count) in kinds.iter().filter(|(kind, _)| kind.matters()) {
            let _ = csv.write_record(["finding", finding, kind.as_str(), "", "", &count.to_string()]);
        }
    }
    for (change, count) in &tally.flags {
        let _ = csv.write_record(["flag", &change.flag, "value", &change.old, &change.new, &count.to_string()]);
    }
    csv.into_inner().unwrap_or_default()
}
