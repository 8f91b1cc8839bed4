//! The reusable buffers of a run.

use super::odd_texts::OddTexts;
use super::tables::{Tables, TablesExtent};
use crate::error::Error;
use crate::input::{Position, Raw, Reader, Reject, Skipped};

/// The size of a chunk, which is what one worker takes at a time: this many bytes of reports or this many reports.
pub(super) const CHUNK_BYTES: usize = 32 << 10;
const CHUNK_RECORDS: usize = 256;
/// A buffer that one large record has grown to more than this many times its usual size is freed.
const SLACK: usize = 4;

/// A batch of reports on its way through a run.
#[derive(Default)]
pub(super) struct Batch {
    /// The bytes read by the reader.
    pub bytes: Vec<u8>,
    chunks: Vec<Chunk>,
    used: usize,
    /// The position in the input at which the next batch begins.
    pub end: Position,
    /// What the reader skipped on the way.
    pub skipped: Skipped,
    /// The size of its reports in bytes, read or still in their files.
    pub size: u64,
}

/// A chunk of a batch: what one worker takes at a time.
#[derive(Default)]
pub(super) struct Chunk {
    pub raws: Vec<Raw>,
}

/// The output of a worker for a chunk.
#[derive(Default)]
pub(super) struct ChunkOutput {
    pub out: Tables,
    pub rejects: Vec<Reject>,
    /// The content hashes of the records, if asked for.
    pub contents: Vec<u64>,
    pub reports: u64,
    pub skipped: Skipped,
    pub odd: OddTexts,
    /// Why the output could not be completed.
    pub failed: Option<Error>,
}

/// The extent of the output for a chunk at some point.
pub(super) struct Extent {
    out: TablesExtent,
    contents: usize,
}

impl ChunkOutput {
    /// The current extent.
    pub fn extent(&self) -> Extent {
        Extent {
            out: self.out.extent(),
            contents: self.contents.len(),
        }
    }

    /// Removes everything that was added after this extent.
    pub fn cut_back(&mut self, extent: &Extent) {
        self.out.cut_back(&extent.out);
        self.contents.truncate(extent.contents);
    }

    /// Clears the buffers for the next chunk.
    pub fn clear(&mut self) {
        self.out.clear(CHUNK_BYTES * 16 * SLACK);
        self.rejects.clear();
        self.contents.clear();
        self.reports = 0;
        self.skipped = Skipped::default();
        self.odd = OddTexts::default();
        self.failed = None;
    }
}

impl Batch {
    /// Adds reports until there are `most` bytes of them. False at the end of the input.
    pub fn fill(&mut self, reader: &mut Reader, most: usize) -> bool {
        self.clear(most);
        let mut total = 0;
        let mut in_chunk = 0;
        while total < most {
            let Some(raw) = reader.next_raw(&mut self.bytes) else { break };
            // A small file costs more time than its size suggests.
            let size = raw.size().max(64);
            total += size;
            if self.used == 0 || in_chunk >= CHUNK_BYTES || self.chunks[self.used - 1].raws.len() >= CHUNK_RECORDS {
                self.open_chunk();
                in_chunk = 0;
            }
            in_chunk += size;
            self.chunks[self.used - 1].raws.push(raw);
        }
        self.end = reader.position();
        self.skipped = reader.take_skipped();
        self.size = total as u64;
        self.used > 0 || !self.skipped.is_none()
    }

    /// A batch of so many empty chunks.
    #[cfg(test)]
    pub fn of_chunks(count: usize) -> Self {
        let mut batch = Self::default();
        (0..count).for_each(|_| batch.open_chunk());
        batch
    }

    fn open_chunk(&mut self) {
        if self.used == self.chunks.len() {
            self.chunks.push(Chunk::default());
        }
        self.used += 1;
    }

    fn clear(&mut self, most: usize) {
        self.bytes.clear();
        self.bytes.shrink_to(most * SLACK);
        for chunk in &mut self.chunks[..self.used] {
            chunk.raws.clear();
        }
        self.used = 0;
    }

    /// The chunks in use, in input order.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks[..self.used]
    }
}
