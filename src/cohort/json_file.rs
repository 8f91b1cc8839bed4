//! JSON that must be right as a whole. Messages name file, line and column, and never a value: values hold words of reports.

use crate::error::Error;
use serde::de::DeserializeOwned;
use std::path::Path;

/// The name of the account of a cohort.
const ACCOUNT: &str = "cohort.json";

/// The value of a file.
///
/// # Errors
/// A file that cannot be read or is not of this form.
pub(super) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::reading(path, e))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|e| Error::usage(format!("{}:{}:{}: {}", path.display(), e.line(), e.column(), cause(&e))))
}

/// The account of a cohort, from its folder.
///
/// # Errors
/// A folder that holds no complete cohort, or an account that is not of this form.
pub(super) fn read_account<T: DeserializeOwned>(folder: &Path) -> Result<T, Error> {
    let path = folder.join(ACCOUNT);
    if !path.is_file() {
        return Err(Error::usage(format!("{} holds no cohort: {ACCOUNT} is missing", folder.display()))
            .help("give the folder that `radsift cohort run` has written"));
    }
    read_json(&path)
}

/// The values of the lines of a file, each with the number of its line. Blank lines are passed over.
///
/// # Errors
/// The first line that is not of this form.
pub(super) fn parse_lines<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<Vec<(usize, T)>, Error> {
    let lines = bytes.split(|&b| b == b'\n').enumerate();
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    let parse = |(index, line): (usize, &[u8])| match serde_json::from_slice(line) {
        Ok(value) => Ok((index + 1, value)),
        Err(e) => Err(Error::usage(format!(
            "{}:{}:{}: {}",
            path.display(),
            index + 1,
            e.column(),
            cause(&e)
        ))),
    };
    lines.map(parse).collect()
}

/// What is wrong, in words that quote no value.
fn cause(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    match error.classify() {
        serde_json::error::Category::Data if said.starts_with("missing field") => said.to_owned(),
        serde_json::error::Category::Data => "a value is not of the kind that stands here".to_owned(),
        serde_json::error::Category::Eof => "the JSON ends too early".to_owned(),
        _ => "this is not JSON".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Row {
        #[allow(dead_code)]
        n: u8,
    }

    #[test]
    fn messages_name_the_place_and_no_value() {
        let path = Path::new("a.jsonl");
        let said = |bytes: &[u8]| parse_lines::<Row>(path, bytes).unwrap_err().to_string();
        assert_eq!(said(b"{\"n\":1}\n\n{\"m\":2}"), "a.jsonl:3:7: missing field `n`");
        assert_eq!(
            said(b"{\"n\":\"words of a report\"}"),
            "a.jsonl:1:24: a value is not of the kind that stands here"
        );
        assert_eq!(said(b"{\"n\":1"), "a.jsonl:1:6: the JSON ends too early");
        assert_eq!(said(b"{n}"), "a.jsonl:1:2: this is not JSON");
        let rows = parse_lines::<Row>(path, b"\n{\"n\":1}\r\n").unwrap();
        assert_eq!((rows.len(), rows[0].0), (1, 2));
    }
}
