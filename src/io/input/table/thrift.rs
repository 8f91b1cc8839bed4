//! Thrift's compact protocol, as far as it is needed to check Parquet files before the library reads them.

use std::io::{self, Read};

/// The field types that are distinguished.
pub(super) const LIST: u8 = 9;
pub(super) const STRUCT: u8 = 12;

/// The deepest nesting of values that are skipped.
const DEEPEST: usize = 32;

/// Reads values one after the other.
pub(super) struct Thrift<R> {
    input: R,
    read: u64,
}

impl<R: Read> Thrift<R> {
    /// Reads the values of `input`.
    pub fn new(input: R) -> Self {
        Self { input, read: 0 }
    }

    /// The number of bytes read.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Passes each field of a struct to `take`, by its number and type. `take` must skip the fields that it does not read.
    ///
    /// # Errors
    /// Bytes that are not a struct, and the errors of `take`.
    pub fn fields(&mut self, mut take: impl FnMut(&mut Self, i16, u8) -> io::Result<()>) -> io::Result<()> {
        let mut number = 0_i16;
        loop {
            let head = self.byte()?;
            if head & 0xF == 0 {
                return Ok(());
            }
            number = match head >> 4 {
                0 => self.int()? as i16,
                more => number.checked_add(i16::from(more)).ok_or_else(wrong)?,
            };
            take(self, number, head & 0xF)?;
        }
    }

    /// The type and the number of the elements of a list that begins here.
    ///
    /// # Errors
    /// The end of the input.
    pub fn list(&mut self) -> io::Result<(u8, u64)> {
        let head = self.byte()?;
        let size = match head >> 4 {
            15 => self.unsigned()?,
            size => u64::from(size),
        };
        Ok((head & 0xF, size))
    }

    /// An integer of any width.
    ///
    /// # Errors
    /// The end of the input.
    pub fn int(&mut self) -> io::Result<i64> {
        let number = self.unsigned()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// Skips a value of this type.
    ///
    /// # Errors
    /// The end of the input, unknown types, and values that are nested too deep.
    pub fn skip(&mut self, kind: u8) -> io::Result<()> {
        self.skip_below(kind, DEEPEST, false)
    }

    fn skip_below(&mut self, kind: u8, depth: usize, element: bool) -> io::Result<()> {
        let below = depth.checked_sub(1).ok_or_else(wrong)?;
        match kind {
            // The value of a Boolean field is part of its type.
            1 | 2 if !element => Ok(()),
            1..=3 => self.byte().map(drop),
            4..=6 => self.unsigned().map(drop),
            7 => self.pass(8),
            8 => {
                let length = self.unsigned()?;
                self.pass(length)
            }
            LIST | 10 => {
                let (kind, size) = self.list()?;
                (0..size).try_for_each(|_| self.skip_below(kind, below, true))
            }
            11 => {
                let size = self.unsigned()?;
                let kinds = if size == 0 { 0 } else { self.byte()? };
                (0..size).try_for_each(|_| {
                    self.skip_below(kinds >> 4, below, true)?;
                    self.skip_below(kinds & 0xF, below, true)
                })
            }
            STRUCT => self.fields(|input, _, kind| input.skip_below(kind, below, false)),
            _ => Err(wrong()),
        }
    }

    fn unsigned(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(wrong())
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.read += 1;
        Ok(byte[0])
    }

    fn pass(&mut self, bytes: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.input.by_ref().take(bytes), &mut io::sink())?;
        self.read += skipped;
        if skipped == bytes {
            Ok(())
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

fn wrong() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_and_passed_over() {
        // 1: -3, 2: "ab", 3: [1, 2], 4: { 1: true }, 20: 300
        let bytes = [0x15, 5, 0x18, 2, b'a', b'b', 0x19, 0x25, 2, 4, 0x1C, 0x11, 0, 0x05, 40, 0xD8, 4, 0];
        let mut thrift = Thrift::new(&bytes[..]);
        let mut ints = Vec::new();
        let read = thrift.fields(|input, number, kind| match number {
            1 | 20 => {
                ints.push((number, input.int()?));
                Ok(())
            }
            _ => input.skip(kind),
        });
        assert!(read.is_ok());
        assert_eq!((ints, thrift.read()), (vec![(1, -3), (20, 300)], bytes.len() as u64));
    }

    #[test]
    fn broken_values_are_errors() {
        for bytes in [
            &[0x18, 200, 1, b'a'][..],
            &[0x19, 0xF5, 0xFF, 0xFF, 0xFF, 0x7F, 1],
            &[0x1C; 100],
            &[0x16, 0xFF],
            &[0x1D, 0],
        ] {
            let mut thrift = Thrift::new(bytes);
            assert!(thrift.fields(|input, _, kind| input.skip(kind)).is_err(), "{bytes:?}");
        }
    }
}
