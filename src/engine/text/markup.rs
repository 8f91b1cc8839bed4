//! Marks that are written with several characters, or with wide ones: tags, entities, boxes, line ends written out, bullets.

use super::token::Gap;

/// What a run of marks means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The same in plain marks, no longer than what stands in the text.
    pub plain: &'static str,
    /// What it is between two words.
    pub gap: Gap,
    /// True when it ends a line that may have ended already: two of them make no empty line.
    pub once: bool,
}

const fn means(plain: &'static str, gap: Gap) -> Meaning {
    Meaning { plain, gap, once: false }
}

const NOTHING: Meaning = means("", Gap(0));
const BOX: Gap = Gap::OPEN.with(Gap::CLOSE);

/// Whether backslash and "n" end lines in a text; found out when the first is met.
#[derive(Debug, Default)]
pub(super) struct WrittenOut(Option<bool>);

/// The run of marks that begins at byte `at`: where it ends, and what it means. `None` when it is a mark like any other.
// Seldom asked: in line it would take the registers of the loop over all bytes.
#[inline(never)]
pub(super) fn at(text: &str, at: usize, written_out: &mut WrittenOut) -> Option<(usize, Meaning)> {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'\r', b'\n', ..] => None,
        [b'\r', ..] => Some((at + 1, means("\n", Gap::LINE))),
        [b'[', b'x' | b'X', b']', ..] | [b'(', b'x' | b'X', b')', ..] => Some((at + 3, means("[x]", BOX))),
        [b'\\', ..] => written_line_end(text, at, written_out),
        [b'&', ..] => entity(rest).map(|(length, meaning)| (at + length, meaning)),
        [b'<', ..] => tag(rest).map(|(length, meaning)| (at + length, meaning)),
        _ => None,
    }
}

/// `\n`, `\r\n`, `\t` as databases write them out. In a text with line ends of its own they are that only before what is no small letter
/// ("head\neck").
fn written_line_end(text: &str, at: usize, written_out: &mut WrittenOut) -> Option<(usize, Meaning)> {
    let rest = &text.as_bytes()[at..];
    let (length, meaning) = match rest {
        [b'\\', b'r', b'\\', b'n', ..] => (4, means("\n", Gap::LINE)),
        [b'\\', b'n' | b'r', ..] => (2, means("\n", Gap::LINE)),
        [b'\\', b't', ..] => (2, means("\t", Gap::SPACE)),
        _ => return None,
    };
    let alone = *written_out.0.get_or_insert_with(|| !text.contains(['\n', '\r']));
    let told = rest.get(length).is_none_or(|b| !b.is_ascii_lowercase());
    (alone || told).then_some((at + length, meaning))
}

/// No entity is longer.
const LONGEST_ENTITY: usize = 12;

/// `&nbsp;`, `&#160;`
fn entity(rest: &[u8]) -> Option<(usize, Meaning)> {
    let end = rest.iter().take(LONGEST_ENTITY).position(|&b| b == b';')?;
    let name = std::str::from_utf8(&rest[1..end]).ok()?;
    let meaning = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => means(" ", Gap::SPACE),
        "lt" => means("<", Gap::EQUALS),
        "gt" => means(">", Gap::EQUALS),
        "amp" => means("&", Gap::AND),
        "bull" | "middot" => means("*", Gap::BULLET),
        "ndash" | "mdash" | "minus" => means("-", Gap::HYPHEN),
        "shy" | "zwnj" | "zwj" | "quot" | "apos" | "lsquo" | "rsquo" | "ldquo" | "rdquo" => NOTHING,
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = digits
                .strip_prefix(['x', 'X'])
                .map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            match char::from_u32(number)? {
                '\n' | '\r' => means("\n", Gap::LINE),
                '<' => means("<", Gap::EQUALS),
                '>' => means(">", Gap::EQUALS),
                '&' => means("&", Gap::AND),
                '"' | '\'' => NOTHING,
                c if c.is_alphanumeric() => return None,
                c if c.is_whitespace() => means(" ", Gap::SPACE),
                c => wide(c),
            }
        }
    };
    Some((end + 1, meaning))
}

/// No tag is longer, in bytes; so that a text full of `<` takes no longer than any other.
const LONGEST_TAG: usize = 256;

