//! What is wrong with packed bytes, on its way through the errors of the standard library.

use super::reject::Reason;
use std::fmt;
use std::io;

/// What is wrong with packed bytes, on its way through [`io::Error`].
#[derive(Debug)]
pub(super) struct Trouble(pub Reason);

impl Trouble {
    /// The error of an unpacking library as one of ours; errors of the packed file itself stay as they are.
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

impl Reason {
    /// The kind of a file system error.
    pub(crate) fn of_io(error: &io::Error) -> Self {
        match error.get_ref().and_then(|e| e.downcast_ref::<Trouble>()) {
            Some(Trouble(reason)) => reason.clone(),
            None => Reason::Unreadable(error.kind()),
        }
    }
}
