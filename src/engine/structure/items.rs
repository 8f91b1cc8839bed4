//! Labels with their answers: "Haemorrhage: no", "Infarct ..... yes", "| Mass | none |", "Shift (-)", "[ ] Mass effect".
//!
//! An answer counts where it stands alone: behind the mark of a label, and before the end of its line, sentence, cell or bracket.

use super::lines::{before_line_end, behind_line_end, is_line_end};
use super::signs::{Answer, FoundSigns, Item};
use super::{LONGEST_LABEL, LONGEST_ROW, table};
use crate::text::{Gap, TextBuffer};

/// No label has more answers to choose from.
const MOST_OPTIONS: u32 = 8;

/// One of these ends an item in a line.
const STOPS: Gap = Gap::PERIOD.with(Gap::SEMICOLON).with(Gap::COMMA).with(Gap::LINE);

/// What stands between a label and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Separator {
    /// Nothing that separates.
    None,
    /// A mark that also stands in sentences: what follows must end its line.
    Weak,
    /// A bracket that opens.
    Bracket,
    /// A colon, a tab, leaders, the border of a cell.
    Strong,
}

/// Finds the items in the tokens from `first` up to, not including, `end`, in order.
pub(super) fn find(buffer: &TextBuffer, signs: &FoundSigns, (first, end): (u32, u32), out: &mut Vec<Item>) {
    out.clear();
    let mut columns = None;
    let mut finder = Finder {
        buffer,
        signs,
        first,
        end,
        past: first,
        line: first,
    };
    let mut at = first;
    while at <= end {
        if at < end && (at == first || buffer.tokens[at as usize].gap.has(Gap::LINE)) {
            finder.line = at;
            let gap = buffer.tokens[at as usize].gap;
            if at == first || (gap.has(Gap::BLANK) && !gap.has(Gap::BULLET)) {
                columns = None;
            }
            if let Some(row) = table::row(buffer, signs, (at, end), &mut columns) {
                finder.past = row.end;
                at = row.end;
                out.push(row);
                continue;
            }
        }
        let item = finder.at(at);
        if let Some(item) = item {
            finder.past = item.end.max(item.label.1);
            at = finder.past.max(at);
            out.push(item);
            // The gap behind the answer is the answer's; the next item begins with the token there.
            if item.end > item.label.1 || item.boxed {
                at = at.max(item.label.0 + 1);
                continue;
            }
        }
        at += 1;
    }
}

struct Finder<'a> {
    buffer: &'a TextBuffer,
    signs: &'a FoundSigns,
    first: u32,
    end: u32,
    /// One past the last token of the item before.
    past: u32,
    /// The first token of the line.
    line: u32,
}

/// The marks without which no item is.
const MARKS: Gap = Gap::COLON
    .with(Gap::EQUALS)
    .with(Gap::QUERY)
    .with(Gap::OPEN)
    .with(Gap::BULLET)
    .with(Gap::HYPHEN)
    .with(Gap::PERIOD)
    .with(Gap::SEMICOLON)
    .with(Gap::OTHER);

/// Marks that separate nothing where they stand alone.
const QUIET: Gap = Gap::SPACE.with(Gap::PERIOD).with(Gap::HYPHEN);

