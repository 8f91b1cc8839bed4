//! What came of the examples.

use super::place::find_line;
use crate::lexicon::{Example, Library, Located};
use std::fmt;

/// What came of all examples.
#[derive(Clone, Debug, Default)]
pub struct CheckOutcome {
    /// The examples that people wrote.
    pub written: Count,
    /// Those made from the terms.
    pub generated: Count,
    /// Sentences made from the cells of the grid.
    pub cells: Count,
    /// Those of them that are read otherwise: what the grid says and the reading does not reach.
    pub unread: Vec<Failure>,
    /// Examples that are read otherwise than wanted, and entries with too few examples.
    pub failures: Vec<Failure>,
    /// Examples marked `known_gap` that are indeed read otherwise.
    pub known_gaps: Vec<Failure>,
    /// Examples marked `known_gap` that are read as wanted: the mark can go.
    pub closed_gaps: Vec<Failure>,
}

impl CheckOutcome {
    /// True when nothing has to be put right.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// How many examples there are and how many are read as wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All.
    pub runnable: usize,
    /// Read as wanted.
    pub passing: usize,
}

/// One example that is not read as wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// The entry: `finding/<id>`.
    pub entry: String,
    /// The example's text; empty where the entry itself is at fault.
    pub text: String,
    /// What was wanted.
    pub wanted: String,
    /// What was read.
    pub got: String,
    /// The entries whose words stand in the example, each with the words: `finding/<id>`, then the words quoted.
    pub taken: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}: {}", self.file, self.line, self.entry)?;
        for line in self.text.lines() {
            writeln!(f, "    | {line}")?;
        }
        writeln!(f, "    wanted  {}", self.wanted)?;
        write!(f, "    got     {}", self.got)?;
        if !self.taken.is_empty() {
            write!(f, "\n    taken   {}", self.taken.join(", "))?;
        }
        Ok(())
    }
}

/// One example on its way into the outcome.
pub(super) struct ExampleCase<'a> {
    pub kind: &'static str,
    pub id: &'a str,
    pub file: usize,
    pub text: &'a str,
    pub known_gap: bool,
}

impl<'a> ExampleCase<'a> {
    pub fn new<T>(kind: &'static str, id: &'a str, located: &Located<T>, text: &'a str, known_gap: bool) -> Self {
        Self {
            kind,
            id,
            file: located.file,
            text,
            known_gap,
        }
    }

    /// An example of an entry; one that an `[[extend]]` has added stands in another file.
    pub fn of<T>(kind: &'static str, id: &'a str, located: &Located<T>, example: &'a Example) -> Self {
        Self {
            file: example.file.unwrap_or(located.file),
            ..Self::new(kind, id, located, &example.text, example.known_gap)
        }
    }
}

/// What was wanted and what was read instead.
pub(super) struct Mismatch {
    pub wanted: String,
    pub got: String,
    pub taken: Vec<String>,
}

impl Mismatch {
    pub fn new(wanted: impl Into<String>, got: impl Into<String>) -> Self {
        Self {
            wanted: wanted.into(),
            got: got.into(),
            taken: Vec::new(),
        }
    }
}

/// Gathers the outcome.
pub(super) struct Collector<'a> {
    library: &'a Library,
    pub outcome: CheckOutcome,
}

impl<'a> Collector<'a> {
    pub fn new(library: &'a Library) -> Self {
        Self {
            library,
            outcome: CheckOutcome::default(),
        }
    }

    /// Counts an example that a person wrote.
    pub fn written(&mut self, case: &ExampleCase<'_>, result: Result<(), Mismatch>) {
        let outcome = &mut self.outcome;
        outcome.written.runnable += 1;
        match result {
            Ok(()) => {
                outcome.written.passing += 1;
                if case.known_gap {
                    let failure = self.failure(case, Mismatch::new("a known gap", "read as wanted: take `known_gap` away"));
                    self.outcome.closed_gaps.push(failure);
                }
            }
            Err(mismatch) => {
                let failure = self.failure(case, mismatch);
                if case.known_gap {
                    self.outcome.known_gaps.push(failure);
                } else {
                    self.outcome.failures.push(failure);
                }
            }
        }
    }

    /// Counts an example made from a term.
    pub fn generated(&mut self, case: &ExampleCase<'_>, result: Result<(), Mismatch>) {
        self.outcome.generated.runnable += 1;
        match result {
            Ok(()) => self.outcome.generated.passing += 1,
            Err(mismatch) => {
                let failure = self.failure(case, mismatch);
                self.outcome.failures.push(failure);
            }
        }
    }

    /// Counts a sentence made from a cell of the grid.
    pub fn cell(&mut self, case: &ExampleCase<'_>, result: Result<(), Mismatch>) {
        self.outcome.cells.runnable += 1;
        match result {
            Ok(()) => self.outcome.cells.passing += 1,
            Err(mismatch) => {
                let failure = self.failure(case, mismatch);
                self.outcome.unread.push(failure);
            }
        }
    }

    /// Notes an entry that is itself at fault.
    pub fn entry(&mut self, case: &ExampleCase<'_>, mismatch: Mismatch) {
        let failure = self.failure(case, mismatch);
        self.outcome.failures.push(failure);
    }

    fn failure(&self, case: &ExampleCase<'_>, mismatch: Mismatch) -> Failure {
        let source = &self.library.files[case.file];
        Failure {
            file: source.name.clone(),
            line: find_line(&source.text, case.id, case.text),
            entry: format!("{}/{}", case.kind, case.id),
            text: case.text.to_owned(),
            wanted: mismatch.wanted,
            got: mismatch.got,
            taken: mismatch.taken,
        }
    }
}
