//! How far packed bytes may expand, and what goes wrong with them.

use super::super::reject::Reason;
use std::fmt;
use std::io;

/// The most bytes that one packed byte may stand for. Reports pack ten to one; gzip cannot do more than a thousand.
const MOST: u64 = 500;
/// Up to so many bytes anything may expand.
const FREE: u64 = 64 << 20;

/// What is wrong with packed bytes, on its way through [`io::Error`].
#[derive(Debug)]
pub(in super::super) struct Trouble(pub Reason);

impl Trouble {
    /// What an error of the unpacking library comes down to; errors of the file below stay what they are.
    pub fn of(error: io::Error, what: &'static str) -> io::Error {
        if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Trouble>) {
            return error;
        }
        let reason = match error.kind() {
            io::ErrorKind::UnexpectedEof => Reason::PackedCutShort(what),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => Reason::Damaged(what),
            _ => return error,
        };
        Trouble::io(reason)
    }

    /// As an error of reading.
    pub fn io(reason: Reason) -> io::Error {
        io::Error::other(Trouble(reason))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Trouble {}

/// Refuses `unpacked` bytes out of `packed` ones when that is beyond all reason.
///
/// # Errors
/// That it is.
pub(in super::super) fn check(unpacked: u64, packed: u64) -> io::Result<()> {
    if unpacked > FREE && unpacked / MOST > packed {
        return Err(Trouble::io(Reason::Expands));
    }
    Ok(())
}
