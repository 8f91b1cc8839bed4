//! Change told by two sizes: "now 23 mm (was 31 mm)", "6 mm, down from 10", "18 -> 8 mm", "9 mm now 3".

use crate::document::Document;
use crate::extract::{Mention, number_at, size_at};
use crate::structure::Sentence;
use crate::vocabulary::Change;

/// Sets the change of the mentions that have a size and an earlier one, and no word of change.
pub(super) fn decide(doc: &Document, sentence: &Sentence, mentions: &mut [Mention]) {
    let stop = doc.buffer.tokens[sentence.tokens.1 as usize - 1].end as usize;
    let start = doc.buffer.tokens[sentence.tokens.0 as usize].start as usize;
    for mention in mentions.iter_mut().filter(|m| m.change.is_none() && m.assertion.asserts()) {
        let compared = mention.sizes.iter().find_map(|size| {
            let now = size.mm.iter().copied().fold(0.0, f32::max);
            let unit = unit_of(doc.text, size.span.start as usize, size.span.end as usize, now);
            let text = &doc.text.as_bytes()[..stop];
            // ".5 cm": the point stands in front of the first token.
            let start = start.min(size.span.start as usize);
            // "4 mm of rightward shift, previously 1 mm": the finding itself may stand between the two.
            let last = doc.buffer.tokens[mention.tokens.1 as usize - 1].end as usize;
            let from = size.span.end as usize;
            let beside = from < last && last <= from + NAME && !text[from..last].contains(&b',');
            let end = if beside { last } else { from };
            let marked = says_now(&doc.text[start..size.span.start as usize]);
            earlier(text, start, (size.span.start as usize, end), unit, marked).map(|(value, later)| match later {
                true => (now, value),
                false => (value, now),
            })
        });
        if let Some((before, now)) = compared {
            mention.change = Some(of(before, now));
        }
    }
}

/// How a size compares with an earlier one. A millimetre is the error of measurement, unless it is much of the size.
fn of(before: f32, now: f32) -> Change {
    const ERROR_MM: f32 = 1.0;
    const ERROR_PART: f32 = 0.2;
    let difference = (now - before).abs();
    match difference <= ERROR_MM + 0.01 && difference <= before.max(now) * ERROR_PART {
        true => Change::Unchanged,
        false if before <= 0.0 => Change::New,
        false if now > before => Change::Increased,
        false => Change::Decreased,
    }
}

/// Millimetres in the unit that a size is written in.
fn unit_of(text: &str, start: usize, end: usize, largest: f32) -> f32 {
    let written = text[start..end].to_ascii_lowercase();
    if written.contains("cm") || written.contains("centi") || largest <= 0.0 {
        10.0
    } else {
        1.0
    }
}

/// "Now", "currently" right before a size.
fn says_now(before: &str) -> bool {
    let words = before.split_ascii_whitespace().rev().take(3);
    { words }.any(|w| matches!(w.trim_matches(','), "now" | "Now" | "currently" | "today" | "to"))
}

/// The largest extent of the other size told with one, and true when it is the later of the two.
fn earlier(text: &[u8], start: usize, (first, end): (usize, usize), unit: f32, marked: bool) -> Option<(f32, bool)> {
    // "18 -> 8 mm": the earlier one stands in front.
    let front = text[start..first].trim_ascii_end();
    if let Some(rest) = front.strip_suffix(b"->").or_else(|| front.strip_suffix("\u{2192}".as_bytes())) {
        let rest = rest.trim_ascii_end();
        let digits = rest.iter().rev().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let value = std::str::from_utf8(&rest[rest.len() - digits..]).ok()?.parse::<f32>().ok()?;
        return Some((value * unit, false));
    }
    let mut at = end;
    let (mut said, mut open, mut later) = (false, false, false);
    for _ in 0..WORDS {
        while text
            .get(at)
            .is_some_and(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t' | b',' | b'(' | b'[' | b':'))
        {
            open |= matches!(text[at], b'(' | b'[');
            at += 1;
        }
        if text.get(at)?.is_ascii_digit() {
            let (value, after) = match size_at(text, at) {
                Some((mm, after)) => (mm, after),
                None if said => number_at(text, at).map(|(value, after)| (value * unit, after))?,
                None => return None,
            };
            if !said && !(open && (marked || is_dated(&text[after..]))) {
                return None;
            }
            // "(was 6/2024)", "from 3 weeks ago" are no sizes.
            let next = text.get(after).copied().unwrap_or(b' ');
            let tail = text[after..].trim_ascii_start();
            let time = [&b"week"[..], b"month", b"day", b"year", b"hour", b"%", b"/", b"-", b"ml", b"cc"];
            return (next != b'/' && !time.iter().any(|t| tail.starts_with(t))).then_some((value, later));
        }
        let length = text[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        match text[at..at + length].to_ascii_lowercase().as_slice() {
            b"nil" | b"none" if said => return Some((0.0, later)),
            b"was" | b"were" | b"previously" | b"prev" | b"formerly" | b"before" | b"prior" | b"vs" | b"versus" | b"against" | b"from"
            | b"compared" => said = true,
            b"now" => (said, later) = (true, true),
            b"with" | b"to" | b"down" | b"up" | b"on" | b"the" | b"measuring" | b"earlier" | b"at" | b"about" | b"deep" | b"thick"
            | b"in" | b"size" => {}
            _ => return None,
        }
        at += length;
        // "vs."
        at += usize::from(text.get(at) == Some(&b'.'));
    }
    None
}

/// The longest name of a finding between two sizes, in bytes.
const NAME: usize = 40;

/// The most words between two sizes.
const WORDS: usize = 6;

/// " in March)", " on 4/29)": a date behind the size.
fn is_dated(behind: &[u8]) -> bool {
    let behind = behind.trim_ascii_start();
    [&b"in "[..], b"on ", b"at ", b"before", b"previously", b"last "]
        .iter()
        .any(|w| behind.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::{Change, of};

    #[test]
    fn a_millimetre_is_no_change_of_a_large_lesion() {
        assert_eq!(of(17.0, 17.0), Change::Unchanged);
        assert_eq!(of(18.0, 19.0), Change::Unchanged);
        assert_eq!(of(2.0, 3.0), Change::Increased);
        assert_eq!(of(31.0, 23.0), Change::Decreased);
    }
}
