//! Files of a run as they were before they were packed.

use crate::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Opens a file of a run; what Zstandard has packed is unpacked on the way.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Error> {
    let failed = |e| Error::reading(path, e);
    let file = File::open(path).map_err(failed)?;
    let packed = path.extension().is_some_and(|ending| ending == "zst");
    Ok(match packed {
        true => Box::new(zstd::Decoder::new(file).map_err(failed)?),
        false => Box::new(file),
    })
}
