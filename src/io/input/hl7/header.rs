//! Detects HL7 messages by their first bytes.

use memchr::memmem::find_iter;

/// The part of a message that is visible at the start of a log file.
const FRAME: &[u8] = b"<SB>";

/// True when a file that begins like this contains HL7 messages: bare, framed, in a batch, or in a log file.
pub fn looks_like(bytes: &[u8]) -> bool {
    let frame = find_iter(bytes, FRAME).any(|at| at == 0 || matches!(bytes[at - 1], b'\n' | b'\r' | 0x0B));
    frame || find_header(bytes).is_some() || begins_batch(bytes.strip_prefix(b"\x0B").unwrap_or(bytes))
}

/// The position of the start of a message in `line`.
pub(super) fn find_header(line: &[u8]) -> Option<usize> {
    if begins_message(line) {
        return Some(0);
    }
    let stands_alone = |at: &usize| *at == 0 || !line[at - 1].is_ascii_alphanumeric();
    find_iter(line, b"MSH").filter(stands_alone).find(|at| begins_message(&line[*at..]))
}

/// True when `line` is an MSH segment: a separator, some encoding characters, the separator again.
pub(super) fn begins_message(line: &[u8]) -> bool {
    line.starts_with(b"MSH") && has_signs(line)
}

/// True when `line` ends a message that is not in a frame: it belongs to a batch or to a log.
pub(super) fn ends_bare_message(line: &[u8]) -> bool {
    match line.first() {
        Some(b'F' | b'B') => begins_batch(line),
        Some(b'<') => line.starts_with(FRAME),
        Some(b'[' | b'0'..=b'9') => is_log_line(line),
        _ => false,
    }
}

/// True when `line` begins or ends a batch.
fn begins_batch(line: &[u8]) -> bool {
    match line.get(..3) {
        Some(b"FHS" | b"BHS") => has_signs(line),
        Some(b"FTS" | b"BTS") => line.get(3).is_none_or(|b| !b.is_ascii_alphanumeric()),
        _ => false,
    }
}

fn has_signs(line: &[u8]) -> bool {
    let Some((separator, rest)) = line.get(3..).and_then(<[u8]>::split_first) else {
        return false;
    };
    let signs = rest.iter().take(6).position(|b| b == separator);
    let sign = |b: &u8| b.is_ascii_punctuation();
    sign(separator) && signs.is_some_and(|n| n >= 1 && rest[..n].iter().all(sign))
}

/// True when `line` is a line of a log and not part of a message: it begins with a date and a time.
fn is_log_line(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"[").unwrap_or(line);
    let shape = b"0000-00-00 00:00";
    line.len() >= shape.len()
        && line.iter().zip(shape).all(|(b, s)| match s {
            b'0' => b.is_ascii_digit(),
            b'-' => matches!(b, b'-' | b'/' | b'.'),
            b' ' => matches!(b, b' ' | b'T'),
            s => b == s,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_known_by_their_beginning() {
        let yes: [&[u8]; 6] = [
            b"MSH|^~\\&|A|B",
            b"\x0BMSH|^~\\&|A",
            b"FHS|^~\\&|A",
            b"2026-01-02 03:04:05|INFO\n<SB>\nMSH",
            b"12:00 in: MSH#*~\\&#A",
            b"MSH|^~\\\\&|A",
        ];
        for bytes in yes {
            assert!(looks_like(bytes), "{}", String::from_utf8_lossy(bytes));
        }
        let no: [&[u8]; 4] = [b"MRI brain", b"MSH brain stem", b"XMSH|^~\\&|", b"Bad file"];
        for bytes in no {
            assert!(!looks_like(bytes), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
