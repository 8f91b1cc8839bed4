//! Converts RTF to text.

use crate::input::pieces::LONGEST_TEXT;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Groups that stand deeper in each other than this are read as part of the group around them. Word processors write a dozen.
const DEEPEST: usize = 1000;

/// Destinations without text of the document.
const SILENT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "themedata",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "filetbl",
    "revtbl",
    "nonshppict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
];

/// The formatting state of a group.
#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    hidden: bool,
    /// The number of fallback characters after a Unicode character.
    stand_ins: usize,
}

struct Rtf {
    out: String,
    group: Group,
    outer: Vec<Group>,
    /// The number of open groups beyond [`DEEPEST`].
    deeper: usize,
    encoding: &'static Encoding,
    /// Bytes in the code page of the document that are not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a surrogate pair.
    half: Option<u16>,
    /// The number of fallback characters that are still to be skipped.
    skip: usize,
}

/// Converts RTF to text: one line per paragraph, and the cells of a table row separated in one line. The time is linear in the length of `text`, and the
/// memory is bounded by the longest text that a report may have.
pub fn of_rtf(text: &str) -> String {
    let mut rtf = Rtf {
        out: String::new(),
        group: Group {
            silent: false,
            hidden: false,
            stand_ins: 1,
        },
        outer: Vec::new(),
        deeper: 0,
        encoding: WINDOWS_1252,
        bytes: Vec::new(),
        half: None,
        skip: 0,
    };
    rtf.parse(text);
    rtf.flush();
    rtf.out.trim_end().to_owned()
}

impl Rtf {
    fn parse(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next().filter(|_| !self.is_full()) {
            rest = &rest[c.len_utf8()..];
            match c {
                '{' => {
                    self.flush();
                    if self.outer.len() < DEEPEST {
                        self.outer.push(self.group);
                    } else {
                        self.deeper += 1;
                    }
                }
                '}' => {
                    self.flush();
                    self.skip = 0;
                    if self.deeper > 0 {
                        self.deeper -= 1;
                        continue;
                    }
                    match self.outer.pop() {
                        Some(group) => self.group = group,
                        None => return,
                    }
                    if self.outer.is_empty() {
                        return;
                    }
                }
                '\\' => rest = self.control(rest),
                '\r' | '\n' | '\0' => (),
                c => self.put(c),
            }
        }
    }

    /// True when the text is longer than any report may be. Such a text is rejected, so nothing more needs to be added.
    fn is_full(&self) -> bool {
        self.out.len() + self.bytes.len() > LONGEST_TEXT
    }

    /// Reads what follows a backslash and returns the rest after it.
    fn control<'t>(&mut self, text: &'t str) -> &'t str {
        let Some(first) = text.chars().next() else { return text };
        let after = &text[first.len_utf8()..];
        if !first.is_ascii_alphabetic() {
            match first {
                '\'' => return self.byte(after),
                '*' => self.group.silent = true,
                '~' => self.put(' '),
                '_' => self.put('-'),
                '\r' | '\n' => self.put('\n'),
                '{' | '}' | '\\' => self.put(first),
                _ => (),
            }
            return after;
        }
        let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let signed = rest.strip_prefix('-').unwrap_or(rest);
        let digits = signed.find(|c: char| !c.is_ascii_digit()).unwrap_or(signed.len());
        let length = if digits == 0 { 0 } else { rest.len() - signed.len() + digits };
        let number: Option<i64> = rest[..length].parse().ok();
        let rest = &rest[length..];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        if word == "bin" {
            let skip = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return rest.char_indices().nth(skip).map_or("", |(at, _)| &rest[at..]);
        }
        self.word(word, number);
        rest
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        let on = number != Some(0);
        match word {
            "par" | "line" | "sect" | "page" | "row" => self.put('\n'),
            "tab" => self.put('\t'),
            "cell" => {
                self.put(' ');
                self.put(' ');
            }
            "emdash" => self.put('—'),
            "endash" => self.put('–'),
            "bullet" => self.put('•'),
            "lquote" => self.put('‘'),
            "rquote" => self.put('’'),
            "ldblquote" => self.put('“'),
            "rdblquote" => self.put('”'),
            "emspace" | "enspace" | "qmspace" => self.put(' '),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "v" => self.group.hidden = on,
            word if SILENT.contains(&word) => self.group.silent = true,
            _ => (),
        }
    }

    fn put(&mut self, c: char) {
        if self.skip > 0 && c != '\n' {
            self.skip -= 1;
            return;
        }
        self.flush();
        if !self.group.silent && !self.group.hidden {
            self.out.push(c);
        }
    }

    /// Reads a byte of the code page in hexadecimal.
    fn byte<'t>(&mut self, text: &'t str) -> &'t str {
        let Some(byte) = text.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) else {
            return text;
        };
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.group.silent && !self.group.hidden {
            self.bytes.push(byte);
        }
        &text[2..]
    }

    fn unicode(&mut self, number: i64) {
        // Numbers above 32767 are written as negative numbers.
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        let units = match self.half.take() {
            Some(half) => vec![half, unit],
            None if (0xD800..0xDC00).contains(&unit) => {
                self.half = Some(unit);
                self.skip = self.group.stand_ins;
                return;
            }
            None => vec![unit],
        };
        self.skip = 0;
        for c in char::decode_utf16(units) {
            self.put(c.unwrap_or('\u{FFFD}'));
        }
        self.skip = self.group.stand_ins;
    }

    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let (text, _) = self.encoding.decode_without_bom_handling(&self.bytes);
            self.out.push_str(&text);
            self.bytes.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, LONGEST_TEXT, of_rtf};

    #[test]
    fn documents_become_lines() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator x;}\pard\b FINDINGS:\b0\par
No acute \u8804?5 mm change\'e9\'2e\par\par
{\pntext\bullet\tab}left \{x\}\line next\cell two\row \v secret\v0 end\u-10179?\u-8704?\par}tail";
        assert_eq!(of_rtf(rtf), "FINDINGS:\nNo acute ≤5 mm changeé.\n\n•\tleft {x}\nnext  two\nend😀");
    }

    #[test]
    fn broken_documents_give_what_they_have() {
        for (rtf, text) in [
            (r"{\rtf1 a{\b b", "ab"),
            (r"{\rtf1 a\'zz\", "azz"),
            (r"{\rtf1 a}}b", "a"),
            (r"{\rtf1\bin99 x", ""),
        ] {
            assert_eq!(of_rtf(rtf), text, "{rtf}");
        }
    }

    #[test]
    fn groups_of_any_depth_keep_the_text_in_them() {
        for depth in [1, DEEPEST, DEEPEST + 1, 200_000] {
            let rtf = format!(r"{{\rtf1 a{}b{}c}}d", r"{\v0".repeat(depth) + " ", "}".repeat(depth));
            assert_eq!(of_rtf(&rtf), "abc", "{depth}");
        }
        assert_eq!(of_rtf(&("{\\rtf1 a".to_owned() + &"{".repeat(2_000_000))), "a");
    }

    #[test]
    fn a_text_that_is_too_long_is_not_made_any_longer() {
        for unit in ["x", r"\'e9", r"\cell", "{x}"] {
            let text = of_rtf(&(r"{\rtf1 ".to_owned() + &unit.repeat(LONGEST_TEXT + 9) + "y}"));
            assert!(text.len() <= LONGEST_TEXT * 2 + 8 && !text.ends_with('y'), "{unit}: {}", text.len());
        }
    }
}
