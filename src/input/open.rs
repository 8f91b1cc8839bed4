//! Opening sources: what they are packed in, and how they are written.

use super::fhir::Resources;
use super::format::Format;
use super::hl7::Messages;
use super::ledger::{Counted, Ledger, Metered};
use super::lines::Lines;
use super::origin::Origin;
use super::packed::{Archive, Packing, looks_like_tar, looks_like_zip};
use super::pieces::{LONGEST, Pieces, Whole};
use super::raw::Body;
use super::record::Fields;
use super::reject::Reason;
use super::sniff::sniff;
use super::sources::{Source, Sources};
use super::table::{Batches, Columns, Rows};
use parquet::file::reader::ChunkReader;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::sync::Arc;

/// So much of a source is looked at to see what it is.
const HEAD: usize = 4096;

/// A source, or an entry of one, that has been opened.
pub(super) struct Opened {
    pub origin: Arc<Origin>,
    pub pieces: Box<dyn Pieces>,
}

/// What is the same for a source and its entries.
#[derive(Clone)]
pub(super) struct Opening {
    fields: Arc<Fields>,
    /// True inside an archive.
    inside: bool,
}

impl Opening {
    /// By these names of fields and columns.
    pub fn new(fields: &Arc<Fields>) -> Self {
        Self {
            fields: Arc::clone(fields),
            inside: false,
        }
    }

    /// The same inside an archive.
    pub fn inside(&self) -> Self {
        Self {
            inside: true,
            ..self.clone()
        }
    }
}

/// Opens the source with this number. What is one record and is read here at all is read into `buffer` at once.
pub(super) fn open(sources: &Sources, number: usize, ledger: Option<&Arc<Ledger>>, opening: &Opening, buffer: &mut Vec<u8>) -> Opened {
    let source = &sources.as_slice()[number];
    let id = sources.id_of(source);
    let broken = |reason| part(source.name(), id.clone(), source.format, Whole::new(Body::Broken(reason)));
    let Some(path) = &source.path else {
        let input = metered(io::stdin(), source, number, ledger);
        return open_stream(input, source.name(), id, source.format, opening, buffer);
    };
    if source.format == Format::Text && ledger.is_none() {
        let size = fs::metadata(path).map_or(0, |m| m.len());
        return part(source.name(), id, Format::Text, Whole::new(Body::File(size)));
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return broken(Reason::of_io(&error)),
    };
    match file.metadata() {
        Ok(meta) if meta.is_file() => open_file(file, meta.len(), source, (number, ledger), id, opening, buffer),
        _ => open_stream(
            metered(file, source, number, ledger),
            source.name(),
            id,
            source.format,
            opening,
            buffer,
        ),
    }
}

/// Opens a file in which one can go back and forth: what needs that is read so, all else as a stream.
fn open_file(
    mut file: File,
    size: u64,
    source: &Source,
    (number, ledger): (usize, Option<&Arc<Ledger>>),
    id: String,
    opening: &Opening,
    buffer: &mut Vec<u8>,
) -> Opened {
    let head = peek(&mut file).and_then(|head| file.rewind().map(|()| head));
    let head = match head {
        Ok(head) => head,
        Err(error) => return part(source.name(), id, source.format, Whole::new(Body::Broken(Reason::of_io(&error)))),
    };
    if looks_like_zip(&head) {
        let origin = Arc::new(origin(source.name(), id, source.format));
        let pieces = Archive::zip(Counted::new(file, ledger), size, Arc::clone(&origin), opening);
        return opened(origin, pieces);
    }
    let packed = Packing::of(&head).is_some();
    if !packed && (source.format == Format::Parquet || (source.format == Format::Auto && head.starts_with(b"PAR1"))) {
        if let Some(ledger) = ledger {
            ledger.add(size);
        }
        return open_parquet(file, source.name(), id, opening);
    }
    open_stream(
        metered(file, source, number, ledger),
        source.name(),
        id,
        source.format,
        opening,
        buffer,
    )
}

