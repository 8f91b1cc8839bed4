//! Any bytes as an archive in JSON Lines.

use super::archive::{self, RULES};
use radsift::report::JsonWriter;
use radsift::runs::{All, render};

/// The target.
pub fn check(bytes: &[u8]) {
    archive::check("extract", bytes, |extractor, reader, options, sink| {
        let writer = JsonWriter::new(RULES.lexicon(), options.offset_unit);
        render(extractor, reader, options, &writer, &All, sink)
    });
}
