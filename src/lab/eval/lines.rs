//! JSON Lines files that must be valid as a whole: all mistakes are reported before the run stops.

use super::fields::Fields;
use crate::error::Error;
use crate::input::Reason;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;

/// The most problems that are shown; the others are only counted.
const SHOWN: usize = 20;

/// The problems of a file, line by line. Messages never contain words of a report.
#[derive(Debug, Default)]
struct Problems {
    shown: Vec<String>,
    count: usize,
}

impl Problems {
    fn add(&mut self, place: &str, message: &str) {
        if self.shown.len() < SHOWN {
            self.shown.push(format!("{place}: {message}"));
        }
        self.count += 1;
    }

    fn into_result<T>(mut self, value: T) -> Result<T, Error> {
        match self.count {
            0 => return Ok(value),
            1 => {}
            count => {
                if count > self.shown.len() {
                    self.shown.push(format!("... and {} more", count - self.shown.len()));
                }
                self.shown.push(format!("{count} lines cannot be used"));
            }
        }
        Err(Error::usages(&self.shown))
    }
}

/// Reads every line of a file that is not blank. `read` gets the fields of the line. Ids must be unique.
///
/// # Errors
/// A file that cannot be read; or all lines that are not a JSON object, that `read` rejects, or whose id is already used.
pub(super) fn parse_lines<T>(path: &Path, read: impl Fn(&Fields<'_>) -> Result<T, String>) -> Result<Vec<(String, T)>, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::reading(path, e))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let name = path.display();
    let mut problems = Problems::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut out = Vec::new();
    for (index, line) in bytes.split(|&b| b == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let number = index + 1;
        let object = match parse(line) {
            Ok(object) => object,
            Err((reason, column)) => {
                let column = column.map_or_else(String::new, |c| format!(":{c}"));
                problems.add(&format!("{name}:{number}{column}"), &reason.to_string());
                continue;
            }
        };
        let fields = Fields::of_line(&object);
        match fields.id("id").and_then(|id| Ok((id, read(&fields)?))) {
            Ok((id, value)) => match seen.insert(id.clone(), number) {
                None => out.push((id, value)),
                Some(before) => problems.add(
                    &format!("{name}:{number}"),
                    &format!("the id `{id}` is already used on line {before}"),
                ),
            },
            Err(message) => problems.add(&format!("{name}:{number}"), &message),
        }
    }
    problems.into_result(out)
}

fn parse(line: &[u8]) -> Result<Map<String, Value>, (Reason, Option<usize>)> {
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err((Reason::NotAnObject, None)),
        Err(error) => Err((Reason::of_json(&error), Some(error.column().max(1)))),
    }
}
