//! Vertebral levels: "C5-6", "C4 to T2", "L5/S1", "D6" (thoracic in British reports).

use super::{Level, TokenTable};
use crate::document::Document;
use crate::lexicon::{Lane, Word};
use crate::structure::Sentence;
use crate::text::{Gap, Shape};
use crate::vocabulary::Region;

/// First number of each stretch of the column, counted from C1 = 0, and how many vertebrae it has.
const STRETCHES: [(u8, u8, u8); 5] = [(b'c', 0, 7), (b't', 7, 12), (b'd', 7, 12), (b'l', 19, 5), (b's', 24, 5)];

/// The prefixes that German reports write, and the letter that each stands for.
const GERMAN: [(&[u8], u8); 4] = [(b"th", b't'), (b"hwk", b'c'), (b"bwk", b't'), (b"lwk", b'l')];

/// The letter of the stretch that a level names, and its number: "c" and "5" of "C5", "t" and "4" of "Th4".
fn letter_and_number(word: &[u8]) -> Option<(u8, &[u8])> {
    let german = GERMAN
        .iter()
        .find_map(|(prefix, letter)| Some((*letter, word.strip_prefix(*prefix)?)));
    german.or_else(|| word.split_first().map(|(letter, number)| (*letter, number)))
}

/// Finds the levels of a sentence, in order.
pub(super) fn find(doc: &Document, sentence: &Sentence, table: &TokenTable, region: Option<Region>, levels: &mut Vec<Level>) {
    levels.clear();
    if !(table.has.shapes.has(Shape::DIGIT) && table.has.shapes.has(Shape::UPPER)) {
        return;
    }
    let (first, end) = sentence.tokens;
    let mut at = first;
    while at < end {
        let next = parse_level(doc, sentence, table, region, at, levels);
        at = next.max(at + 1);
    }
}

/// Reads a level or range that begins at token `at`; returns the token after it.
fn parse_level(doc: &Document, sentence: &Sentence, table: &TokenTable, region: Option<Region>, at: u32, levels: &mut Vec<Level>) -> u32 {
    let end = sentence.tokens.1;
    let Some(from) = level(doc, at) else { return at };
    let tokens = &doc.buffer.tokens;
    let gap = |i: u32| tokens[i as usize].gap;
    let tight = |i: u32| i < end && gap(i).has(Gap::HYPHEN.with(Gap::SLASH)) && !gap(i).has(Gap::LINE.with(Gap::COMMA).with(Gap::PERIOD));
    let mut to = from;
    let mut next = at + 1;
    // "C4/5/6" is one stretch.
    while tight(next)
        && let Some(lower) = level(doc, next).or_else(|| bare(doc, at, next)).filter(|&l| l >= to)
    {
        to = lower;
        next += 1;
    }
    if let Some((lower, after)) = lower_end(doc, sentence, from, at, next) {
        if to == from {
            to = lower;
            next = after;
            // "From L3 to L4/5".
            while tight(next)
                && let Some(lower) = level(doc, next).or_else(|| bare(doc, next - 1, next)).filter(|&l| l > to)
            {
                to = lower;
                next += 1;
            }
        } else if lower > to && !tight(after) {
            // "From L2/3 to L5"; "C4-5 through C6-7" are discs, each its own.
            to = lower;
            next = after;
        }
    }
    let plain = to == from && is_sequence_name(doc, at);
    if next == at + 2 && names_sequences(doc, sentence, region, at) {
        return next;
    }
    if is_where_it_ends(doc, sentence, at) {
        return next;
    }
    if to < from || (plain && !names_a_vertebra(doc, table, sentence, region, at)) {
        return next;
    }
    levels.push(Level {
        from,
        to,
        tokens: (at, next),
    });
    next
}

