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
    /// Processes all records of a chunk; `bytes` are those of its batch. `wait` waits for the turn of the chunk.
    pub fn work(&mut self, task: &dyn Task, (sources, bytes, wait): (&Sources, &[u8], &dyn Fn()), chunk: &Chunk, made: &mut ChunkOutput) {
        for raw in &chunk.raws {
            let before = made.extent();
            let read = catch(|| {
                let piece = TaskInput {
                    raw,
                    sources,
                    bytes,
                    file: &mut self.file,
                    wait,
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
                Err(reject) => {
                    made.cut_back(&before);
                    if reject.reason == Reason::TooManyFindings {
                        self.session = Session::default();
                    }
                    made.rejects.push(task.rejection(raw, reject));
                }
            }
            self.file.shrink_to(LONG);
        }
        made.failed = task.complete(&mut made.out).err();
    }
}
