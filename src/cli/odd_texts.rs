//! Tells of reports whose texts are probably none.

use super::terminal::{count, note};
use crate::runs::OddTexts;

/// Prints a line when there are such reports.
pub(super) fn tell(odd: &OddTexts) {
    let kinds = [
        (odd.not_words, "not words"),
        (odd.not_english, "not English"),
        (odd.not_radiology, "not radiology"),
    ];
    let kinds = kinds.iter().filter(|(number, _)| *number > 0);
    let kinds: Vec<String> = kinds.map(|(number, kind)| format!("{number} {kind}")).collect();
    if !kinds.is_empty() {
        let texts = count(odd.total(), "text");
        note(&format!(
            "{texts} may be no report in English ({}); the warnings of the records say which",
            kinds.join(", ")
        ));
    }
}