impl Finder<'_> {
    /// The item whose answer stands at or before token `at`.
    fn at(&mut self, at: u32) -> Option<Item> {
        let gap = self.buffer.tokens.get(at as usize).map_or(MARKS, |t| t.gap);
        if !gap.has(MARKS) && !self.is_wide(at) {
            return None;
        }
        // Most marks are full stops and hyphens inside words.
        if gap.0 & !QUIET.0 == 0 && !self.is_wide(at) && (!gap.has(Gap::HYPHEN) || !gap.has(Gap::SPACE)) {
            return None;
        }
        let marks = self.buffer.plain_gap(at as usize);
        if (gap.has(Gap::CLOSE) || at == self.end)
            && let Some(item) = self.boxed(at, marks)
        {
            return Some(item);
        }
        if gap.has(Gap::LINE) {
            return self.marked(at, marks).or_else(|| self.worded(at, marks));
        }
        self.worded(at, marks).or_else(|| self.marked(at, marks))
    }

    /// True when more than one blank or a tab stands before token `at`.
    fn is_wide(&self, at: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let (Some(before), Some(token)) = (at.checked_sub(1).map(|i| &tokens[i as usize]), tokens.get(at as usize)) else {
            return true;
        };
        token.start - before.end > 2 || self.buffer.plain()[before.end as usize] == b'\t'
    }

    /// An answer in words.
    fn worded(&mut self, at: u32, marks: &[u8]) -> Option<Item> {
        // "Bleed [ ]pos [x]neg"
        let separator = if box_in(marks).is_some() && !marks.iter().any(|b| is_line_end(*b)) {
            Separator::Strong
        } else {
            separator(marks)
        };
        if separator == Separator::None || at == self.first || at >= self.end {
            return None;
        }
        if has(marks, b'\t') && separator == Separator::Weak && !self.is_column(at) {
            return None;
        }
        let (mut end, mut answer) = self.answer(at)?;
        let mut boxes = box_in(marks);
        let label = self.label(at)?;
        // "[x] yes [ ] no", "yes / no": several answers to choose from.
        let mut options: u32 = 1;
        let mut chosen = (boxes == Some(true)).then_some(answer);
        let before = boxes.is_some();
        // "Tumour / subdural: none / none"
        let (first, mut alike) = (answer, true);
        loop {
            let gap = before_line_end(self.buffer.plain_gap(end as usize));
            let more = end < self.end && !self.buffer.tokens[end as usize].gap.has(Gap::LINE);
            let mark = box_in(gap);
            let next = Some(end).filter(|_| more).and_then(|end| self.answer(end));
            let next = next.filter(|_| mark.is_some() || boxes.is_some() || has(gap, b'/') || has(gap, b'|'));
            if !before && mark == Some(true) {
                chosen = Some(answer);
            }
            let Some((next_end, next_answer)) = next else {
                if mark.is_some() && !before {
                    boxes = mark;
                }
                break;
            };
            if (has(gap, b'|') && mark.is_none()) || options == MOST_OPTIONS {
                break;
            }
            boxes = boxes.or(mark);
            options += 1;
            (end, answer) = (next_end, next_answer);
            alike &= answer == first;
            if before && mark == Some(true) {
                chosen = Some(answer);
            }
        }
        let tail = self.buffer.plain_gap(end as usize);
        if boxes.is_some() || (options > 1 && !alike) {
            answer = chosen.unwrap_or(Answer::Open);
        }
        let next = self.buffer.tokens.get(end as usize).map_or(Gap::BLANK, |t| t.gap);
        if next.has(Gap::SLASH) && end < self.end && !next.has(Gap::LINE) {
            if separator == Separator::Bracket {
                return None;
            }
            // "none/mild/severe" stands there to be chosen from.
            let rest = (end..self.end)
                .take_while(|&i| self.buffer.tokens[i as usize].gap.has(Gap::SLASH))
                .count() as u32;
            return Some(Item {
                label,
                end: end + rest,
                answer: Answer::Open,
                boxed: false,
                chosen: false,
            });
        }
        // "1.5 cm"
        if next.has(Gap::PERIOD) && !next.has(Gap::SPACE.with(Gap::LINE)) && end < self.end {
            return None;
        }
        let ends_line = end >= self.end || next.has(Gap::LINE);
        let stops = next.has(Gap::PERIOD.with(Gap::SEMICOLON).with(Gap::COMMA).with(Gap::CLOSE).with(Gap::QUERY))
            || has(tail, b'|')
            || has(tail, b'\t')
            || options > 1;
        let ends = match separator {
            Separator::Weak => {
                ends_line
                    || (has(tail, b'\t') && !next.has(Gap::PERIOD) && self.is_whole(label))
                    || (next.has(Gap::COMMA) && self.is_whole(label))
            }
            Separator::Bracket => next.has(Gap::CLOSE) || end >= self.end && has(tail, b')') | has(tail, b']'),
            _ => ends_line || stops || next.has(Gap::OPEN) || next.is_dash(),
        };
        ends.then_some(Item {
            label,
            end,
            answer,
            boxed: false,
            chosen: boxes.is_some() || (options > 1 && !alike),
        })
    }

    /// True when the tab before token `at` may part two columns: the only one of its line, or one of few in a text of several lines.
    fn is_column(&self, at: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let far = self.end.min(self.line + LONGEST_ROW);
        let stop = (at..far)
            .find(|&i| i > self.line && tokens[i as usize].gap.has(Gap::LINE))
            .unwrap_or(far);
        let tabs = (self.line + 1..stop)
            .filter(|&i| self.buffer.plain_gap(i as usize).contains(&b'\t'))
            .count();
        tabs == 1 || (tabs <= 3 && (self.line > self.first || stop < self.end))
    }

    /// True when an item is all that stands on its line, up to its first stop.
    fn is_whole(&self, label: (u32, u32)) -> bool {
        label.0 == self.line || label.0 == self.first
    }

    /// The answer that begins at token `at`: a word, or 0 and 1.
    fn answer(&self, at: u32) -> Option<(u32, Answer)> {
        if let Some(found) = self.signs.answer(at).filter(|&(end, _)| end <= self.end) {
            return Some(found);
        }
        match self.buffer.word_of(at as usize) {
            b"0" => Some((at + 1, Answer::No)),
            b"1" => Some((at + 1, Answer::Yes)),
            _ => None,
        }
    }

    /// An answer of marks only: "(-)", "+", "___", an empty box.
    fn marked(&mut self, at: u32, marks: &[u8]) -> Option<Item> {
        let label_end = at;
        if label_end <= self.first {
            return None;
        }
        // "Haemorrhage -ve."
        if let Some(sign @ (b'-' | b'+')) = marks.last()
            && at < self.end
            && self.buffer.word_of(at as usize) == b"ve"
            && marks.len() > 1
            && self.buffer.tokens.get(at as usize + 1).is_none_or(|t| t.gap.has(STOPS))
        {
            return Some(Item {
                label: self.label(label_end)?,
                end: at + 1,
                answer: if *sign == b'-' { Answer::No } else { Answer::Yes },
                boxed: false,
                chosen: true,
            });
        }
        let (answer, open) = mark_answer(marks)?;
        let next = self.buffer.tokens.get(at as usize);
        let here = at < self.end && next.is_some_and(|t| !t.gap.has(Gap::LINE));
        if open && here && !marks.contains(&b'_') && !marks.contains(&b'[') {
            return None;
        }
        let label = self.label(label_end)?;
        // The unit behind a blank that nobody filled in.
        let unit = here && open && self.buffer.tokens[at as usize].end - self.buffer.tokens[at as usize].start == 2;
        Some(Item {
            label,
            end: if unit { at + 1 } else { at },
            answer,
            boxed: false,
            chosen: false,
        })
    }

    /// A box before what it is ticked for, or behind it at the end of its line.
    fn boxed(&mut self, at: u32, marks: &[u8]) -> Option<Item> {
        let line = before_line_end(marks);
        let behind = box_in(line);
        if let Some(ticked) = behind
            && (line.len() < marks.len() || at >= self.end)
            && at > self.first
            && separator(line) <= Separator::Bracket
            && at > self.past
            && self.line_box().is_none()
        {
            return Some(Item {
                label: self.label(at)?,
                end: at,
                answer: if ticked { Answer::Yes } else { Answer::Open },
                boxed: false,
                chosen: false,
            });
        }
        let lead = behind_line_end(marks);
        let ticked = box_in(lead)?;
        let opens = lead.len() < marks.len() || at == self.first || self.boxes_on_line(at);
        if at >= self.end || !opens {
            return None;
        }
        // "[x] yes" behind a label is an answer.
        if self.answer(at).is_some() && at > self.line {
            return None;
        }
        let stop = (at + 1..self.end)
            .find(|&i| self.buffer.tokens[i as usize].gap.has(Gap::LINE) || box_in(self.buffer.plain_gap(i as usize)).is_some())
            .unwrap_or(self.end);
        Some(Item {
            label: (at, stop),
            end: stop,
            answer: if ticked { Answer::Yes } else { Answer::Open },
            boxed: true,
            chosen: false,
        })
    }

    /// True when the line begins with a box, or the section does and has one line.
    fn boxes_on_line(&self, at: u32) -> bool {
        at == self.line || self.line_box().is_some()
    }

    /// The box that the line begins with.
    fn line_box(&self) -> Option<bool> {
        box_in(behind_line_end(self.buffer.plain_gap(self.line as usize)))
    }

    /// True behind the number or letter of a list, in brackets or with one behind it: "9) ".
    fn follows_number(&self, at: u32) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let number = &self.buffer.tokens[before as usize];
        let heads = before == self.first || before == self.line || number.gap.has(Gap::LINE);
        let short = number.shape.is_number() || number.end - number.start == 1;
        heads && short && self.buffer.tokens[at as usize].gap.has(Gap::CLOSE)
    }

    /// The label that ends before token `end`: back to the border before it.
    fn label(&self, end: u32) -> Option<(u32, u32)> {
        let tokens = &self.buffer.tokens;
        let mut at = end.checked_sub(1)?;
        let lowest = self.past.max(self.first);
        let again = self.past > self.first && self.past > self.line;
        // "(before: 0)": what is labelled stands in the bracket.
        let mut closed = tokens.get(end as usize).is_some_and(|t| t.gap.has(Gap::CLOSE));
        while at > lowest {
            let gap = tokens[at as usize].gap;
            if gap.has(Gap::OPEN) && !closed {
                break;
            }
            closed |= gap.has(Gap::CLOSE);
            let marks = self.buffer.plain_gap(at as usize);
            let border = gap.has(Gap::LINE.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::QUERY))
                || (gap.has(Gap::PERIOD) && gap.has(Gap::SPACE))
                || has(marks, b'|')
                || has(marks, b'\t')
                || (marks.len() > 2 && marks.contains(&b')'))
                || (again && gap.has(Gap::COMMA))
                || self.follows_number(at)
                || (gap.has(Gap::BULLET) && marks.windows(2).any(|w| w == b"* "))
                || (gap.has(Gap::HYPHEN) && marks.starts_with(b" - "));
            if border {
                break;
            }
            if end - at >= LONGEST_LABEL {
                return None;
            }
            at -= 1;
        }
        (at >= lowest && at < end).then_some((at, end))
    }
}

