//! Cutting sections into sentences and list items.

use super::items;
use super::lines::{Line, Lines, Marker, is_numbered};
use super::signs::{Answer, FoundSigns, Item};
use super::{LONGEST_LABEL, LONGEST_ROW, Section, Sentence, SentenceLink, StructureScratch};
use crate::text::{Gap, Shape, TextBuffer, Token};

/// Cuts the sections into sentences, in order. Headings and list numbers belong to none.
pub(super) fn find(buffer: &TextBuffer, scratch: &mut StructureScratch, sections: &[Section], sentences: &mut Vec<Sentence>) {
    sentences.clear();
    let StructureScratch { lines, signs, items, .. } = scratch;
    let broken = lines.all().len() > 1;
    let mut cutter = Cutter {
        buffer,
        lines,
        signs,
        line: 0,
        broken,
        items,
        item: 0,
        sentences,
        paragraph: 0,
        next_number: 1,
        head: None,
    };
    for (index, section) in sections.iter().enumerate() {
        items::find(buffer, signs, section.body, cutter.items);
        cutter.item = 0;
        cutter.section(index as u32, section);
    }
}

/// No sentence is longer, in tokens. Real ones are not; text without marks is cut here, so that all later work, which looks around
/// inside a sentence, stays linear in the text.
const LONGEST: u32 = 300;

/// Without one of these marks only a list number or an item may begin a sentence.
const ENDS: Gap = Gap::BLANK
    .with(Gap::LINE)
    .with(Gap::PERIOD)
    .with(Gap::QUERY)
    .with(Gap::BULLET)
    .with(Gap::SEMICOLON)
    .with(Gap::OTHER);

/// A value with more words, in tokens, says something of its own.
const SHORT: u32 = 5;

struct Cutter<'a> {
    buffer: &'a TextBuffer,
    lines: &'a Lines,
    signs: &'a FoundSigns,
    /// Number of the line looked at last.
    line: usize,
    /// True when the text has more than one line.
    broken: bool,
    /// The labels with answers of the section.
    items: &'a mut Vec<Item>,
    /// Number of the next one to come.
    item: usize,
    sentences: &'a mut Vec<Sentence>,
    paragraph: u32,
    /// The list number that would come next.
    next_number: u32,
    /// The head of the list that is open.
    head: Option<Head>,
}

/// The head of a list: "Negative findings:".
#[derive(Clone, Copy)]
struct Head {
    /// What it says of the items.
    answer: Answer,
    /// Its first token.
    first: u32,
    /// The first token behind it.
    behind: u32,
    /// What ends the list.
    ends: Gap,
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// Nothing: the sentence goes on.
    No,
    /// The sentence ends, the line goes on.
    Sentence,
    /// The line ends.
    Line,
}

/// A sentence while it is read.
#[derive(Clone, Copy)]
struct Start {
    at: u32,
    opens_line: bool,
    answer: Option<Answer>,
    value: u32,
}

impl<'a> Cutter<'a> {
    fn section(&mut self, index: u32, section: &Section) {
        let (first, end) = section.body;
        self.paragraph += 1;
        self.next_number = 1;
        self.head = None;
        let mut start = Start {
            at: first,
            opens_line: true,
            answer: None,
            value: 0,
        };
        let mut at = first;
        while at < end {
            if at == start.at {
                self.open_head(at, end);
                let after = self.skip_number(at, end);
                if after > at {
                    start.at = after;
                    at = after;
                    continue;
                }
                if let Some(item) = self.next_item().filter(|item| item.label.0 <= at) {
                    self.item += 1;
                    if item.label.0 == at {
                        at = self.item(index, section, &mut start, item);
                        continue;
                    }
                }
                at += 1;
                continue;
            }
            at = self.within(start.at, at, end);
            if at >= end {
                break;
            }
            let found = if at - start.at >= LONGEST || (start.answer.is_some() && self.ends_item(at)) {
                Break::Sentence
            } else {
                self.break_before(at)
            };
            match found {
                Break::No => at += 1,
                found => {
                    self.push(index, section, start, at);
                    start = self.begin(at, found);
                }
            }
        }
        self.push(index, section, start, end);
    }

