//! Sources that have been opened.

use super::body::Body;
use super::origin::Origin;
use super::pieces::{Pieces, Whole};
use super::reject::Reason;
use super::source_options::SourceOptions;
use super::table::Columns;
use std::io::{BufReader, Read};
use std::sync::Arc;

/// A source, or an entry of one, that has been opened.
pub(super) struct Opened {
    pub origin: Arc<Origin>,
    pub pieces: Box<dyn Pieces>,
}

impl Opened {
    /// A source with these pieces.
    pub fn new(origin: Origin, pieces: impl Pieces + 'static) -> Self {
        Self {
            origin: Arc::new(origin),
            pieces: Box::new(pieces),
        }
    }

    /// A source that cannot be read.
    pub fn broken(origin: Origin, reason: Reason) -> Self {
        Self::new(origin, Whole::new(Body::Broken(reason)))
    }

    /// A table, or the reason why it could not be opened.
    pub fn table(mut origin: Origin, options: &SourceOptions, table: Result<(impl Pieces + 'static, Columns), Reason>) -> Self {
        match table {
            Ok((rows, columns)) => {
                if let (Some(name), None) = (columns.other_date(), &options.fields.date) {
                    let _ = options.other_date.set(name.to_owned());
                }
                origin.columns = Some(columns);
                Self::new(origin, rows)
            }
            Err(reason) => Self::broken(origin, reason),
        }
    }
}

/// A stream that is read line by line.
pub(super) fn buffered<R: Read>(input: R) -> BufReader<R> {
    BufReader::with_capacity(1 << 18, input)
}

/// The most bytes of a stream that are held in memory.
const HELD: u64 = 1 << 30;

/// Reads all of a stream that needs random access.
///
/// # Errors
/// A stream that is longer than what is held in memory, and I/O errors.
pub(super) fn hold(input: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    match input.take(HELD + 1).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > HELD => Err(Reason::TooMuchToHold),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Reason::of_io(&error)),
    }
}

/// Opens an entry of an archive as a stream; the last argument is the reader's buffer.
pub(super) type OpenStream = fn(Box<dyn Read + Send>, Origin, &SourceOptions, &mut Vec<u8>) -> Opened;