fn has(marks: &[u8], byte: u8) -> bool {
    marks.contains(&byte)
}

/// What these marks, behind a word, separate.
fn separator(marks: &[u8]) -> Separator {
    let mut shown = marks.iter().copied().filter(|b| !matches!(b, 0 | b'\r'));
    let line = marks.iter().any(|b| is_line_end(*b));
    if marks.iter().any(|b| matches!(b, b':' | b'=')) {
        return Separator::Strong;
    }
    if line {
        return Separator::None;
    }
    if marks.first() == Some(&b'?') || has(marks, b'|') || marks.windows(2).any(|w| w == b"->") {
        return Separator::Strong;
    }
    if marks.windows(2).any(|w| w == b".." || w == b"__") {
        return Separator::Strong;
    }
    if has(marks, b'(') || has(marks, b'[') {
        return Separator::Bracket;
    }
    let dash = has(marks, b'-') && has(marks, b' ');
    if dash || has(marks, b';') || has(marks, b'\t') {
        return Separator::Weak;
    }
    // Columns of blanks.
    if shown.clone().all(|b| b == b' ') && shown.by_ref().count() > 2 {
        return Separator::Weak;
    }
    Separator::None
}

/// The box in these marks, if there is one: true when it is ticked. The last one counts.
fn box_in(marks: &[u8]) -> Option<bool> {
    let mut found = None;
    for at in 0..marks.len() {
        match &marks[at..] {
            [b'[', b'x', b']', ..] => found = Some(true),
            [b'[', b' ' | b'_', b']', ..] | [b'[', b']', ..] | [b'(', b' ', b')', ..] => found = Some(false),
            _ => {}
        }
    }
    found
}