    /// True when what is said more behind an answer ends before token `at`.
    fn ends_item(&self, at: u32) -> bool {
        let gap = self.buffer.tokens[at as usize].gap;
        !gap.has(Gap::LINE) && (gap.has(Gap::SEMICOLON) || self.buffer.plain_gap(at as usize).contains(&b'|'))
    }

    /// The next label with an answer.
    fn next_item(&self) -> Option<Item> {
        self.items.get(self.item).copied()
    }

    /// A sentence that begins at token `at`.
    fn begin(&mut self, at: u32, found: Break) -> Start {
        let gap = self.buffer.tokens[at as usize].gap;
        if gap.has(Gap::BLANK) {
            self.paragraph += 1;
        }
        if self.head.is_some_and(|head| at > head.behind && gap.has(head.ends)) {
            self.head = None;
        }
        Start {
            at,
            opens_line: found == Break::Line,
            answer: None,
            value: 0,
        }
    }

    /// Reads an item that begins the sentence; gives the token to go on with.
    fn item(&mut self, index: u32, section: &Section, start: &mut Start, item: Item) -> u32 {
        start.answer = Some(item.answer);
        if item.boxed {
            // What stands behind a box is read as any other text; an empty box takes it back.
            let (first, end) = item.label;
            let mut at = first + 1;
            while at < end {
                let found = self.break_before(at);
                if found != Break::No {
                    self.push(index, section, *start, at);
                    *start = Start {
                        answer: start.answer,
                        ..self.begin(at, found)
                    };
                }
                at += 1;
            }
            self.push(index, section, *start, end);
            *start = self.behind_item(*start, end, section);
            return end;
        }
        start.value = if item.end > item.label.1 { item.label.1 } else { 0 };
        let end = item.end;
        if item.chosen {
            // Of the answers to choose from only the one that is ticked is read.
            start.value = 0;
            self.push(index, section, *start, item.label.1);
            *start = self.behind_item(*start, end, section);
            return end;
        }
        let gap = self.buffer.tokens.get(end as usize).map_or(Gap::BLANK, |t| t.gap);
        let marks = self.buffer.plain_gap(end as usize);
        let next_is_item = self.next_item().is_some_and(|next| next.label.0 <= end);
        let details = !gap.has(Gap::LINE.with(Gap::PERIOD).with(Gap::SEMICOLON).with(Gap::QUERY))
            && (gap.has(Gap::COMMA.with(Gap::OPEN)) || gap.is_dash() || marks.contains(&b'|') || marks.contains(&b'\t'));
        if details && !next_is_item && end < section.body.1 && matches!(item.answer, Answer::Yes | Answer::Maybe) {
            return end + 1;
        }
        self.push(index, section, *start, end);
        *start = self.behind_item(*start, end, section);
        end
    }

    /// What begins behind an item that ends before token `end`: the next sentence, or nothing more of the section.
    fn behind_item(&mut self, start: Start, end: u32, section: &Section) -> Start {
        if end >= section.body.1 {
            return Start { at: end, ..start };
        }
        let line = self.buffer.tokens[end as usize].gap.has(Gap::LINE);
        self.begin(end, if line { Break::Line } else { Break::Sentence })
    }

    /// Opens a list at a head that ends with a colon: "Negative findings:".
    fn open_head(&mut self, at: u32, end: u32) {
        let Some((stop, answer)) = self.signs.head(at).filter(|&(stop, _)| stop < end) else {
            return;
        };
        let gap = self.buffer.tokens[stop as usize].gap;
        if !gap.has(Gap::COLON) || !self.opens_line(at) {
            return;
        }
        // On its own line it heads the lines below, else the rest of its line.
        let ends = if gap.has(Gap::LINE) { Gap::BLANK } else { Gap::LINE };
        self.head = Some(Head {
            answer,
            first: at,
            behind: stop,
            ends,
        });
    }

