//! Pieces of JSON that are rendered once and copied from then on.

use super::serializer;
use serde::Serialize;

/// Rendered pieces, by number.
#[derive(Debug)]
pub(super) struct Rendered {
    bytes: Vec<u8>,
    /// Where each piece begins, and the end.
    starts: Vec<u32>,
}

impl Rendered {
    /// A piece for each value, as `render` appends it.
    pub fn new<T>(values: impl IntoIterator<Item = T>, mut render: impl FnMut(&mut Vec<u8>, T)) -> Self {
        let mut all = Self {
            bytes: Vec::new(),
            starts: vec![0],
        };
        for value in values {
            render(&mut all.bytes, value);
            all.starts.push(all.bytes.len() as u32);
        }
        all
    }

    /// One piece.
    #[inline]
    pub fn get(&self, number: usize) -> &[u8] {
        &self.bytes[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

/// Appends a name with what stands around it, and the value.
pub(super) fn field<T: Serialize + ?Sized>(out: &mut Vec<u8>, name: &[u8], value: &T) {
    out.extend_from_slice(name);
    json(out, value);
}

/// Appends `value`. Writing to memory cannot fail, and no part of a record has keys that are not text.
pub(super) fn json<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    let done = serializer::write(out, value);
    debug_assert!(done.is_ok(), "a value that cannot be written as JSON");
}
