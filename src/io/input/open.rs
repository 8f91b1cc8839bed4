//! Opens sources: detects their compression and their format.

use super::body::Body;
use super::foreign::foreign;
use super::format::Format;
use super::formats::{self, sniff};
use super::json_kind::looks_like_records;
use super::opened::{Opened, hold};
use super::origin::Origin;
use super::packed::{self, Archive, Packing, looks_like_tar, looks_like_zip};
use super::pieces::{Followed, Pieces, Whole};
use super::reject::Reason;
use super::source_options::SourceOptions;
use super::sources::{Source, Sources};
use super::sources_read::{Counted, Metered, SourcesRead};
use super::wide::Wide;
use crate::panic_guard::CaughtPanic;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The number of bytes that are looked at to detect the format.
pub(super) const HEAD: usize = 4096;

/// Opens the source with this number. A source that is one record, and is read here, is read into `buffer` at once.
pub(super) fn open(
    sources: &Sources,
    number: usize,
    ledger: Option<&Arc<SourcesRead>>,
    options: &SourceOptions,
    buffer: &mut Vec<u8>,
) -> Opened {
    let source = &sources.as_slice()[number];
    let origin = origin(sources, source);
    let mut options = options.clone();
    let Some(path) = &source.path else {
        options.once = true;
        return match options.only {
            Some(_) => Opened::new(origin, Whole::nothing()),
            None => open_stream(metered(io::stdin(), source, number, ledger), origin, &options, buffer),
        };
    };
    // A pipe can be opened only once, so it must not be opened here.
    if options.only.is_some() && (options.leaves_out(source.format) || source.is_read_once()) {
        return Opened::new(origin, Whole::nothing());
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
        Err(error) => return Opened::broken(origin, Reason::of_io(&error)),
        // A plain text is read by the thread that decodes it.
        Ok((_, Some((size, head)))) if source.format == Format::Text && ledger.is_none() && is_plain(path, &head) => {
            return Opened::new(origin, Whole::new(Body::File(size)));
        }
        Ok((file, Some((size, head)))) if looks_like_zip(&head) && foreign(&head).is_none() => {
            let origin = Arc::new(origin);
            return Opened {
                origin: Arc::clone(&origin),
                pieces: Box::new(Archive::zip(Counted::new(file, ledger), size, origin, &options, open_stream)),
            };
        }
        Ok((file, Some((size, head)))) if is_parquet(source.format, &head) => {
            if let Some(ledger) = ledger {
                ledger.add(size);
            }
            return formats::open_parquet(file, origin, &options);
        }
        Ok((file, looked)) => {
            options.once = looked.is_none();
            file
        }
    };
    open_stream(metered(file, source, number, ledger), origin, &options, buffer)
}

/// A source whose opening has panicked.
pub(super) fn unopened(sources: &Sources, number: usize, fault: CaughtPanic) -> Opened {
    let origin = origin(sources, &sources.as_slice()[number]);
    Opened::broken(origin, Reason::Panic(fault))
}

fn origin(sources: &Sources, source: &Source) -> Origin {
    Origin::new(source.name(), sources.id_of(source), source.format)
}

/// True for a file that is named as a text and begins like one that is not packed.
fn is_plain(path: &Path, head: &[u8]) -> bool {
    Format::of(path) == Some(Format::Text) && Packing::of(head).is_none() && !looks_like_zip(head) && !looks_like_tar(head)
}

/// True for an uncompressed file in a format that needs random access.
fn is_parquet(format: Format, head: &[u8]) -> bool {
    match format {
        Format::Parquet => Packing::of(head).is_none() && !looks_like_tar(head),
        format => format == Format::Auto && head.starts_with(formats::PARQUET),
    }
}

/// Opens a stream. `origin` gives its format, unless that is [`Format::Auto`], and the id of its record, when the whole stream is
/// one report.
fn open_stream(mut input: Box<dyn Read + Send>, origin: Origin, options: &SourceOptions, buffer: &mut Vec<u8>) -> Opened {
    let behind = Arc::<AtomicBool>::default();
    let unpacked = unpack(&mut input, &behind).and_then(|(head, packing)| Ok((to_utf8(head, &mut input)?, packing)));
    let (head, packing) = match unpacked {
        Ok(unpacked) => unpacked,
        Err(error) => return Opened::broken(origin, Reason::of_io(&error)),
    };
    let opened = open_unpacked(head, input, origin, options, buffer);
    match packing {
        None => opened,
        Some(packing) => Opened {
            origin: opened.origin,
            pieces: Box::new(Followed {
                pieces: opened.pieces,
                when: behind,
                reason: Reason::BehindEnd(packing.name()),
                own: false,
            }),
        },
    }
}

