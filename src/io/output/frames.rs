//! Length-prefixed pieces of output, which the writing thread splits again.
//!
//! Workers render reports before the number of a report is known; the writing thread inserts what depends on the number.

/// Appends the output of `write` as one piece.
pub(super) fn frame(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; 4]);
    write(out);
    let length = (out.len() - start - 4) as u32;
    out[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

/// The pieces, in order.
pub(super) struct Frames<'b>(pub &'b [u8]);

impl<'b> Iterator for Frames<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let (piece, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = rest;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_out_as_they_went_in() {
        let mut out = Vec::new();
        frame(&mut out, |out| {
            frame(out, |out| out.extend_from_slice(b"a"));
            frame(out, |_| ());
        });
        frame(&mut out, |out| out.push(0));
        let outer: Vec<&[u8]> = Frames(&out).collect();
        assert_eq!(outer.len(), 2);
        assert_eq!(Frames(outer[0]).collect::<Vec<_>>(), [&b"a"[..], b""]);
        assert_eq!(outer[1], [0]);
    }
}
