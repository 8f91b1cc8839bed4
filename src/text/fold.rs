//! Folding: the copy of the text in which phrases are looked for.
//!
//! The folded text is each word in small letters with exactly one blank before and after it, without articles. Hyphens, slashes, line breaks
//! and all other marks are gone, so that "T2-weighted", "T2 weighted" and "T2\nweighted" are one phrase; what stood there is
//! kept in each token's [`Gap`]. A phrase that begins and ends with a blank therefore matches whole words only, and a match is
//! turned back into tokens, never into characters: no offset table is needed.

use super::Span;
use super::token::{Gap, Shape, Token};

/// The folded text and the tokens of one report. Reused from report to report.
#[derive(Debug, Default)]
pub struct TextBuffer {
    /// Words in small letters without articles, one blank around each.
    pub folded: Vec<u8>,
    /// The words, in order.
    pub tokens: Vec<Token>,
}

impl TextBuffer {
    /// Folds `text`, which must be shorter than 4 GiB, in place of what was there before.
    pub fn read(&mut self, text: &str) {
        self.folded.clear();
        self.tokens.clear();
        self.folded.reserve(text.len() + 2);
        self.folded.push(b' ');
        let bytes = text.as_bytes();
        let (mut at, mut gap) = (0, Gap::default());
        while at < bytes.len() {
            let class = CLASS[bytes[at] as usize];
            if class == WIDE {
                let Some(character) = text[at..].chars().next() else { break };
                if character.is_alphanumeric() {
                    at = self.word(text, at, gap);
                    gap = Gap::default();
                } else {
                    gap = add(gap, wide_mark(character));
                    at += character.len_utf8();
                }
            } else if class == MARK {
                gap = add(gap, Gap(MARKS[bytes[at] as usize]));
                at += 1;
            } else {
                at = self.word(text, at, gap);
                gap = Gap::default();
            }
        }
    }

    /// Takes in the word that begins at byte `start` and returns the byte after it.
    fn word(&mut self, text: &str, start: usize, gap: Gap) -> usize {
        let bytes = text.as_bytes();
        let from = self.folded.len();
        let mut shape = 0;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match CLASS[byte as usize] {
                MARK => break,
                WIDE => {
                    let Some(character) = text[at..].chars().next() else { break };
                    if !character.is_alphanumeric() {
                        break;
                    }
                    shape |= if character.is_uppercase() { Shape::UPPER.0 } else { Shape::LOWER.0 };
                    let mut buffer = [0; 4];
                    for lower in character.to_lowercase() {
                        self.folded.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
                    }
                    at += character.len_utf8();
                }
                class => {
                    // A whole run at once: most words are one.
                    shape |= class;
                    let run = at;
                    at += 1;
                    while let Some(&next) = bytes.get(at) {
                        let class = CLASS[next as usize];
                        if class == MARK || class == WIDE {
                            break;
                        }
                        shape |= class;
                        at += 1;
                    }
                    let small = self.folded.len();
                    self.folded.extend_from_slice(&bytes[run..at]);
                    self.folded[small..].make_ascii_lowercase();
                }
            }
        }
        if bytes[start].is_ascii_uppercase() {
            shape |= Shape::INITIAL.0;
        }
        if at - start <= 3 && matches!(&self.folded[from..], b"the" | b"a" | b"an") {
            // Articles are no part of any phrase: "effacement of the sulci" is "effacement of sulci".
            shape |= Shape::ARTICLE.0;
            self.folded.truncate(from - 1);
        }
        let folded_end = self.folded.len() as u32;
        self.tokens.push(Token {
            start: start as u32,
            end: at as u32,
            folded_end,
            gap,
            shape: Shape(shape),
        });
        self.folded.push(b' ');
        at
    }

    /// The folded form of token `index`; empty for an article.
    pub fn word_of(&self, index: usize) -> &[u8] {
        if self.tokens[index].shape.has(Shape::ARTICLE) {
            return b"";
        }
        let start = if index == 0 {
            1
        } else {
            self.tokens[index - 1].folded_end as usize + 1
        };
        &self.folded[start..self.tokens[index].folded_end as usize]
    }

    /// The place in the received text of the tokens from `first` up to, not including, `end`.
    pub fn span(&self, first: u32, end: u32) -> Span {
        if first >= end {
            let at = self.tokens.get(first as usize).map_or(0, |t| t.start);
            return Span::new(at, at);
        }
        Span::new(self.tokens[first as usize].start, self.tokens[end as usize - 1].end)
    }
}

