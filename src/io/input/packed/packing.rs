//! The kinds of compressed streams.

/// The compression of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    /// Detects the compression of a stream that begins with `head`.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstandard),
            _ => None,
        }
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstandard => "Zstandard",
        }
    }

    /// True for the beginning of another stream; empty frames count.
    pub(super) fn begins(self, head: &[u8]) -> bool {
        Self::of(head) == Some(self) || (self == Packing::Zstandard && matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18]))
    }
}
