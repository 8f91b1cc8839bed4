//! The size and the hash of each file that was read.

use serde::Serialize;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// An input that was read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceDigest {
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of its bytes, in hex.
    pub blake3: String,
}

impl SourceDigest {
    /// Reads a whole file to get its size and hash.
    ///
    /// # Errors
    /// I/O errors.
    pub fn of(path: &Path) -> io::Result<Self> {
        let mut hash = blake3::Hasher::new();
        hash.update_reader(File::open(path)?)?;
        Ok(Self {
            name: path.display().to_string(),
            bytes: hash.count(),
            blake3: hash.finalize().to_hex().to_string(),
        })
    }
}

/// Records the files that a [`super::Reader`] reads.
#[derive(Debug, Default)]
pub struct SourcesRead {
    bytes: AtomicU64,
    read: Mutex<Vec<(usize, SourceDigest)>>,
}

impl SourcesRead {
    /// The number of bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The input with this number; `None` unless it was read to its end.
    pub fn input(&self, source: usize) -> Option<SourceDigest> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.iter().find(|r| r.0 == source).map(|r| r.1.clone())
    }

    /// Adds to the number of bytes read.
    pub(super) fn add(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn close(&self, source: usize, input: SourceDigest) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).push((source, input));
    }
}

/// A stream whose bytes are counted and hashed while they are read.
pub(super) struct Metered<R> {
    inner: R,
    ledger: Arc<SourcesRead>,
    source: usize,
    name: String,
    hash: blake3::Hasher,
    open: bool,
}

impl<R: Read> Metered<R> {
    /// Wraps `inner`, the source with this number.
    pub fn new(inner: R, ledger: &Arc<SourcesRead>, source: usize, name: String) -> Self {
        Self {
            inner,
            ledger: Arc::clone(ledger),
            source,
            name,
            hash: blake3::Hasher::new(),
            open: true,
        }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hash.update(&buffer[..length]);
        self.ledger.add(length as u64);
        if length == 0 && !buffer.is_empty() && self.open {
            self.open = false;
            let input = SourceDigest {
                name: self.name.clone(),
                bytes: self.hash.count(),
                blake3: self.hash.finalize().to_hex().to_string(),
            };
            self.ledger.close(self.source, input);
        }
        Ok(length)
    }
}

/// A file that is read in any order: its bytes are only counted.
pub(super) struct Counted {
    file: File,
    ledger: Option<Arc<SourcesRead>>,
}

impl Counted {
    /// Wraps `file`.
    pub fn new(file: File, ledger: Option<&Arc<SourcesRead>>) -> Self {
        let ledger = ledger.cloned();
        Self { file, ledger }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        if let Some(ledger) = &self.ledger {
            ledger.add(length as u64);
        }
        Ok(length)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
