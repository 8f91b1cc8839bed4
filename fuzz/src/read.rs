//! Any bytes as one report.

use super::archive::RULES;
use radsift::Session;
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::text::{OffsetUnit, decode};
use serde_json::Value;
use std::cell::RefCell;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
}

/// The target.
pub fn check(bytes: &[u8]) {
    let decoded = decode(bytes);
    let text = decoded.text.as_ref();
    let worn = SESSION.with_borrow_mut(|session| line(session, text));
    assert!(
        worn == line(&mut Session::default(), text),
        "a session that has read other texts reads this one differently"
    );
    let record: Value = serde_json::from_slice(&worn).expect("a record that is JSON");
    spans(text, &record);
    for finding in record["findings"].as_array().expect("findings") {
        let (from, to) = span(&finding["span"]);
        assert_eq!(finding["text"], text[from..to]);
    }
}

/// The record with offsets in bytes.
fn line(session: &mut Session, text: &str) -> Vec<u8> {
    let meta = Meta::default();
    let report = RULES.analyse(session, text, &meta);
    let envelope = Envelope {
        id: "fuzz",
        meta: &meta,
        warnings: &[],
    };
    let mut out = Vec::new();
    JsonWriter::new(RULES.lexicon(), OffsetUnit::Byte).write(&mut out, &envelope, &report);
    out
}

fn span(value: &Value) -> (usize, usize) {
    let at = |index: usize| value[index].as_u64().expect("an offset") as usize;
    (at(0), at(1))
}

/// Every span of the record must lie in the text on characters.
fn spans(text: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if matches!(name.as_str(), "span" | "sentence" | "heading") && field.is_array() {
                    let (from, to) = span(field);
                    assert!(from <= to && text.get(from..to).is_some(), "{name} {field}");
                }
                spans(text, field);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| spans(text, item)),
        _ => {}
    }
}
