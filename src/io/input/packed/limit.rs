//! How far packed bytes may expand.

use super::super::reject::Reason;
use super::super::trouble::Trouble;
use std::io;

/// The most bytes that one packed byte may stand for. Reports pack ten to one; gzip cannot do more than a thousand.
const MOST: u64 = 500;
/// Up to so many bytes anything may expand.
const FREE: u64 = 64 << 20;

/// Refuses `unpacked` bytes from so few `packed` ones, as a zip bomb has them.
///
/// # Errors
/// That it is.
pub(in super::super) fn check(unpacked: u64, packed: u64) -> io::Result<()> {
    if unpacked > FREE && unpacked / MOST > packed {
        return Err(Trouble::io(Reason::Expands));
    }
    Ok(())
}
