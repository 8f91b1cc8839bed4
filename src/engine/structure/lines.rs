//! The lines of a report, and what the end of each means: the end of an item, or only the right margin.
//!
//! It is decided for each block, the lines from one empty line to the next, from all its lines: where items begin with capitals, a small letter
//! goes on with the line above; where every line is as full as the next word allows, the text is wrapped; and so on.

use crate::text::{Gap, Shape, TextBuffer};

/// No hand-wrapped text is wider than this; longer lines are paragraphs.
const WIDEST: u32 = 132;

/// A line this long, in bytes, is broken because it is full.
const LONG: u32 = 50;

/// One line that has words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// What stands before its first word.
    pub marker: Marker,
    /// How far it is indented, in columns.
    pub indent: u16,
    /// True when it begins with a label.
    pub labelled: bool,
    /// True when it only goes on with the line above.
    pub joins: bool,
}

/// What stands at the start of a line, before its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing.
    None,
    /// `-`, `*`, a bullet sign.
    Bullet,
    /// `;` or `:`: the reading of the line above.
    Reading,
    /// `&`, `,`: the line above goes on.
    Continues,
    /// A number or letter of a list, which is the first token.
    Number,
    /// The border of a table, or a box to tick.
    Cell,
}

/// The lines of one report. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Lines {
    all: Vec<Line>,
}

impl Lines {
    /// Finds the lines and decides which only go on.
    pub fn find(&mut self, buffer: &TextBuffer) {
        self.all.clear();
        let total = buffer.tokens.len() as u32;
        let mut first = 0;
        for (index, token) in buffer.tokens.iter().enumerate() {
            if index > 0 && token.gap.has(Gap::LINE) {
                self.push(buffer, first, index as u32);
                first = index as u32;
            }
        }
        if first < total {
            self.push(buffer, first, total);
        }
        let all = self.margin(buffer, 0, self.all.len());
        let mut start = 0;
        for end in 1..=self.all.len() {
            if end == self.all.len() || buffer.tokens[self.all[end].first as usize].gap.has(Gap::BLANK) {
                self.decide(buffer, start, end, all);
                start = end;
            }
        }
    }

    /// All lines, in order.
    pub fn all(&self) -> &[Line] {
        &self.all
    }

    /// The line that token `at` stands on.
    pub fn of(&self, at: u32) -> &Line {
        &self.all[self.all.partition_point(|l| l.end <= at).min(self.all.len() - 1)]
    }

    fn push(&mut self, buffer: &TextBuffer, first: u32, end: u32) {
        let (marker, indent) = marker(buffer, first);
        let marker = if marker == Marker::None && is_numbered(buffer, first, end) {
            Marker::Number
        } else {
            marker
        };
        self.all.push(Line {
            first,
            end,
            marker,
            indent,
            labelled: is_labelled(buffer, first, end),
            joins: false,
        });
    }

    /// The right margin of the lines from number `from` up to, not including, `to`, where they are wrapped at one: at least two breaks stand
    /// where the next word would not have fitted, and these are at least as many as the breaks that the margin does not explain.
    fn margin(&self, buffer: &TextBuffer, from: usize, to: usize) -> Option<u32> {
        let lines = &self.all[from..to];
        let widest = lines.iter().map(|l| width(buffer, l)).max()?;
        if widest > WIDEST {
            return None;
        }
        let (mut full, mut short) = (0, 0);
        for pair in lines.windows(2).filter(|pair| is_open(buffer, &pair[1])) {
            let fits = fits(buffer, &pair[0], &pair[1], widest);
            full += u32::from(!fits);
            short += u32::from(fits);
        }
        (full >= 2 && full >= short).then_some(widest)
    }

    /// The same for a block in which capitals tell nothing: written in sentences, one break may do; of lines in small letters that no stop ends, each must be
    /// full.
    fn strict_margin(&self, buffer: &TextBuffer, from: usize, to: usize, stops: bool) -> Option<u32> {
        let lines = &self.all[from..to];
        let widest = lines.iter().map(|l| width(buffer, l)).max().filter(|&w| w <= WIDEST)?;
        let breaks = || lines.windows(2).filter(|pair| is_open(buffer, &pair[1]));
        let short = breaks().filter(|pair| fits(buffer, &pair[0], &pair[1], widest)).count();
        (short == 0 && breaks().count() >= if stops { 1 } else { 2 }).then_some(widest)
    }