/// The words of a lexicon phrase as they stand in folded text, joined by single blanks, without the outer blanks.
pub fn fold_phrase(phrase: &str) -> String {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ';
    if phrase.bytes().all(plain) {
        // Most phrases are written folded already: only articles and blanks may be too many.
        let mut out = String::with_capacity(phrase.len());
        for word in phrase.split(' ').filter(|w| !matches!(*w, "" | "the" | "a" | "an")) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        return out;
    }
    let mut buffer = TextBuffer::default();
    buffer.read(phrase);
    String::from_utf8_lossy(&buffer.folded).trim().to_owned()
}

/// Adds one mark; the second line break makes an empty line.
fn add(gap: Gap, mark: Gap) -> Gap {
    if mark == Gap::LINE && gap.has(Gap::LINE) {
        gap.with(Gap::BLANK)
    } else {
        gap.with(mark)
    }
}

fn wide_mark(character: char) -> Gap {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Gap::HYPHEN,
        '\u{2022}' | '\u{00B7}' | '\u{25CF}' | '\u{25AA}' | '\u{2023}' | '\u{25E6}' => Gap::BULLET,
        '\u{2028}' | '\u{2029}' | '\u{0085}' => Gap::LINE,
        c if c.is_whitespace() => Gap::SPACE,
        '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{FEFF}' | '\u{200B}'..='\u{200D}' => Gap::default(),
        _ => Gap::OTHER,
    }
}

const MARK: u8 = 0;
const WIDE: u8 = 0x80;

/// For each byte: 0 for a mark, the sign of its shape for a letter or digit, 0x80 for a part of a wider character.
static CLASS: [u8; 256] = {
    let mut table = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => Shape::LOWER.0,
            b'A'..=b'Z' => Shape::UPPER.0,
            b'0'..=b'9' => Shape::DIGIT.0,
            0x80..=0xFF => WIDE,
            _ => MARK,
        };
        byte += 1;
    }
    table
};

static MARKS: [u16; 256] = {
    let mut table = [Gap::OTHER.0; 256];
    let mut byte = 0;
    while byte < 256 {
        let gap = match byte as u8 {
            b' ' | b'\t' | b'\r' | 0x0B | 0x0C => Gap::SPACE,
            b'\n' => Gap::LINE,
            b',' => Gap::COMMA,
            b';' => Gap::SEMICOLON,
            b':' => Gap::COLON,
            b'.' | b'!' => Gap::PERIOD,
            b'?' => Gap::QUERY,
            b'(' | b'[' | b'{' => Gap::OPEN,
            b')' | b']' | b'}' => Gap::CLOSE,
            b'/' | b'\\' => Gap::SLASH,
            b'-' => Gap::HYPHEN,
            b'&' | b'+' => Gap::AND,
            b'*' | b'#' | b'|' | b'_' | b'`' => Gap::BULLET,
            b'=' | b'>' | b'<' => Gap::EQUALS,
            b'\'' | b'"' => Gap(0),
            _ => Gap::OTHER,
        };
        table[byte] = gap.0;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> TextBuffer {
        let mut buffer = TextBuffer::default();
        buffer.read(text);
        buffer
    }

    #[test]
    fn marks_become_one_blank_and_are_remembered() {
        let buffer = fold("FINDINGS:,  T2-weighted\r\n\r\n(gray/white)");
        assert_eq!(buffer.folded, b" findings t2 weighted gray white ");
        assert!(buffer.tokens[1].gap.has(Gap::COLON) && buffer.tokens[1].gap.has(Gap::COMMA));
        assert!(buffer.tokens[2].gap.is_plain());
        assert!(buffer.tokens[3].gap.has(Gap::BLANK) && buffer.tokens[3].gap.has(Gap::OPEN));
        assert!(buffer.tokens[4].gap.has(Gap::SLASH));
    }

    #[test]
    fn tokens_keep_their_place_among_wide_characters() {
        let text = "œdème\u{00A0}– “mild”";
        let buffer = fold(text);
        assert_eq!(buffer.folded, " œdème mild ".as_bytes());
        assert_eq!(buffer.tokens[1].span().of(text), "mild");
        assert!(buffer.tokens[1].gap.is_dash());
        assert_eq!(buffer.word_of(0), "œdème".as_bytes());
    }

    #[test]
    fn phrases_fold_like_text() {
        assert_eq!(fold_phrase("Intra-axial  Mass of the Brain"), "intra axial mass of brain");
        assert_eq!(fold("The a pons, an area").folded, b" pons area ");
    }
}
