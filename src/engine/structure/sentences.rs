//! Cutting sections into sentences and list items.

use super::lines::{Layout, Marker, marker};
use super::{Section, Sentence, SentenceLink};
use crate::text::{Gap, Shape, TextBuffer, Token};

/// Cuts the sections into sentences, in order. Headings and list numbers belong to none.
pub fn find_sentences(text: &str, buffer: &TextBuffer, sections: &[Section], sentences: &mut Vec<Sentence>) {
    sentences.clear();
    let mut cutter = Cutter {
        text,
        buffer,
        layout: Layout::of(buffer),
        sentences,
        paragraph: 0,
        next_number: 1,
    };
    for (index, section) in sections.iter().enumerate() {
        cutter.section(index as u32, section);
    }
}

/// No sentence is longer, in tokens. Real ones are not; text without marks is cut here, so that all later work, which looks around
/// inside a sentence, stays linear in the text.
const LONGEST: u32 = 300;

/// Without one of these marks only a list number may begin a sentence.
const ENDS: Gap = Gap::BLANK.with(Gap::LINE).with(Gap::PERIOD).with(Gap::QUERY);

struct Cutter<'a> {
    text: &'a str,
    buffer: &'a TextBuffer,
    layout: Layout,
    sentences: &'a mut Vec<Sentence>,
    paragraph: u32,
    /// The list number that would come next.
    next_number: u32,
}

/// What stands before a token.
enum Break {
    /// Nothing: the sentence goes on.
    No,
    /// The sentence ends, the line goes on.
    Sentence,
    /// The line ends.
    Line,
}

