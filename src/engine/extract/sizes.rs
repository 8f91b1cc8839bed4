//! Measured sizes: "12 mm", "3.2 x 1.5 cm", "2.3 cm AP x 1.2 cm TR".

mod measure;

use super::{Mention, Size, TokenTable};
use crate::document::Document;
use crate::structure::Sentence;
use crate::text::{Gap, Shape, Span, cardinal};
use smallvec::SmallVec;

/// How many words farther off a size is from what stands before it where "of" stands behind it.
const OF: u32 = 4;

/// Binds each size of a sentence to the nearest mention of its clause, or else of the sentence.
pub(super) fn bind(doc: &Document, sentence: &Sentence, table: &TokenTable, mentions: &mut [Mention]) {
    let (first, end) = sentence.tokens;
    let digits = table.has.shapes.has(Shape::DIGIT);
    let stop = doc.buffer.tokens[end as usize - 1].end as usize;
    let mut at = first;
    while at < end {
        let token = &doc.buffer.tokens[at as usize];
        let size = match digits && token.shape.has(Shape::DIGIT) {
            true => measure::size(&doc.text.as_bytes()[..stop], token.start as usize),
            false => number_word(doc, at, end),
        };
        let Some((mm, span)) = size else {
            at += 1;
            continue;
        };
        let next = (at..end).find(|&i| doc.buffer.tokens[i as usize].start >= span.end).unwrap_or(end);
        if is_past(doc, first, at) || is_thickness(doc, at, next, end) {
            at = next;
            continue;
        }
        let size = Size { mm, span };
        let far = |m: &Mention| {
            // Describing words between a size and the finding behind it do not count: "3 cm left temporal haematoma".
            let plain = |i: &u32| !table.at(*i).site && table.at(*i).attribute.is_none();
            let gap = if m.tokens.0 >= next {
                (next..m.tokens.0).filter(plain).count() as u32
            } else {
                // "Mass effect with 5 mm of midline shift".
                let of = next < end && doc.buffer.word_of(next as usize) == b"of";
                at.saturating_sub(m.tokens.1) + if of { OF } else { 0 }
            };
            (!table.same_clause(m.tokens.0, at), gap)
        };
        if let Some(mention) = mentions.iter_mut().min_by_key(|m| far(m)) {
            mention.sizes.push(size);
        }
        at = next;
    }
}

/// The largest extent in millimetres of the size at byte `at`, where a digit stands, and the byte behind it.
pub(crate) fn size_at(text: &[u8], at: usize) -> Option<(f32, usize)> {
    let (mm, span) = measure::size(text, at)?;
    Some((mm.iter().copied().fold(0.0, f32::max), span.end as usize))
}

/// The number at byte `at`, and the byte behind it.
pub(crate) fn number_at(text: &[u8], at: usize) -> Option<(f32, usize)> {
    measure::number(text, at)
}

/// "Of fifteen mm": a number in words with its unit.
fn number_word(doc: &Document, at: u32, end: u32) -> Option<(SmallVec<[f32; 3]>, Span)> {
    let unit = measure::unit((at + 1 < end).then(|| doc.buffer.word_of(at as usize + 1))?)?;
    let value = cardinal(doc.buffer.word_of(at as usize)).filter(|value| *value > 0)?;
    Some((SmallVec::from_slice(&[f32::from(value) * unit]), doc.buffer.span(at, at + 2)))
}

/// "(previously 7 mm)", "compared with 7 mm": the size of another day.
fn is_past(doc: &Document, first: u32, at: u32) -> bool {
    for i in (first.max(at.saturating_sub(4))..at).rev() {
        let next = doc.buffer.tokens[i as usize + 1].gap;
        if next.has(Gap::SEMICOLON.with(Gap::OPEN).with(Gap::CLOSE)) {
            return false;
        }
        match doc.buffer.word_of(i as usize) {
            b"previously" | b"formerly" | b"prior" | b"previous" | b"earlier" | b"versus" | b"vs" | b"compared" => return true,
            b"was" | b"were" if doc.buffer.tokens[i as usize].gap.has(Gap::OPEN) => return true,
            b"measuring" | b"measured" | b"to" | b"with" | b"size" | b"of" | b"at" | b"was" | b"about" | b"" => {}
            _ => return false,
        }
    }
    false
}

/// "On 5 mm slices", "slice thickness 5 mm": how the images were made.
fn is_thickness(doc: &Document, at: u32, next: u32, end: u32) -> bool {
    let word = |i: u32| doc.buffer.word_of(i as usize);
    let slices = |i: u32| {
        matches!(
            word(i),
            b"slice"
                | b"slices"
                | b"section"
                | b"sections"
                | b"cuts"
                | b"thickness"
                | b"collimation"
                | b"intervals"
                | b"increments"
                | b"spacing"
        )
    };
    (next..end.min(next + 3)).any(slices) || (at.saturating_sub(2)..at).any(|i| matches!(word(i), b"thickness" | b"collimation"))
}
