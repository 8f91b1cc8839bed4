//! `radsift lexicon fmt`

use super::Outcome;
use super::terminal::print;
use crate::canonical::canonical;
use crate::error::Error;
use crate::lexicon::{Problems, SourceFile, read_folder};
use crate::visible::visible;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  radsift lexicon fmt my-words/
  radsift lexicon fmt --check lexicons/

Puts the keys of each entry in one order and long lists one item a line, and changes nothing that is said. Comments and the
order of entries and of words stay. With --check nothing is written, and the exit code is 1 when a file would be.";

/// The command line of `lexicon fmt`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Lexicon files, or folders with such files
    #[arg(value_name = "PATH", default_value = "lexicons")]
    paths: Vec<PathBuf>,
    /// Only reports which files are not in canonical form
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut out = String::new();
    let (mut files, mut changed) = (0, 0);
    let mut problems = Problems::default();
    for path in &args.paths {
        for file in source_files(path)? {
            files += 1;
            match canonical(&file) {
                Ok(text) if text == file.text => {}
                Ok(text) => {
                    changed += 1;
                    let _ = writeln!(
                        out,
                        "{}: {}",
                        if args.check { "would change" } else { "changed" },
                        visible(&file.name)
                    );
                    if !args.check {
                        let path = Path::new(&file.name);
                        fs::write(path, text).map_err(|e| Error::writing(path, e))?;
                    }
                }
                Err(found) => problems.0.extend(found.0),
            }
        }
    }
    problems.into_result(())?;
    let _ = writeln!(out, "{files} files, {changed} {}", if args.check { "to change" } else { "changed" });
    print(&out)?;
    Ok(if args.check && changed > 0 { Outcome::Found } else { Outcome::Done })
}

/// A lexicon file, or all lexicon files below a folder.
fn source_files(path: &Path) -> Result<Vec<SourceFile>, Error> {
    if path.is_dir() {
        return Ok(read_folder(path)?.files);
    }
    let text = fs::read_to_string(path).map_err(|e| Error::reading(path, e))?;
    Ok(vec![SourceFile {
        name: path.display().to_string(),
        text: text.into(),
    }])
}
