//! Folding: the words in which phrases are looked for.
//!
//! The folded form of a word is the word in small letters; articles have none. Hyphens, slashes, line breaks and all other marks are
//! no part of any word, so that "T2-weighted", "T2 weighted" and "T2\nweighted" are one phrase; what stood there is kept in each
//! token's [`Gap`]. A match is a run of words and is turned back into tokens, never into characters: no offset table is needed.

use super::Span;
use super::markup::{self, Meaning};
use super::sign;
use super::token::{Gap, Shape, Token};

/// How many zero bytes stand behind the last word, so that every word can be read in steps of this many bytes.
const PADDING: usize = 16;

/// So many bytes are classed and made small at once.
const STEP: usize = 32;

/// The folded words and the tokens of one report. Reused from report to report.
#[derive(Debug, Default)]
pub struct TextBuffer {
    /// The text in small letters, each byte at its place, filled up with zeros to whole steps; behind it the words with wide characters,
    /// whose length may be another in small letters; then the padding.
    small: Vec<u8>,
    /// The class of each byte of the text, and at least eight that are no word.
    classes: Vec<u8>,
    /// The words, in order.
    pub tokens: Vec<Token>,
    /// Words cut by a hyphen at a line end: the token of the first half, and where the whole word stands in `small`.
    cut: Vec<(u32, (u32, u32))>,
    /// How many bytes the text has.
    length: usize,
}

impl TextBuffer {
    /// Folds `text`, which must not be longer than 1 GiB, in place of what was there before.
    pub fn fold(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let Self {
            small,
            classes,
            tokens,
            cut,
            length,
        } = self;
        *length = bytes.len();
        tokens.clear();
        cut.clear();
        small.clear();
        small.extend_from_slice(bytes);
        // Whole steps: no byte is looked at by itself.
        small.resize((bytes.len() + 8).next_multiple_of(STEP), 0);
        classes.clear();
        classes.resize(small.len(), 0);
        for (classes, small) in classes.chunks_exact_mut(STEP).zip(small.chunks_exact_mut(STEP)) {
            for (class_of, byte) in classes.iter_mut().zip(small) {
                *class_of = class(*byte);
                byte.make_ascii_lowercase();
            }
        }
        let classes = classes.as_slice();
        let (mut at, mut gap) = (0, Gap::default());
        let mut written_out = markup::WrittenOut::default();
        while let Some(&first) = classes.get(at) {
            if first != 0 {
                let (end, shape) = run(classes, at);
                let next = bytes.get(end).copied().unwrap_or_default();
                if next.is_ascii() || !goes_on(text, end) {
                    tokens.push(word(small, (at, end), first, shape, gap));
                    if gap.has(Gap::HYPHEN) && gap.has(Gap::LINE) {
                        join_halves(small, bytes, tokens, cut);
                    }
                    // Most words are followed by one blank.
                    let blank = next == b' ';
                    at = end + usize::from(blank);
                    gap = if blank { Gap::SPACE } else { Gap::default() };
                    continue;
                }
            }
            let Some(&byte) = bytes.get(at) else { break };
            if byte.is_ascii() && first == 0 {
                if byte == b'#' && sign::is_word(bytes, at) {
                    let end = at + 1;
                    tokens.push(word(small, (at, end), 0, Shape::LOWER.0, gap));
                    (at, gap) = (end, Gap::default());
                } else if is_special(byte)
                    && let Some((end, meaning)) = markup::at(text, at, &mut written_out)
                {
                    gap = replace(small, (at, end), gap, meaning);
                    at = end;
                } else {
                    gap = add(gap, Gap(MARKS[byte as usize]));
                    at += 1;
                }
            } else if next_is_word(text, at) {
                let token = wide_word(small, text, at, gap);
                at = token.end as usize;
                tokens.push(token);
                gap = Gap::default();
            } else {
                let Some(character) = text[at..].chars().next() else { break };
                let end = at + character.len_utf8();
                gap = replace(small, (at, end), gap, markup::wide(character));
                at = end;
            }
        }
        small.extend_from_slice(&[0; PADDING]);
    }

    /// The bytes that [`Token::folded`] gives places in; at least 16 more stand behind each word.
    pub fn folded(&self) -> &[u8] {
        &self.small
    }

    /// The text as its layout is told from: small letters, each mark in one plain form (a line end is `\n`, a bullet `*`, a ticked box `[x]`,
    /// the border of a cell `|`), each byte at its place; zeros stand where nothing is shown.
    pub fn plain(&self) -> &[u8] {
        &self.small[..self.length]
    }

    /// What stands in front of token `index`, or behind the last one, in plain form.
    pub fn plain_gap(&self, index: usize) -> &[u8] {
        let from = index.checked_sub(1).map_or(0, |i| self.tokens[i].end as usize);
        let to = self.tokens.get(index).map_or(self.length, |t| t.start as usize);
        &self.small[from..to]
    }

