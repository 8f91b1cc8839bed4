//! What is done with each report of a run.

use crate::input::{Fields, Raw, Reject, Sources};
use crate::report::{AssertWriter, Envelope, JsonWriter};
use crate::text::OffsetMap;
use crate::{Extractor, Session};

/// What is done with each report of a run. Shared between its threads.
pub(super) trait Task: Sync {
    /// Reads one report and appends a line to `out`. The length of its text in bytes, or why it is rejected.
    fn read(&self, session: &mut Session, piece: Piece<'_>, out: &mut Vec<u8>) -> Result<usize, Reject>;
}

/// A piece of a source on its way through a run.
pub(super) struct Piece<'a> {
    pub raw: &'a Raw,
    pub sources: &'a Sources,
    /// What the reader has read.
    pub bytes: &'a [u8],
    /// The thread's own memory for files.
    pub file: &'a mut Vec<u8>,
}

/// Findings, as `radsift extract` writes them.
pub(super) struct Extraction<'a> {
    pub extractor: &'a Extractor,
    pub writer: JsonWriter,
    pub fields: &'a Fields,
}

impl Task for Extraction<'_> {
    fn read(&self, session: &mut Session, piece: Piece<'_>, out: &mut Vec<u8>) -> Result<usize, Reject> {
        let record = piece.raw.record(piece.sources, self.fields, piece.bytes, piece.file)?;
        let report = self.extractor.read(session, &record.text, &record.meta);
        let envelope = Envelope {
            id: &record.id,
            meta: &record.meta,
            warnings: &record.warnings,
        };
        self.writer.write(out, &envelope, &report);
        Ok(record.text.len())
    }
}

/// The contexts of targets, as `radsift assert` writes them.
pub(super) struct Assertion<'a> {
    pub extractor: &'a Extractor,
    pub writer: AssertWriter,
    pub fields: &'a Fields,
}

impl Task for Assertion<'_> {
    fn read(&self, session: &mut Session, piece: Piece<'_>, out: &mut Vec<u8>) -> Result<usize, Reject> {
        let record = piece.raw.record(piece.sources, self.fields, piece.bytes, piece.file)?;
        let offsets = OffsetMap::new(&record.text, self.writer.unit);
        let asked = piece.raw.targets(piece.sources, piece.bytes, &record.text, &offsets)?;
        let spans: Vec<_> = asked.iter().filter_map(|a| a.place.as_ref().ok().copied()).collect();
        let asserted = self.extractor.assert(session, &record.text, &spans);
        self.writer.write(out, &record.id, &asked, &asserted, &offsets);
        Ok(record.text.len())
    }
}