/// "The conus ends at L1-2", "tip of the conus at L1": a normal end of the cord, and no level of a finding.
fn is_where_it_ends(doc: &Document, sentence: &Sentence, at: u32) -> bool {
    /// The most words from it to its level.
    const FARTHEST: u32 = 8;
    let from = sentence.tokens.0.max(at.saturating_sub(FARTHEST));
    let Some(named) = doc.terms.between(Lane::Site, from, at).last() else {
        return false;
    };
    let leads = |i: u32| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"" | b"at"
                | b"level"
                | b"of"
                | b"in"
                | b"lies"
                | b"lie"
                | b"ends"
                | b"terminates"
                | b"terminating"
                | b"ending"
                | b"tip"
                | b"is"
                | b"sits"
                | b"located"
                | b"position"
                | b"positioned"
                | b"normally"
                | b"normal"
                | b"reaches"
                | b"around"
                | b"about"
                | b"opposite"
                | b"behind"
                | b"upper"
                | b"lower"
                | b"mid"
                | b"border"
        )
    };
    doc.lexicon.sites[named.entry as usize].ends_at_level && named.end <= at && (named.end..at).all(|i| leads(i) || doc.is_article(i))
}

/// The most words between the two ends of a stretch: "from the level of C3 down to the level of C6".
const LONGEST_BRIDGE: u32 = 6;

/// The lower end of a stretch whose upper end `from` stands at token `at`, and the token after it: "C2 down to C5", "between T10 and T12",
/// "L4 on L5" (a slip, of neighbours only).
fn lower_end(doc: &Document, sentence: &Sentence, from: u8, at: u32, next: u32) -> Option<(u8, u32)> {
    let end = sentence.tokens.1.min(next + LONGEST_BRIDGE);
    let (mut reaches, mut slips) = (false, false);
    for i in next..end {
        if !doc.buffer.tokens[i as usize].gap.is_plain() {
            return None;
        }
        // "C5 on 6", "C3 down to 6".
        let short = || {
            let last = i > next && matches!(doc.buffer.word_of(i as usize - 1), b"on" | b"to");
            let unit =
                i + 1 < sentence.tokens.1 && matches!(doc.buffer.word_of(i as usize + 1), b"mm" | b"cm" | b"weeks" | b"days" | b"months");
            bare(doc, at, i).filter(|&l| last && !unit && l > from)
        };
        if let Some(lower) = level(doc, i).or_else(short) {
            return ((reaches && lower > from) || (slips && lower == from + 1)).then_some((lower, i + 1));
        }
        match doc.buffer.word_of(i as usize) {
            b"to" | b"through" | b"thru" | b"until" | b"till" => reaches = true,
            b"and" if is_between(doc, sentence, at) => reaches = true,
            b"on" | b"over" | b"upon" => slips = true,
            b"far" => reaches = true,
            b"level" | b"of" | b"at" | b"down" | b"up" | b"caudally" | b"inferiorly" | b"about" | b"approximately" | b"right" | b"as"
            | b"" => {}
            // "C4 forward on C5".
            b"forward" | b"forwards" | b"backward" | b"backwards" | b"anteriorly" | b"posteriorly" | b"relative" => {}
            _ => return None,
        }
    }
    None
}

/// True when "between" leads to the level at token `at`.
fn is_between(doc: &Document, sentence: &Sentence, at: u32) -> bool {
    let before = (sentence.tokens.0..at).rev().take(4);
    let mut lead = before.filter(|&i| !matches!(doc.buffer.word_of(i as usize), b"" | b"levels" | b"level" | b"of"));
    lead.next().is_some_and(|i| doc.buffer.word_of(i as usize) == b"between")
}

/// How a sentence opens with a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LevelOpening {
    /// "C4-5: disc protrusion", "At L4-5 there is": what follows on its line is there too.
    Label,
    /// "L4-5 disc protrusion with canal stenosis": its own sentence is there.
    Words,
}

/// The levels that a sentence opens with, as the first so many of `levels`, and how.
pub(super) fn opening(doc: &Document, sentence: &Sentence, levels: &[Level]) -> Option<(usize, LevelOpening)> {
    let (first, end) = sentence.tokens;
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let leads = |i: u32| {
        matches!(
            word(i),
            b"" | b"at" | b"on" | b"level" | b"levels" | b"of" | b"disc" | b"disk" | b"segment"
        )
    };
    let (mut count, mut next) = (0, first);
    for level in levels {
        // "At C4-5, C5-6 and C6-7".
        let plain = |i: u32| {
            if count == 0 {
                leads(i)
            } else {
                matches!(word(i), b"and" | b"" | b"also")
            }
        };
        if level.tokens.0 > next + 3 || !(next..level.tokens.0).all(plain) {
            break;
        }
        count += 1;
        next = level.tokens.1;
    }
    if count == 0 {
        return None;
    }
    let led = levels[0].tokens.0 > first;
    let mut named = false;
    while next < end
        && matches!(word(next), b"level" | b"levels" | b"disc" | b"disk" | b"interspace")
        && doc.buffer.tokens[next as usize].gap.is_plain()
    {
        named |= word(next).starts_with(b"level");
        next += 1;
    }
    let Some(gap) = doc.buffer.tokens.get(next as usize).map(|t| t.gap) else {
        return Some((count, LevelOpening::Label));
    };
    let marked = next == end || gap.has(Gap::COLON.with(Gap::EQUALS)) || gap.is_dash();
    Some((
        count,
        if marked || led || named {
            LevelOpening::Label
        } else {
            LevelOpening::Words
        },
    ))
}

