//! JSON integers beyond 64 bits, with all their digits. As floating-point numbers they would be rounded to about sixteen digits.

use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Integers below this limit are kept as numbers.
const SAFE: f64 = 9_223_372_036_854_775_808.0;

/// The fields of a line of JSON Lines as written there. `line` must be an object.
pub(super) fn written(line: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(line).unwrap_or_default()
}

/// True when a value contains a number that may have lost digits.
pub(super) fn may_be_rounded(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64() && number.as_f64().is_none_or(|n| n.abs() >= SAFE),
        Value::Array(values) => values.iter().any(may_be_rounded),
        Value::Object(map) => map.values().any(may_be_rounded),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Parses `json`, with integers beyond 64 bits as strings of their digits.
///
/// # Errors
/// Text that is not valid JSON.
pub(super) fn value_of(json: &str) -> serde_json::Result<Value> {
    let value = serde_json::from_str(json)?;
    if may_be_rounded(&value) {
        serde_json::from_str(&quoted(json))
    } else {
        Ok(value)
    }
}

/// The text `json` with such numbers in quotes.
fn quoted(json: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    let bytes = json.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1),
            b'-' | b'0'..=b'9' => {
                let number = |b: &u8| matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                let end = at + bytes[at..].iter().take_while(|b| number(b)).count();
                let digits = &json[at..end];
                if digits.parse::<u64>().is_err() && digits.parse::<i64>().is_err() && !digits.contains(['.', 'e', 'E']) {
                    out += &json[done..at];
                    out.extend(["\"", digits, "\""]);
                    done = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    if done == 0 {
        return Cow::Borrowed(json);
    }
    out += &json[done..];
    Cow::Owned(out)
}

/// The position after the string that begins at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_keep_their_digits() {
        let long = "123456789012345678901234567890";
        let json = format!(
            r#"{{"a":{long},"b":[-{long},18446744073709551615,-9223372036854775808],"c":{{"{long}":"x \" {long}"}},"d":0.5,"e":1e300,"f":18446744073709551616}}"#
        );
        let value = value_of(&json).unwrap();
        let wanted = format!(
            r#"{{"a":"{long}","b":["-{long}",18446744073709551615,-9223372036854775808],"c":{{"{long}":"x \" {long}"}},"d":0.5,"e":1e+300,"f":"18446744073709551616"}}"#
        );
        assert_eq!(serde_json::to_string(&value).unwrap(), wanted);
        for json in ["1", "\"\\\\\"", "{}", "null", "[1.5]"] {
            assert!(matches!(quoted(json), Cow::Borrowed(_)), "{json}");
        }
        assert!(value_of("{").is_err());
    }
}
