//! The records of an earlier run, found by their ids.

use crate::error::Error;
use crate::runs::shards;
use crate::text::OffsetUnit;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Where the record of each report stands. Only this is held in memory: some fifty bytes and the id of a report.
pub(super) struct OldRecords {
    files: Vec<Mutex<File>>,
    paths: Vec<PathBuf>,
    places: HashMap<Box<str>, Option<Place>>,
    unit: OffsetUnit,
}

#[derive(Clone, Copy)]
struct Place {
    file: u32,
    length: u32,
    start: u64,
}

/// The beginning of a record.
#[derive(Deserialize)]
struct Head<'l> {
    #[serde(borrow)]
    id: Cow<'l, str>,
    #[serde(default)]
    offset_unit: OffsetUnit,
}

impl OldRecords {
    /// Looks through the shards of the run in `folder`, which wrote JSON Lines.
    ///
    /// # Errors
    /// A folder without such shards, lines that are no records, and I/O errors.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let paths = shards(folder, "jsonl", "part", &[".jsonl"])?;
        if paths.is_empty() {
            let error = Error::usage(format!("{} holds no shards of JSON Lines", folder.display()));
            return Err(error.help("the earlier run must have been written by --to jsonl, without --zstd"));
        }
        let mut old = Self {
            files: Vec::new(),
            places: HashMap::new(),
            unit: OffsetUnit::default(),
            paths: Vec::new(),
        };
        for path in paths {
            old.add(&path)?;
        }
        Ok(old)
    }

    /// The unit of their offsets.
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The record of the report with this id; `None` when there is none, and when there are several.
    ///
    /// # Errors
    /// I/O errors.
    pub fn get(&self, id: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(Some(place)) = self.places.get(id) else { return Ok(None) };
        let index = place.file as usize;
        let mut line = vec![0; place.length as usize];
        let mut file = self.files[index].lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(place.start)).and_then(|_| file.read_exact(&mut line));
        read.map_err(|e| Error::reading(&self.paths[index], e))?;
        Ok(Some(line))
    }

    fn add(&mut self, path: &Path) -> Result<(), Error> {
        let failed = |e: io::Error| Error::reading(path, e);
        let mut lines = BufReader::with_capacity(1 << 20, File::open(path).map_err(failed)?);
        let (mut line, mut start, mut number) = (Vec::new(), 0_u64, 0_u64);
        while lines.read_until(b'\n', &mut line).map_err(failed)? > 0 {
            number += 1;
            let head: Head<'_> =
                serde_json::from_slice(&line).map_err(|_| Error::usage(format!("{}:{number}: no record of radsift", path.display())))?;
            self.unit = head.offset_unit;
            let place = Place {
                file: self.files.len() as u32,
                length: line.len() as u32,
                start,
            };
            // Reports with one id cannot be told apart: they count as new.
            let known = self.places.contains_key(&*head.id);
            self.places.insert((&*head.id).into(), (!known).then_some(place));
            start += line.len() as u64;
            line.clear();
        }
        self.files.push(Mutex::new(lines.into_inner()));
        self.paths.push(path.to_owned());
        Ok(())
    }
}
