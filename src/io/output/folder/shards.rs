//! The shards of a run: one numbered file for each table at a time.

use super::super::form::{Form, Table, TableWriter};
use super::contents;
use super::files::{Access, aside, create, create_folder, sync_folder};
use crate::error::Error;
use crate::runs::{Crew, Tables};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The shards: the open ones, and the number of the complete ones.
pub(super) struct Shards<'f> {
    folder: PathBuf,
    tables: Vec<Table<'f>>,
    open: Vec<(PathBuf, Box<dyn TableWriter>)>,
    closed: u32,
    /// The number of rows of each table in the complete shards.
    rows: Vec<u64>,
    crew: Crew,
    /// The names and sizes of the files that were completed last.
    sizes: Vec<(String, u64)>,
    access: Access,
}

impl<'f> Shards<'f> {
    /// The shards in `folder`, of which `closed` are complete, with this number of `rows` of each table. Files are made for `access`.
    pub fn new(folder: &Path, form: &'f dyn Form, closed: u32, mut rows: Vec<u64>, access: Access) -> Self {
        let tables: Vec<Table<'f>> = form.tables().into_iter().chain([contents::table()]).collect();
        rows.resize(tables.len(), 0);
        Self {
            folder: folder.to_owned(),
            tables,
            open: Vec::new(),
            closed,
            rows,
            crew: Crew::default(),
            sizes: Vec::new(),
            access,
        }
    }

    /// Lets `crew` work for the files.
    pub fn work_with(&mut self, crew: &Crew) {
        self.crew = crew.clone();
    }

    /// The number of complete shards.
    pub fn closed(&self) -> u32 {
        self.closed
    }

    /// The number of rows of each table in the complete shards.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// The names and sizes of the files that [`Shards::close`] has completed since the last call.
    pub fn take_sizes(&mut self) -> Vec<(String, u64)> {
        std::mem::take(&mut self.sizes)
    }

    /// Appends rows to each table.
    ///
    /// # Errors
    /// I/O errors.
    pub fn write(&mut self, tables: &mut Tables) -> Result<(), Error> {
        if self.open.is_empty() {
            self.begin()?;
        }
        let forms = self.open.len() - 1;
        for (number, (path, writer)) in self.open[..forms].iter_mut().enumerate() {
            let form = self.tables[number].form;
            let table = number - first_of(&self.tables, form);
            let tables = tables.of_form(form);
            let mut write = || {
                writer.write(&tables[table])?;
                writer.columns(std::mem::take(tables.columns(table)), &self.crew)
            };
            write().map_err(|e| Error::writing(path, e))?;
        }
        Ok(())
    }

    /// Appends the content hashes of records.
    ///
    /// # Errors
    /// I/O errors.
    pub fn note(&mut self, contents: &[u64]) -> Result<(), Error> {
        let bytes: Vec<u8> = contents.iter().flat_map(|c| c.to_le_bytes()).collect();
        match self.open.last_mut() {
            Some((path, writer)) => writer.write(&bytes).map_err(|e| Error::writing(path, e)),
            None => Ok(()),
        }
    }

    /// Completes the open shards, if there are any.
    ///
    /// # Errors
    /// I/O errors.
    pub fn close(&mut self) -> Result<(), Error> {
        if self.open.is_empty() {
            return Ok(());
        }
        self.open.iter_mut().for_each(|(_, writer)| writer.wind_up(&self.crew));
        let mut folders: Vec<PathBuf> = self.open.iter().filter_map(|(path, _)| path.parent().map(Path::to_owned)).collect();
        folders.dedup();
        for ((path, writer), rows) in self.open.drain(..).zip(&mut self.rows) {
            *rows += writer.rows();
            let whole = || -> io::Result<u64> {
                let file = writer.finish()?;
                file.sync_all()?;
                fs::rename(aside(&path), &path)?;
                Ok(file.metadata()?.len())
            };
            let size = whole().map_err(|e| Error::writing(&path, e))?;
            let name = path.strip_prefix(&self.folder).unwrap_or(&path).to_string_lossy().into_owned();
            self.sizes.push((name, size));
        }
        for folder in folders.iter().filter(|folder| **folder != self.folder) {
            sync_folder(folder).map_err(|e| Error::writing(folder, e))?;
        }
        self.closed += 1;
        Ok(())
    }

    fn begin(&mut self) -> Result<(), Error> {
        for table in &self.tables {
            let folder = match &table.folder {
                Some(own) => self.folder.join(own),
                None => self.folder.clone(),
            };
            create_folder(&folder, self.access).map_err(|e| Error::writing(&folder, e))?;
            let path = folder.join(format!("{}-{:05}.{}", table.name, self.closed, table.extension));
            let rows = &self.rows[first_of(&self.tables, table.form)..];
            let writer = create(&aside(&path), self.access).and_then(|file| table.begin(file, rows));
            self.open.push((path.clone(), writer.map_err(|e| Error::writing(&path, e))?));
        }
        Ok(())
    }
}

/// The number of the first table of a form.
fn first_of(tables: &[Table<'_>], form: usize) -> usize {
    tables.iter().take_while(|table| table.form < form).count()
}
