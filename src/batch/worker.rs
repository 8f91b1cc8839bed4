//! What one thread does with a chunk.

use super::ring::Chunk;
use crate::input::{Fields, Record, Sources};
use crate::report::{Envelope, JsonWriter};
use crate::{Extractor, Session};

/// A session that has read a report longer than this is put away: its memory has grown with it.
const LONG: usize = 4 << 20;

/// The working memory of one thread.
#[derive(Default)]
pub(super) struct Worker {
    session: Session,
    file: Vec<u8>,
}

/// What all workers share.
pub(super) struct Shared<'a> {
    pub extractor: &'a Extractor,
    pub writer: &'a JsonWriter,
    pub sources: &'a Sources,
    pub fields: &'a Fields,
}

impl Worker {
    /// Reads every report of a chunk; `bytes` are those of its batch.
    pub fn work(&mut self, shared: &Shared<'_>, bytes: &[u8], chunk: &mut Chunk) {
        for raw in &chunk.raws {
            match raw.record(shared.sources, shared.fields, bytes, &mut self.file) {
                Ok(record) => {
                    write(shared, &mut self.session, &record, &mut chunk.out);
                    chunk.reports += 1;
                    if record.text.len() > LONG {
                        self.session = Session::default();
                    }
                }
                Err(reject) => chunk.rejects.push(reject),
            }
            self.file.shrink_to(LONG);
        }
    }
}

fn write(shared: &Shared<'_>, session: &mut Session, record: &Record<'_>, out: &mut Vec<u8>) {
    let report = shared.extractor.read(session, &record.text, &record.meta);
    let envelope = Envelope {
        id: &record.id,
        meta: &record.meta,
        warnings: &record.warnings,
    };
    shared.writer.write(out, &envelope, &report);
}
