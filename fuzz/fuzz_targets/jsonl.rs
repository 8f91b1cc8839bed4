//! Any bytes as an archive in JSON Lines.
#![no_main]

#[path = "support/archive.rs"]
mod archive;

use archive::RULES;
use libfuzzer_sys::fuzz_target;
use radsift::report::JsonWriter;
use radsift::runs::{All, render};

fuzz_target!(|bytes: &[u8]| archive::check("extract", bytes, |extractor, reader, options, sink| {
    let writer = JsonWriter::new(RULES.lexicon(), options.offset_unit);
    render(extractor, reader, options, &writer, &All, sink)
}));
