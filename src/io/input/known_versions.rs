//! The versions of reports that earlier runs have met, kept in a file from run to run.
//!
//! Binary: a line that names the format, then 17 bytes a report in ascending order, little-endian: a hash of what names the report (8), the time it
//! was sent (4), its number (4), and 1 unless it is preliminary. No id and no word of a report is in it.

use super::version::Version;
use crate::error::Error;
use rustc_hash::FxHashMap;
use std::fs;
use std::io;
use std::path::Path;

const HEAD: &[u8] = b"radsift versions 1\n";
const LENGTH: usize = 17;

/// The latest version of each report met so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownVersions(FxHashMap<u64, Version>);

impl KnownVersions {
    /// Reads the file at `path`; empty when there is none.
    ///
    /// # Errors
    /// A file that cannot be read, or is none of these.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::reading(path, error)),
        };
        Self::parse(&bytes).ok_or_else(|| Error::usage(format!("{} holds no versions of radsift", path.display())))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes.strip_prefix(HEAD)?.as_chunks::<LENGTH>();
        rest.is_empty()
            .then(|| Self(rows.iter().map(read).map(|version| (version.report, version)).collect()))
    }

    /// The bytes of the file: the same for the same versions.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut versions: Vec<&Version> = self.0.values().collect();
        versions.sort_unstable_by_key(|version| version.report);
        let mut bytes = HEAD.to_vec();
        versions.into_iter().for_each(|version| write(version, &mut bytes));
        bytes
    }

    /// True when a later version than this one has been met.
    pub(super) fn replaces(&self, version: &Version) -> bool {
        self.0.get(&version.report).is_some_and(|known| known.is_later_than(version))
    }

    /// Takes in a version, unless a later one is known.
    pub(super) fn add(&mut self, version: Version) {
        if !self.replaces(&version) {
            self.0.insert(version.report, version);
        }
    }
}

fn read(row: &[u8; LENGTH]) -> Version {
    let number = |range: std::ops::Range<usize>| row[range].iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte));
    Version {
        report: number(0..8),
        time: number(8..12) as u32,
        number: number(12..16) as u32,
        is_settled: row[16] != 0,
    }
}

fn write(version: &Version, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&version.report.to_le_bytes());
    bytes.extend_from_slice(&version.time.to_le_bytes());
    bytes.extend_from_slice(&version.number.to_le_bytes());
    bytes.push(u8::from(version.is_settled));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(report: u64, time: u32, is_settled: bool) -> Version {
        Version {
            report,
            is_settled,
            time,
            number: 3,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut known = KnownVersions::default();
        for version in [
            version(u64::MAX, 7, true),
            version(5, u32::MAX, false),
            version(5, 9, true),
            version(5, 8, true),
        ] {
            known.add(version);
        }
        let bytes = known.to_bytes();
        assert_eq!(bytes.len(), HEAD.len() + 2 * LENGTH);
        let again = KnownVersions::parse(&bytes).unwrap();
        assert_eq!((&again, again.to_bytes()), (&known, bytes.clone()));
        assert!(known.replaces(&version(5, 8, true)) && known.replaces(&version(5, 99, false)));
        assert!(!known.replaces(&version(5, 9, true)) && !known.replaces(&version(6, 1, false)));
        for damaged in [&bytes[..bytes.len() - 1], b"", b"radsift versions 2\n"] {
            assert_eq!(KnownVersions::parse(damaged), None);
        }
    }
}
