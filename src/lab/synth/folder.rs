//! The files of an archive.

use super::forms::{csv, nights, people};
use super::options::ReportForm;
use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Patients,
    Events,
    Truth,
    Mistakes,
    Gold,
    /// The reports of a night, or all.
    Reports(usize),
    /// What counts after a night. Written for messages only.
    Expected(usize),
}

/// The files, open.
pub(super) struct Folder {
    files: Vec<(Part, PathBuf, BufWriter<File>)>,
}

impl Folder {
    /// Creates the files in a folder that is new or empty.
    ///
    /// # Errors
    /// A folder that holds something, or what the file system says.
    pub fn new(path: &Path, form: ReportForm, nights: usize) -> Result<Self, Error> {
        fs::create_dir_all(path).map_err(|e| Error::writing(path, e))?;
        let mut inside = fs::read_dir(path).map_err(|e| Error::reading(path, e))?;
        if inside.next().is_some() {
            let full = Error::usage(format!("{} is not empty", path.display()));
            return Err(full.help("give a folder that is new or empty: an archive is never mixed with other files"));
        }
        let mut folder = Self { files: Vec::new() };
        let names = [
            (Part::Patients, "patients.jsonl"),
            (Part::Events, "events.csv"),
            (Part::Truth, "truth.jsonl"),
            (Part::Mistakes, "mistakes.jsonl"),
            (Part::Gold, "gold.jsonl"),
        ];
        for (part, name) in names {
            folder.create(part, path.join(name))?;
        }
        match form {
            ReportForm::Jsonl => folder.create(Part::Reports(0), path.join("reports.jsonl"))?,
            ReportForm::Csv => folder.create(Part::Reports(0), path.join("reports.csv"))?,
            ReportForm::Hl7 => {
                for night in 0..nights {
                    let name = format!("night-{}", night + 1);
                    let messages = path.join(&name);
                    fs::create_dir_all(&messages).map_err(|e| Error::writing(&messages, e))?;
                    folder.create(Part::Reports(night), messages.join("messages.hl7"))?;
                    folder.create(Part::Expected(night), path.join(format!("expected-after-{name}.csv")))?;
                    folder.write(Part::Expected(night), |out| csv::row(nights::COLUMNS, out))?;
                }
            }
        }
        folder.write(Part::Events, |out| csv::row(people::EVENT_COLUMNS, out))?;
        if form == ReportForm::Csv {
            folder.write(Part::Reports(0), |out| csv::row(csv::COLUMNS, out))?;
        }
        Ok(folder)
    }

    fn create(&mut self, part: Part, path: PathBuf) -> Result<(), Error> {
        let file = File::create(&path).map_err(|e| Error::writing(&path, e))?;
        self.files.push((part, path, BufWriter::with_capacity(1 << 16, file)));
        Ok(())
    }

    /// Writes to one of the files; what is not written of this form is left out.
    ///
    /// # Errors
    /// What the file system says, with the name of the file.
    pub fn write(&mut self, part: Part, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        match self.files.iter_mut().find(|(of, ..)| *of == part) {
            Some((_, path, file)) => write(file).map_err(|e| Error::writing(path, e)),
            None => Ok(()),
        }
    }

    /// Flushes all files.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(mut self) -> Result<(), Error> {
        self.files
            .iter_mut()
            .try_for_each(|(_, path, file)| file.flush().map_err(|e| Error::writing(path, e)))
    }
}