/// The answer that stands in the marks behind a label, up to the end of the line, and whether it is a blank.
fn mark_answer(marks: &[u8]) -> Option<(Answer, bool)> {
    let mut shown: smallvec::SmallVec<[u8; 16]> = smallvec::SmallVec::new();
    for &b in marks {
        if is_line_end(b) || shown.len() == 16 {
            break;
        }
        if !matches!(b, 0 | b' ' | b'\r' | b'\t') {
            shown.push(b);
        }
    }
    let (separated, rest) = match shown.as_slice() {
        [b':' | b'=' | b'?' | b'|', b'-', b'>', rest @ ..] | [b'-', b'>', rest @ ..] | [b':' | b'=' | b'?' | b'|', rest @ ..] => {
            (true, rest)
        }
        rest => (false, rest),
    };
    match rest {
        [b'(', b'-', b')', ..] => Some((Answer::No, false)),
        [b'(', b'+', b')', ..] => Some((Answer::Yes, false)),
        [b'-', b'.' | b',' | b';'] if marks.starts_with(b" -") => Some((Answer::No, false)),
        [b'+', b'.' | b',' | b';'] if marks.starts_with(b" +") => Some((Answer::Yes, false)),
        _ if !separated => None,
        [b'-'] | [b'-', b'.' | b',' | b';' | b'|', ..] => Some((Answer::No, true)),
        [b'+'] | [b'+', b'.' | b',' | b';' | b'|', ..] => Some((Answer::Yes, true)),
        [b'[', b'x', b']'] => Some((Answer::Yes, true)),
        [b'_', b'_', ..] | [b'[', b'_', ..] | [b'[', b']', ..] | [b'[', b'<', b'>', ..] | [b'(', b')', ..] => Some((Answer::Open, true)),
        _ => None,
    }
}
