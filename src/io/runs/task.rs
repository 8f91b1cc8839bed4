//! The tasks of a run: the work on each record.

use super::choose::{Choose, content};
use super::pseudonyms::Pseudonyms;
use super::queue::LONG_TEXT;
use super::{Render, Tables};
use crate::coverage::OddText;
use crate::error::Error;
use crate::input::Skip;
use crate::input::{Fields, Raw, Reason, Reject, Sources};
use crate::report::{AssertWriter, Envelope};
use crate::text::OffsetMap;
use crate::{Extractor, Session};

/// The work on each record of a run. Shared between its threads.
pub(super) trait Task: Sync {
    /// Reads one record and appends its output to `out`, or returns the rejection.
    fn analyse(&self, session: &mut Session, piece: TaskInput<'_>, out: &mut Tables) -> Result<RecordOutcome, Reject>;

    /// Completes the output for a chunk of records.
    fn complete(&self, _out: &mut Tables) -> Result<(), Error> {
        Ok(())
    }

    /// A rejection as it goes out.
    fn rejection(&self, _raw: &Raw, reject: Reject) -> Reject {
        reject
    }

    /// True when content hashes are needed.
    fn wants_contents(&self) -> bool {
        false
    }
}

/// What was done with a valid record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordOutcome {
    /// Its report was analysed.
    Read {
        /// The length of its text in bytes.
        length: usize,
        /// What the text is instead of a report.
        odd: Option<OddText>,
    },
    /// It was skipped on purpose.
    Skipped(Skip),
}

/// A record on its way through a run.
pub(super) struct TaskInput<'a> {
    pub raw: &'a Raw,
    pub sources: &'a Sources,
    /// The bytes read by the reader.
    pub bytes: &'a [u8],
    /// The thread's own buffer for files.
    pub file: &'a mut Vec<u8>,
    /// Waits until no other thread has a long text.
    pub wait: &'a dyn Fn(),
    /// Receives the content hash, if it is needed.
    pub contents: Option<&'a mut Vec<u64>>,
}

/// No report has more findings: one in forty bytes of the longest text.
const MOST_FINDINGS: usize = 100_000;

/// Extracts findings, in any form of output.
pub(super) struct Extraction<'a> {
    pub extractor: &'a Extractor,
    pub render: &'a dyn Render,
    pub choose: &'a dyn Choose,
    pub fields: &'a Fields,
    pub pseudonyms: Option<&'a Pseudonyms>,
}

impl Task for Extraction<'_> {
    fn analyse(&self, session: &mut Session, piece: TaskInput<'_>, out: &mut Tables) -> Result<RecordOutcome, Reject> {
        if let Some(skip) = self.choose.skips_undecoded(piece.raw) {
            return Ok(RecordOutcome::Skipped(skip));
        }
        let mut record = piece.raw.record(piece.sources, self.fields, piece.bytes, piece.file)?;
        if let Some(versions) = self.choose.history(piece.raw) {
            record.meta.0.insert("history".to_owned(), versions.into());
        }
        let asked = self.choose.modalities();
        if !asked.is_empty()
            && let Some(own) = self.extractor.modality_of(session, &record.meta)
            && !asked.iter().any(|code| code == own)
        {
            return Ok(RecordOutcome::Skipped(Skip::OtherModality));
        }
        let mut hash = 0;
        if let Some(contents) = piece.contents {
            hash = content(&record);
            contents.push(hash);
        }
        if let Some(skip) = self.choose.skips(&record, hash) {
            return Ok(RecordOutcome::Skipped(skip));
        }
        if record.text.len() > LONG_TEXT {
            (piece.wait)();
        }
        let report = self.extractor.analyse(session, &record.text, &record.meta);
        if report.mentions.len() > MOST_FINDINGS {
            return Err(piece.raw.reject(Reason::TooManyFindings, None));
        }
        // Every form of output takes its ids and metadata from here.
        let disguised = self.pseudonyms.map(|p| (p.of(&record.id), p.meta(&record.meta)));
        let (id, meta) = match &disguised {
            Some((id, meta)) => (id.as_str(), meta),
            None => (&*record.id, &record.meta),
        };
        let envelope = Envelope {
            id,
            meta,
            ..record.envelope()
        };
        self.render.render(&envelope, &report, out);
        Ok(RecordOutcome::Read {
            length: record.text.len(),
            odd: report.coverage.odd,
        })
    }

    fn complete(&self, out: &mut Tables) -> Result<(), Error> {
        self.render.complete(out)
    }

    fn rejection(&self, raw: &Raw, reject: Reject) -> Reject {
        match self.pseudonyms {
            Some(pseudonyms) => pseudonyms.reject(raw, reject),
            None => reject,
        }
    }

    fn wants_contents(&self) -> bool {
        self.choose.wants_contents()
    }
}

/// Reads the contexts of targets, for `radsift assert`.
pub(super) struct Assertion<'a> {
    pub extractor: &'a Extractor,
    pub writer: AssertWriter,
    pub fields: &'a Fields,
}

impl Task for Assertion<'_> {
    fn analyse(&self, session: &mut Session, piece: TaskInput<'_>, out: &mut Tables) -> Result<RecordOutcome, Reject> {
        let record = piece.raw.record(piece.sources, self.fields, piece.bytes, piece.file)?;
        let offsets = OffsetMap::new(&record.text, self.writer.unit);
        if record.text.len() > LONG_TEXT {
            (piece.wait)();
        }
        let asked = piece.raw.targets(piece.bytes, &record.text, &offsets)?;
        let spans: Vec<_> = asked.iter().filter_map(|a| a.place.as_ref().ok().copied()).collect();
        let asserted = self.extractor.assert(session, &record.text, &spans);
        self.writer.write(&mut out[0], &record.id, &asked, &asserted, &offsets);
        Ok(RecordOutcome::Read {
            length: record.text.len(),
            odd: None,
        })
    }
}
