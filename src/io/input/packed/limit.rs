//! Limits the expansion of compressed files.

use super::super::reject::Reason;
use super::super::trouble::Trouble;
use std::io;

/// The highest compression ratio that is accepted. Reports compress about ten to one; gzip reaches a thousand to one at most.
const MOST: u64 = 500;
/// The number of bytes up to which any ratio is accepted.
const FREE: u64 = 64 << 20;

/// Rejects a zip bomb: `unpacked` bytes from too few `packed` bytes.
///
/// # Errors
/// The ratio is too high.
pub(in super::super) fn check(unpacked: u64, packed: u64) -> io::Result<()> {
    if unpacked > FREE && unpacked / MOST > packed {
        return Err(Trouble::io(Reason::Expands));
    }
    Ok(())
}
