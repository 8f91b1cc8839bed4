//! Any bytes as an archive in JSON Lines.
#![no_main]

#[path = "support/archive.rs"]
mod archive;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| archive::check("extract", bytes, radsift::batch::run));
