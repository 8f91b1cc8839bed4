//! Compressed streams: gzip and Zstandard.

use super::super::trouble::Trouble;
use super::limit::check;
use super::members::Members;
use super::packing::Packing;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A stream of the unpacked bytes of `input`. `behind` is set at its end when other bytes stand behind the last stream.
pub(in super::super) fn unpack(
    packing: Packing,
    input: impl Read + Send + 'static,
    behind: &Arc<AtomicBool>,
) -> io::Result<Box<dyn Read + Send>> {
    let counted = Counted::new(input);
    let packed = Arc::clone(&counted.count);
    let inner = Members::new(packing, BufReader::with_capacity(1 << 16, counted), Arc::clone(behind))?;
    Ok(Box::new(Unpacked {
        inner: Box::new(inner),
        packed,
        unpacked: 0,
        name: packing.name(),
    }))
}

/// A stream whose bytes are counted.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            count: Arc::default(),
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// An unpacked stream, which fails when it expands too much.
struct Unpacked {
    inner: Box<dyn Read + Send>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    name: &'static str,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ => Trouble::of(error, self.name),
        })?;
        self.unpacked += length as u64;
        check(self.unpacked, self.packed.load(Ordering::Relaxed))?;
        Ok(length)
    }
}
