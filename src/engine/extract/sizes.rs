//! Measured sizes: "12 mm", "3.2 x 1.5 cm", "4.7 x 4.5 x 5.0 cm".

use super::{Mention, Size, TokenTable};
use crate::document::Document;
use crate::structure::Sentence;
use crate::text::{Gap, Shape, Span};
use smallvec::SmallVec;

/// Binds each size of a sentence to the nearest mention of its clause, or else of the sentence.
pub(super) fn bind(doc: &Document, sentence: &Sentence, table: &TokenTable, mentions: &mut [Mention]) {
    if !table.has.shapes.has(Shape::DIGIT) {
        return;
    }
    let (first, end) = sentence.tokens;
    let mut at = first;
    while at < end {
        if !doc.buffer.tokens[at as usize].shape.has(Shape::DIGIT) {
            at += 1;
            continue;
        }
        let Some((size, next)) = parse_size(doc, at, end) else {
            at += 1;
            continue;
        };
        let far = |m: &Mention| {
            // Describing words between a size and the finding behind it do not count: "3 cm left temporal haematoma".
            let plain = |i: &u32| !table.at(*i).site && table.at(*i).attribute.is_none();
            let gap = if m.tokens.0 >= next {
                (next..m.tokens.0).filter(plain).count() as u32
            } else {
                at.saturating_sub(m.tokens.1)
            };
            (!table.same_clause(m.tokens.0, at), gap)
        };
        if let Some(mention) = mentions.iter_mut().min_by_key(|m| far(m)) {
            mention.sizes.push(size);
        }
        at = next;
    }
}

/// Reads "a", "a x b" or "a x b x c" with a unit, from token `at`; gives the size in millimetres and the token after it.
fn parse_size(doc: &Document, at: u32, end: u32) -> Option<(Size, u32)> {
    let mut values: SmallVec<[f32; 3]> = SmallVec::new();
    let mut next = at;
    loop {
        let (value, unit, after) = number(doc, next, end)?;
        values.push(value);
        next = after;
        let unit = match unit {
            Some(unit) => Some(unit),
            None if next < end => self::unit(doc.buffer.word_of(next as usize)).inspect(|_| next += 1),
            None => None,
        };
        let by = next + 1 < end && matches!(doc.buffer.word_of(next as usize), b"x" | b"by");
        if by && values.len() < 3 && number(doc, next + 1, end).is_some() {
            next += 1;
            continue;
        }
        let scale = unit?;
        values.iter_mut().for_each(|v| *v *= scale);
        let (start, stop) = (doc.buffer.tokens[at as usize].start, doc.buffer.tokens[next as usize - 1].end);
        return Some((
            Size {
                mm: values,
                span: Span::new(start, stop),
            },
            next,
        ));
    }
}

/// A number, whole or with a decimal point, with its unit if it is written on to it ("3mm").
fn number(doc: &Document, at: u32, end: u32) -> Option<(f32, Option<f32>, u32)> {
    if at >= end {
        return None;
    }
    let tokens = &doc.buffer.tokens;
    let mut next = at + 1;
    let mut digits = doc.buffer.word_of(at as usize);
    let mut last = at;
    if next < end
        && tokens[next as usize].gap == Gap::PERIOD
        && tokens[at as usize].shape.is_number()
        && tokens[next as usize].shape.has(Shape::DIGIT)
    {
        last = next;
        next += 1;
        let span = Span::new(tokens[at as usize].start, tokens[last as usize].end);
        digits = span.of(doc.text).as_bytes();
    }
    let split = digits
        .iter()
        .position(|b| !b.is_ascii_digit() && *b != b'.')
        .unwrap_or(digits.len());
    let value: f32 = std::str::from_utf8(&digits[..split]).ok()?.parse().ok()?;
    let joined = &digits[split..];
    if joined.is_empty() {
        return Some((value, None, next));
    }
    let folded = &doc.buffer.word_of(last as usize);
    let letters = folded.iter().position(|b| b.is_ascii_alphabetic()).unwrap_or(folded.len());
    Some((value, Some(unit(&folded[letters..])?), next))
}

/// Millimetres in a unit of length.
fn unit(word: &[u8]) -> Option<f32> {
    match word {
        b"mm" | b"millimetre" | b"millimetres" | b"millimeter" | b"millimeters" => Some(1.0),
        b"cm" | b"cms" | b"centimetre" | b"centimetres" | b"centimeter" | b"centimeters" => Some(10.0),
        _ => None,
    }
}
