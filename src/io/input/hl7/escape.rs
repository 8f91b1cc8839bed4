//! The escape sequences of HL7 v2.

use super::signs::Signs;
use crate::text::decode;
use memchr::memchr;

/// Appends `value` to `out` with its escape sequences resolved.
///
/// Line breaks become `\n`. Layout commands without an equivalent in plain text, highlighting and changes of the character set are removed.
/// What only looks like an escape sequence stays as it is, so that no character is lost.
pub(super) fn unescape(value: &str, signs: Signs, out: &mut String) {
    let mark = signs.escape;
    let mut rest = value;
    let mut after_cr = false;
    while let Some(at) = memchr(mark, rest.as_bytes()) {
        out.push_str(&rest[..at]);
        after_cr &= at == 0;
        let after = &rest[at + 1..];
        let (code, left) = match coded(after, char::from(mark)) {
            Some(found) => found,
            None => {
                out.push(char::from(mark));
                after_cr = false;
                rest = after;
                continue;
            }
        };
        after_cr = put(code, signs, out, after_cr);
        rest = left;
    }
    out.push_str(rest);
}

/// The code at the start of `text` and the rest after its closing character. Codes that were escaped twice (`\E\.br\E\`), or written with
/// doubled characters (`\\.br\\`), are read as the codes inside.
fn coded<'t>(text: &'t str, mark: char) -> Option<(&'t str, &'t str)> {
    let escaped = |text: &'t str| text.strip_prefix('E')?.strip_prefix(mark);
    let doubled = |text: &'t str| text.strip_prefix(mark);
    for once_more in [&escaped as &dyn Fn(&'t str) -> Option<&'t str>, &doubled] {
        if let Some((code, left)) = once_more(text).and_then(|t| t.split_once(mark))
            && let Some(left) = once_more(left)
            && is_code(code)
            && code != "E"
        {
            return Some((code, left));
        }
    }
    let (code, left) = text.split_once(mark)?;
    is_code(code).then_some((code, left))
}

fn is_code(code: &str) -> bool {
    let hex = |digits: &str| !digits.is_empty() && digits.len().is_multiple_of(2) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    match code.as_bytes() {
        [b'F' | b'S' | b'T' | b'R' | b'E' | b'H' | b'N'] => true,
        [b'X' | b'x', ..] => hex(&code[1..]),
        [b'C', ..] => code.len() == 5 && hex(&code[1..]),
        [b'M', ..] => matches!(code.len(), 5 | 7) && hex(&code[1..]),
        [b'.', a, b, ..] => {
            let name = [a.to_ascii_lowercase(), b.to_ascii_lowercase()];
            let known = [b"br", b"sp", b"in", b"ti", b"sk", b"ce", b"fi", b"nf"].contains(&&name);
            known && code[3..].bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'+' | b'-'))
        }
        _ => false,
    }
}

/// Appends what a code stands for. True when it was a carriage return, which the next code may complete with a line feed.
fn put(code: &str, signs: Signs, out: &mut String, after_cr: bool) -> bool {
    match code.as_bytes()[0] {
        b'F' => out.push(char::from(signs.field)),
        b'S' => out.push(char::from(signs.component)),
        b'T' => out.push(char::from(signs.subcomponent)),
        b'R' => out.push(char::from(signs.repetition)),
        b'E' => out.push(char::from(signs.escape)),
        b'X' | b'x' => return put_hex(&code[1..], out, after_cr),
        b'.' => put_layout(code, out),
        _ => (),
    }
    false
}

fn put_hex(digits: &str, out: &mut String, after_cr: bool) -> bool {
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap_or(b' ');
    let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
    let mut cr = after_cr;
    for c in decode(&bytes).text.chars() {
        match c {
            '\n' if cr => cr = false,
            '\r' => {
                out.push('\n');
                cr = true;
            }
            c => {
                out.push(c);
                cr = false;
            }
        }
    }
    cr
}

fn put_layout(code: &str, out: &mut String) {
    let number = code[3..].trim().trim_start_matches('+').parse::<usize>().unwrap_or(1).clamp(1, 100);
    match code[1..3].to_ascii_lowercase().as_str() {
        "br" => out.push('\n'),
        "sp" => out.extend(std::iter::repeat_n('\n', number)),
        "sk" => out.extend(std::iter::repeat_n(' ', number)),
        "ce" if !out.is_empty() && !out.ends_with('\n') => out.push('\n'),
        _ => (),
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::Message;

    #[test]
    fn escapes_are_resolved_and_strays_kept() {
        let message = Message::new("MSH|^~\\&|");
        for (written, read) in [
            (r"A \T\ B \S\ C \F\ D \R\ E", "A & B ^ C | D ~ E"),
            (r"one\.br\two\.sp 2\three\.sp+1\four", "one\ntwo\n\nthree\nfour"),
            (r"\.in+4\\.ti-2\text\.sk 3\x\.ce\mid\.fi\\.nf\", "text   x\nmid"),
            (r"\H\bold\N\ plain", "bold plain"),
            (r"a\X0D\\X0A\b\X0A\c", "a\nb\nc"),
            (r"a\x0d\\x0a\b", "a\nb"),
            (r"a\X0D0A\b caf\XE9\", "a\nb café"),
            (r"a\E\.br\E\b", "a\nb"),
            (r"a\\.br\\b", "a\nb"),
            (r"C4\5 and 4\5 mm", r"C4\5 and 4\5 mm"),
            (r"5\6", r"5\6"),
            (r"path\E\to", r"path\to"),
            (r"\C2842\\M1B2D\x", "x"),
            (r"a & b ^ c", "a & b ^ c"),
            (r"end\", r"end\"),
        ] {
            assert_eq!(message.plain(written), read, "{written}");
        }
    }

    #[test]
    fn other_signs_are_those_of_the_header() {
        let message = Message::new("MSH!#*/%!");
        assert_eq!(message.plain("a/F/b/S/c/T/d/R/e/E/f/.br/g"), "a!b#c%d*e/f\ng");
    }
}
