//! The behaviour of each format: how it is detected, how a source is cut into pieces, and how a piece becomes a record.
//!
//! A new format needs a file or folder of its own, a name in `format.rs` and a row here.

use super::cda::{self, Documents};
use super::fhir::{self, Resources};
use super::fields::Fields;
use super::foreign::foreign;
use super::format::Format;
use super::hl7::{self, Messages};
use super::json_kind::{begins_like_objects, first_object};
use super::json_records::JsonRecords;
use super::opened::{OpenStream, Opened, buffered, hold};
use super::origin::Origin;
use super::pieces::Whole;
use super::record::Record;
use super::reject::Reason;
use super::report_names::ReportNames;
use super::sniff::{is_text, names_text_column};
use super::source_options::SourceOptions;
#[cfg(feature = "parquet")]
use super::table::parquet_record;
use super::table::{Batches, ChunkReader, Rows, in_memory};
use super::wide::is_binary;
use std::io::Read;
use std::sync::atomic::Ordering;

/// The behaviour of one format.
struct Behaviour {
    format: Format,
    /// True for a binary format.
    binary: bool,
    /// True for a source that begins with these bytes. The byte order mark of UTF-8 has been removed.
    looks_like: fn(&[u8], &Fields) -> bool,
    /// Cuts a source into pieces.
    open: OpenStream,
    /// Makes a record of a piece.
    record: for<'b> fn(&RecordInput<'_, 'b>) -> Decoded<'b>,
}

/// A record, or the reason why there is none; the second is the byte of the line, from 1, where that is known.
pub(super) type Decoded<'b> = Result<Record<'b>, (Reason, Option<usize>)>;

/// The bytes of a piece with everything that is needed to make a record of it.
pub(super) struct RecordInput<'r, 'b> {
    pub bytes: &'b [u8],
    pub fields: &'r Fields,
    pub origin: &'r Origin,
    /// Its location, which becomes the id of a record without an id.
    pub place: &'r dyn Fn() -> String,
}

/// In the order in which formats are tried: binary formats first, and plain text, which accepts anything, last.
const BEHAVIOURS: &[Behaviour] = &[
    Behaviour {
        format: Format::Parquet,
        binary: true,
        looks_like: |head, _| head.starts_with(PARQUET),
        open: |input, origin, options, _| match hold(input) {
            Ok(bytes) => open_parquet(in_memory(bytes), origin, options),
            Err(reason) => Opened::broken(origin, reason),
        },
        #[cfg(feature = "parquet")]
        record: |piece| match piece.origin.columns {
            Some(_) => parquet_record(piece.bytes, piece.place).map_err(whole),
            None => text_record(piece),
        },
        #[cfg(not(feature = "parquet"))]
        record: text_record,
    },
    Behaviour {
        format: Format::Hl7,
        binary: false,
        looks_like: |head, _| hl7::looks_like(head),
        open: |input, origin, options, _| {
            options.met_once.fetch_or(options.once, Ordering::Relaxed);
            Opened::new(origin, Messages::new(buffered(input)))
        },
        record: |piece| hl7::record(piece.bytes, piece.place).map_err(whole),
    },
    Behaviour {
        format: Format::Fhir,
        binary: false,
        looks_like: |head, _| fhir::looks_like(first_object(head)),
        open: |input, origin, _, _| Opened::new(origin, Resources::new(buffered(input))),
        record: |piece| fhir::record(piece.bytes, piece.place).map_err(whole),
    },
    Behaviour {
        format: Format::JsonLines,
        binary: false,
        looks_like: |head, _| begins_like_objects(head),
        open: |input, origin, _, _| Opened::new(origin, JsonRecords::new(buffered(input))),
        record: |piece| Record::of_line(piece.bytes, piece.fields, piece.place),
    },
    Behaviour {
        format: Format::Tsv,
        binary: false,
        looks_like: |head, fields| names_text_column(head, fields) == Some(b'\t'),
        open: |input, origin, options, _| Opened::table(origin, options, Rows::open(buffered(input), true, &options.fields)),
        record: row_record,
    },
    Behaviour {
        format: Format::Csv,
        binary: false,
        looks_like: |head, fields| names_text_column(head, fields).is_some(),
        open: |input, origin, options, _| Opened::table(origin, options, Rows::open(buffered(input), false, &options.fields)),
        record: row_record,
    },
    Behaviour {
        format: Format::Cda,
        binary: false,
        // Detected by extension only: any XML may begin like a CDA document.
        looks_like: |_, _| false,
        open: |input, origin, _, _| Opened::new(origin, Documents::from_reader(input)),
        record: |piece| cda::record(piece.bytes, piece.place).map_err(whole),
    },
    Behaviour {
        format: Format::Text,
        binary: false,
        looks_like: |_, _| true,
        open: |mut input, origin, _, buffer| Opened::new(origin, Whole::from_reader(&mut input, buffer)),
        record: text_record,
    },
];

