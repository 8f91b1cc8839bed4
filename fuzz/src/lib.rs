//! What each fuzz target does with the bytes that it is given. The targets call these functions under libFuzzer, and `tests/fuzz_seeds.rs` calls them with
//! the files of `fuzz/seeds/`.

pub mod archive;
pub mod assert;
pub mod formats;
pub mod import;
pub mod jsonl;
pub mod lexicon;
pub mod read;

/// The bytes as text, up to the first that are none.
fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}
