//! The reports of a run by patient, in a file: no matter how many there are, those of one patient at a time are in memory.

mod rows;
mod texts;

pub use rows::PersonRows;
pub use texts::TextStore;

use crate::cohort::events::Event;
use crate::cohort::reading::{Fate, ReadReport};
use crate::cohort::window::Day;
use crate::error::Error;
use crate::output::Access;
use rusqlite::{Connection, params};
use std::fs;
use std::path::{Path, PathBuf};

/// The store. Its file is removed with it.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    next: i64,
}

/// What SQLite may hold in memory, in KiB.
const CACHE_KIB: u32 = 16 << 10;

impl Store {
    /// A new store in `path`, a file that is not there yet.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let connection = open(path)?;
        let store = Self {
            connection,
            path: path.to_owned(),
            next: 0,
        };
        store.run(
            "CREATE TABLE report (patient TEXT NOT NULL, seq INTEGER NOT NULL, fate INTEGER NOT NULL, said BLOB, study BLOB);
             CREATE TABLE event (patient TEXT NOT NULL, day INTEGER NOT NULL, word TEXT NOT NULL, grade TEXT NOT NULL);
             CREATE TABLE other (patient TEXT NOT NULL, day INTEGER NOT NULL);",
        )?;
        Ok(store)
    }

    /// Adds reports whose patient is known.
    ///
    /// # Errors
    /// A full disk.
    pub fn add<'r>(&mut self, reports: impl Iterator<Item = &'r ReadReport>) -> Result<(), Error> {
        let mut next = self.next;
        let add = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            let mut insert = transaction.prepare("INSERT INTO report VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for report in reports {
                let Some(patient) = &report.patient else { continue };
                let said: Vec<u8> = report.said.iter().map(|said| said.to_byte()).collect();
                // Of plain types, which can always be written.
                let study = postcard::to_allocvec(&report.study).unwrap_or_default();
                insert.execute(params![patient, next, report.fate as i64, said, study])?;
                next += 1;
            }
            drop(insert);
            transaction.commit()
        };
        add().map_err(|e| failed(&self.path, &e))?;
        self.next = next;
        Ok(())
    }

    /// Adds the patient of a record that could not be read.
    ///
    /// # Errors
    /// A full disk.
    pub fn add_unreadable(&mut self, patient: &str) -> Result<(), Error> {
        let insert = self.connection.prepare("INSERT INTO report VALUES (?1, ?2, ?3, NULL, NULL)");
        insert
            .and_then(|mut insert| insert.execute(params![patient, self.next, Fate::Unreadable as i64]))
            .map_err(|e| failed(&self.path, &e))?;
        self.next += 1;
        Ok(())
    }

    /// Adds the events of the event table.
    ///
    /// # Errors
    /// A full disk.
    pub fn add_events(&mut self, events: &[Event]) -> Result<(), Error> {
        let add = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            let mut insert = transaction.prepare("INSERT INTO event VALUES (?1, ?2, ?3, ?4)")?;
            for event in events {
                insert.execute(params![event.patient, event.day.0, event.word, event.grade])?;
            }
            drop(insert);
            transaction.commit()
        };
        add().map_err(|e| failed(&self.path, &e))
    }

    /// Notes a member by another rule set.
    ///
    /// # Errors
    /// A full disk.
    pub fn add_other_member(&self, patient: &str, day: Day) -> Result<(), Error> {
        let insert = self
            .connection
            .execute("INSERT INTO other VALUES (?1, ?2)", params![patient, day.0]);
        insert.map(|_| ()).map_err(|e| failed(&self.path, &e))
    }

    /// The days on which a patient is a member by another rule set.
    ///
    /// # Errors
    /// I/O errors.
    pub fn other_members(&self, patient: &str) -> Result<Vec<Day>, Error> {
        let days = self.connection.prepare("SELECT day FROM other WHERE patient = ?1 ORDER BY day");
        let days = days.and_then(|mut select| select.query_map([patient], |row| row.get(0).map(Day))?.collect());
        days.map_err(|e| failed(&self.path, &e))
    }

    /// The members by another rule set of whom this run has no report.
    ///
    /// # Errors
    /// I/O errors.
    pub fn other_members_alone(&self) -> Result<Vec<(String, Day)>, Error> {
        let query = "SELECT patient, day FROM other WHERE patient NOT IN (SELECT patient FROM report) ORDER BY patient, day";
        let all = self.connection.prepare(query);
        let all = all.and_then(|mut select| select.query_map([], |row| Ok((row.get(0)?, Day(row.get(1)?))))?.collect());
        all.map_err(|e| failed(&self.path, &e))
    }

    /// True when every patient is a whole number as programs write it, as the ids of OMOP tables are: `01` is none, since as a number it is `1`.
    ///
    /// # Errors
    /// I/O errors.
    pub fn patients_are_numbers(&self) -> Result<bool, Error> {
        let query = "SELECT NOT EXISTS (SELECT 1 FROM report WHERE patient GLOB '*[^0-9]*' OR patient GLOB '0?*' OR patient = '' OR length(patient) > 18)";
        self.connection
            .query_row(query, [], |row| row.get(0))
            .map_err(|e| failed(&self.path, &e))
    }

    /// Sorts by patient, after all is added.
    ///
    /// # Errors
    /// A full disk.
    pub fn sort(&mut self) -> Result<(), Error> {
        self.run("CREATE INDEX by_patient ON report (patient, seq); CREATE INDEX events_of ON event (patient, day); CREATE INDEX others_of ON other (patient, day);")
    }

    /// How many rows of the event table have a patient without any report, and how many such patients there are.
    ///
    /// # Errors
    /// I/O errors.
    pub fn events_without_report(&self) -> Result<(u64, u64), Error> {
        let query = "SELECT count(*), count(DISTINCT patient) FROM event WHERE patient NOT IN (SELECT patient FROM report)";
        let counts = self
            .connection
            .query_row(query, [], |row| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64)));
        counts.map_err(|e| failed(&self.path, &e))
    }

    /// Calls `each` with the rows of one patient after the other, in the order of their ids.
    ///
    /// # Errors
    /// I/O errors, and what `each` returns.
    pub fn for_each_person(&self, each: &mut dyn FnMut(PersonRows) -> Result<(), Error>) -> Result<(), Error> {
        rows::for_each_person(&self.connection, &self.path, each)
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(|e| failed(&self.path, &e))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Opens a file that is thrown away after a crash: nothing needs to be kept safe in it.
fn open(path: &Path) -> Result<Connection, Error> {
    // Made by us first, so that nobody else may read it.
    crate::output::create(path, Access::Owner).map_err(|e| Error::writing(path, e))?;
    let connection = Connection::open(path).map_err(|e| failed(path, &e))?;
    let settings =
        format!("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -{CACHE_KIB};");
    connection.execute_batch(&settings).map_err(|e| failed(path, &e))?;
    Ok(connection)
}

/// The message of SQLite may quote a value.
fn failed(path: &Path, error: &rusqlite::Error) -> Error {
    let code = error
        .sqlite_error_code()
        .map_or("an error of SQLite".to_owned(), |code| format!("{code:?}"));
    Error::usage(format!("{} cannot be used: {code}", path.display()))
        .help("the folder of the output needs room for a store of all reports")
}
