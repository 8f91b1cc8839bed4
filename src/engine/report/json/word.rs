//! The contract's words for single values.

use serde::Serialize;

/// The word of the contract for a value that the contract writes as one word; empty for any other.
pub fn contract_word(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}
