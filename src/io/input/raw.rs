//! A record before it is decoded.

use super::body::Body;
use super::describe::describe;
use super::fields::Fields;
use super::format::Format;
use super::formats::{self, RecordInput};
use super::missing::missing;
use super::open::HEAD;
use super::origin::Origin;
use super::pieces::{LONGEST, LONGEST_TEXT};
use super::position::Position;
use super::record::Record;
use super::reject::{Reason, Reject};
use super::sources::Sources;
use super::targets::{place, read_targets};
use super::wide::Wide;
use crate::report::Asked;
use crate::text::{OffsetMap, decode};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// One record before it is decoded.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The number of its source.
    pub source: usize,
    /// The number of the record in the source, from 1.
    pub record: u64,
    /// The source, or the entry of an archive, that contains the record.
    pub origin: Arc<Origin>,
    /// The number of the record in the origin, from 1.
    pub number: u64,
    /// Its line in the source, from 1; 0 when the source has no lines.
    pub line: u64,
    /// The number of bytes before it in this line.
    pub column: usize,
    /// Its byte offset in the unpacked source.
    pub offset: u64,
    /// The location of its bytes.
    pub body: Body,
}

impl Raw {
    /// Its position in the input.
    pub fn position(&self) -> Position {
        Position {
            source: self.source,
            record: self.record - 1,
        }
    }

    /// Its approximate size in bytes.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::Read(range) => range.len(),
            Body::File(size) => usize::try_from(*size).unwrap_or(usize::MAX),
            Body::Broken(_) => 0,
        }
    }

    /// Decodes the record. `buffer` was filled by the reader; `file` is a buffer of the caller for files, which is reused.
    ///
    /// # Errors
    /// The rejection.
    pub fn record<'b>(&self, sources: &Sources, fields: &Fields, buffer: &'b [u8], file: &'b mut Vec<u8>) -> Result<Record<'b>, Reject> {
        let mut record = self.decoded(sources, fields, buffer, file)?;
        let form = sources.date_form(self.source).or(fields.date_form.as_ref());
        describe(&mut record, fields, form);
        Ok(record)
    }

    /// The same with `meta` as it is written.
    pub(super) fn decoded<'b>(
        &self,
        sources: &Sources,
        fields: &Fields,
        buffer: &'b [u8],
        file: &'b mut Vec<u8>,
    ) -> Result<Record<'b>, Reject> {
        let source = &sources.as_slice()[self.source];
        let bytes = match (&self.body, &source.path) {
            (Body::Read(range), _) => &buffer[range.clone()],
            (Body::File(_), Some(path)) => read_file(path, file).map_err(|reason| self.reject(reason, None))?,
            (Body::File(_), None) => &[],
            (Body::Broken(reason), _) => return Err(self.reject(reason.clone(), None)),
        };
        let place = || match self.line.max(self.number) {
            0 => format!("{}#{}", self.origin.name, self.record),
            number => format!("{}:{number}", self.origin.name),
        };
        let piece = RecordInput {
            bytes,
            fields,
            origin: &self.origin,
            place: &place,
        };
        let record = formats::record(&piece).map_err(|(reason, column)| Reject {
            names: formats::names(&piece).map(Box::new),
            ..self.reject(reason, column)
        })?;
        if let Some(reason) = missing(&record.text) {
            return Err(self.reject(reason, None));
        }
        if record.text.len() > LONGEST_TEXT {
            return Err(self.reject(Reason::TextTooLong, None));
        }
        Ok(record)
    }

    /// The targets of the record: a line of JSON Lines that [`Raw::record`] has read as `text`, with the offset map `offsets`.
    ///
    /// # Errors
    /// The rejection, when the line has no list of targets.
    pub fn targets(&self, buffer: &[u8], text: &str, offsets: &OffsetMap) -> Result<Vec<Asked>, Reject> {
        let Body::Read(range) = &self.body else { return Ok(Vec::new()) };
        if self.origin.format != Format::JsonLines {
            return Err(self.reject(Reason::NoTargets, None));
        }
        let targets = read_targets(&decode(&buffer[range.clone()]).text);
        let targets = targets.map_err(|reason| self.reject(reason, None))?;
        Ok(targets.into_iter().map(|wanted| place(wanted, text, offsets)).collect())
    }

    /// The rejection for this reason; `column` is the byte of the line, from 1.
    pub(crate) fn reject(&self, reason: Reason, column: Option<usize>) -> Reject {
        let line = (self.line > 0).then_some(self.line);
        Reject {
            source: self.origin.name.clone(),
            record: self.number,
            offset: self.offset,
            line,
            column: column.map(|column| column + self.column),
            reason,
            names: None,
        }
    }
}

fn read_file<'b>(path: &Path, bytes: &'b mut Vec<u8>) -> Result<&'b [u8], Reason> {
    bytes.clear();
    let read = |bytes: &mut Vec<u8>| -> io::Result<usize> { File::open(path)?.take(LONGEST + 1).read_to_end(bytes) };
    match read(bytes) {
        Ok(length) if length as u64 > LONGEST => Err(Reason::TooLong),
        Ok(_) => {
            if let Some(wide) = Wide::of(&bytes[..bytes.len().min(HEAD)]) {
                *bytes = wide.decode(bytes).into_bytes();
            }
            Ok(bytes)
        }
        Err(error) => Err(Reason::of_io(&error)),
    }
}
