//! Cuts a file into documents: some programs write several into one file.

use super::super::body::Body;
use super::super::pieces::{Piece, Pieces, Whole};
use memchr::memchr;
use memchr::memmem::{find, find_iter};
use std::io::Read;
use std::ops::Range;
use std::vec::IntoIter;

const ROOT: &[u8] = b"ClinicalDocument";

/// The documents of a source.
pub(in super::super) struct Documents {
    bytes: Vec<u8>,
    /// The byte ranges of the documents that have not been returned.
    left: IntoIter<Range<usize>>,
    broken: Option<Piece>,
}

impl Documents {
    /// Reads a stream to its end and finds its documents.
    pub fn from_reader(input: impl Read) -> Self {
        let mut bytes = Vec::new();
        let whole = Whole::from_reader(input, &mut bytes).next(&mut Vec::new());
        let broken = whole.filter(|piece| matches!(piece.body, Body::Broken(_)));
        let left = if broken.is_some() { Vec::new() } else { cut(&bytes) };
        Self {
            left: left.into_iter(),
            bytes,
            broken,
        }
    }
}

impl Pieces for Documents {
    fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Piece> {
        if let Some(broken) = self.broken.take() {
            return Some(broken);
        }
        let document = self.left.next()?;
        let start = buffer.len();
        buffer.extend_from_slice(&self.bytes[document.clone()]);
        Some(Piece {
            line: 0,
            offset: document.start as u64,
            body: Body::Read(start..buffer.len()),
        })
    }
}

/// The byte ranges of the documents in `bytes`. The rest after the last document is a document too if it has an element; otherwise it belongs to the
/// last document. A file that does not begin with a document is not cut.
fn cut(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    // Most files have a single document, and need no further search.
    if find_iter(bytes, ROOT).nth(2).is_some() {
        while let Some(end) = end_of_document(bytes, start) {
            if !has_element(&bytes[end..]) {
                break;
            }
            parts.push(start..end);
            start = end;
        }
    }
    parts.push(start..bytes.len());
    parts
}

/// The end of the document that begins at `start`, after white space, comments and declarations.
fn end_of_document(bytes: &[u8], start: usize) -> Option<usize> {
    let mut begun = false;
    let mut at = start;
    while let Some(tag) = next_tag(bytes, at) {
        if bytes[tag.start] == b'/' {
            if local_name(&bytes[tag.start + 1..tag.end]) == ROOT {
                return Some(tag.end + 1).filter(|_| begun);
            }
        } else if !begun && local_name(&bytes[tag.clone()]) != ROOT {
            return None;
        }
        begun = true;
        at = tag.end + 1;
    }
    None
}

fn has_element(bytes: &[u8]) -> bool {
    next_tag(bytes, 0).is_some()
}

/// The contents of the next tag from `at` on. Comments, declarations, processing instructions and character data are skipped.
fn next_tag(bytes: &[u8], mut at: usize) -> Option<Range<usize>> {
    loop {
        at += memchr(b'<', &bytes[at..])? + 1;
        let inside = &bytes[at..];
        let (opening, closing): (usize, &[u8]) = match inside {
            [b'!', b'-', b'-', ..] => (3, b"-->"),
            [b'!', b'[', ..] => (2, b"]]>"),
            [b'!' | b'?', ..] => (1, b">"),
            _ => {
                let end = memchr(b'>', inside)?;
                return Some(at..at + end);
            }
        };
        at += opening;
        at += find(&bytes[at..], closing)? + closing.len();
    }
}

/// The name of a tag without its prefix.
fn local_name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|b| b.is_ascii_whitespace() || *b == b'/').unwrap_or(tag.len());
    let name = &tag[..end];
    name.iter().rposition(|b| *b == b':').map_or(name, |colon| &name[colon + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_apart() {
        let one = "<?xml version=\"1.0\"?><ClinicalDocument a=\"b>\"><x/></ClinicalDocument>";
        let prefixed = "\n<!-- ClinicalDocument --><n:ClinicalDocument><![CDATA[</ClinicalDocument>]]><!-- </ClinicalDocument> --></n:ClinicalDocument >";
        let cut = |parts: &[&str]| -> Vec<String> {
            let whole = parts.concat();
            cut(whole.as_bytes()).into_iter().map(|part| whole[part].to_owned()).collect()
        };
        for parts in [
            &[one][..],
            &[one, one],
            &[one, prefixed, one],
            &[prefixed, prefixed],
            &[one, one, "<ClinicalDocument>"],
            &[one, one, "<html/>"],
        ] {
            assert_eq!(cut(parts), parts);
        }
        let tail = [one, "\n<!-- the end -->\n"].concat();
        assert_eq!(cut(&[one, &tail]), [one, &tail]);
        let list = ["<list>", one, one, "</list>"].concat();
        assert_eq!(cut(&[&list]), [list]);
    }
}
