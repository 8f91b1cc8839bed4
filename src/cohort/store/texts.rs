//! Texts of reports by id, in a file.

use super::failed;
use crate::error::Error;
use rusqlite::{Connection, OptionalExtension, params};
use std::fs;
use std::path::{Path, PathBuf};

/// Texts of reports. The file is removed with it.
pub struct TextStore {
    connection: Connection,
    path: PathBuf,
}

impl TextStore {
    /// A new store in `path`, a file that is not there yet.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let connection = super::open(path)?;
        let store = Self {
            connection,
            path: path.to_owned(),
        };
        store.run("CREATE TABLE text (id TEXT NOT NULL, text TEXT NOT NULL); BEGIN;")?;
        Ok(store)
    }

    /// Adds a text.
    ///
    /// # Errors
    /// A full disk.
    pub fn add(&mut self, id: &str, text: &str) -> Result<(), Error> {
        let insert = self.connection.execute("INSERT INTO text VALUES (?1, ?2)", params![id, text]);
        insert.map(|_| ()).map_err(|e| failed(&self.path, &e))
    }

    /// Sorts by id, after all is added.
    ///
    /// # Errors
    /// A full disk.
    pub fn sort(&mut self) -> Result<(), Error> {
        self.run("COMMIT; CREATE INDEX by_id ON text (id);")
    }

    /// The text of a report; the last where several have its id.
    ///
    /// # Errors
    /// I/O errors.
    pub fn get(&self, id: &str) -> Result<Option<String>, Error> {
        let query = "SELECT text FROM text WHERE id = ?1 ORDER BY rowid DESC LIMIT 1";
        let text = self.connection.query_row(query, [id], |row| row.get(0)).optional();
        text.map_err(|e| failed(&self.path, &e))
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(|e| failed(&self.path, &e))
    }
}

impl Drop for TextStore {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
