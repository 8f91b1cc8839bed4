//! Base64 among the lines of a text that is not declared as such.

use super::signs::parts;
use crate::input::attachment::Attachment;
use crate::input::reject::Reason;

/// The shortest line that is taken for Base64. Shorter lines are words.
const SHORTEST: usize = 12;
/// The number of characters of a line that are decoded to detect its contents.
const LOOKED_AT: usize = 256;

/// A text with such lines decoded.
#[derive(Debug, PartialEq)]
pub(super) struct Resolved {
    pub text: String,
    /// The reason for the last part that is not text and was left out.
    pub left_out: Option<Reason>,
}

/// Decodes the lines of `text` that are Base64 of a text or of a known kind of file; `None` when there are none.
pub(super) fn resolve(text: &str) -> Option<Resolved> {
    if !parts(text, b'\n').any(is_encoded) {
        return None;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut kept: Vec<String> = Vec::new();
    let mut left_out = None;
    let mut found = false;
    let mut at = 0;
    while at < lines.len() {
        let length = block(&lines[at..]);
        let data = lines[at..at + length].concat();
        match Attachment::of_unlabelled(&data).map(|attachment| attachment.text("")) {
            Some(decoded) => {
                found = true;
                match decoded {
                    Ok(text) => kept.push(text),
                    Err(reason) => left_out = Some(reason),
                }
                at += length;
            }
            // Skips the block, so that it is not examined again however long it is.
            None => {
                let end = at + length.max(1);
                kept.extend(lines[at..end].iter().map(|line| (*line).to_owned()));
                at = end;
            }
        }
    }
    let text = kept.join("\n");
    found.then_some(Resolved { text, left_out })
}

/// The number of lines at the beginning that form one block of Base64: lines of equal length, and a last line of another length. 0 when the
/// first line does not look like Base64.
fn block(lines: &[&str]) -> usize {
    let first = lines[0].trim();
    // Four characters stand for three bytes.
    let whole = first.len().min(LOOKED_AT) / 4 * 4;
    if !is_encoded(first) || Attachment::of_unlabelled(&first[..whole]).is_none() {
        return 0;
    }
    let mut length = 1;
    while !lines[length - 1].trim().ends_with('=') && lines[length - 1].trim().len() == first.len() {
        match lines.get(length) {
            Some(line) if line.trim().bytes().all(is_sign) && !line.trim().is_empty() => length += 1,
            _ => break,
        }
    }
    // A word below a block whose last line is full is not part of it, unless decoding it continues the text.
    let word = length > 1 && lines[length - 1].trim().bytes().all(|b| b.is_ascii_alphabetic());
    if word && !Attachment::of_unlabelled(&lines[..length].concat()).is_some_and(|all| all.is_utf8()) {
        length -= 1;
    }
    length
}

fn is_encoded(line: &str) -> bool {
    let line = line.trim_ascii();
    line.len() >= SHORTEST && line.bytes().all(is_sign)
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn lines_of_base64_are_decoded_among_others() {
        let report = "FINDINGS: The ventricles are normal. No mass is seen in either of the two halves.";
        let encoded = STANDARD.encode(report);
        let wrapped = |width: usize| -> String {
            let lines: Vec<&str> = encoded
                .as_bytes()
                .chunks(width)
                .map(|line| std::str::from_utf8(line).unwrap())
                .collect();
            lines.join("\n")
        };
        for width in [200, 76, 40] {
            let text = format!("REPORT\n{}\nIMPRESSION\n\nNormal.", wrapped(width));
            let resolved = resolve(&text).unwrap();
            assert_eq!(resolved.text, format!("REPORT\n{report}\nIMPRESSION\n\nNormal."), "{width}");
            assert_eq!(resolved.left_out, None);
        }
        let file = format!("One.\n{}\ntwo", STANDARD.encode("%PDF-1.7 and more of it"));
        let resolved = resolve(&file).unwrap();
        assert_eq!(
            (resolved.text.as_str(), resolved.left_out),
            ("One.\ntwo", Some(Reason::NotPlain("PDF")))
        );
    }

    #[test]
    fn words_are_no_base64() {
        for text in [
            "",
            "Normal.",
            "UNREMARKABLE",
            "pneumoencephalography",
            "Electroencephalographically\nunremarkable",
            "see/also/this/and/that",
            "1234567890123456",
            "2026013010150012345678",
            "https//www",
        ] {
            assert_eq!(resolve(text), None, "{text}");
        }
    }
}
