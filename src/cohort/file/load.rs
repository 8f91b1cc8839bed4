//! From the text of a cohort file to a compiled cohort, or to all its mistakes.

use super::compile::{Cohort, compile};
use super::schema::CohortFile;
use crate::Extractor;
use crate::lexicon::{Problem, Problems, SourceFile};

/// Reads and compiles a cohort file.
///
/// # Errors
/// Every mistake, with its place in the file and the words that are allowed there.
pub fn load(source: SourceFile, extractor: &Extractor) -> Result<Cohort, Problems> {
    let file: CohortFile = match toml::from_str(&source.text) {
        Ok(file) => file,
        Err(error) => {
            let problem = Problem {
                file: source.name.clone(),
                text: source.text.to_string(),
                at: error.span().unwrap_or(0..0),
                message: error.message().to_owned(),
                help: Some("docs/COHORTS.md lists the keys; `radsift cohort new` writes a file to begin with".to_owned()),
            };
            return Err(problem.into());
        }
    };
    compile(source, file, extractor)
}
