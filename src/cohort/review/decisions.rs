//! The decisions of a reader, as the page has saved them.

use super::draw::Asked;
use super::overview::Overview;
use super::page::SCHEMA;
use super::pool::Pool;
use crate::cohort::json_file::read_json;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// What a reader has decided about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It belongs to the cohort.
    Yes,
    /// It does not.
    No,
    /// The reports do not tell.
    Unsure,
}

impl Decision {
    /// All decisions.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsure];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unsure => "unsure",
        }
    }
}

/// A decision as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Decided {
    /// The case.
    pub case: String,
    /// The decision; `None` where there is only a note.
    pub decision: Option<Decision>,
    /// What the reader has written about it.
    #[serde(default)]
    pub note: String,
    /// When, as 2026-01-31T12:00:00.000Z.
    #[serde(default)]
    pub time: String,
    /// False when the group, or how the rules read the criteria, was shown.
    #[serde(default = "yes")]
    pub blind: bool,
}

fn yes() -> bool {
    true
}

/// A reader and what he or she has decided.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The name.
    pub name: String,
    /// By case.
    pub decisions: BTreeMap<String, Decided>,
}

impl Reader {
    /// The decision about a case.
    pub fn of(&self, case: &str) -> Option<Decision> {
        self.decisions.get(case)?.decision
    }

    /// What two readers agree on: their decision where it is the same, and unsure where both have decided otherwise.
    pub fn agreed(first: &Self, second: &Self) -> Self {
        let both = |(case, decided): (&String, &Decided)| {
            let (one, other) = (decided.decision?, second.of(case)?);
            let decision = if one == other { one } else { Decision::Unsure };
            let agreed = Decided {
                decision: Some(decision),
                note: String::new(),
                blind: decided.blind && second.decisions[case].blind,
                ..decided.clone()
            };
            Some((case.clone(), agreed))
        };
        Self {
            name: "agreed".to_owned(),
            decisions: first.decisions.iter().filter_map(both).collect(),
        }
    }
}

/// A file of decisions.
#[derive(Deserialize)]
struct File {
    schema: String,
    cohort: Key,
    sample: Asked,
    reader: String,
    decisions: Vec<Decided>,
}

#[derive(Deserialize)]
struct Key {
    id: String,
    hash: String,
}

/// Reads the files of one or two readers of the same draw. Returns the readers and what was asked of the draw; whether the cases are of the draw
/// is for [`Reader::check`] to say.
///
/// # Errors
/// A file of another form, cohort, run or draw; a case that is decided twice; two files of one reader; more than two files.
pub fn read_decisions(paths: &[impl AsRef<Path>], pool: &Pool, overview: &Overview) -> Result<(Vec<Reader>, Asked), Error> {
    let mut readers: Vec<Reader> = Vec::new();
    let mut asked: Option<(Asked, &Path)> = None;
    if paths.len() > 2 {
        return Err(Error::usage("decisions of two readers can be compared, not of more"));
    }
    for path in paths.iter().map(AsRef::as_ref) {
        let name = path.display();
        let file: File = read_json(path)?;
        if file.schema != SCHEMA {
            return Err(Error::usage(format!("{name} is not of the form {SCHEMA}")));
        }
        if file.cohort.id != overview.cohort.id {
            let (its, own) = (&file.cohort.id, &overview.cohort.id);
            return Err(Error::usage(format!(
                "{name} holds decisions about the cohort `{its}`, not about `{own}`"
            )));
        }
        if file.cohort.hash != pool.hash {
            return Err(Error::usage(format!("{name} holds decisions about another run of this cohort"))
                .help("the pool of cases has changed since the page was made: make a new page, or give the folder of that run"));
        }
        match asked {
            Some((other, before)) if other != file.sample => {
                return Err(Error::usage(format!(
                    "{name} and {} hold decisions about two draws: both readers must use one page",
                    before.display()
                )));
            }
            _ => asked = Some((file.sample, path)),
        }
        let reader = file.reader.trim().to_owned();
        if reader.is_empty() {
            return Err(Error::usage(format!("{name} names no reader")));
        }
        if readers.iter().any(|other| other.name == reader) {
            return Err(Error::usage(format!("both files hold decisions of the reader `{reader}`")));
        }
        let mut decisions = BTreeMap::new();
        for (index, decided) in file.decisions.into_iter().enumerate() {
            let case = decided.case.clone();
            if decisions.insert(case.clone(), decided).is_some() {
                return Err(Error::usage(format!(
                    "{name}: decision {}: the case `{case}` is decided twice",
                    index + 1
                )));
            }
        }
        readers.push(Reader { name: reader, decisions });
    }
    let (asked, _) = asked.ok_or_else(|| Error::usage("no file of decisions is given"))?;
    Ok((readers, asked))
}

impl Reader {
    /// Checks that all cases are of the draw, whose cases are `known`.
    ///
    /// # Errors
    /// The first cases that are not.
    pub fn check(&self, known: &HashSet<&str>) -> Result<(), Error> {
        let unknown: Vec<&str> = self
            .decisions
            .keys()
            .map(String::as_str)
            .filter(|case| !known.contains(case))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let shown: Vec<&str> = unknown.iter().take(5).copied().collect();
        let more = if unknown.len() > shown.len() { ", ..." } else { "" };
        let reader = &self.name;
        let cases = match unknown.len() {
            1 => "1 case that is".to_owned(),
            count => format!("{count} cases that are"),
        };
        Err(Error::usage(format!(
            "the reader `{reader}` has decided about {cases} not of this draw: {}{more}",
            shown.join(", ")
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(decisions: &[(&str, Option<Decision>, bool)]) -> Reader {
        let decided = |(case, decision, blind): &(&str, Option<Decision>, bool)| {
            let decided = Decided {
                case: (*case).to_owned(),
                decision: *decision,
                note: "x".to_owned(),
                time: String::new(),
                blind: *blind,
            };
            ((*case).to_owned(), decided)
        };
        Reader {
            name: "A".to_owned(),
            decisions: decisions.iter().map(decided).collect(),
        }
    }

    #[test]
    fn what_two_readers_differ_about_is_unsure_and_what_one_left_open_is_open() {
        let yes = Some(Decision::Yes);
        let first = reader(&[
            ("a", yes, true),
            ("b", yes, true),
            ("c", yes, true),
            ("d", None, true),
            ("e", yes, true),
        ]);
        let second = reader(&[
            ("a", yes, false),
            ("b", Some(Decision::No), true),
            ("c", None, true),
            ("d", yes, true),
        ]);
        let agreed = Reader::agreed(&first, &second);
        let of = |case: &str| agreed.of(case);
        assert_eq!(
            [of("a"), of("b"), of("c"), of("d"), of("e")],
            [yes, Some(Decision::Unsure), None, None, None]
        );
        assert!(!agreed.decisions["a"].blind && agreed.decisions["b"].blind);
    }

    #[test]
    fn cases_of_another_draw_are_named() {
        let error = reader(&[("a", None, true), ("b", None, true)])
            .check(&HashSet::from(["b"]))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the reader `A` has decided about 1 case that is not of this draw: a"
        );
        assert!(reader(&[("b", None, true)]).check(&HashSet::from(["b"])).is_ok());
    }
}