    /// Decides the lines of one block.
    fn decide(&mut self, buffer: &TextBuffer, from: usize, to: usize, margin_of_all: Option<u32>) {
        if to - from < 2 {
            return;
        }
        let lines = &self.all[from..to];
        let widest = lines.iter().map(|l| width(buffer, l)).max().unwrap_or(0);
        let small = |l: &Line| is_small(buffer, l.first);
        let open: smallvec::SmallVec<[bool; 32]> = lines.windows(2).map(|pair| is_open(buffer, &pair[1])).collect();
        let breaks = || {
            lines
                .windows(2)
                .zip(&open)
                .filter(|(_, open)| **open)
                .map(|(pair, _)| (&pair[0], &pair[1]))
        };
        // Lines that begin with a capital although their first word had room on the line above: items of a list.
        let ended = |l: &Line| !is_open_ended(buffer.word_of(l.first as usize - 1));
        let items = breaks()
            .filter(|(a, b)| !small(b) && ended(b) && fits(buffer, a, b, widest))
            .count();
        let wrapped = breaks().filter(|(a, b)| small(b) && !fits(buffer, a, b, widest)).count();
        let capitals = lines
            .iter()
            .all(|l| (l.first..l.end).all(|i| !buffer.tokens[i as usize].shape.has(Shape::LOWER)));
        let stops = lines
            .iter()
            .any(|l| (l.first + 1..l.end).any(|i| buffer.tokens[i as usize].gap.has(Gap::PERIOD)))
            || lines[1..].iter().any(|l| buffer.tokens[l.first as usize].gap.has(Gap::PERIOD));
        // A list all in small letters: a small letter tells nothing.
        let plain = || lines.iter().filter(|l| l.marker == Marker::None);
        let all_small = !stops
            && lines[0].marker == Marker::None
            && small(&lines[0])
            && plain().filter(|l| small(l)).count() * 3 >= plain().count() * 2;
        let margin = match (capitals, all_small) {
            (true, _) => self
                .margin(buffer, from, to)
                .or(margin_of_all)
                .or_else(|| self.strict_margin(buffer, from, to, stops).filter(|_| stops)),
            (false, true) => self.strict_margin(buffer, from, to, stops),
            (false, false) => None,
        };
        let wide = widest > WIDEST;
        // "1.1 Infarct", "1.2 Oedema": numbers of a list.
        let numbered = lines
            .iter()
            .filter(|l| buffer.tokens[l.first as usize].shape.has(Shape::DIGIT))
            .count()
            > 1;
        let mut joins: smallvec::SmallVec<[bool; 32]> = smallvec::smallvec![false; to - from];
        for at in 1..lines.len() {
            let (before, line) = (&lines[at - 1], &lines[at]);
            let gap = buffer.tokens[line.first as usize].gap;
            let full = !wide && !fits(buffer, before, line, widest);
            joins[at] = if line.marker == Marker::Continues {
                true
            } else if line.marker != Marker::None {
                false
            } else if gap.has(Gap::COMMA.with(Gap::AND).with(Gap::SLASH)) && !gap.has(Gap::PERIOD) || is_cut(buffer, line.first) {
                true
            } else if line.labelled || (closes(buffer, line) && !leaves_open(buffer, before)) {
                is_open_ended(buffer.word_of(line.first as usize - 1))
            } else if gap.has(Gap::COLON) && !gap.has(Gap::BLANK) && is_bare_value(lines, at) {
                true
            } else if !open[at - 1] {
                gap.has(Gap::CLOSE) && !gap.has(NO_MORE) && small(line) && full && items == 0
            } else if is_open_ended(buffer.word_of(line.first as usize - 1))
                || (small(line) && is_continuing(buffer.word_of(line.first as usize)))
            {
                true
            } else if capitals || all_small {
                margin.is_some_and(|m| !fits(buffer, before, line, m))
            } else if small(line) {
                // A line much shorter than the rest was not broken because it was full.
                let filled = width(buffer, before) * 3 >= widest * 2;
                full || (items == 0 && filled) || (width(buffer, before) >= LONG && !wide)
            } else {
                let number = !numbered && buffer.tokens[line.first as usize].shape.has(Shape::DIGIT) && width(buffer, before) >= LONG;
                full && (number || (wrapped > 0 && wrapped >= items && width(buffer, before) >= widest / 2))
            };
        }
        for (line, joins) in self.all[from..to].iter_mut().zip(joins) {
            line.joins = joins;
        }
    }
}

