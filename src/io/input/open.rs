//! Opening sources: what they are packed in, and how they are written.

use super::body::Body;
use super::cda::Documents;
use super::fhir::Resources;
use super::format::Format;
use super::hl7::Messages;
use super::lines::Lines;
use super::opened::Opened;
use super::opening::Opening;
use super::origin::Origin;
use super::packed::{Archive, Packing, looks_like_tar, looks_like_zip};
use super::pieces::{Pieces, Whole};
use super::reject::Reason;
use super::sniff::sniff;
use super::sources::{Source, Sources};
use super::sources_read::{Counted, Metered, SourcesRead};
use super::table::{Batches, ChunkReader, Columns, Rows, in_memory};
use super::wide::Wide;
use crate::panic_guard::CaughtPanic;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// So much of a source is looked at to see what it is.
pub(super) const HEAD: usize = 4096;
/// How a Parquet file begins.
const PARQUET: &[u8] = b"PAR1";
/// The most bytes of a stream that are held in memory.
const HELD: u64 = 1 << 30;

/// Opens the source with this number. What is one record and is read here at all is read into `buffer` at once.
pub(super) fn open(sources: &Sources, number: usize, ledger: Option<&Arc<SourcesRead>>, opening: &Opening, buffer: &mut Vec<u8>) -> Opened {
    let source = &sources.as_slice()[number];
    let origin = origin(sources, source);
    let mut opening = opening.clone();
    let Some(path) = &source.path else {
        opening.once = true;
        return match opening.only {
            Some(_) => opened(origin, Whole::nothing()),
            None => open_stream(metered(io::stdin(), source, number, ledger), origin, &opening, buffer),
        };
    };
    // A pipe that is opened here is lost for the run.
    if opening.only.is_some() && (opening.leaves_out(source.format) || source.is_read_once()) {
        return opened(origin, Whole::nothing());
    }
    if source.format == Format::Text && ledger.is_none() && Format::of(path) == Some(Format::Text) {
        let size = fs::metadata(path).map_or(0, |m| m.len());
        return opened(origin, Whole::new(Body::File(size)));
    }
    let looked = File::open(path).and_then(|mut file| match file.metadata() {
        Ok(meta) if meta.is_file() => {
            let head = peek(&mut file)?;
            file.rewind()?;
            Ok((file, Some((meta.len(), head))))
        }
        _ => Ok((file, None)),
    });
    let file = match looked {
        Err(error) => return opened(origin, Whole::new(Body::Broken(Reason::of_io(&error)))),
        Ok((file, Some((size, head)))) if looks_like_zip(&head) => {
            let origin = Arc::new(origin);
            return Opened {
                origin: Arc::clone(&origin),
                pieces: Box::new(Archive::zip(Counted::new(file, ledger), size, origin, &opening, open_stream)),
            };
        }
        Ok((file, Some((size, head)))) if is_parquet(source.format, &head) => {
            if let Some(ledger) = ledger {
                ledger.add(size);
            }
            return open_parquet(file, origin, &opening);
        }
        Ok((file, looked)) => {
            opening.once = looked.is_none();
            file
        }
    };
    open_stream(metered(file, source, number, ledger), origin, &opening, buffer)
}

/// The source with this number, on which the program failed before it was open.
pub(super) fn unopened(sources: &Sources, number: usize, fault: CaughtPanic) -> Opened {
    let origin = origin(sources, &sources.as_slice()[number]);
    opened(origin, Whole::new(Body::Broken(Reason::Panic(fault))))
}

fn origin(sources: &Sources, source: &Source) -> Origin {
    Origin::new(source.name(), sources.id_of(source), source.format)
}

/// True for a file, not packed, in which one has to go back and forth.
fn is_parquet(format: Format, head: &[u8]) -> bool {
    match format {
        Format::Parquet => Packing::of(head).is_none() && !looks_like_tar(head),
        format => format == Format::Auto && head.starts_with(PARQUET),
    }
}