    /// The words cut by a hyphen at a line end, in order: the token of the first half, and where the whole word stands in
    /// [`TextBuffer::folded`].
    pub fn cut_words(&self) -> &[(u32, (u32, u32))] {
        &self.cut
    }

    /// The folded form of token `index`; empty for an article.
    pub fn word_of(&self, index: usize) -> &[u8] {
        let (start, end) = self.tokens[index].folded;
        &self.small[start as usize..end as usize]
    }

    /// The folded words in order, without articles.
    pub fn words(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.tokens.len()).map(|i| self.word_of(i)).filter(|word| !word.is_empty())
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

/// True for the marks that may begin a tag, an entity, a box or a line end written out.
#[inline]
fn is_special(byte: u8) -> bool {
    matches!(byte, b'<' | b'&' | b'\\' | b'\r' | b'[' | b'(')
}

/// Adds what a run of marks means to `gap`, and writes its plain form over it.
fn replace(small: &mut [u8], (at, end): (usize, usize), gap: Gap, meaning: Meaning) -> Gap {
    let place = &mut small[at..end];
    place.fill(0);
    let length = meaning.plain.len().min(place.len());
    place[..length].copy_from_slice(&meaning.plain.as_bytes()[..length]);
    if meaning.once && gap.has(Gap::LINE) {
        return gap.with(Gap(meaning.gap.0 & !Gap::LINE.0));
    }
    add(gap, meaning.gap)
}

/// "hydro-\ncephalus": the two last tokens may be the halves of one word, whose letters are added to `small`.
fn join_halves(small: &mut Vec<u8>, bytes: &[u8], tokens: &[Token], cut: &mut Vec<(u32, (u32, u32))>) {
    let [.., before, after] = tokens else { return };
    let at = before.end as usize;
    let hyphen = bytes.get(at) == Some(&b'-') && matches!(bytes.get(at + 1), Some(b'\n' | b'\r' | b'<'));
    let plain = after.gap.0 & !(Gap::HYPHEN.0 | Gap::LINE.0 | Gap::SPACE.0) == 0;
    if hyphen && plain && !after.shape.has(Shape::DIGIT.with(Shape::INITIAL)) && !before.shape.has(Shape::DIGIT) {
        let from = small.len() as u32;
        for (start, end) in [before.folded, after.folded] {
            small.extend_from_within(start as usize..end as usize);
        }
        cut.push((tokens.len() as u32 - 2, (from, small.len() as u32)));
    }
}

/// True when a word goes on at byte `at`: with a letter or a digit, or with one behind signs that are not shown.
fn goes_on(text: &str, at: usize) -> bool {
    text[at..]
        .chars()
        .find(|&c| !markup::is_hidden(c))
        .is_some_and(char::is_alphanumeric)
}

/// True when a word begins at byte `at`: with a letter or a digit that is shown. Some combining marks count as letters in Unicode.
fn next_is_word(text: &str, at: usize) -> bool {
    text[at..]
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() && !markup::is_hidden(c))
}

/// Where the letters and digits that begin at byte `start` end, and the signs of their shapes.
#[inline]
fn run(classes: &[u8], start: usize) -> (usize, u8) {
    let (mut end, mut all) = (start, 0);
    // Eight bytes at once: most words are no longer.
    while let Some(&eight) = classes[end..].first_chunk() {
        let eight = u64::from_le_bytes(eight);
        let stops = !eight & IN_WORD_8;
        if stops != 0 {
            all |= eight & ((stops ^ (stops - 1)) >> 8);
            end += stops.trailing_zeros() as usize / 8;
            break;
        }
        all |= eight;
        end += 8;
    }
    all |= all >> 32;
    all |= all >> 16;
    (end, (all | all >> 8) as u8 & !IN_WORD)
}

/// The word of letters and digits from byte `start` up to, not including, `end`. `first` is the class of its first.
#[inline]
fn word(small: &[u8], (start, end): (usize, usize), first: u8, mut shape: u8, gap: Gap) -> Token {
    if first & Shape::UPPER.0 != 0 {
        shape |= Shape::INITIAL.0;
    }
    let mut folded = (start as u32, end as u32);
    if end - start <= 3 && matches!(&small[start..end], b"the" | b"a" | b"an") {
        // Articles are no part of any phrase: "effacement of the sulci" is "effacement of sulci".
        shape |= Shape::ARTICLE.0;
        folded.1 = folded.0;
    }
    Token {
        start: start as u32,
        end: end as u32,
        folded,
        gap,
        shape: Shape(shape),
    }
}

