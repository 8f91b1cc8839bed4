//! What must hold of a record, seen from outside: only the text and the JSON are looked at.

use crate::support::EXTRACTOR;
use serde_json::Value;

type Checked = Result<(), String>;

/// Checks the records of `text` with offsets in bytes, in characters and in UTF-16 units.
pub fn check(text: &str, bytes: &[u8], chars: &[u8], utf16: &[u8]) -> Checked {
    let [mut bytes, mut chars, mut utf16] = [bytes, chars, utf16].map(|line| serde_json::from_slice::<Value>(line).unwrap());
    unit_is(&mut bytes, Some("byte"))?;
    unit_is(&mut chars, None)?;
    unit_is(&mut utf16, Some("utf16"))?;

    let by_char: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let by_utf16: Vec<Option<usize>> = text
        .char_indices()
        .flat_map(|(byte, c)| [Some(byte), None].into_iter().take(c.len_utf16()))
        .chain([Some(text.len())])
        .collect();
    spans_to_bytes(&mut bytes, &|at| text.is_char_boundary(at).then_some(at))?;
    spans_to_bytes(&mut chars, &|at| by_char.get(at).copied())?;
    spans_to_bytes(&mut utf16, &|at| by_utf16.get(at).copied().flatten())?;
    ensure(bytes == chars, "the offsets in characters are not those in bytes")?;
    ensure(bytes == utf16, "the offsets in UTF-16 units are not those in bytes")?;

    findings(text, &bytes)?;
    sections(&bytes)?;
    rest(&bytes)
}

fn ensure(fine: bool, message: &str) -> Checked {
    if fine { Ok(()) } else { Err(message.to_owned()) }
}

fn unit_is(record: &mut Value, want: Option<&str>) -> Checked {
    let unit = record.as_object_mut().unwrap().remove("offset_unit");
    ensure(
        unit.as_ref().and_then(Value::as_str) == want,
        "the record does not say what its offsets count",
    )
}

/// Turns every span of a record into bytes. Fails on one that is no place of the text.
fn spans_to_bytes(value: &mut Value, byte: &dyn Fn(usize) -> Option<usize>) -> Checked {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "spans" {
                    // Each as a field of its own.
                    for one in field.as_array_mut().unwrap() {
                        let mut wrapped = serde_json::json!({ "span": one.take() });
                        spans_to_bytes(&mut wrapped, byte)?;
                        *one = wrapped["span"].take();
                    }
                } else if matches!(name.as_str(), "span" | "sentence" | "heading" | "condition") && field.is_array() {
                    let (from, to) = span(field);
                    let (Some(from), Some(to)) = (byte(from), byte(to)) else {
                        return Err(format!("{name} {field} does not lie on characters of the text"));
                    };
                    ensure(from <= to, "a span ends before it begins")?;
                    *field = serde_json::json!([from, to]);
                } else {
                    spans_to_bytes(field, byte)?;
                }
            }
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| spans_to_bytes(item, byte)),
        _ => Ok(()),
    }
}

fn span(value: &Value) -> (usize, usize) {
    let at = |index: usize| value[index].as_u64().unwrap() as usize;
    (at(0), at(1))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("no list {name}"))
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no word {name}"))
}

fn findings(text: &str, record: &Value) -> Checked {
    let lexicon = EXTRACTOR.lexicon();
    let mut last = (0, 0);
    for (index, finding) in list(record, "findings").iter().enumerate() {
        let (from, to) = span(&finding["span"]);
        let sentence = span(&finding["sentence"]);
        ensure(finding["n"] == index, "findings are not numbered in order")?;
        ensure(from < to, "a finding without words")?;
        ensure(word(finding, "text") == &text[from..to], "`text` is not what stands at `span`")?;
        ensure(sentence.0 <= from && to <= sentence.1, "a finding reaches out of its sentence")?;
        ensure(
            (sentence.0, from) >= last,
            &format!("finding {index} stands before the one listed before it"),
        )?;
        last = (sentence.0, from);
        ensure(lexicon.finding(word(finding, "finding")).is_some(), "an unknown finding")?;
        for site in list(finding, "sites") {
            let (from, to) = span(&site["span"]);
            ensure(from < to, "a site without words")?;
            ensure(lexicon.site(word(site, "site")).is_some(), "an unknown site")?;
        }
        for link in list(finding, "attribution") {
            ensure(lexicon.finding(word(link, "to")).is_some(), "attributed to an unknown finding")?;
        }
        for size in list(finding, "sizes") {
            let mm = list(size, "mm");
            ensure((1..=3).contains(&mm.len()), "a size of no or more than three extents")?;
            ensure(
                mm.iter().all(|x| x.as_f64().is_some_and(f64::is_finite)),
                "a size that is no number",
            )?;
        }
        let because = list(finding, "because");
        ensure(
            because.iter().any(|b| word(b, "rule").starts_with("finding/")),
            "a finding that no entry made",
        )?;
        let asserts = !matches!(word(finding, "section"), "technique" | "recommendation");
        ensure(asserts, "a finding in a section that makes none")?;
    }
    Ok(())
}

fn sections(record: &Value) -> Checked {
    let mut last = 0;
    for section in list(record, "sections") {
        let (from, to) = span(&section["span"]);
        let start = if section["heading"].is_null() {
            from
        } else {
            span(&section["heading"]).0
        };
        ensure(start >= last || from == to, "sections overlap or are not in order")?;
        last = last.max(to);
    }
    Ok(())
}

fn rest(record: &Value) -> Checked {
    let findings = list(record, "findings");
    let numbers_fit = |row: &Value| {
        list(row, "mentions")
            .iter()
            .all(|n| n.as_u64().is_some_and(|n| (n as usize) < findings.len()))
    };
    for row in list(record, "summary") {
        ensure(numbers_fit(row), "the summary refers to a finding that is not there")?;
        let own = list(row, "mentions")
            .iter()
            .all(|n| findings[n.as_u64().unwrap() as usize]["finding"] == row["finding"]);
        ensure(own && !list(row, "mentions").is_empty(), "the summary refers to another finding")?;
    }
    let flags = list(record, "flags");
    ensure(flags.iter().all(numbers_fit), "a flag refers to a finding that is not there")?;
    ensure(
        flags.iter().all(|flag| word(flag, "value") != "not_stated"),
        "a flag is listed that is not stated",
    )?;
    let comparisons = record["comparisons"].as_array().into_iter().flatten();
    ensure(
        comparisons.into_iter().all(numbers_fit),
        "a comparison refers to a finding that is not there",
    )?;
    let mut last = 0;
    for piece in record["unread"].as_array().into_iter().flatten() {
        let (from, to) = span(&piece["span"]);
        ensure(last <= from && from < to, "pieces not read overlap, or are empty")?;
        last = to;
    }
    let coverage = record.get("coverage").map(|share| share.as_f64());
    ensure(
        coverage.is_none_or(|share| share.is_some_and(|share| (0.0..=1.0).contains(&share))),
        "a share of words that is none",
    )?;
    ensure(last == 0 || coverage.is_some(), "words not read where there are none")?;
    // Those listed stand in the order of the rule set.
    let mut known = EXTRACTOR.flags().ids();
    let in_order = flags.iter().all(|flag| known.any(|id| id == word(flag, "flag")));
    ensure(in_order, "flags are listed twice, in another order, or of no rule set")
}