    /// True when token `at` is the first of its line.
    fn opens_line(&self, at: u32) -> bool {
        at == 0 || self.buffer.tokens[at as usize].gap.has(Gap::LINE)
    }

    /// The line that begins with token `at`.
    fn line_at(&mut self, at: u32) -> Option<&'a Line> {
        let lines = self.lines.all();
        while lines.get(self.line).is_some_and(|l| l.first < at) {
            self.line += 1;
        }
        lines.get(self.line).filter(|l| l.first == at)
    }

    /// The first token from `at` on before which the sentence that begins at `start` may end.
    fn within(&self, start: u32, at: u32, end: u32) -> u32 {
        let item = self.next_item().map_or(end, |item| item.label.0.max(at));
        let far = end.min(start + LONGEST).min(item);
        let may_end = |t: &Token| t.gap.has(ENDS) || t.shape.has(Shape::DIGIT);
        let rest = self.buffer.tokens.get(at as usize..far as usize).unwrap_or_default();
        if self.broken {
            return rest.iter().position(may_end).map_or(far, |i| at + i as u32);
        }
        let mut past = self.buffer.tokens[at as usize - 1].end;
        let mut wide = |t: &Token| t.start - std::mem::replace(&mut past, t.end) > 2;
        rest.iter().position(|t| wide(t) | may_end(t)).map_or(far, |i| at + i as u32)
    }

    /// The token after a list number at `at`, or `at` when there is none.
    fn skip_number(&mut self, at: u32, end: u32) -> u32 {
        // Inside a line letters may be words.
        let counts = self.opens_line(at) || self.buffer.tokens[at as usize].shape.is_number();
        if !counts || !is_numbered(self.buffer, at, end) {
            return at;
        }
        self.next_number = value(self.buffer.word_of(at as usize)) + 1;
        at + 1
    }

    fn break_before(&mut self, at: u32) -> Break {
        let tokens = &self.buffer.tokens;
        let index = at as usize;
        let (before, token) = (&tokens[index - 1], &tokens[index]);
        let gap = token.gap;
        if gap.has(Gap::BLANK) {
            return Break::Line;
        }
        let begins_item = self.next_item().is_some_and(|item| item.label.0 == at);
        if gap.has(Gap::LINE) && begins_item {
            return Break::Line;
        }
        if gap.has(Gap::LINE) {
            let Some(line) = self.line_at(at) else { return Break::Line };
            return match line.marker {
                Marker::Continues => Break::No,
                Marker::None if !self.ends_sentence(index) && line.joins => Break::No,
                _ => Break::Line,
            };
        }
        if begins_item {
            return Break::Sentence;
        }
        if gap.has(Gap::PERIOD) && self.ends_sentence(index) {
            return Break::Sentence;
        }
        if gap.has(Gap::QUERY)
            && self.buffer.plain()[token.start as usize - 1] != b'?'
            && gap.has(Gap::SPACE)
            && token.shape.has(Shape::INITIAL)
        {
            return Break::Sentence;
        }
        if gap.has(Gap::SEMICOLON) && self.begins_label(at) {
            return Break::Sentence;
        }
        let marks = || self.buffer.plain_gap(index);
        if gap.has(Gap::BULLET)
            && gap.has(Gap::SPACE)
            && is_inline_bullet(marks())
            && !(before.shape.is_number() && token.shape.is_number())
        {
            return Break::Sentence;
        }
        if gap.has(Gap::BULLET) && marks().contains(&b'|') && !self.is_last_cell(at) && !self.is_only_value(at) {
            return Break::Sentence;
        }
        // A text of one line whose line ends became blanks.
        if !self.broken
            && token.start - before.end > 2
            && token.shape.has(Shape::INITIAL)
            && gap == Gap::SPACE
            && marks().starts_with(b"   ")
        {
            return Break::Line;
        }
        if self.is_inline_number(index, before.end) {
            Break::Sentence
        } else {
            Break::No
        }
    }

    /// True when the cell that begins with token `at` is the last of its row, and short: it says something of the one before it.
    fn is_last_cell(&self, at: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let end = self.lines.of(at).end.min(at + SHORT + 1);
        let marked = |i: u32| {
            let gap = tokens[i as usize].gap;
            gap.has(Gap::COLON) || (gap.has(Gap::BULLET) && self.buffer.plain_gap(i as usize).contains(&b'|'))
        };
        end - at <= SHORT && !(at + 1..end).any(marked)
    }

    /// True when token `at` begins the second of the two cells of a row, and the first is short: a label and its value.
    fn is_only_value(&self, at: u32) -> bool {
        let line = self.lines.of(at);
        let far = line.end.min(line.first + LONGEST_ROW);
        let borders = (line.first + 1..far).filter(|&i| self.buffer.plain_gap(i as usize).contains(&b'|'));
        at - line.first <= LONGEST_LABEL && far == line.end && borders.count() == 1
    }

    /// True when a label with a colon begins at token `at`.
    fn begins_label(&self, at: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let marks = Gap::COLON.with(Gap::SEMICOLON).with(Gap::COMMA).with(Gap::PERIOD).with(Gap::LINE);
        let behind = tokens.iter().skip(at as usize + 1).take(LONGEST_LABEL as usize);
        behind.map(|t| t.gap).find(|g| g.has(marks)).is_some_and(|g| g.has(Gap::COLON))
    }

    /// "There is [no/mild/severe] hydrocephalus", "there is [] shift": a field of a template that nobody filled in.
    fn is_unfilled(&self, first: u32, end: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let open = |i: &u32| tokens[*i as usize].gap.has(Gap::OPEN) && self.buffer.plain_gap(*i as usize).contains(&b'[');
        (first + 1..end).filter(open).any(|i| {
            let marks = self.buffer.plain_gap(i as usize);
            if marks.windows(2).any(|w| w == b"[]") || marks.windows(3).any(|w| w == b"[ ]") {
                return true;
            }
            let choices = (i + 1..end).take_while(|&i| tokens[i as usize].gap == Gap::SLASH).count();
            let closed = tokens.get(i as usize + 1 + choices).is_some_and(|t| t.gap.has(Gap::CLOSE));
            choices > 0 && closed && (i..=i + choices as u32).any(|i| self.signs.answer(i).is_some())
        })
    }

    /// True when the tab before token `at` is the only one on its line: it stands between a label and its value.
    fn is_only_tab(&self, at: u32) -> bool {
        let line = self.lines.of(at);
        let tabs = (line.first + 1..line.end.min(line.first + LONGEST_ROW)).filter(|&i| self.buffer.plain_gap(i as usize).contains(&b'\t'));
        tabs.count() == 1
    }

    /// The first token behind the mark of a label, in a sentence that begins with one.
    fn value(&self, first: u32, end: u32) -> u32 {
        let behind = |at: &u32| {
            let gap = self.buffer.tokens[*at as usize].gap;
            if gap.has(Gap::COLON) || gap.is_dash() {
                return true;
            }
            let marks = self.buffer.plain_gap(*at as usize);
            if gap.has(Gap::EQUALS) && marks.contains(&b'=') {
                return true;
            }
            marks.contains(&b'|') || is_leader(marks) || (gap == Gap::SPACE && marks.contains(&b'\t') && self.is_only_tab(*at))
        };
        (first + 1..end.min(first + LONGEST_LABEL)).find(behind).unwrap_or(0)
    }

    /// True when the stop before token `index` ends a sentence.
    fn ends_sentence(&self, index: usize) -> bool {
        let tokens = &self.buffer.tokens;
        let (before, token) = (&tokens[index - 1], &tokens[index]);
        if !token.gap.has(Gap::PERIOD) || is_leader(self.buffer.plain_gap(index)) {
            return false;
        }
        let word = self.buffer.word_of(index - 1);
        // "CAR-T." is a word, and no initial of a name.
        let hangs = before.gap.has(Gap::HYPHEN) && !before.gap.is_dash();
        let for_instance = word == b"g" && index > 1 && self.buffer.word_of(index - 2) == b"e";
        if for_instance || is_abbreviation(word) || (word.len() == 1 && before.shape.is_capitals() && !hangs) {
            return false;
        }
        // "described on 09.03. is no longer seen"
        if is_short_date(tokens, index) && !token.shape.has(Shape::INITIAL) && !token.gap.has(Gap::LINE) {
            return false;
        }
        if token.gap.has(Gap::SPACE.with(Gap::LINE)) {
            return true;
        }
        // "haemorrhage.Old infarct" and "haemorrhage.2.Old": the blank was forgotten.
        let ended = (before.shape.has(Shape::LOWER) && word.len() > 1)
            || (before.shape.is_capitals() && word.len() > 2)
            || before.shape.has(Shape::DIGIT);
        (token.shape.has(Shape::INITIAL) && token.shape.has(Shape::LOWER.with(Shape::ARTICLE)) && ended)
            || (token.shape.has(Shape::INITIAL) && before.shape.has(Shape::LOWER) && word.len() > 1)
            || (token.shape.is_number() && before.shape == Shape::LOWER && word.len() > 2)
    }

    /// True for the "2" of "... herniation 2. New effacement": the next number of the list, before a capital.
    fn is_inline_number(&self, index: usize, before_end: u32) -> bool {
        let tokens = &self.buffer.tokens;
        let token = &tokens[index];
        token.shape.is_number()
            && token.start > before_end
            && value(self.buffer.word_of(index)) == self.next_number
            && tokens.get(index + 1).is_some_and(|t| {
                t.gap.has(Gap::PERIOD.with(Gap::CLOSE)) && t.shape.has(Shape::INITIAL) && !t.gap.has(Gap::COMMA.with(Gap::HYPHEN))
            })
    }

    fn push(&mut self, section: u32, within: &Section, start: Start, end: u32) {
        let Start {
            at: first,
            opens_line,
            mut answer,
            mut value,
        } = start;
        if first >= end {
            return;
        }
        if value == 0 {
            value = self.value(first, end);
        }
        // A number may stand before its first word.
        let line = opens_line.then(|| self.lines.of(first));
        let (mark, indent) = match (self.sentences.last(), line) {
            (_, Some(line)) => (line.marker, line.indent),
            (Some(last), None) => (Marker::None, last.indent),
            (None, None) => (Marker::None, 0),
        };
        if answer.is_none() && self.head.is_some_and(|head| head.answer == Answer::No && first >= head.first) {
            answer = Some(Answer::No);
        }
        if answer.is_none() && self.is_unfilled(first, end) {
            answer = Some(Answer::Open);
        }
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
            answer,
            value,
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

/// True when a day and a month, both with a stop, stand before token `index`: "09.03. ".
fn is_short_date(tokens: &[Token], index: usize) -> bool {
    let Some([day, month]) = index.checked_sub(2).and_then(|from| tokens.get(from..index)) else {
        return false;
    };
    let short = |t: &Token| t.shape.is_number() && t.end - t.start <= 2;
    short(day) && short(month) && month.gap == Gap::PERIOD
}

/// True for the dots that lead from a label to its value.
fn is_leader(marks: &[u8]) -> bool {
    marks.windows(4).any(|w| w == b"....")
}

/// True when a bullet with blanks around it stands in these marks.
fn is_inline_bullet(marks: &[u8]) -> bool {
    let mut shown = marks.iter().copied().filter(|b| *b != 0);
    let mut before = 0;
    while let Some(byte) = shown.next() {
        if byte == b'*' && before == b' ' {
            return shown.next() == Some(b' ');
        }
        before = byte;
    }
    false
}

fn value(word: &[u8]) -> u32 {
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
            | b"evid"
            | b"neg"
            | b"esp"
    )
}