/// The word that begins at byte `start` and has wide characters; its small letters are added to `small`.
fn wide_word(small: &mut Vec<u8>, text: &str, start: usize, gap: Gap) -> Token {
    let from = small.len();
    let mut shape = 0;
    let mut end = start;
    let mut at = start;
    for character in text[start..].chars() {
        at += character.len_utf8();
        if markup::is_hidden(character) {
            continue;
        }
        if !character.is_alphanumeric() {
            break;
        }
        end = at;
        shape |= match character {
            '0'..='9' => Shape::DIGIT.0,
            c if c.is_uppercase() => Shape::UPPER.0,
            _ => Shape::LOWER.0,
        };
        markup::fold_letter(character, small);
    }
    if text.as_bytes()[start].is_ascii_uppercase() {
        shape |= Shape::INITIAL.0;
    }
    if matches!(&small[from..], b"the" | b"a" | b"an") {
        shape |= Shape::ARTICLE.0;
        small.truncate(from);
    }
    Token {
        start: start as u32,
        end: end as u32,
        folded: (from as u32, small.len() as u32),
        gap,
        shape: Shape(shape),
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
    buffer.fold(phrase);
    let words: Vec<_> = buffer.words().map(String::from_utf8_lossy).collect();
    words.join(" ")
}

/// Adds one mark; the second line break makes an empty line.
fn add(gap: Gap, mark: Gap) -> Gap {
    let again = gap.0 & mark.0 & Gap::LINE.0;
    gap.with(mark)
        .with(Gap(again << (Gap::BLANK.0.trailing_zeros() - Gap::LINE.0.trailing_zeros())))
}

/// Set in the class of each letter and digit.
const IN_WORD: u8 = 0x80;

const IN_WORD_8: u64 = u64::from_le_bytes([IN_WORD; 8]);

/// The sign of its shape for a letter or digit; 0 for a mark and for a part of a wider character. Without branches, so that many
/// bytes are classed at once.
fn class(byte: u8) -> u8 {
    let sign = |is: bool, shape: Shape| if is { IN_WORD | shape.0 } else { 0 };
    sign(byte.is_ascii_lowercase(), Shape::LOWER)
        | sign(byte.is_ascii_uppercase(), Shape::UPPER)
        | sign(byte.is_ascii_digit(), Shape::DIGIT)
}

static MARKS: [u16; 256] = {
    let mut table = [Gap::OTHER.0; 256];
    let mut byte = 0;
    while byte < 256 {
        let gap = match byte as u8 {
            b' ' | b'\t' | b'\r' => Gap::SPACE,
            b'\n' | 0x0B | 0x0C => Gap::LINE,
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
            b'\'' | b'"' | 0 => Gap(0),
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
        buffer.fold(text);
        buffer
    }

    fn words(buffer: &TextBuffer) -> Vec<&str> {
        buffer.words().map(|w| std::str::from_utf8(w).unwrap()).collect()
    }

    #[test]
    fn marks_become_one_blank_and_are_remembered() {
        let buffer = fold("FINDINGS:,  T2-weighted\r\n\r\n(gray/white)");
        assert_eq!(words(&buffer), ["findings", "t2", "weighted", "gray", "white"]);
        assert!(buffer.tokens[1].gap.has(Gap::COLON) && buffer.tokens[1].gap.has(Gap::COMMA));
        assert!(buffer.tokens[2].gap.is_plain());
        assert!(buffer.tokens[3].gap.has(Gap::BLANK) && buffer.tokens[3].gap.has(Gap::OPEN));
        assert!(buffer.tokens[4].gap.has(Gap::SLASH));
    }

    #[test]
    fn tokens_keep_their_place_among_wide_characters() {
        let text = "œdème\u{00A0}– “mild”";
        let buffer = fold(text);
        assert_eq!(words(&buffer), ["oedeme", "mild"]);
        assert_eq!(buffer.tokens[1].span().of(text), "mild");
        assert!(buffer.tokens[1].gap.is_dash());
        assert_eq!(buffer.word_of(0), b"oedeme");
    }

    #[test]
    fn words_of_any_length_keep_their_shape() {
        let buffer = fold("A Hyperintensity T2 leukoencephalopathies Straße K\u{212A}x");
        assert_eq!(words(&buffer), ["hyperintensity", "t2", "leukoencephalopathies", "straße", "kkx"]);
        let shapes: Vec<u8> = buffer.tokens.iter().map(|t| t.shape.0).collect();
        let (lower, upper, digit, initial) = (Shape::LOWER.0, Shape::UPPER.0, Shape::DIGIT.0, Shape::INITIAL.0);
        let name = initial | upper | lower;
        assert_eq!(
            shapes,
            [initial | upper | Shape::ARTICLE.0, name, initial | upper | digit, lower, name, name]
        );
    }

    #[test]
    fn phrases_fold_like_text() {
        assert_eq!(fold_phrase("Intra-axial  Mass of the Brain"), "intra axial mass of brain");
        assert_eq!(words(&fold("The a pons, an area")), ["pons", "area"]);
    }
}