/// "Ventricles:" and below it "Normal in size", then an empty line or the next label: the value stands on a line of its own.
fn is_bare_value(lines: &[Line], at: usize) -> bool {
    let short = lines[at].end - lines[at].first <= LONGEST_LABEL && lines[at - 1].end - lines[at - 1].first < LONGEST_LABEL;
    let alone = |at: usize| lines.get(at).is_none_or(|next| next.labelled || next.marker != Marker::None);
    short && alone(at + 1) && at >= 1 && (at < 2 || lines.len() == 2 || !lines[at - 1].joins)
}

/// Marks behind which no line goes on.
const NO_MORE: Gap = Gap::PERIOD.with(Gap::COLON).with(Gap::SEMICOLON).with(Gap::BULLET).with(Gap::QUERY);

/// True when nothing at its beginning says that a line is new.
fn is_open(buffer: &TextBuffer, line: &Line) -> bool {
    let gap = buffer.tokens[line.first as usize].gap;
    line.marker == Marker::None && !gap.has(Gap::BLANK.with(NO_MORE).with(Gap::CLOSE))
}

fn is_small(buffer: &TextBuffer, at: u32) -> bool {
    let shape = buffer.tokens[at as usize].shape;
    !shape.has(Shape::INITIAL.with(Shape::DIGIT))
}

fn width(buffer: &TextBuffer, line: &Line) -> u32 {
    buffer.tokens[line.end as usize - 1].end - buffer.tokens[line.first as usize].start
}

/// True when the first word of `line` would have had room on the line before it.
fn fits(buffer: &TextBuffer, before: &Line, line: &Line, widest: u32) -> bool {
    let start = buffer.tokens[line.first as usize].start as usize;
    let word = buffer.plain()[start..]
        .iter()
        .take(widest as usize)
        .take_while(|b| !b.is_ascii_whitespace());
    width(buffer, before) + 1 + word.count() as u32 <= widest
}

/// "rule out) abscess": a bracket closes behind the first words that none of them opens.
fn closes(buffer: &TextBuffer, line: &Line) -> bool {
    let gap = |at: u32| buffer.tokens.get(at as usize).map_or(Gap::BLANK, |t| t.gap);
    let close = (line.first + 1..line.end.min(line.first + 3)).find(|&i| gap(i).has(Gap::CLOSE));
    close.is_some_and(|close| !(line.first..close).any(|i| gap(i).has(Gap::OPEN)))
}

/// True when a bracket that opens on the line does not close there.
fn leaves_open(buffer: &TextBuffer, line: &Line) -> bool {
    let gaps = || (line.first + 1..line.end).rev().map(|i| buffer.tokens[i as usize].gap);
    let opened = gaps().position(|g| g.has(Gap::OPEN));
    let closed = gaps().position(|g| g.has(Gap::CLOSE));
    opened.is_some_and(|at| closed.is_none_or(|closed| at < closed))
}

/// No label of a line is longer, in tokens.
const LONGEST_LABEL: u32 = 6;

/// True when the line begins with a few words and a colon.
fn is_labelled(buffer: &TextBuffer, first: u32, end: u32) -> bool {
    for at in first + 1..(end + 1).min(first + LONGEST_LABEL) {
        let Some(gap) = buffer.tokens.get(at as usize).map(|t| t.gap) else {
            return false;
        };
        if at == end {
            return gap.has(Gap::COLON);
        }
        if gap.has(Gap::COLON) {
            return true;
        }
        if gap.has(NO_MORE.with(Gap::COMMA).with(Gap::OPEN)) {
            return false;
        }
    }
    false
}

/// True when a hyphen at the line end cuts the word before token `at`.
fn is_cut(buffer: &TextBuffer, at: u32) -> bool {
    let before = buffer.tokens[at as usize - 1].end as usize;
    buffer.plain().get(before) == Some(&b'-') && buffer.tokens[at as usize].gap.is_plain_but_dash() && is_small(buffer, at)
}

/// Words after which no item ends.
fn is_open_ended(word: &[u8]) -> bool {
    matches!(
        word,
        b"of"
            | b"in"
            | b"and"
            | b"or"
            | b"the"
            | b"with"
            | b"without"
            | b"a"
            | b"an"
            | b"at"
            | b"on"
            | b"from"
            | b"to"
            | b"no"
            | b"is"
            | b"are"
            | b"both"
            | b"within"
            | b"for"
            | b"by"
    )
}

/// Words with which no item begins.
fn is_continuing(word: &[u8]) -> bool {
    matches!(
        word,
        b"and" | b"or" | b"of" | b"in" | b"within" | b"which" | b"but" | b"involving" | b"including" | b"at"
    )
}

