//! Expands the paths of the command line to the list of files to read.

use super::dates::DateForm;
use super::format::{Format, unpacked};
use super::skipped::Skipped;
use super::wide::Wide;
use super::{fhir, hl7};
use crate::error::Error;
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The number of bytes that are read to detect the format of a file.
const SNIFFED: u64 = 4096;

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its format.
    pub format: Format,
}

impl Source {
    /// The name used in messages.
    pub fn name(&self) -> String {
        match &self.path {
            Some(path) => path.display().to_string(),
            None => "stdin".to_owned(),
        }
    }

    /// True for standard input, pipes and anything else that can be read only once.
    pub fn is_read_once(&self) -> bool {
        match &self.path {
            Some(path) => is_read_once(path),
            None => true,
        }
    }

    fn stem(&self) -> Option<&OsStr> {
        unpacked(self.path.as_deref()?).file_stem()
    }
}

/// The sources of one run, in order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
    shared_stems: HashSet<OsString>,
    from: Format,
    skipped: Skipped,
    /// The form of the dates in each source, where it is known.
    date_forms: Vec<Option<DateForm>>,
}

impl Sources {
    /// Creates the list from these sources, in this order.
    pub fn new(list: Vec<Source>) -> Self {
        let mut seen = HashSet::new();
        let texts = list.iter().filter(|s| matches!(s.format, Format::Text | Format::Auto));
        let shared_stems = texts
            .filter_map(Source::stem)
            .filter(|stem| !seen.insert(*stem))
            .map(OsStr::to_owned)
            .collect();
        Self {
            list,
            shared_stems,
            from: Format::Auto,
            skipped: Skipped::default(),
            date_forms: Vec::new(),
        }
    }

    /// The format of the entries of archives, overriding their extensions; with [`Format::Auto`] the extensions decide.
    pub fn from(&self) -> Format {
        self.from
    }

    /// Sets the form of the dates in each source.
    pub(super) fn with_date_forms(self, date_forms: Vec<Option<DateForm>>) -> Self {
        Self { date_forms, ..self }
    }

    /// The form of the dates in the source with this number.
    pub(super) fn date_form(&self, number: usize) -> Option<&DateForm> {
        self.date_forms.get(number)?.as_ref()
    }

    /// What was skipped while the sources were searched for.
    pub fn skipped(&self) -> Skipped {
        self.skipped
    }

    /// The sources in order.
    pub fn as_slice(&self) -> &[Source] {
        &self.list
    }

    /// The record id of a text source: the file name without its extension, or its path when two files have the same name.
    pub fn id_of(&self, source: &Source) -> String {
        match source.stem() {
            Some(stem) if !self.shared_stems.contains(stem) => stem.to_string_lossy().into_owned(),
            _ => source.name(),
        }
    }
}

/// Lists the sources that `paths` stand for: files, folders with all files of known extensions below them in order of path, glob patterns, and `-` for
/// standard input. `from` is the format of all sources except archives; with [`Format::Auto`] the extensions decide, or else the first bytes.
///
/// # Errors
/// A path that does not exist, a pattern that matches no files, a folder without reports, or `-` given twice.
pub fn find_sources(paths: &[PathBuf], from: Format) -> Result<Sources, Error> {
    let mut list = Vec::new();
    let mut skipped = Skipped::default();
    for path in &expand(paths)? {
        if path.as_os_str() == "-" {
            if list.iter().any(|s: &Source| s.path.is_none()) {
                return Err(Error::usage("standard input (`-`) is given twice"));
            }
            list.push(Source { path: None, format: from });
        } else if fs::metadata(path).map_err(|e| Error::reading(path, e))?.is_dir() {
            let before = list.len();
            let mut found = FoundFiles { from, list, skipped };
            found.walk(path, &mut Vec::new()).map_err(|e| Error::reading(path, e))?;
            FoundFiles { list, skipped, .. } = found;
            if list.len() == before {
                let error = Error::usage(format!("{} contains no file of a known format", path.display()));
                return Err(error
                    .help("known extensions are .txt .jsonl .csv .tsv .parquet, also .gz and .zst, and .zip and .tar; name other files one by one"));
            }
        } else {
            list.push(Source {
                path: Some(path.clone()),
                format: format_of(path, from).unwrap_or(from),
            });
        }
    }
    Ok(Sources {
        from,
        skipped,
        ..Sources::new(list)
    })
}

/// The format of a file whose extension is known: `from` unless it is `Auto`, otherwise the format of the extension. Files that may contain messages
/// or resources are detected from their first bytes. Archives are always archives.
fn format_of(path: &Path, from: Format) -> Option<Format> {
    let format = Format::of(path);
    match format {
        _ if from == Format::Auto => (),
        Some(Format::Auto) => return format,
        Some(_) => return Some(from),
        None if from != Format::Hl7 => return None,
        None => (),
    }
    if is_read_once(path) {
        return format;
    }
    let ends = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let (looks_like, shown): (fn(&[u8]) -> bool, _) = match () {
        () if ends("log") || ends("txt") => (hl7::looks_like, Format::Hl7),
        () if ends("ndjson") => (fhir::looks_like, Format::Fhir),
        () => return format,
    };
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SNIFFED).read_to_end(&mut beginning));
    if let Some(wide) = Wide::of(&beginning) {
        beginning = wide.decode(&beginning).into_bytes();
    }
    if read.is_ok() && looks_like(&beginning) {
        Some(shown)
    } else {
        format
    }
}

/// Expands glob patterns in the paths: not every shell does that.
fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut out = Vec::new();
    for path in paths {
        let pattern = path.to_str().filter(|p| p.contains(['*', '?', '[']) && !path.exists());
        let Some(pattern) = pattern else {
            out.push(path.clone());
            continue;
        };
        let found = glob::glob(pattern).map_err(|e| Error::usage(format!("{pattern} is not a valid glob pattern: {}", e.msg)))?;
        let before = out.len();
        out.extend(found.map(|path| path.unwrap_or_else(|e| e.path().to_owned())));
        if out.len() == before {
            return Err(Error::usage(format!("no file matches {pattern}")));
        }
    }
    Ok(out)
}

fn is_read_once(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

/// The files found in folders.
struct FoundFiles {
    from: Format,
    list: Vec<Source>,
    skipped: Skipped,
}

impl FoundFiles {
    /// Adds the reports below `folder`. `above` holds the folders on the path to it, so that symbolic links cannot cause an endless loop.
    fn walk(&mut self, folder: &Path, above: &mut Vec<PathBuf>) -> io::Result<()> {
        let real = folder.canonicalize()?;
        if above.contains(&real) {
            return Ok(());
        }
        let mut paths = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        above.push(real);
        for path in paths {
            if path.is_dir() {
                if self.walk(&path, above).is_err() {
                    // Reading it as a file will fail as well, and is counted as a rejection then.
                    self.list.push(Source {
                        path: Some(path),
                        format: Format::Text,
                    });
                }
            } else if is_read_once(&path) {
                // A pipe without a writer would block the run for ever. A pipe must be named on the command line.
                self.skipped.other_files += 1;
            } else if let Some(format) = format_of(&path, self.from) {
                self.list.push(Source { path: Some(path), format });
            } else {
                self.skipped.other_files += 1;
            }
        }
        above.pop();
        Ok(())
    }
}