/// The first bytes of a Parquet file.
pub(super) const PARQUET: &[u8] = b"PAR1";

fn of(format: Format) -> &'static Behaviour {
    let own = BEHAVIOURS.iter().find(|behaviour| behaviour.format == format);
    // A format without a behaviour is read as plain text, which is the last one.
    own.unwrap_or(&BEHAVIOURS[BEHAVIOURS.len() - 1])
}

/// The format of a source that begins with `head`.
///
/// # Errors
/// Bytes that are not text.
pub(super) fn sniff(head: &[u8], fields: &Fields) -> Result<Format, Reason> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let known = BEHAVIOURS.iter().find(|behaviour| (behaviour.looks_like)(text, fields));
    match known {
        Some(behaviour) if behaviour.binary || is_text(text) => Ok(behaviour.format),
        _ => Err(Reason::UnknownFormat),
    }
}

/// True for a source that begins with `head` like a source in `format`.
pub(super) fn looks_like(format: Format, head: &[u8]) -> bool {
    (of(format).looks_like)(head, &Fields::default())
}

/// Cuts a source into pieces. `buffer` is the reader's buffer, for a source that is one record.
pub(super) fn open(input: Box<dyn Read + Send>, origin: Origin, options: &SourceOptions, buffer: &mut Vec<u8>) -> Opened {
    (of(origin.format).open)(input, origin, options, buffer)
}

/// Cuts a Parquet file into pieces.
pub(super) fn open_parquet(input: impl ChunkReader + 'static, mut origin: Origin, options: &SourceOptions) -> Opened {
    origin.format = Format::Parquet;
    if options.leaves_out(Format::Parquet) {
        return Opened::new(origin, Whole::nothing());
    }
    Opened::table(origin, options, Batches::open(input, &options.fields))
}

/// Makes a record of a piece.
///
/// # Errors
/// The reason why there is none, and the byte of the line, from 1, where that is known.
pub(super) fn record<'b>(piece: &RecordInput<'_, 'b>) -> Decoded<'b> {
    (of(piece.origin.format).record)(piece)
}

/// What names the report of a piece of which no record can be made, as far as it can be told.
pub(super) fn names(piece: &RecordInput<'_, '_>) -> Option<ReportNames> {
    match piece.origin.format {
        Format::Hl7 => Some(hl7::names(piece.bytes)),
        Format::Fhir => fhir::names(piece.bytes),
        _ => None,
    }
}

fn text_record<'b>(piece: &RecordInput<'_, 'b>) -> Decoded<'b> {
    if let Some(reason) = foreign(piece.bytes) {
        return Err(whole(reason));
    }
    // A text of nothing but NUL characters is a text that is missing.
    if is_binary(piece.bytes) && piece.bytes.iter().any(|byte| *byte != 0) {
        return Err(whole(Reason::UnknownFormat));
    }
    Ok(Record::of_text(piece.bytes, piece.origin.id.clone()))
}

/// A row of a table with a header; the whole source when it is not a table.
fn row_record<'b>(piece: &RecordInput<'_, 'b>) -> Decoded<'b> {
    match &piece.origin.columns {
        Some(columns) => Ok(columns.record(piece.bytes, piece.place)),
        None => text_record(piece),
    }
}

/// A reason without a position in the line.
fn whole(reason: Reason) -> (Reason, Option<usize>) {
    (reason, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_speak_of_formats() {
        for (head, format) in [
            (&b"PAR1\x15\x04"[..], Ok(Format::Parquet)),
            (b"\x00\x01", Err(Reason::UnknownFormat)),
            (b"No\0 infarct.", Ok(Format::Text)),
            (b"\xEF\xBB\xBF {\"text\":", Ok(Format::JsonLines)),
            (b"id,text\n1,A", Ok(Format::Csv)),
            (b"\"id\";\"text\"\r\n", Ok(Format::Csv)),
            (b"text\tid\n", Ok(Format::Tsv)),
            (b"No infarct, normal text.\n", Ok(Format::Text)),
            (b"text", Ok(Format::Text)),
            (b"", Ok(Format::Text)),
        ] {
            assert_eq!(sniff(head, &Fields::default()), format, "{}", String::from_utf8_lossy(head));
        }
    }
}
