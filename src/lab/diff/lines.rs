//! Reads two files of records side by side.

use super::compare::{DiffOptions, compare, same};
use super::record::ComparedRecord;
use super::tally::DiffTally;
use crate::error::Error;
use crate::input::{Body, Fields, Raw, Reader, Sources};
use crate::report::SCHEMA;
use rayon::prelude::*;
use std::sync::Arc;

/// The most reports that are held in memory.
const BATCH: usize = 2048;
/// The number of reports that a thread compares at a time.
const CHUNK: usize = 64;

/// The files to compare.
pub struct RecordFiles {
    /// The old records.
    pub old: Reader,
    /// The new records.
    pub new: Reader,
    /// The reports, where sentences are to be shown.
    pub texts: Option<(Reader, Fields)>,
}

/// The names of the files, for messages.
struct Names {
    old: Arc<Sources>,
    new: Arc<Sources>,
    texts: Option<(Arc<Sources>, Fields)>,
}

/// The positions of one report in the buffers.
struct Trio {
    old: Raw,
    new: Raw,
    text: Option<Raw>,
}

#[derive(Default)]
struct Buffers {
    old: Vec<u8>,
    new: Vec<u8>,
    texts: Vec<u8>,
}

/// Compares two files of records with `jobs` threads (0 for all). The files must contain the same reports in the same order.
/// Memory does not grow with the size of the files.
///
/// # Errors
/// A line that is not a record, records with different ids, or a file with fewer records than the other, with file and line.
pub fn diff_files(mut files: RecordFiles, jobs: usize, options: &DiffOptions) -> Result<DiffTally, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|e| Error::usage(format!("no threads: {e}")))?;
    let names = Names {
        old: files.old.sources(),
        new: files.new.sources(),
        texts: files.texts.as_ref().map(|(reader, fields)| (reader.sources(), fields.clone())),
    };
    let mut tally = DiffTally::default();
    let mut buffers = Buffers::default();
    let mut trios = Vec::new();
    loop {
        let filled = fill(&mut files, &names, &mut buffers, &mut trios);
        if trios.is_empty() {
            return filled.map(|()| tally);
        }
        let work = |chunk: &[Trio]| {
            let mut own = DiffTally::default();
            for trio in chunk {
                one(&names, &buffers, trio, options, &mut own)?;
            }
            Ok(own)
        };
        let found: Vec<Result<DiffTally, Error>> = pool.install(|| trios.par_chunks(CHUNK).map(work).collect());
        for own in found {
            tally.merge(own?, options.samples);
        }
        // A record that is missing in the middle of a file shows up as different ids before the end of the file is reached.
        filled?;
    }
}

fn fill(files: &mut RecordFiles, names: &Names, buffers: &mut Buffers, trios: &mut Vec<Trio>) -> Result<(), Error> {
    trios.clear();
    for buffer in [&mut buffers.old, &mut buffers.new, &mut buffers.texts] {
        buffer.clear();
    }
    while trios.len() < BATCH {
        let (old, new) = (files.old.next_raw(&mut buffers.old), files.new.next_raw(&mut buffers.new));
        let text = files.texts.as_mut().map(|(reader, _)| reader.next_raw(&mut buffers.texts));
        match (old, new, text) {
            (Some(old), Some(new), Some(Some(text))) => trios.push(Trio {
                old,
                new,
                text: Some(text),
            }),
            (Some(old), Some(new), None) => trios.push(Trio { old, new, text: None }),
            (None, None, None | Some(None)) => break,
            (Some(old), None, _) => return Err(missing(&names.new, &names.old, &old)),
            (None, Some(new), _) => return Err(missing(&names.old, &names.new, &new)),
            (Some(old), Some(_), Some(None)) => {
                let texts = names.texts.as_ref().map_or(&names.new, |t| &t.0);
                return Err(missing(texts, &names.old, &old));
            }
            (None, None, Some(Some(text))) => {
                let texts = names.texts.as_ref().map_or(&names.new, |t| &t.0);
                return Err(missing(&names.old, texts, &text));
            }
        }
    }
    Ok(())
}

/// The error for `short`, which ends before `long`, whose next record is `raw`.
fn missing(short: &Sources, long: &Sources, raw: &Raw) -> Error {
    let short = short.as_slice().last().map_or_else(String::new, |s| s.name());
    Error::usage(format!("{}: {short} has no record for this one", place(long, raw)))
        .help("both must be of the same reports in the same order")
}

/// `file:line`.
fn place(sources: &Sources, raw: &Raw) -> String {
    let name = sources.as_slice()[raw.source].name();
    if raw.line == 0 { name } else { format!("{name}:{}", raw.line) }
}

fn one(names: &Names, buffers: &Buffers, trio: &Trio, options: &DiffOptions, tally: &mut DiffTally) -> Result<(), Error> {
    let (old_line, new_line) = (
        line(&names.old, &trio.old, &buffers.old)?,
        line(&names.new, &trio.new, &buffers.new)?,
    );
    let old = record(&names.old, &trio.old, old_line)?;
    let new = record(&names.new, &trio.new, new_line)?;
    let apart = |other: String| {
        Error::usage(format!("{other}: has a different id than {}", place(&names.old, &trio.old)))
            .help("both must be of the same reports in the same order")
    };
    if old.id != new.id {
        return Err(apart(place(&names.new, &trio.new)));
    }
    if old.offset_unit != new.offset_unit {
        return Err(Error::usage(format!(
            "{}: counts offsets in a different unit than {}",
            place(&names.new, &trio.new),
            place(&names.old, &trio.old)
        )));
    }
    let (Some(raw), Some((sources, fields))) = (&trio.text, &names.texts) else {
        compare(&old, &new, None, options, tally);
        return Ok(());
    };
    let mut file = Vec::new();
    let report = raw.record(sources, fields, &buffers.texts, &mut file);
    let report = report.map_err(|reject| Error::usage(reject.to_string()))?;
    if report.id != old.id {
        return Err(apart(place(sources, raw)));
    }
    let text = (!same(old_line, new_line)).then_some(&*report.text);
    compare(&old, &new, text, options, tally);
    Ok(())
}

fn line<'b>(sources: &Sources, raw: &Raw, buffer: &'b [u8]) -> Result<&'b [u8], Error> {
    match &raw.body {
        Body::Read(range) => Ok(&buffer[range.clone()]),
        Body::Broken(reason) => Err(Error::usage(format!("{}: {reason}", place(sources, raw)))),
        Body::File(_) => Err(Error::usage(format!("{}: not JSON Lines", place(sources, raw)))),
    }
}

fn record<'b>(sources: &Sources, raw: &Raw, line: &'b [u8]) -> Result<ComparedRecord<'b>, Error> {
    // The message of the parser may quote the record, so it is not used.
    let refused = |e: serde_json::Error| Error::usage(format!("{}:{}: not a record of `extract`", place(sources, raw), e.column().max(1)));
    let record: ComparedRecord<'b> = serde_json::from_slice(line).map_err(refused)?;
    if record.schema != SCHEMA {
        return Err(Error::usage(format!("{}: not a record of `{SCHEMA}`", place(sources, raw))));
    }
    Ok(record)
}
