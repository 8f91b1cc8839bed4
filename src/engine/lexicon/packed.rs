//! Long tables of numbers, stored as rows of one width: read in a fraction of the time that numbers of varying length take.
//!
//! For fields of a stored lexicon: `#[serde(with = "packed")]`.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// A value that is always written as as many bytes.
pub trait Packed: Copy {
    /// How many.
    const WIDTH: usize;

    /// Adds its bytes to `out`.
    fn put(self, out: &mut Vec<u8>);

    /// From as many bytes; `None` when they are those of no value.
    fn take(row: &[u8]) -> Option<Self>;
}

/// Writes all rows as one string of bytes.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Packed, S: Serializer>(rows: &[T], to: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(rows.len() * T::WIDTH);
    rows.iter().for_each(|row| row.put(&mut bytes));
    bytes.as_slice().serialize(to)
}

/// Reads what [`serialize`] wrote.
///
/// # Errors
/// When the bytes are not whole rows, or some row is no value.
pub fn deserialize<'de, T: Packed, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let bytes = <&[u8]>::deserialize(from)?;
    let rows = bytes.chunks_exact(T::WIDTH);
    if !rows.remainder().is_empty() {
        return Err(D::Error::invalid_length(bytes.len(), &"whole rows"));
    }
    rows.map(T::take)
        .collect::<Option<_>>()
        .ok_or_else(|| D::Error::custom("no row of this table"))
}

/// The four bytes of `row` from `at` on as a number.
#[inline]
pub fn number(row: &[u8], at: usize) -> Option<u32> {
    row.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

impl Packed for u32 {
    const WIDTH: usize = 4;

    fn put(self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    #[inline]
    fn take(row: &[u8]) -> Option<Self> {
        number(row, 0)
    }
}
