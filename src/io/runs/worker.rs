//! The work of one thread on a chunk.

use super::buffers::{Chunk, ChunkOutput};
use super::task::{RecordOutcome, Task, TaskInput};
use crate::Session;
use crate::input::{Reason, Sources};
use crate::panic_guard::catch;

/// Working memory that has been used for a report longer than this, in bytes, is freed, because it has grown with it.
pub(super) const LONG: usize = 256 << 10;

/// The working memory of one thread.
#[derive(Default)]
pub(super) struct Worker {
    session: Session,
    file: Vec<u8>,
}

impl Worker {
    /// Processes all records of a chunk; `bytes` are those of its batch.
    pub fn work(&mut self, task: &dyn Task, sources: &Sources, bytes: &[u8], chunk: &Chunk, made: &mut ChunkOutput) {
        for raw in &chunk.raws {
            let before = made.extent();
            let read = catch(|| {
                let piece = TaskInput {
                    raw,
                    sources,
                    bytes,
                    file: &mut self.file,
                    contents: task.wants_contents().then_some(&mut made.contents),
                };
                task.analyse(&mut self.session, piece, &mut made.out)
            });
            let read = read.unwrap_or_else(|fault| {
                made.cut_back(&before);
                *self = Self::default();
                Err(raw.reject(Reason::Panic(fault), None))
            });
            match read {
                Ok(RecordOutcome::Skipped(skip)) => made.skipped.add(skip),
                Ok(RecordOutcome::Read { length, odd }) => {
                    made.reports += 1;
                    odd.into_iter().for_each(|odd| made.odd.add(odd));
                    if length > LONG {
                        self.session = Session::default();
                    }
                }
                Err(reject) => made.rejects.push(task.rejection(raw, reject)),
            }
            self.file.shrink_to(LONG);
        }
        made.failed = task.complete(&mut made.out).err();
    }
}
