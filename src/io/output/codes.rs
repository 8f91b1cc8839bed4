//! Codes of findings in other vocabularies, taken from a code map of the user.
//!
//! No codes are built in: the right code depends on edition, licence and purpose.

use crate::error::Error;
use crate::lexicon::{FindingId, Lexicon, nearest};
use std::collections::HashMap;
use std::path::Path;

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    /// SNOMED CT.
    Snomed,
    /// RadLex.
    Radlex,
    /// OMOP concept ids.
    Omop,
}

impl System {
    /// All vocabularies, in the order of the code columns.
    pub const ALL: [System; 3] = [System::Snomed, System::Radlex, System::Omop];

    /// Its name in a code map.
    pub fn name(self) -> &'static str {
        match self {
            System::Snomed => "snomed",
            System::Radlex => "radlex",
            System::Omop => "omop",
        }
    }

    /// True when `code` has the form of the codes of this vocabulary.
    fn takes(self, code: &str) -> bool {
        let digits = |code: &str| !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
        match self {
            System::Snomed => (6..=18).contains(&code.len()) && digits(code),
            System::Radlex => code.strip_prefix("RID").is_some_and(digits),
            System::Omop => digits(code) && code.parse::<i32>().is_ok(),
        }
    }

    /// A description of that form.
    fn form(self) -> &'static str {
        match self {
            System::Snomed => "6 to 18 digits",
            System::Radlex => "RID and digits",
            System::Omop => "a number up to 2147483647",
        }
    }
}

/// A code with its display name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingCode {
    /// The code.
    pub code: String,
    /// Its display name; may be empty.
    pub display: String,
}

/// The codes of findings, at most one per vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Codes(HashMap<(FindingId, System), FindingCode>);

const COLUMNS: [&str; 4] = ["finding", "system", "code", "display"];

impl Codes {
    /// Reads a CSV file with the columns finding, system, code and, optionally, display.
    ///
    /// # Errors
    /// The first problem, with its line.
    pub fn load(path: &Path, lexicon: &Lexicon) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_path(path)
            .map_err(|e| unreadable(path, e))?;
        let header = reader.headers().map_err(|e| unreadable(path, e))?.clone();
        let wrong = |line: u64, what: String, help: String| Error::usage(format!("{}:{line}: {what}", path.display())).help(help);
        // Spreadsheets write a byte order mark.
        let names: Vec<&str> = header.iter().map(|name| name.trim_start_matches('\u{feff}')).collect();
        if let Some(name) = names.iter().find(|name| !COLUMNS.contains(name)) {
            return Err(wrong(
                1,
                format!("no column `{name}` is known"),
                format!("the columns are {}", COLUMNS.join(", ")),
            ));
        }
        if let Some(name) = COLUMNS[..3].iter().find(|name| !names.contains(name)) {
            return Err(wrong(
                1,
                format!("the column `{name}` is missing"),
                format!("the columns are {}", COLUMNS.join(", ")),
            ));
        }
        let ids: HashMap<&str, u16> = lexicon.findings.iter().zip(0..).map(|(f, n)| (f.id.as_str(), n)).collect();
        let mut codes = HashMap::new();
        for row in reader.records() {
            let row = row.map_err(|e| unreadable(path, e))?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |name| names.iter().position(|n| *n == name).and_then(|at| row.get(at)).unwrap_or("");
            let [finding, system, code, display] = COLUMNS.map(cell);
            let Some(&id) = ids.get(finding) else {
                let near = nearest(finding, lexicon.findings.iter().map(|f| f.id.as_str()));
                let near = near.map(|advice| advice + " ").unwrap_or_default();
                let help = format!("{near}`radsift lexicon list findings` lists all");
                return Err(wrong(line, format!("no finding `{finding}` is known"), help));
            };
            let Some(system) = System::ALL.into_iter().find(|s| s.name() == system.to_ascii_lowercase()) else {
                let names = System::ALL.map(System::name).join(", ");
                return Err(wrong(
                    line,
                    format!("no system `{system}` is known"),
                    format!("the systems are {names}"),
                ));
            };
            if !system.takes(code) {
                return Err(wrong(
                    line,
                    format!("`{code}` is not a valid code of {}", system.name()),
                    format!("a code is {}", system.form()),
                ));
            }
            let (code, display) = (code.to_owned(), display.to_owned());
            if codes.insert((FindingId(id), system), FindingCode { code, display }).is_some() {
                let what = format!("`{finding}` already has a code of {}", system.name());
                return Err(wrong(line, what, "a finding takes one code of each system".to_owned()));
            }
        }
        Ok(Self(codes))
    }

    /// The code of a finding.
    pub fn get(&self, finding: FindingId, system: System) -> Option<&FindingCode> {
        self.0.get(&(finding, system))
    }
}

/// The message for a CSV error, without the words of the file.
fn unreadable(path: &Path, error: csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::reading(path, error),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Error::usage(format!("{}:{line}: {len} cells instead of {expected_len}", path.display()))
        }
        _ => Error::usage(format!("{}:{line}: not CSV in UTF-8", path.display())),
    }
}
