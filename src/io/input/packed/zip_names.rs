//! The names in the list at the end of a zip archive, as they stand there: the library keeps one entry of each name.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// The first bytes of an item of the list.
const ITEM: &[u8] = b"PK\x01\x02";
/// Its size without what has a length of its own.
const ITEM_SIZE: usize = 46;

/// The names that stand there again, in the order of the list, which begins at `start`. A list that ends too early, or a damaged one, is read as
/// far as it goes: the library has already told.
pub(super) fn repeated_names(input: impl Read + Seek, start: u64) -> Vec<String> {
    let mut repeated = Vec::new();
    let mut seen = HashSet::new();
    let mut input = BufReader::new(input);
    if input.seek(SeekFrom::Start(start)).is_ok() {
        while let Ok(Some(name)) = next_name(&mut input) {
            if !seen.contains(&name) {
                seen.insert(name);
            } else {
                repeated.push(String::from_utf8_lossy(&name).into_owned());
            }
        }
    }
    repeated
}

fn next_name(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut item = [0; ITEM_SIZE];
    input.read_exact(&mut item)?;
    if !item.starts_with(ITEM) {
        return Ok(None);
    }
    let [name, extra, comment] = [28, 30, 32].map(|at| u16::from_le_bytes([item[at], item[at + 1]]));
    let mut bytes = vec![0; name.into()];
    input.read_exact(&mut bytes)?;
    let behind = u64::from(extra) + u64::from(comment);
    io::copy(&mut input.take(behind), &mut io::sink())?;
    Ok(Some(bytes))
}