/// The number of the vertebra that token `at` names.
fn level(doc: &Document, at: u32) -> Option<u8> {
    let shape = doc.buffer.tokens[at as usize].shape;
    if !shape.has(Shape::DIGIT) || !shape.has(Shape::UPPER) {
        return None;
    }
    let word = doc.buffer.word_of(at as usize);
    let (letter, number) = letter_and_number(word).filter(|(_, number)| (1..=2).contains(&number.len()))?;
    let (_, base, count) = STRETCHES.iter().find(|s| s.0 == letter)?;
    let number: u8 = std::str::from_utf8(number).ok()?.parse().ok()?;
    (1..=*count).contains(&number).then(|| base + number - 1)
}

/// The "6" of "C5-6", which belongs to the stretch of the level before it.
fn bare(doc: &Document, upper: u32, at: u32) -> Option<u8> {
    let word = doc.buffer.word_of(at as usize);
    let number: u8 = std::str::from_utf8(word).ok().filter(|w| w.len() <= 2)?.parse().ok()?;
    let (letter, _) = letter_and_number(doc.buffer.word_of(upper as usize))?;
    let (_, base, count) = STRETCHES.iter().find(|s| s.0 == letter)?;
    (1..=*count).contains(&number).then(|| base + number - 1)
}

/// "T1" and "T2" are also the names of sequences.
fn is_sequence_name(doc: &Document, at: u32) -> bool {
    matches!(doc.buffer.word_of(at as usize), b"t1" | b"t2")
}

/// True when "T1/T2" at `at` are two sequences: outside the spine, and before words that are said of images.
fn names_sequences(doc: &Document, sentence: &Sentence, region: Option<Region>, at: u32) -> bool {
    if !is_sequence_name(doc, at) || !is_sequence_name(doc, at + 1) {
        return false;
    }
    let begins = |word: &[u8]| {
        [
            &b"signal"[..],
            b"weight",
            b"imag",
            b"sequence",
            b"hyper",
            b"hypo",
            b"iso",
            b"bright",
            b"dark",
            b"prolong",
            b"shorten",
            b"relax",
        ]
        .iter()
        .any(|start| word.starts_with(start))
    };
    region != Some(Region::Spine) || (at + 2 < sentence.tokens.1 && begins(doc.buffer.word_of(at as usize + 2)))
}

/// True when "T1" or "T2" stands where only a vertebra can.
fn names_a_vertebra(doc: &Document, table: &TokenTable, sentence: &Sentence, region: Option<Region>, at: u32) -> bool {
    let before = (sentence.tokens.0..at).rev().find(|&i| !doc.is_article(i));
    let leads = before.is_some_and(|i| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"at" | b"level" | b"from" | b"to" | b"between" | b"above" | b"below"
        )
    });
    let followed =
        at + 1 < sentence.tokens.1 && region == Some(Region::Spine) && table.at(at + 1).site && table.word(at + 1) != Some(Word::And);
    // "T1 marrow signal" is of a sequence.
    let signal = (at + 2 < sentence.tokens.1) && doc.buffer.word_of(at as usize + 2) == b"signal";
    leads || (followed && !signal)
}

impl Level {
    /// How many vertebral segments it spans.
    pub fn segments(&self) -> u8 {
        self.to - self.from + 1
    }
}

/// The name of vertebra `number`, counted from C1 = 0.
pub fn vertebra(number: u8) -> (char, u8) {
    match number {
        0..=6 => ('C', number + 1),
        7..=18 => ('T', number - 6),
        19..=23 => ('L', number - 18),
        _ => ('S', number - 23),
    }
}
