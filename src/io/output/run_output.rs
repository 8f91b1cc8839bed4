//! The output files of a run: records and, on request, rejections, both as JSON Lines.

use crate::error::Error;
use crate::input::Reject;
use crate::runs::{Sink, Tables};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The most rejections that are kept for the summary.
const SHOWN: usize = 10;

/// Writes the results of a run.
pub struct RunOutput {
    records: Box<dyn Write + Send>,
    name: PathBuf,
    rejects: Option<(BufWriter<File>, PathBuf)>,
    first: Vec<Reject>,
}

impl RunOutput {
    /// Writes records to `records` or to standard output, and rejections to `rejects`.
    ///
    /// # Errors
    /// A file that cannot be created.
    pub fn create(records: Option<&Path>, rejects: Option<&Path>) -> Result<Self, Error> {
        let create = |path: &Path| File::create(path).map_err(|e| Error::writing(path, e));
        let rejects = match rejects {
            Some(path) => Some((BufWriter::new(create(path)?), path.to_owned())),
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
            first: Vec::new(),
        })
    }

    /// Flushes the buffers.
    ///
    /// # Errors
    /// I/O errors.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.records.flush().map_err(|e| Error::writing(&self.name, e))?;
        match &mut self.rejects {
            Some((file, path)) => file.flush().map_err(|e| Error::writing(path, e)),
            None => Ok(()),
        }
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
            let written = serde_json::to_writer(&mut *file, &reject)
                .map_err(io::Error::from)
                .and_then(|()| file.write_all(b"\n"));
            written.map_err(|e| Error::writing(path, e))?;
        }
        if self.first.len() < SHOWN {
            self.first.push(reject);
        }
        Ok(())
    }
}