/// No sheet of styles that is passed over is longer.
const LONGEST_STYLE: usize = 4096;

/// A tag of HTML. Only known names are tags: "<normal in size>" is a field of a template.
fn tag(rest: &[u8]) -> Option<(usize, Meaning)> {
    let from = if rest.get(1) == Some(&b'/') { 2 } else { 1 };
    let closes = from == 2;
    let length = rest.iter().take(LONGEST_TAG).position(|&b| b == b'>')? + 1;
    let inner = &rest[from..length - 1];
    if inner.contains(&b'<') {
        return None;
    }
    let name_end = inner
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && *b != b'!')
        .unwrap_or(inner.len());
    let mut name = [0; 10];
    let place = name.get_mut(..name_end)?;
    place.copy_from_slice(&inner[..name_end]);
    place.make_ascii_lowercase();
    let attributes = inner.get(name_end).is_none_or(|b| matches!(b, b' ' | b'/' | b'\n' | b'\t' | b'\r'));
    if !attributes {
        return None;
    }
    let line = Meaning {
        plain: "\n",
        gap: Gap::LINE,
        once: true,
    };
    let meaning = match &name[..name_end] {
        b"b" | b"i" | b"u" | b"s" | b"em" | b"strong" | b"span" | b"font" | b"sup" | b"sub" | b"a" | b"small" | b"big" | b"tt"
        | b"code" | b"label" | b"mark" | b"html" | b"body" | b"meta" | b"link" | b"img" | b"col" | b"colgroup" | b"strike" | b"o:p" => {
            return Some((length, NOTHING));
        }
        b"style" | b"script" if !closes => {
            let end = rest.iter().take(LONGEST_STYLE).skip(length).position(|&b| b == b'<');
            return Some((length + end.unwrap_or(0), NOTHING));
        }
        b"br" | b"p" => means("\n", Gap::LINE),
        b"li" if !closes => Meaning {
            plain: "\n*",
            gap: Gap::LINE.with(Gap::BULLET),
            once: true,
        },
        b"dt" if closes => NOTHING,
        b"td" | b"th" | b"dd" => means(if closes { "" } else { "|" }, if closes { Gap::SPACE } else { Gap::BULLET }),
        b"div" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"ul" | b"ol" | b"li" | b"dl" | b"dt" | b"tr" | b"table" | b"tbody"
        | b"thead" | b"tfoot" | b"hr" | b"head" | b"title" | b"style" | b"script" | b"section" | b"article" | b"header" | b"footer"
        | b"pre" | b"center" | b"blockquote" | b"caption" | b"!doctype" => line,
        _ => return None,
    };
    // The line ends of the source around such a tag are for its writer's eyes only.
    let blanks = rest[length..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    Some((length + blanks, meaning))
}

/// What a wide character that is no letter or digit means.
pub(super) fn wide(character: char) -> Meaning {
    match character {
        '\u{2010}'..='\u{2013}' | '\u{2212}' => means("-", Gap::HYPHEN),
        // May separate without blanks too.
        '\u{2014}' | '\u{2015}' => means("--", Gap::HYPHEN),
        '\u{2026}' => means("...", Gap::PERIOD),
        '\u{2022}' | '\u{00B7}' | '\u{2023}' | '\u{25E6}' | '\u{2043}' | '\u{2219}' | '\u{00A7}' | '\u{2713}' | '\u{2714}' => BULLET,
        '\u{25A0}' | '\u{25AA}' | '\u{25AB}' | '\u{25B2}'..='\u{25FA}' | '\u{2190}'..='\u{21FF}' | '\u{2756}' | '\u{27A2}' | '\u{27A4}' => {
            BULLET
        }
        '\u{E000}'..='\u{F8FF}' => BULLET,
        '\u{2610}' | '\u{25A1}' | '\u{25FB}' | '\u{2B1C}' => means("[ ]", BOX),
        '\u{2611}' | '\u{2612}' | '\u{22A0}' | '\u{2705}' | '\u{1F5F9}' => means("[x]", BOX),
        '\u{2500}'..='\u{257F}' if matches!(character, '\u{2502}' | '\u{2503}' | '\u{2551}') => means("|", Gap::BULLET),
        '\u{2028}' | '\u{2029}' | '\u{0085}' => means("\n", Gap::LINE),
        c if is_hidden(c) => NOTHING,
        c if c.is_whitespace() => means(" ", Gap::SPACE),
        '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2060}' => NOTHING,
        _ => means("", Gap::OTHER),
    }
}

