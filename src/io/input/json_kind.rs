//! Tells records from FHIR resources in JSON.

use super::fields::Fields;
use super::names::advice;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::cell::RefCell;
use std::fmt;

/// The beginning of a source without what stands before its first object: the bracket of a list, or the mark of RFC 7464.
pub(super) fn first_object(head: &[u8]) -> &[u8] {
    let head = head.trim_ascii_start();
    let head = head.strip_prefix(b"\x1E").unwrap_or(head).trim_ascii_start();
    head.strip_prefix(b"[").unwrap_or(head).trim_ascii_start()
}

/// True for a source that begins like objects, one behind the other or in a list, also with the marks of RFC 7464.
pub(super) fn begins_like_objects(head: &[u8]) -> bool {
    first_object(head).starts_with(b"{")
}

/// True when the first object of `head`, the beginning of a source, is a record and no FHIR resource.
pub(super) fn looks_like_records(head: &[u8], fields: &Fields) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if !begins_like_objects(head) {
        return false;
    }
    let text = String::from_utf8_lossy(first_object(head));
    let seen = RefCell::default();
    let read = FirstKeys(&seen).read(&text);
    let names: Vec<String> = seen.into_inner();
    let is_resource = names.iter().any(|name| name == "resourceType") || (read.is_err() && text.contains("\"resourceType\""));
    let named = || names.contains(&fields.text) || advice(names.iter().map(String::as_str)).is_some();
    !is_resource && (read.is_ok() || named())
}

/// Collects the names in an object whose values are not lists or objects, as far as the object goes.
struct FirstKeys<'k>(&'k RefCell<Vec<String>>);

impl FirstKeys<'_> {
    fn read(self, text: &str) -> serde_json::Result<()> {
        serde_json::Deserializer::from_str(text).deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FirstKeys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let nested = |value: &Value| value.is_object() || value.is_array();
            if name == "resourceType" {
                self.0.borrow_mut().push(name);
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            match map.next_value::<Value>() {
                Ok(value) if nested(&value) => {}
                Ok(_) => self.0.borrow_mut().push(name),
                Err(error) => {
                    self.0.borrow_mut().push(name);
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_from_resources() {
        let long = "x".repeat(5000);
        let cut = format!("[{{\"id\": 1, \"text\": \"{long}");
        for (head, wanted) in [
            ("[\n {\"id\": 1, \"text\": \"A\"}]", true),
            ("{\"id\": 1, \"report_text\": \"A\"}", true),
            ("{\"meta\": {\"a\": 1}, \"text\": \"A", true),
            (&cut, true),
            ("{\"id\": 1, \"words\": \"A\"}", true),
            ("{\"resourceType\": \"DiagnosticReport\", \"text\": {}}", false),
            ("[{\"content\": [{}], \"id\": \"a\", \"resourceType\": \"Patient\"}]", false),
            ("{\"text\": {\"div\": \"A\"}, \"id\"", false),
            ("[1, 2]", false),
            ("No infarct.", false),
        ] {
            assert_eq!(looks_like_records(head.as_bytes(), &Fields::default()), wanted, "{head}");
        }
    }
}
