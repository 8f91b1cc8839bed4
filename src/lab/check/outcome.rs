//! The results of the examples.

use super::place::find_line;
use crate::lexicon::{Example, Library, Located};
use std::fmt;

/// The results of all examples.
#[derive(Clone, Debug, Default)]
pub struct CheckOutcome {
    /// Examples written by people.
    pub written: Count,
    /// Examples generated from terms.
    pub generated: Count,
    /// Sentences generated from the cells of the grid.
    pub cells: Count,
    /// Sentences of the grid that are read differently: the grid says more than the engine can read.
    pub unread: Vec<Failure>,
    /// Examples that are not read as expected, and entries with too few examples.
    pub failures: Vec<Failure>,
    /// Examples marked `known_gap` that are not read as expected.
    pub known_gaps: Vec<Failure>,
    /// Examples marked `known_gap` that are read as expected: the mark can be removed.
    pub closed_gaps: Vec<Failure>,
}

impl CheckOutcome {
    /// True when there are no failures.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// The number of examples, and of those that pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All examples.
    pub runnable: usize,
    /// Examples that are read as expected.
    pub passing: usize,
}

/// One example that is not read as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub file: String,
    /// The line in the file, from 1.
    pub line: usize,
    /// The entry: `finding/<id>`.
    pub entry: String,
    /// The text of the example; empty when the entry itself is wrong.
    pub text: String,
    /// The expected reading.
    pub wanted: String,
    /// The actual reading.
    pub got: String,
    /// The entries whose words occur in the example, each with its words: `finding/<id>`, then the words in quotes.
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

/// One example, for the results.
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

    /// An example of an entry. An example added by an `[[extend]]` is in another file.
    pub fn of<T>(kind: &'static str, id: &'a str, located: &Located<T>, example: &'a Example) -> Self {
        Self {
            file: example.file.unwrap_or(located.file),
            ..Self::new(kind, id, located, &example.text, example.known_gap)
        }
    }
}

/// The expected and the actual reading.
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

/// Collects the results.
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

    /// Counts an example written by a person.
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

    /// Counts an example generated from a term.
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

    /// Counts a sentence generated from a cell of the grid.
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

    /// Adds a failure of the entry itself.
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