/// Opens an unpacked stream, which begins with `head`.
fn open_unpacked(head: Vec<u8>, input: Box<dyn Read + Send>, mut origin: Origin, options: &SourceOptions, buffer: &mut Vec<u8>) -> Opened {
    if let Some(reason) = foreign(&head) {
        return match options.only {
            Some(_) => Opened::new(origin, Whole::nothing()),
            None => Opened::broken(origin, reason),
        };
    }
    let (zip, tar) = (looks_like_zip(&head), looks_like_tar(&head));
    let input: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(input));
    let broken = |reason| Whole::new(Body::Broken(reason));
    if zip || tar {
        let archive = Arc::new(Origin {
            format: Format::Auto,
            ..origin.clone()
        });
        let pieces: Box<dyn Pieces> = match (options.inside, zip) {
            (true, _) => Box::new(broken(Reason::Nested)),
            (_, false) => Box::new(Archive::tar(input, Arc::clone(&archive), options, open_stream)),
            (_, true) => match hold(input) {
                Ok(bytes) => {
                    let size = bytes.len() as u64;
                    Box::new(Archive::zip(Cursor::new(bytes), size, Arc::clone(&archive), options, open_stream))
                }
                Err(reason) => Box::new(broken(reason)),
            },
        };
        return Opened { origin: archive, pieces };
    }
    let format = match origin.format {
        Format::Auto => sniff(&head, &options.fields),
        format => Ok(shown(options, format, &head)),
    };
    origin.format = format.clone().unwrap_or(Format::Text);
    if options.only.is_some_and(|only| !only.contains(&origin.format)) {
        return Opened::new(origin, Whole::nothing());
    }
    match format {
        Ok(_) => formats::open(input, origin, options, buffer),
        Err(reason) => Opened::broken(origin, reason),
    }
}

/// The format of a source that begins with `head`, when its extension does not show the format.
fn shown(options: &SourceOptions, format: Format, head: &[u8]) -> Format {
    let hidden = match format {
        Format::Text => Format::Hl7,
        Format::JsonLines => Format::Fhir,
        // What has no records and no resources either is told by the reader of resources.
        Format::Fhir if options.from == Format::Auto && looks_like_records(head, &options.fields) => return Format::JsonLines,
        format => return format,
    };
    let open = options.inside && options.from == Format::Auto;
    if open && formats::looks_like(hidden, head) {
        hidden
    } else {
        format
    }
}

fn metered(input: impl Read + Send + 'static, source: &Source, number: usize, ledger: Option<&Arc<SourcesRead>>) -> Box<dyn Read + Send> {
    match ledger {
        Some(ledger) => Box::new(Metered::new(input, ledger, number, source.name())),
        None => Box::new(input),
    }
}

/// Unpacks `input` when it is compressed, and reads the first bytes of the result.
/// `behind` is set at its end when other bytes stand behind the compressed ones.
fn unpack(input: &mut Box<dyn Read + Send>, behind: &Arc<AtomicBool>) -> io::Result<(Vec<u8>, Option<Packing>)> {
    let head = peek(input)?;
    let Some(packing) = Packing::of(&head) else {
        return Ok((head, None));
    };
    let packed = std::mem::replace(input, Box::new(io::empty()));
    *input = packed::unpack(packing, Cursor::new(head).chain(packed), behind)?;
    Ok((peek_before_error(input)?, Some(packing)))
}

/// The first bytes, also when they end with an error: what comes before it is read, and the error is met again.
fn peek_before_error(input: &mut Box<dyn Read + Send>) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    match input.take(HEAD as u64).read_to_end(&mut head) {
        Err(error) if !head.is_empty() => *input = Box::new(Failing(Some(error))),
        read => {
            read?;
        }
    }
    Ok(head)
}

/// Nothing but an error.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Decodes `input` when it is UTF-16 or UTF-32 text that begins with `head`, and returns the first bytes of the result.
fn to_utf8(head: Vec<u8>, input: &mut Box<dyn Read + Send>) -> io::Result<Vec<u8>> {
    if looks_like_zip(&head) || looks_like_tar(&head) || head.starts_with(formats::PARQUET) {
        return Ok(head);
    }
    let Some(wide) = Wide::of(&head) else { return Ok(head) };
    let bytes = std::mem::replace(input, Box::new(io::empty()));
    *input = Box::new(wide.reader(Cursor::new(head).chain(bytes)));
    peek_before_error(input)
}

fn peek(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}
