//! The targets of a record: spans that another program has picked out.

use super::json_repair::repaired;
use super::reject::Reason;
use crate::report::Asked;
use crate::text::{OffsetMap, Span};
use regex::RegexBuilder;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct TargetsLine {
    #[serde(default)]
    targets: Option<Value>,
}

/// The targets of a line of JSON Lines, as written there.
///
/// # Errors
/// The list of targets is missing or is not a list.
pub(super) fn read_targets(line: &str) -> Result<Vec<Value>, Reason> {
    let read = |line: &str| serde_json::from_str::<TargetsLine>(line);
    let line = read(line).or_else(|error| repaired(line, false).map_or(Err(error), |repaired| read(&repaired.line)));
    let line = line.map_err(|_| Reason::TargetsNotList)?;
    match line.targets {
        Some(Value::Array(targets)) => Ok(targets),
        None => Err(Reason::NoTargets),
        Some(_) => Err(Reason::TargetsNotList),
    }
}

/// Finds a target in `text`: by `span`, in the unit of the offset map `offsets`, or by the first occurrence of `text`.
pub(super) fn place(wanted: Value, text: &str, offsets: &OffsetMap) -> Asked {
    let place = match (wanted.get("span"), wanted.get("text")) {
        (None | Some(Value::Null), Some(Value::String(words))) => find(words, text),
        (Some(span), words) => at(span, text, offsets).and_then(|span| same(span, words, text)),
        _ => Err("a target needs `span`, a list of two offsets, or `text`, a string".to_owned()),
    };
    Asked { wanted, place }
}

fn at(span: &Value, text: &str, offsets: &OffsetMap) -> Result<Span, String> {
    let wrong = || Err("`span` is not a list of two offsets".to_owned());
    let Some([start, end]) = span.as_array().map(Vec::as_slice) else {
        return wrong();
    };
    let (Some(start), Some(end)) = (start.as_u64(), end.as_u64()) else {
        return wrong();
    };
    let byte = |offset| {
        let missing = || format!("there is no offset {offset} in the text, or it is inside a character");
        offsets.byte(text, offset).ok_or_else(missing)
    };
    let span = Span::new(byte(start)?, byte(end)?);
    if span.start >= span.end {
        return Err("`span` is empty".to_owned());
    }
    Ok(span)
}

/// The span, if `words` are the words at that span or are not given.
fn same(span: Span, words: Option<&Value>, text: &str) -> Result<Span, String> {
    match words {
        Some(Value::String(words)) if words != span.of(text) => Err("the words at `span` are not those of `text`".to_owned()),
        _ => Ok(span),
    }
}

/// The first occurrence of `words` as whole words, or else the first occurrence that ignores case.
fn find(words: &str, text: &str) -> Result<Span, String> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |start: usize, end: usize| {
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        let own = &text[start..end];
        let runs_on = (letter(before) && letter(own.chars().next())) || (letter(after) && letter(own.chars().next_back()));
        !runs_on
    };
    if words.is_empty() {
        return Err("`text` is empty".to_owned());
    }
    let exact = text.match_indices(words).map(|(start, own)| (start, start + own.len()));
    let mut found = exact.into_iter().find(|&(start, end)| whole(start, end));
    if found.is_none()
        && let Ok(any_case) = RegexBuilder::new(&regex::escape(words)).case_insensitive(true).build()
    {
        found = any_case
            .find_iter(text)
            .map(|m| (m.start(), m.end()))
            .find(|&(start, end)| whole(start, end));
    }
    let (start, end) = found.ok_or_else(|| "`text` is not found in the text".to_owned())?;
    Ok(Span::new(start as u32, end as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::OffsetUnit;
    use serde_json::json;

    #[test]
    fn targets_are_placed() {
        let text = "Œdème: massive mass, Mass.";
        let span = |wanted: Value| {
            let asked = place(wanted, text, &OffsetMap::new(text, OffsetUnit::Char));
            asked.place.map(|s| s.of(text).to_owned())
        };
        for (wanted, found) in [
            (json!({"span": [0, 5]}), Some("Œdème")),
            (json!({"span": [15, 19]}), Some("mass")),
            (json!({"span": [15, 19], "text": "mass"}), Some("mass")),
            (json!({"span": [15, 19], "text": "Mass"}), None),
            (json!({"span": [15, 99]}), None),
            (json!({"span": [15, 15]}), None),
            (json!({"span": [19, 15]}), None),
            (json!({"span": [-1, 15]}), None),
            (json!({"span": "0-5"}), None),
            (json!({"text": "mass"}), Some("mass")),
            (json!({"text": "MASSIVE"}), Some("massive")),
            (json!({"text": "massi"}), None),
            (json!({"text": ""}), None),
            (json!({"text": 3}), None),
            (json!([1]), None),
        ] {
            assert_eq!(span(wanted.clone()).ok().as_deref(), found, "{wanted}");
        }
    }
}
