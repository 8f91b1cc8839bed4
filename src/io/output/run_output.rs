//! The output files of a run: records and, on request, rejections, both as JSON Lines.

use super::files::{Access, aside, begin};
use super::reject_limit::RejectLimit;
use super::rejects::{Filled, Rejects};
use crate::error::Error;
use crate::input::{Position, Reject};
use crate::runs::{Sink, Tables, Tally};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The most rejections that are kept for the summary.
const SHOWN: usize = 10;

/// Writes the results of a run.
pub struct RunOutput {
    records: Box<dyn Write + Send>,
    name: PathBuf,
    rejects: Option<(Rejects<BufWriter<File>>, PathBuf)>,
    /// The files that get their names at the end.
    renamed: Vec<PathBuf>,
    limit: Option<RejectLimit>,
    first: Vec<Reject>,
}

impl RunOutput {
    /// Writes records to `records` or to standard output, and rejections to `rejects`. Files are created for `access`, and get their names when the run
    /// has ended: until then, and after a kill, they are called `NAME.partial`. Pipes and devices are written at once.
    ///
    /// # Errors
    /// A file that cannot be created.
    pub fn create(records: Option<&Path>, rejects: Option<&Path>, access: Access) -> Result<Self, Error> {
        let mut renamed = Vec::new();
        let mut create = |path: &Path| begin(path, access, &mut renamed).map_err(|e| Error::writing(path, e));
        let rejects = match rejects {
            Some(path) => Some((Rejects::new(BufWriter::new(create(path)?), Filled::default()), path.to_owned())),
            None => None,
        };
        let name = records.unwrap_or(Path::new("standard output")).to_owned();
        let records: Box<dyn Write + Send> = match records {
            Some(path) => Box::new(create(path)?),
            None => Box::new(io::stdout()),
        };
        Ok(Self {
            records,
            name,
            rejects,
            renamed,
            limit: None,
            first: Vec::new(),
        })
    }

    /// Ends the run with an error when more records are rejected.
    pub fn limit_rejects(&mut self, limit: Option<RejectLimit>) {
        self.limit = limit;
    }

    /// Flushes the buffers and gives the files their names.
    ///
    /// # Errors
    /// I/O errors; more rejections than are allowed.
    pub fn finish(&mut self, tally: &Tally) -> Result<(), Error> {
        self.limit.map_or(Ok(()), |limit| limit.check(tally, true))?;
        self.records.flush().map_err(|e| Error::writing(&self.name, e))?;
        if let Some((file, path)) = &mut self.rejects {
            file.flush().map_err(|e| Error::writing(path, e))?;
        }
        for path in self.renamed.drain(..) {
            fs::rename(aside(&path), &path).map_err(|e| Error::writing(&path, e))?;
        }
        Ok(())
    }

    /// The first rejections.
    pub fn first_rejects(&self) -> &[Reject] {
        &self.first
    }
}

impl Sink for RunOutput {
    fn records(&mut self, tables: &mut Tables) -> Result<(), Error> {
        self.records.write_all(&tables[0]).map_err(|e| Error::writing(&self.name, e))
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        if let Some((file, path)) = &mut self.rejects {
            file.add(&reject).map_err(|e| Error::writing(path, e))?;
        }
        if self.first.len() < SHOWN {
            self.first.push(reject);
        }
        Ok(())
    }
    fn reached(&mut self, _next: Position, tally: &Tally, _bytes: u64) -> Result<(), Error> {
        self.limit.map_or(Ok(()), |limit| limit.check(tally, false))
    }
}
