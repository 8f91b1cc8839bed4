//! The cohort file that a command names.

use crate::Extractor;
use crate::cohort::file::{Cohort, load, ready};
use crate::error::Error;
use crate::lexicon::SourceFile;
use std::fs;
use std::path::Path;

/// Reads a cohort file, or the ready cohort of that name.
pub(super) fn cohort(file: &Path, extractor: &Extractor) -> Result<Cohort, Error> {
    let name = file.display().to_string();
    let text = match fs::read_to_string(file) {
        Ok(text) => text.into(),
        Err(error) => match ready(&name) {
            Some(text) => text.into(),
            None if error.kind() == std::io::ErrorKind::NotFound => {
                let names: Vec<&str> = crate::cohort::file::READY.iter().map(|(name, _)| *name).collect();
                let error = Error::reading(file, error);
                return Err(Error::usage(error.to_string()).help(format!("the ready cohorts are {}", names.join(", "))));
            }
            None => return Err(Error::reading(file, error)),
        },
    };
    Ok(load(SourceFile { name, text }, extractor)?)
}
