//! Detects archives by their first bytes.

/// True when a stream that begins with `head` is a tar archive.
pub(in super::super) fn looks_like_tar(head: &[u8]) -> bool {
    // A file with any extension may be a tar archive, and no text has the zero bytes of its header.
    head.get(257..262).is_some_and(|magic| magic == b"ustar") && head[..257].contains(&0)
}

/// True when a file that begins with `head` is a zip archive.
pub(in super::super) fn looks_like_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}
