//! `run --ruleset-changed`: only the reports that these rules read otherwise than an earlier run did.

mod old_records;
mod table;

use crate::diff::{ComparedRecord, DiffOptions, DiffTally, compare, same};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::output::{Access, Form, TableFile, save_whole};
use crate::report::{Envelope, JsonWriter, Report};
use crate::runs::{Render, Tables};
use old_records::OldRecords;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file of the changes, in the folder of the run.
const CHANGES: &str = "changes.csv";

/// A form of which only the reports that are read otherwise are written.
pub(super) struct OnlyChanged<'f> {
    form: &'f dyn Form,
    old: OldRecords,
    writer: JsonWriter,
    met: Mutex<Met>,
}

/// What was met so far.
#[derive(Default)]
struct Met {
    tally: DiffTally,
    /// Reports that the earlier run has not read.
    new: u64,
}

/// How a report is read, beside its old record.
enum Reading {
    Alike,
    Otherwise,
    New,
}

impl<'f> OnlyChanged<'f> {
    /// Compares with the records of the run in `folder`.
    ///
    /// # Errors
    /// A folder without records of radsift, and files that cannot be read.
    pub fn new(form: &'f dyn Form, folder: &Path, lexicon: &Lexicon) -> Result<Self, Error> {
        let old = OldRecords::load(folder)?;
        let writer = JsonWriter::new(lexicon, old.unit());
        Ok(Self {
            form,
            old,
            writer,
            met: Mutex::default(),
        })
    }

    fn reading(&self, id: &str, new: &[u8]) -> Result<Reading, Error> {
        let Some(old) = self.old.get(id)? else {
            return Ok(Reading::New);
        };
        if same(&old, new) {
            return Ok(Reading::Alike);
        }
        let parsed = (serde_json::from_slice(&old), serde_json::from_slice(new));
        let (Ok(old), Ok(new)): (Result<ComparedRecord<'_>, _>, Result<ComparedRecord<'_>, _>) = parsed else {
            return Ok(Reading::Otherwise);
        };
        let mut tally = DiffTally::default();
        compare(&old, &new, None, &DiffOptions::default(), &mut tally);
        let is_same = tally.is_same();
        self.met().tally.merge(tally, 0);
        Ok(if is_same { Reading::Alike } else { Reading::Otherwise })
    }

    /// Writes what has changed into the folder of the run.
    ///
    /// # Errors
    /// I/O errors.
    pub fn save(&self, folder: &Path, access: Access) -> Result<(), Error> {
        let bytes = table::of(&self.met().tally);
        save_whole(&folder.join(CHANGES), &bytes, access)
    }

    fn met(&self) -> MutexGuard<'_, Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Render for OnlyChanged<'_> {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let mut line = Vec::new();
        self.writer.write(&mut line, envelope, report);
        match self.reading(envelope.id, &line) {
            Ok(Reading::Alike) => return,
            Ok(Reading::Otherwise) => (),
            // An old record that cannot be read any more is one that is not known.
            Ok(Reading::New) | Err(_) => self.met().new += 1,
        }
        self.form.render(envelope, report, out);
    }

    fn complete(&self, out: &mut Tables) -> Result<(), Error> {
        self.form.complete(out)
    }
}

impl Form for OnlyChanged<'_> {
    fn tables(&self) -> Vec<TableFile<'_>> {
        self.form.tables()
    }

    fn notices(&self) -> Vec<String> {
        let met = self.met();
        let own = format!(
            "reports that are read otherwise than by the earlier run: {}, that were not in it: {}; {CHANGES} says what changed",
            met.tally.changed, met.new
        );
        self.form.notices().into_iter().chain([own]).collect()
    }
}
