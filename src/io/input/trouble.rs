//! Errors of compressed files, passed through the errors of the standard library.

use super::reject::Reason;
use std::fmt;
use std::io;

/// An error of a compressed file, passed through [`io::Error`].
#[derive(Debug)]
pub(super) struct Trouble(pub Reason);

impl Trouble {
    /// Converts the error of an unpacking library; I/O errors of the file itself are returned unchanged.
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

    /// Converts the error to the reason of a rejection.
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
    /// The reason for an I/O error.
    pub(crate) fn of_io(error: &io::Error) -> Self {
        match error.get_ref().and_then(|e| e.downcast_ref::<Trouble>()) {
            Some(Trouble(reason)) => reason.clone(),
            None => Reason::Unreadable(error.kind()),
        }
    }
}
