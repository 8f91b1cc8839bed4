//! The archive that a run has read, read again for some of its texts.

use crate::error::Error;
use crate::input::{Reader, Record};
use crate::runs::{Ended, Options, Work, each};

/// Keeps the texts of those reports whose id is wanted.
struct Wanted<W>(W);

impl<W: Fn(&str) -> bool + Sync> Work for Wanted<W> {
    type Memory = ();
    /// Ids with their texts.
    type Out = Vec<(String, String)>;

    fn analyse(&self, (): &mut (), record: &Record<'_>, out: &mut Self::Out) {
        if (self.0)(&record.id) {
            out.push((record.id.clone().into_owned(), record.text.clone().into_owned()));
        }
    }
}

/// Reads the archive once and calls `take` with the id and the text of each report that is `wanted`, in the order of the input.
///
/// # Errors
/// What `take` returns, and threads that cannot be started.
pub(super) fn for_each_text(
    reader: Reader,
    options: &Options,
    wanted: impl Fn(&str) -> bool + Sync,
    mut take: impl FnMut(String, String) -> Result<(), Error>,
) -> Result<Ended, Error> {
    each(&Wanted(wanted), reader, options, |found| {
        found.into_iter().try_for_each(|(id, text)| take(id, text))
    })
}
