//! A size as it is written: numbers, the signs between them, units and axes.

use crate::text::Span;
use smallvec::SmallVec;

/// Reads "a", "a x b" or "a x b x c" with a unit behind the last or each of them, at byte `at` of `text`, where a digit stands; gives the size
/// in millimetres and its place.
pub(super) fn size(text: &[u8], at: usize) -> Option<(SmallVec<[f32; 3]>, Span)> {
    let mut values: SmallVec<[(f32, Option<f32>, usize); 3]> = SmallVec::new();
    // ".5 cm": the point stands in front of the first digit.
    let point = at > 0 && text[at - 1] == b'.' && (at == 1 || !text[at - 2].is_ascii_alphanumeric());
    let start = if point { at - 1 } else { at };
    let mut next = start;
    while values.len() < 3 {
        let Some((value, after)) = number(text, next) else { break };
        let found = unit_here(text, blanks(text, after));
        let after = found.map_or(after, |f| f.1);
        values.push((value, found.map(|f| f.0), after));
        let Some(again) = times(text, axis(text, after)) else { break };
        next = again;
    }
    // The last unit is that of the numbers before it.
    while values.last().is_some_and(|v| v.1.is_none()) {
        values.pop();
    }
    let &(_, last, end) = values.last()?;
    let mut unit = last?;
    let mut mm: SmallVec<[f32; 3]> = SmallVec::new();
    for (value, own, _) in values.iter().rev() {
        unit = own.unwrap_or(unit);
        mm.insert(0, value * unit);
    }
    Some((mm, Span::new(start as u32, end as u32)))
}

/// Millimetres in a unit of length.
pub(super) fn unit(word: &[u8]) -> Option<f32> {
    match word {
        b"mm" | b"mms" | b"millimetre" | b"millimetres" | b"millimeter" | b"millimeters" => Some(1.0),
        b"cm" | b"cms" | b"centimetre" | b"centimetres" | b"centimeter" | b"centimeters" => Some(10.0),
        _ => None,
    }
}

/// The letters at byte `at`, in small letters, if they are no more than the longest word that means something here.
fn letters(text: &[u8], at: usize) -> Option<SmallVec<[u8; 16]>> {
    let rest = text.get(at..)?;
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    (length <= 16).then(|| rest[..length].iter().map(u8::to_ascii_lowercase).collect())
}

fn blanks(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'-')).count()
}

/// The unit at byte `at`, and the byte after it.
fn unit_here(text: &[u8], at: usize) -> Option<(f32, usize)> {
    let word = letters(text, at)?;
    // "2cmx3cm": the sign of multiplication is written on to the unit.
    let own = word.strip_suffix(b"x").unwrap_or(&word);
    Some((unit(own)?, at + own.len()))
}

/// "12", "2.3", "2,3", ".5", "1 1/2", "5±1": a number and the byte after it.
pub(super) fn number(text: &[u8], at: usize) -> Option<(f32, usize)> {
    let digits = |from: usize| {
        from + text
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let whole = digits(at);
    let mut end = whole;
    let mut value = read(text, at, whole).unwrap_or(0.0);
    if matches!(text.get(whole), Some(b'.' | b',')) && digits(whole + 1) > whole + 1 {
        end = digits(whole + 1);
        value += read(text, whole + 1, end)? / 10_f32.powi((end - whole - 1) as i32);
    } else if whole == at {
        return None;
    } else if text.get(whole) == Some(&b' ') {
        let top = digits(whole + 1);
        let bottom = digits(top + 1);
        if top == whole + 2 && text.get(top) == Some(&b'/') && bottom == top + 2 {
            let below = read(text, top + 1, bottom).filter(|&b| b > 0.0)?;
            value += read(text, whole + 1, top)? / below;
            end = bottom;
        }
    }
    // The error is no part of the size.
    let sign = blanks(text, end);
    if text.get(sign..).unwrap_or_default().starts_with("±".as_bytes()) {
        end = digits(blanks(text, sign + 2)).max(end);
    }
    Some((value, end))
}

fn read(text: &[u8], from: usize, to: usize) -> Option<f32> {
    std::str::from_utf8(text.get(from..to)?).ok()?.parse().ok()
}

/// Passes over the name of an axis: "AP", "(TR)", "craniocaudal".
fn axis(text: &[u8], at: usize) -> usize {
    let from = blanks(text, at);
    let open = usize::from(text.get(from) == Some(&b'('));
    let Some(name) = letters(text, from + open) else { return at };
    let known = matches!(
        &*name,
        b"ap"
            | b"tr"
            | b"trv"
            | b"trans"
            | b"transverse"
            | b"cc"
            | b"si"
            | b"ml"
            | b"lr"
            | b"rl"
            | b"long"
            | b"wide"
            | b"deep"
            | b"craniocaudal"
            | b"anteroposterior"
            | b"mediolateral"
            | b"superoinferior"
    );
    let end = from + open + name.len();
    match known && (open == 0 || text.get(end) == Some(&b')')) {
        true => end + open,
        false => at,
    }
}

/// Passes over the sign of multiplication between two numbers: "x", "by", "*", "×".
fn times(text: &[u8], at: usize) -> Option<usize> {
    let from = at
        + text
            .get(at..)?
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b','))
            .count();
    let rest = &text[from..];
    let length = match rest {
        [b'x' | b'X' | b'*', ..] => 1,
        [b'b' | b'B', b'y' | b'Y', b' ', ..] => 2,
        _ if rest.starts_with("×".as_bytes()) => 2,
        _ => return None,
    };
    let next = blanks(text, from + length);
    text.get(next).filter(|b| b.is_ascii_digit() || **b == b'.').map(|_| next)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_in_every_writing() {
        let cases: [(&str, &[f32]); 16] = [
            ("12 mm", &[12.0]),
            ("3.2 x 1.5 cm", &[32.0, 15.0]),
            ("3.2x1.5cm", &[32.0, 15.0]),
            ("3.2 × 1.5 cm", &[32.0, 15.0]),
            ("32*15 mm", &[32.0, 15.0]),
            ("3,2 x 1,5 cm", &[32.0, 15.0]),
            ("4 by 5 by 6 mm", &[4.0, 5.0, 6.0]),
            ("4 cm AP x 5 cm TR x 6 cm (CC)", &[40.0, 50.0, 60.0]),
            ("4mm x 1cm", &[4.0, 10.0]),
            ("4cmx1cm", &[40.0, 10.0]),
            ("1 1/2 cm", &[15.0]),
            ("7±1 mm", &[7.0]),
            ("15-mm", &[15.0]),
            ("20 MILLIMETRES", &[20.0]),
            ("20 ml", &[]),
            ("3 x 4 months", &[]),
        ];
        for (text, want) in cases {
            let got = size(text.as_bytes(), 0).map(|(mm, _)| mm).unwrap_or_default();
            let near = got.len() == want.len() && got.iter().zip(want).all(|(a, b)| (a - b).abs() < 0.01);
            assert!(near, "{text}: {got:?}");
        }
        let (mm, span) = size(b"about .5 cm", 7).expect("a size");
        assert_eq!((mm.as_slice(), span.start), (&[5.0][..], 6));
    }
}