/// Opens a stream. `origin` says how it is written, where that is not [`Format::Auto`], and has the id of its record, where the whole is
/// one report.
fn open_stream(mut input: Box<dyn Read + Send>, mut origin: Origin, opening: &Opening, buffer: &mut Vec<u8>) -> Opened {
    let head = match unpack(&mut input).and_then(|head| to_utf8(head, &mut input)) {
        Ok(head) => head,
        Err(error) => return opened(origin, Whole::new(Body::Broken(Reason::of_io(&error)))),
    };
    let (zip, tar) = (looks_like_zip(&head), looks_like_tar(&head));
    let mut input: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(input));
    let broken = |reason| Whole::new(Body::Broken(reason));
    if zip || tar {
        let archive = Arc::new(Origin {
            format: Format::Auto,
            ..origin.clone()
        });
        let pieces: Box<dyn Pieces> = match (opening.inside, zip) {
            (true, _) => Box::new(broken(Reason::Nested)),
            (_, false) => Box::new(Archive::tar(input, Arc::clone(&archive), opening, open_stream)),
            (_, true) => match hold(input) {
                Ok(bytes) => {
                    let size = bytes.len() as u64;
                    Box::new(Archive::zip(Cursor::new(bytes), size, Arc::clone(&archive), opening, open_stream))
                }
                Err(reason) => Box::new(broken(reason)),
            },
        };
        return Opened { origin: archive, pieces };
    }
    let format = match origin.format {
        Format::Auto => sniff(&head, &opening.fields),
        format => Ok(opening.shown(format, &head)),
    };
    origin.format = format.clone().unwrap_or(Format::Text);
    if opening.only.is_some_and(|only| only != origin.format) {
        return opened(origin, Whole::nothing());
    }
    let lines = |input| BufReader::with_capacity(1 << 18, input);
    match format {
        Ok(Format::Hl7) => {
            opening.met_once.fetch_or(opening.once, Ordering::Relaxed);
            opened(origin, Messages::new(lines(input)))
        }
        Ok(Format::Fhir) => opened(origin, Resources::new(lines(input))),
        Ok(Format::Cda) => opened(origin, Documents::read(input)),
        Ok(Format::Text | Format::Auto) => opened(origin, Whole::read(&mut input, buffer)),
        Ok(Format::JsonLines) => opened(origin, Lines::new(lines(input))),
        Ok(format @ (Format::Csv | Format::Tsv)) => table(origin, Rows::open(lines(input), format == Format::Tsv, &opening.fields)),
        Ok(Format::Parquet) => match hold(input) {
            Ok(bytes) => open_parquet(in_memory(bytes), origin, opening),
            Err(reason) => opened(origin, broken(reason)),
        },
        Err(reason) => opened(origin, broken(reason)),
    }
}

fn open_parquet(input: impl ChunkReader + 'static, mut origin: Origin, opening: &Opening) -> Opened {
    origin.format = Format::Parquet;
    if opening.leaves_out(Format::Parquet) {
        return opened(origin, Whole::nothing());
    }
    table(origin, Batches::open(input, &opening.fields))
}

/// A table that could be opened, or could not.
fn table(mut origin: Origin, table: Result<(impl Pieces + 'static, Columns), Reason>) -> Opened {
    match table {
        Ok((rows, columns)) => {
            origin.columns = Some(columns);
            opened(origin, rows)
        }
        Err(reason) => opened(origin, Whole::new(Body::Broken(reason))),
    }
}

fn opened(origin: Origin, pieces: impl Pieces + 'static) -> Opened {
    Opened {
        origin: Arc::new(origin),
        pieces: Box::new(pieces),
    }
}

fn metered(input: impl Read + Send + 'static, source: &Source, number: usize, ledger: Option<&Arc<SourcesRead>>) -> Box<dyn Read + Send> {
    match ledger {
        Some(ledger) => Box::new(Metered::new(input, ledger, number, source.name())),
        None => Box::new(input),
    }
}

/// Unpacks `input`, where it is packed, and takes the first bytes of what comes out off it.
fn unpack(input: &mut Box<dyn Read + Send>) -> io::Result<Vec<u8>> {
    let head = peek(input)?;
    let Some(packing) = Packing::of(&head) else { return Ok(head) };
    let packed = std::mem::replace(input, Box::new(io::empty()));
    *input = packing.unpack(Cursor::new(head).chain(packed))?;
    peek(input)
}

/// Decodes `input` where it is a text of wide characters that begins with `head`, and gives the first bytes of what comes out.
fn to_utf8(head: Vec<u8>, input: &mut Box<dyn Read + Send>) -> io::Result<Vec<u8>> {
    if looks_like_zip(&head) || looks_like_tar(&head) || head.starts_with(PARQUET) {
        return Ok(head);
    }
    let Some(wide) = Wide::of(&head) else { return Ok(head) };
    let bytes = std::mem::replace(input, Box::new(io::empty()));
    *input = Box::new(wide.reader(Cursor::new(head).chain(bytes)));
    peek(input)
}

fn peek(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All of a stream that has to be gone through back and forth.
fn hold(input: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    match input.take(HELD + 1).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > HELD => Err(Reason::TooMuchToHold),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Reason::of_io(&error)),
    }
}