const BULLET: Meaning = means("*", Gap::BULLET);

/// Characters that are not shown, or that belong to the letter before them. A word joiner is none: it is found where a blank was lost.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{0300}'..='\u{036F}')
}

/// Adds the plain small letters of a letter or digit: without accents, two joined ones apart.
pub(super) fn fold_letter(character: char, small: &mut Vec<u8>) {
    let plain = match character {
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        'à'..='å' | 'À'..='Å' => "a",
        'ç' | 'Ç' => "c",
        'è'..='ë' | 'È'..='Ë' => "e",
        'ì'..='ï' | 'Ì'..='Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò'..='ö' | 'Ò'..='Ö' => "o",
        'ù'..='ü' | 'Ù'..='Ü' => "u",
        '\u{FF01}'..='\u{FF5E}' => {
            let plain = character as u32 - 0xFF01 + u32::from(b'!');
            small.push((plain as u8).to_ascii_lowercase());
            return;
        }
        _ => "",
    };
    if !plain.is_empty() {
        small.extend_from_slice(plain.as_bytes());
        return;
    }
    let mut buffer = [0; 4];
    for lower in character.to_lowercase() {
        small.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Gap, TextBuffer};

    fn words(text: &str) -> Vec<String> {
        let mut buffer = TextBuffer::default();
        buffer.fold(text);
        buffer.words().map(|w| String::from_utf8_lossy(w).into_owned()).collect()
    }

    fn gap(text: &str) -> Gap {
        let mut buffer = TextBuffer::default();
        buffer.fold(text);
        buffer.tokens[1].gap
    }

    #[test]
    fn tags_and_entities_are_no_words() {
        assert_eq!(
            words("No <b>bleed</b>, &lt; 5&nbsp;mm<br />seen"),
            ["no", "bleed", "5", "mm", "seen"]
        );
        assert_eq!(words("size <normal> & x"), ["size", "normal", "x"]);
        assert!(gap("one<br>\ntwo").has(Gap::LINE) && !gap("one<br>\ntwo").has(Gap::BLANK));
        assert!(gap("<p>one</p>\n<p>two</p>").has(Gap::BLANK));
        assert!(!gap("<div>one</div>\n<div>two</div>").has(Gap::BLANK));
    }

    #[test]
    fn line_ends_of_all_kinds() {
        for end in ["\r", "\r\n", "\u{b}", "\u{c}", "\\n", "\\r\\n", "\u{85}", "\u{2028}", "\0\n"] {
            let gap = gap(&format!("one{end}Two"));
            assert!(gap.has(Gap::LINE) && !gap.has(Gap::BLANK), "{end:?}");
        }
        assert_eq!(words("head\\neck\nx"), ["head", "neck", "x"]);
    }

    #[test]
    fn signs_that_are_not_shown_are_no_part_of_a_word() {
        assert_eq!(
            words("ble\u{ad}ed ye\u{200b}s \u{feff}t\u{200b}he o\u{301}k na\u{ef}ve ﬂow ＭＲ"),
            ["bleed", "yes", "ok", "naive", "flow", "mr"]
        );
    }

    #[test]
    fn combining_marks_begin_no_word() {
        for mark in '\u{300}'..='\u{36f}' {
            assert_eq!(words(&format!("{mark} {mark}one{mark}\n{mark}")), ["one"], "{mark:?}");
        }
    }

    #[test]
    fn places_of_plain_marks() {
        let mut buffer = TextBuffer::default();
        let text = "\u{2610} One \u{2022} [X] Two\r\u{2502} three";
        buffer.fold(text);
        assert_eq!(buffer.plain().len(), text.len());
        assert_eq!(buffer.tokens.len(), 3);
        let plain: Vec<u8> = buffer.plain().iter().copied().filter(|&b| b != 0).collect();
        assert_eq!(String::from_utf8_lossy(&plain), "[ ] one * [x] two\n| three");
    }
}