/// True when token `first` is the number or letter of a list: "1.", "2)", "(a)", "iv.", "o".
pub(super) fn is_numbered(buffer: &TextBuffer, first: u32, end: u32) -> bool {
    let token = &buffer.tokens[first as usize];
    let length = token.end - token.start;
    if first + 1 >= end || length > 4 {
        return false;
    }
    let next = &buffer.tokens[first as usize + 1];
    let after = next.gap;
    let word = &buffer.plain()[token.start as usize..token.end as usize];
    if word == b"o" && after == Gap::SPACE && !token.shape.has(Shape::UPPER) {
        return true;
    }
    let numeral = token.shape.is_number() && length <= 2;
    let letter = !token.shape.has(Shape::DIGIT) && (length == 1 || word.iter().all(|b| matches!(b, b'i' | b'v' | b'x')));
    let closed = after.has(Gap::PERIOD.with(Gap::CLOSE)) && !after.has(Gap::LINE.with(Gap::COMMA).with(Gap::HYPHEN));
    let decimal = after == Gap::PERIOD && next.shape.has(Shape::DIGIT);
    let blank = numeral || after.has(Gap::SPACE);
    (numeral || letter) && closed && blank && !decimal
}

/// The marker at the start of the line that begins with token `first`, and the line's indentation in columns.
pub(super) fn marker(buffer: &TextBuffer, first: u32) -> (Marker, u16) {
    let lead = behind_line_end(buffer.plain_gap(first as usize));
    let at = lead
        .iter()
        .position(|b| !matches!(b, b' ' | b'\t' | 0 | b'\r'))
        .unwrap_or(lead.len());
    let trimmed = &lead[at..];
    let indent = at.min(u16::MAX as usize) as u16;
    let marker = match trimmed.iter().find(|b| !matches!(b, b'#' | b'>')) {
        None => Marker::None,
        Some(b';' | b':' | b'=') => Marker::Reading,
        Some(b'-' | b'*' | b'+') if !trimmed.starts_with(b"**") => Marker::Bullet,
        Some(b'|' | b'[') => Marker::Cell,
        Some(b'(') if trimmed.starts_with(b"( )") => Marker::Cell,
        Some(b'&' | b',' | b'/') => Marker::Continues,
        Some(_) => Marker::None,
    };
    (marker, indent)
}

/// True for a line end in plain form.
pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | 0x0B | 0x0C)
}

/// These marks up to the first line end among them.
pub(super) fn before_line_end(marks: &[u8]) -> &[u8] {
    &marks[..marks.iter().position(|b| is_line_end(*b)).unwrap_or(marks.len())]
}

/// These marks from behind the last line end among them.
pub(super) fn behind_line_end(marks: &[u8]) -> &[u8] {
    &marks[marks.iter().rposition(|b| is_line_end(*b)).map_or(0, |i| i + 1)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joins(text: &str) -> Vec<bool> {
        let mut buffer = TextBuffer::default();
        buffer.fold(text);
        let mut lines = Lines::default();
        lines.find(&buffer);
        lines.all().iter().map(|l| l.joins).collect()
    }

    #[test]
    fn a_wrapped_text_is_told_from_a_list() {
        assert_eq!(
            joins(
                "There is a small focus of high signal in the\nleft thalamus and another in the pons without\nT2 change. The ventricles are of\nnormal size for age."
            ),
            [false, true, true, true]
        );
        assert_eq!(joins("No bleed\nOld focus in the left thalamus\nSinusitis"), [false, false, false]);
        assert_eq!(joins("There is no evidence of acute\nbleeding."), [false, true]);
        assert_eq!(joins("no bleed is seen\nold focus on the left\nsinusitis"), [false, false, false]);
        assert_eq!(
            joins("1. Loss of the\n   difference there\n2. Old small\n   focus"),
            [false, true, false, true]
        );
    }

    #[test]
    fn markers() {
        let of = |text: &str, at| {
            let mut buffer = TextBuffer::default();
            buffer.fold(text);
            marker(&buffer, at)
        };
        assert_eq!(of("a\n   ; b", 1), (Marker::Reading, 3));
        assert_eq!(of("a\n- b", 1), (Marker::Bullet, 0));
        assert_eq!(of("a\n**b", 1), (Marker::None, 0));
        assert_eq!(of("a\nb", 1), (Marker::None, 0));
        assert_eq!(of("a\r\u{2022} b", 1), (Marker::Bullet, 0));
        assert_eq!(of("a\n\u{2610} b", 1), (Marker::Cell, 0));
    }
}