impl Cutter<'_> {
    fn section(&mut self, index: u32, section: &Section) {
        let (first, end) = section.body;
        self.paragraph += 1;
        self.next_number = 1;
        let mut start = first;
        let mut line_start = self
            .buffer
            .tokens
            .get(first as usize)
            .map_or(0, |t| self.text[..t.start as usize].rfind('\n').map_or(0, |i| i as u32 + 1));
        let mut opens_line = true;
        let mut at = first;
        while at < end {
            at = self.within(start, at, end);
            if at == end {
                break;
            }
            if at == start {
                let after = self.skip_number(at, end);
                if after > at {
                    start = after;
                    at = after;
                    continue;
                }
            } else {
                let found = if at - start >= LONGEST {
                    Break::Sentence
                } else {
                    self.break_before(at, line_start)
                };
                match found {
                    Break::No => {}
                    found => {
                        self.push(index, section, start, at, opens_line);
                        start = at;
                        opens_line = matches!(found, Break::Line);
                        if self.buffer.tokens[at as usize].gap.has(Gap::BLANK) {
                            self.paragraph += 1;
                        }
                        if opens_line {
                            line_start = self.buffer.tokens[at as usize].start;
                        }
                        continue;
                    }
                }
            }
            if self.buffer.tokens[at as usize].gap.has(Gap::LINE) {
                line_start = self.buffer.tokens[at as usize].start;
            }
            at += 1;
        }
        self.push(index, section, start, end, opens_line);
    }

    /// The first token from `at` on before which the sentence that begins at `start` may end.
    fn within(&self, start: u32, at: u32, end: u32) -> u32 {
        if at == start {
            return at;
        }
        let far = end.min(start + LONGEST);
        let may_end = |t: &Token| t.gap.has(ENDS) || t.shape.has(Shape::DIGIT);
        let rest = self.buffer.tokens.get(at as usize..far as usize).unwrap_or_default();
        rest.iter().position(may_end).map_or(far, |i| at + i as u32)
    }

    /// The token after a list number at `at`, or `at` when there is none.
    fn skip_number(&mut self, at: u32, end: u32) -> u32 {
        let tokens = &self.buffer.tokens;
        let token = &tokens[at as usize];
        if at + 1 >= end || !token.shape.is_number() || token.end - token.start > 2 {
            return at;
        }
        let after = tokens[at as usize + 1].gap;
        let closed = after.has(Gap::PERIOD.with(Gap::CLOSE)) && !after.has(Gap::LINE.with(Gap::COMMA).with(Gap::HYPHEN));
        let decimal = after == Gap::PERIOD && tokens[at as usize + 1].shape.has(Shape::DIGIT);
        if closed && !decimal {
            self.next_number = number(self.buffer.word_of(at as usize)) + 1;
            return at + 1;
        }
        at
    }

    fn break_before(&self, at: u32, line_start: u32) -> Break {
        let tokens = &self.buffer.tokens;
        let index = at as usize;
        let (before, token) = (&tokens[index - 1], &tokens[index]);
        let gap = token.gap;
        if gap.has(Gap::BLANK) {
            return Break::Line;
        }
        if gap.has(Gap::LINE) {
            return match marker(self.text, token.start).0 {
                Marker::Continues => Break::No,
                Marker::Bullet | Marker::Reading => Break::Line,
                Marker::None if self.is_line_number(index) => Break::Line,
                Marker::None if self.ends_sentence(index) => Break::Line,
                Marker::None if self.layout.goes_on(self.buffer, line_start, index) => Break::No,
                Marker::None => Break::Line,
            };
        }
        if gap.has(Gap::PERIOD) && self.ends_sentence(index) {
            return Break::Sentence;
        }
        if gap.has(Gap::QUERY)
            && self.text.as_bytes()[token.start as usize - 1] != b'?'
            && gap.has(Gap::SPACE)
            && token.shape.has(Shape::INITIAL)
        {
            return Break::Sentence;
        }
        if self.is_inline_number(index, before.end) {
            Break::Sentence
        } else {
            Break::No
        }
    }

    /// True when the stop before token `index` ends a sentence.
    fn ends_sentence(&self, index: usize) -> bool {
        let tokens = &self.buffer.tokens;
        let (before, token) = (&tokens[index - 1], &tokens[index]);
        if !token.gap.has(Gap::PERIOD) {
            return false;
        }
        let word = self.buffer.word_of(index - 1);
        if is_abbreviation(word) || (word.len() == 1 && before.shape.is_capitals()) {
            return false;
        }
        if token.gap.has(Gap::SPACE.with(Gap::LINE)) {
            return true;
        }
        // "haemorrhage.Old infarct" and "haemorrhage.2.Old": the blank was forgotten.
        (token.shape.has(Shape::INITIAL) && before.shape.has(Shape::LOWER) && word.len() > 1)
            || (token.shape.is_number() && before.shape == Shape::LOWER && word.len() > 2)
    }

    fn is_line_number(&self, index: usize) -> bool {
        let tokens = &self.buffer.tokens;
        tokens[index].shape.is_number()
            && tokens[index].end - tokens[index].start <= 2
            && tokens
                .get(index + 1)
                .is_some_and(|t| t.gap.has(Gap::PERIOD.with(Gap::CLOSE)) && !t.shape.is_number())
    }

    /// True for the "2" of "... herniation 2. New effacement": the next number of the list, before a capital.
    fn is_inline_number(&self, index: usize, before_end: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let token = &tokens[index];
        token.shape.is_number()
            && token.start > before_end
            && number(self.buffer.word_of(index)) == self.next_number
            && tokens.get(index + 1).is_some_and(|t| {
                t.gap.has(Gap::PERIOD.with(Gap::CLOSE)) && t.shape.has(Shape::INITIAL) && !t.gap.has(Gap::COMMA.with(Gap::HYPHEN))
            })
    }

    fn push(&mut self, section: u32, within: &Section, first: u32, end: u32, opens_line: bool) {
        if first >= end {
            return;
        }
        // Only the first sentence of a line looks back to its start: the work stays linear in a text of one line.
        let (mark, indent) = match self.sentences.last() {
            Some(last) if !opens_line => (Marker::None, last.indent),
            _ => marker(self.text, self.buffer.tokens[first as usize].start),
        };
        let link = if opens_line { self.link(section, mark) } else { SentenceLink::None };
        self.sentences.push(Sentence {
            tokens: (first, end),
            section,
            role: within.role,
            indent,
            link,
            opens_line,
            bullet: opens_line && mark == Marker::Bullet,
            paragraph: self.paragraph,
        });
    }

    /// A line that begins with ";" or ":" reads the item above; so does a "-" line below a line without one. "-" lines that follow
    /// each other from the start of a paragraph are only a list.
    fn link(&self, section: u32, mark: Marker) -> SentenceLink {
        let Some(last) = self.sentences.last() else {
            return SentenceLink::None;
        };
        if last.section != section || last.paragraph != self.paragraph || !matches!(mark, Marker::Reading | Marker::Bullet) {
            return SentenceLink::None;
        }
        match last.link {
            SentenceLink::ReadingOf(above) => SentenceLink::ReadingOf(above),
            SentenceLink::None if mark == Marker::Bullet && last.bullet => SentenceLink::None,
            SentenceLink::None => SentenceLink::ReadingOf(self.first_on_line()),
        }
    }

    /// The first sentence of the last line: a reading belongs to the line, not to its last sentence only.
    fn first_on_line(&self) -> u32 {
        self.sentences.iter().rposition(|s| s.opens_line).unwrap_or(0) as u32
    }
}

fn number(word: &[u8]) -> u32 {
    std::str::from_utf8(word).ok().and_then(|w| w.parse().ok()).unwrap_or(0)
}

/// Short forms whose stop ends no sentence.
fn is_abbreviation(word: &[u8]) -> bool {
    matches!(
        word,
        b"dr"
            | b"mr"
            | b"mrs"
            | b"ms"
            | b"prof"
            | b"vs"
            | b"eg"
            | b"e"
            | b"ie"
            | b"approx"
            | b"ca"
            | b"cf"
            | b"fig"
            | b"figs"
            | b"ser"
            | b"im"
            | b"resp"
            | b"incl"
            | b"max"
            | b"min"
            | b"diam"
            | b"st"
            | b"rt"
            | b"lt"
            | b"pt"
            | b"viz"
            | b"etc"
            | b"esp"
    )
}
