//! JSON and JSON Lines.

use super::Placed;

/// All hits as one array.
pub fn json(hits: &[Placed]) -> String {
    // Of plain types, which can always be written.
    serde_json::to_string_pretty(hits).unwrap_or_default() + "\n"
}

/// A hit on each line.
pub fn jsonl(hits: &[Placed]) -> String {
    let line = |hit| serde_json::to_string(hit).unwrap_or_default() + "\n";
    hits.iter().map(line).collect()
}
