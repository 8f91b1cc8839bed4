//! Compressed streams: gzip and Zstandard.

use super::super::pieces::LONGEST;
use super::super::reject::Reason;
use super::super::trouble::Trouble;
use super::limit::check;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The compression of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    /// Detects the compression of a stream that begins with `head`.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstandard),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstandard => "Zstandard",
        }
    }

    /// A stream of the unpacked bytes of `input`.
    pub fn unpack(self, input: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
        let counted = Counted::new(input);
        let packed = Arc::clone(&counted.count);
        let inner = self.decoder(BufReader::with_capacity(1 << 16, counted))?;
        Ok(Box::new(Unpacked {
            inner,
            packed,
            unpacked: 0,
            name: self.name(),
        }))
    }

    fn decoder<'a>(self, input: impl BufRead + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Packing::Gzip => Box::new(MultiGzDecoder::new(input)),
            Packing::Zstandard => Box::new(zstd::Decoder::with_buffer(input)?),
        })
    }
}

/// Unpacks `bytes`, which are a whole source, in place; uncompressed bytes are left unchanged.
///
/// # Errors
/// The reason why it cannot be unpacked.
pub(in super::super) fn unpack_whole(bytes: &mut Vec<u8>) -> Result<(), Reason> {
    let Some(packing) = Packing::of(bytes) else { return Ok(()) };
    let mut out = Vec::new();
    let packed = bytes.len() as u64;
    let read = packing.decoder(bytes.as_slice()).and_then(|decoder| {
        let read = decoder.take(LONGEST + 1).read_to_end(&mut out)?;
        check(read as u64, packed)?;
        Ok(read)
    });
    match read.map_err(|error| Trouble::of(error, packing.name())) {
        Ok(length) if length as u64 > LONGEST => Err(Reason::TooLong),
        Ok(_) => {
            *bytes = out;
            Ok(())
        }
        Err(error) => Err(Reason::of_io(&error)),
    }
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
