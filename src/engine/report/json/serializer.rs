//! A serialiser for what records are made of, straight into memory: the same bytes as `serde_json`, in fewer steps.
//!
//! Every value of a list or an object is followed by a comma, and the end of it takes the place of the last one, so that no step
//! asks whether it is the first. Text that needs no escapes is copied; all that is rare is left to `serde_json`.

use serde::ser::{Error as _, Impossible, SerializeSeq, SerializeStruct, SerializeTuple};
use serde::{Serialize, Serializer};
use serde_json::Error;

/// Appends `value` to `out`.
pub fn write<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    value.serialize(Quick(out))
}

/// Appends two numbers as a list: the same as their array gives, for places, of which a record has dozens.
pub fn pair(out: &mut Vec<u8>, pair: [u32; 2]) -> Result<(), Error> {
    let (Some((first, first_length)), Some((second, second_length))) = (digits(pair[0].into()), digits(pair[1].into())) else {
        return write(out, &pair);
    };
    let text = u128::from(b'[') << (8 * first_length) | u128::from(first);
    let text = (text << 8 | u128::from(b',')) << (8 * second_length) | u128::from(second);
    let text = text << 8 | u128::from(b']');
    let length = first_length + second_length + 3;
    let end = out.len() + length as usize;
    out.extend_from_slice(&(text << (8 * (16 - length))).to_be_bytes());
    out.truncate(end);
    Ok(())
}

/// The digits of a number of at most four of them, the last in the lowest byte, and how many there are.
#[inline]
fn digits(value: u64) -> Option<(u32, u32)> {
    if value >= 10_000 {
        return None;
    }
    let value = value as u16;
    let length = 1 + u32::from(value > 9) + u32::from(value > 99) + u32::from(value > 999);
    let all = [value / 1000, value / 100 % 10, value / 10 % 10, value % 10].map(|d| b'0' + d as u8);
    Some((u32::from_be_bytes(all) & (u32::MAX >> (8 * (4 - length))), length))
}

/// The serialiser.
struct Quick<'o>(&'o mut Vec<u8>);

impl Quick<'_> {
    #[inline]
    fn put(self, bytes: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    #[inline]
    fn unsigned(self, value: u64) -> Result<(), Error> {
        let Some((digits, length)) = digits(value) else {
            return self.rare(&value);
        };
        // As many bytes as there can be are appended at once, and those that follow the last digit are taken off again.
        let end = self.0.len() + length as usize;
        self.0.extend_from_slice(&(digits << (8 * (4 - length))).to_be_bytes());
        self.0.truncate(end);
        Ok(())
    }

    #[inline]
    fn quoted(self, text: &str) -> Result<(), Error> {
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    /// A value that is seldom or never part of a record.
    fn rare<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        serde_json::to_writer(self.0, value)
    }
}

/// True when JSON writes a byte of `text` in another way: a quote, a backslash, or one below the blank.
#[inline]
fn needs_escape(text: &[u8]) -> bool {
    match text.last_chunk() {
        // Eight bytes at a time; the last eight may have been looked at before.
        Some(last) => text.as_chunks().0.iter().fold(odd(last), |found, eight| found | odd(eight)) != 0,
        None => text.iter().any(|&b| b < b' ' || b == b'"' || b == b'\\'),
    }
}

/// Not zero when one of eight bytes needs an escape.
#[inline]
fn odd(eight: &[u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let bytes = u64::from_ne_bytes(*eight);
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes;
    let equal = |byte: u8| below(bytes ^ (ONES * u64::from(byte)), 1);
    (below(bytes, b' ') | equal(b'"') | equal(b'\\')) & (ONES << 7)
}

/// A list or an object that has been opened.
struct OpenContainer<'o>(&'o mut Vec<u8>);

impl<'o> OpenContainer<'o> {
    #[inline]
    fn with(out: &'o mut Vec<u8>, bracket: u8) -> Self {
        out.push(bracket);
        OpenContainer(out)
    }

    #[inline]
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(Quick(self.0))?;
        self.0.push(b',');
        Ok(())
    }

    #[inline]
    fn close(self, bracket: u8) -> Result<(), Error> {
        match self.0.last_mut() {
            Some(last) if *last == b',' => *last = bracket,
            _ => self.0.push(bracket),
        }
        Ok(())
    }
}

impl SerializeSeq for OpenContainer<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b']')
    }
}

impl SerializeTuple for OpenContainer<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b']')
    }
}

impl SerializeStruct for OpenContainer<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
        self.element(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'}')
    }
}

impl<'o> Serializer for Quick<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = OpenContainer<'o>;
    type SerializeTuple = OpenContainer<'o>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = OpenContainer<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if needs_escape(text.as_bytes()) {
            return self.rare(text);
        }
        self.quoted(text)
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        debug_assert!(!needs_escape(variant.as_bytes()), "a word of the contract that needs escapes");
        self.quoted(variant)
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Error> {
        self.put(b"null")
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.put(if value { b"true" } else { b"false" })
    }

    #[inline]
    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.unsigned(value.into())
    }

    #[inline]
    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.unsigned(value.into())
    }

    #[inline]
    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.unsigned(value.into())
    }

    #[inline]
    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.unsigned(value)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<OpenContainer<'o>, Error> {
        Ok(OpenContainer::with(self.0, b'['))
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<OpenContainer<'o>, Error> {
        Ok(OpenContainer::with(self.0, b'['))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<OpenContainer<'o>, Error> {
        Ok(OpenContainer::with(self.0, b'{'))
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.rare(&value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.rare(value)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.rare(&())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.rare(&())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), Error> {
        Err(no_part())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(no_part())
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant, Error> {
        Err(no_part())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(no_part())
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeStructVariant, Error> {
        Err(no_part())
    }
}

/// No record is made of maps or of variants with fields.
fn no_part() -> Error {
    Error::custom("not part of a record")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_serde_json_writes() {
        let pieces = ["", "a", "\"", "\\", "\u{1f}", " ", "\u{7f}", "é", "\u{2028}", "12345678", "\n"];
        let mut texts: Vec<String> = Vec::new();
        for piece in pieces {
            for length in 0..20 {
                for at in 0..=length {
                    texts.push(format!("{}{piece}{}", "x".repeat(at), "x".repeat(length - at)));
                }
            }
        }
        let numbers: Vec<u32> = (0..12_000).chain([99_999, u32::MAX]).collect();
        let rest = ([1.5f32, 12.0], Some(true), None::<u8>, -3, 'c', (), Vec::<u8>::new());
        let mut quick = Vec::new();
        write(&mut quick, &(&texts, &numbers, &rest)).unwrap();
        assert!(quick == serde_json::to_vec(&(texts, numbers, rest)).unwrap());
    }

    #[test]
    fn writes_pairs_as_arrays() {
        let numbers = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, u32::MAX];
        for pair in numbers.iter().flat_map(|&a| numbers.map(|b| [a, b])) {
            let mut quick = b"x".to_vec();
            super::pair(&mut quick, pair).unwrap();
            assert_eq!(String::from_utf8(quick).unwrap(), format!("x[{},{}]", pair[0], pair[1]));
        }
    }
}
