//! Repairs JSON that strict parsers refuse and other programs write: `NaN` and `Infinity`, and single halves of surrogate pairs.

use memchr::memchr2;

/// A line with its repairs.
pub(super) struct Repaired {
    pub line: String,
    /// True when half of a surrogate pair was replaced by U+FFFD.
    pub surrogates: bool,
    /// True when a number that is not finite was replaced.
    pub not_finite: bool,
}

/// The numbers that are not finite, as Python writes them.
const NOT_FINITE: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// Repairs `line`; `None` when there is nothing to repair. Numbers that are not finite become null, or strings when `as_strings` is set.
pub(super) fn repaired(line: &str, as_strings: bool) -> Option<Repaired> {
    let mut out = Repaired {
        line: String::with_capacity(line.len() + 16),
        surrogates: false,
        not_finite: false,
    };
    let mut done = 0;
    let mut at = 0;
    let bytes = line.as_bytes();
    let mut in_string = false;
    while let Some(&byte) = bytes.get(at) {
        let replaced: Option<(usize, String)> = match byte {
            b'"' => {
                in_string = !in_string;
                None
            }
            b'\\' if in_string => {
                let (length, lone) = escape(&bytes[at..]);
                if !lone {
                    at += length;
                    continue;
                }
                out.surrogates = true;
                Some((length, "\\ufffd".to_owned()))
            }
            b'N' | b'I' | b'-' if !in_string => {
                let word = NOT_FINITE.into_iter().find(|word| line[at..].starts_with(word));
                out.not_finite |= word.is_some();
                word.map(|word| (word.len(), if as_strings { format!("\"{word}\"") } else { "null".to_owned() }))
            }
            _ => None,
        };
        let Some((length, new)) = replaced else {
            at += 1;
            if in_string {
                at += memchr2(b'"', b'\\', &bytes[at..]).unwrap_or(bytes.len() - at);
            }
            continue;
        };
        out.line += &line[done..at];
        out.line += &new;
        at += length;
        done = at;
    }
    out.line += &line[done..];
    (out.surrogates || out.not_finite).then_some(out)
}

/// The length of the escape at the start of `bytes`, and whether it is half of a surrogate pair without the other.
fn escape(bytes: &[u8]) -> (usize, bool) {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        let digits = std::str::from_utf8(digits)
            .ok()
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, false),
        (Some(0xD800..=0xDFFF), _) => (6, true),
        // The next byte may be the first of a character with several.
        _ => (if bytes.get(1).is_some_and(u8::is_ascii) { 2 } else { 1 }, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_halves_are_repaired_outside_and_inside_strings() {
        for (line, wanted) in [
            (
                r#"{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN"}"#,
                Some(r#"{"a":null,"b":[null,null],"c":"NaN"}"#),
            ),
            (r#"{"a":"x \ud83d y","b":"\udc00"}"#, Some(r#"{"a":"x \ufffd y","b":"\ufffd"}"#)),
            (
                r#"{"a":"\ud83d\ude00 \ud83d\ud83d\ude00"}"#,
                Some(r#"{"a":"\ud83d\ude00 \ufffd\ud83d\ude00"}"#),
            ),
            (r#"{"a":"\\ud83d \"NaN\" é\\","b":-1}"#, None),
            (r#"{"a":"\ud83"#, None),
            ("\\é", None),
        ] {
            assert_eq!(repaired(line, false).map(|r| r.line).as_deref(), wanted, "{line}");
        }
        assert_eq!(repaired(r#"{"a":NaN}"#, true).unwrap().line, r#"{"a":"NaN"}"#);
    }
}