/// Opens a stream of this name, which is written as `format` says where that is not [`Format::Auto`]. `id` is that of its record, where the whole
/// is one report.
pub(super) fn open_stream(
    mut input: Box<dyn Read + Send>,
    name: String,
    id: String,
    format: Format,
    opening: &Opening,
    buffer: &mut Vec<u8>,
) -> Opened {
    let head = match unpack(&mut input) {
        Ok(head) => head,
        Err(error) => return part(name, id, format, Whole::new(Body::Broken(Reason::of_io(&error)))),
    };
    let zip = looks_like_zip(&head);
    let tar = format == Format::Auto && looks_like_tar(&head);
    let mut input: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(input));
    let broken = |reason| Whole::new(Body::Broken(reason));
    let origin = origin(name, id, format);
    if zip || tar {
        let origin = Arc::new(origin);
        return match (opening.inside, zip) {
            (true, _) => opened(origin, broken(Reason::Nested)),
            (_, false) => opened(Arc::clone(&origin), Archive::tar(input, origin, opening)),
            (_, true) => match hold(input) {
                Ok(bytes) => {
                    let size = bytes.len() as u64;
                    opened(Arc::clone(&origin), Archive::zip(Cursor::new(bytes), size, origin, opening))
                }
                Err(reason) => opened(origin, broken(reason)),
            },
        };
    }
    let format = match format {
        Format::Auto => sniff(&head, &opening.fields),
        format => Ok(format),
    };
    let lines = |input| BufReader::with_capacity(1 << 18, input);
    let Origin { name, id, .. } = origin;
    match format {
        Ok(Format::Hl7) => part(name, id, Format::Hl7, Messages::new(lines(input))),
        Ok(Format::Fhir) => part(name, id, Format::Fhir, Resources::new(lines(input))),
        Ok(Format::Cda) => part(name, id, Format::Cda, Whole::read(&mut input, buffer)),
        Ok(Format::Text | Format::Auto) => part(name, id, Format::Text, Whole::read(&mut input, buffer)),
        Ok(Format::JsonLines) => part(name, id, Format::JsonLines, Lines::new(lines(input))),
        Ok(format @ (Format::Csv | Format::Tsv)) => {
            table(name, id, format, Rows::open(lines(input), format == Format::Tsv, &opening.fields))
        }
        Ok(Format::Parquet) => match hold(input) {
            Ok(bytes) => open_parquet(bytes::Bytes::from(bytes), name, id, opening),
            Err(reason) => part(name, id, Format::Parquet, broken(reason)),
        },
        Err(reason) => part(name, id, Format::Text, broken(reason)),
    }
}

fn open_parquet(input: impl ChunkReader + 'static, name: String, id: String, opening: &Opening) -> Opened {
    table(name, id, Format::Parquet, Batches::open(input, &opening.fields))
}

/// A table that could be opened, or could not.
fn table(name: String, id: String, format: Format, table: Result<(impl Pieces + 'static, Columns), Reason>) -> Opened {
    match table {
        Ok((rows, columns)) => {
            let columns = Some(columns);
            opened(Arc::new(Origin { name, id, format, columns }), rows)
        }
        Err(reason) => part(name, id, format, Whole::new(Body::Broken(reason))),
    }
}

fn part(name: String, id: String, format: Format, pieces: impl Pieces + 'static) -> Opened {
    opened(Arc::new(origin(name, id, format)), pieces)
}

fn opened(origin: Arc<Origin>, pieces: impl Pieces + 'static) -> Opened {
    let pieces = Box::new(pieces);
    Opened { origin, pieces }
}

fn origin(name: String, id: String, format: Format) -> Origin {
    let columns = None;
    Origin { name, id, format, columns }
}

fn metered(input: impl Read + Send + 'static, source: &Source, number: usize, ledger: Option<&Arc<Ledger>>) -> Box<dyn Read + Send> {
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

fn peek(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All of a stream that has to be gone through back and forth.
fn hold(input: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    match input.take(LONGEST + 1).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > LONGEST => Err(Reason::TooLong),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Reason::of_io(&error)),
    }
}
