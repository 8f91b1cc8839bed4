//! Converts HTML and XHTML, well-formed or not, to text.

use super::layout::{Layout, Lists};
use super::tags::{Scanner, Tag};
use quick_xml::escape::resolve_html5_entity;

/// Tags that identify a text as HTML.
const TELLING: &[&str] = &[
    "html", "body", "p", "br", "div", "span", "table", "tr", "td", "ul", "ol", "li", "b", "i", "u", "strong", "em", "font", "pre", "h1",
    "h2", "h3", "h4",
];
/// Tags that separate lines. In a text without any of them, the line breaks of the text are kept.
const PARTING: &[&str] = &["p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4"];
/// Elements whose content is not visible text.
const SILENT: &[&str] = &["head", "title", "script", "style"];

/// True when `text` contains HTML tags.
pub(super) fn is_html(text: &str) -> bool {
    tags(text).any(|tag| TELLING.contains(&tag.name.as_str()))
}

/// Converts HTML to text: paragraphs, lines, list items with `-` or their number, and one line per table row with its cells separated. The time is
/// linear in the length of `text`, well-formed or not.
pub fn of_html(text: &str) -> String {
    scan(&mut Scanner::new(text))
}

fn scan(scanner: &mut Scanner<'_>) -> String {
    let text = scanner.text;
    let mut layout = Layout::default();
    let mut lists = Lists::default();
    layout.kept = usize::from(!tags(text).any(|tag| PARTING.contains(&tag.name.as_str())));
    // Elements without visible text that are known to have no end tag from here on.
    let mut open: Vec<String> = Vec::new();
    let mut done = 0;
    while let Some(at) = memchr::memchr(b'<', &text.as_bytes()[done..]).map(|n| done + n) {
        if layout.is_full() {
            return layout.finish();
        }
        words(&text[done..at], &mut layout);
        let Some((tag, after)) = scanner.tag(at) else {
            layout.text("<");
            done = at + 1;
            continue;
        };
        done = after;
        if SILENT.contains(&tag.name.as_str()) && !tag.closes && !open.contains(&tag.name) {
            match scanner.after_closing(done, &tag.name) {
                Some(after) => done = after,
                None => open.push(tag.name.clone()),
            }
        }
        lay_out(&tag, &mut layout, &mut lists);
    }
    words(&text[done..], &mut layout);
    layout.finish()
}

fn tags(text: &str) -> impl Iterator<Item = Tag> {
    let mut scanner = Scanner::new(text);
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(move |at| scanner.tag(at).map(|tag| tag.0))
}

fn lay_out(tag: &Tag, layout: &mut Layout, lists: &mut Lists) {
    match tag.name.as_str() {
        "br" => layout.line_break(),
        "p" | "table" | "blockquote" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "section" | "body" => layout.block(),
        "div" | "tr" | "dt" | "dd" | "caption" | "header" | "footer" | "article" => layout.line(),
        "td" | "th" if !tag.closes => layout.cell(),
        "li" if !tag.closes => layout.item(lists.label()),
        "li" => layout.line(),
        "ul" | "ol" => {
            layout.block();
            if tag.closes {
                lists.close();
            } else {
                lists.open(tag.name == "ol");
            }
        }
        "pre" => {
            layout.block();
            layout.kept = if tag.closes {
                layout.kept.saturating_sub(1)
            } else {
                layout.kept + 1
            };
        }
        _ => (),
    }
}

/// Appends text with its character references resolved.
fn words(text: &str, layout: &mut Layout) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        layout.text(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(after.len());
        match entity(&after[..end]) {
            Some(resolved) if after[end..].starts_with(';') => {
                layout.text(&resolved);
                rest = &after[end + 1..];
            }
            _ => {
                layout.text("&");
                rest = after;
            }
        }
    }
    layout.text(rest);
}

/// The character of a character reference, without `&` and `;`.
pub fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // References to C1 control characters mean the characters of Windows-1252.
    match code {
        0x80..=0x9F => Some(
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&[u8::try_from(code).ok()?])
                .0
                .into_owned(),
        ),
        0 => None,
        code => char::from_u32(code).map(String::from),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::pieces::LONGEST_TEXT;
    use super::*;

    #[test]
    fn pages_keep_their_layout() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><h2>Report</h2><p>One &lt; two&nbsp;mm,\n a &amp; b.<br/>Next &#233; &#150;</p>\
            <ul><li>first</li><li><p>second</p></li></ul><ol><li>one<li>two</ol><table><tr><th>Side</th><th>Size</th></tr><tr><td>left</td><td>3 mm</td></tr></table></body></html>";
        assert_eq!(
            of_html(page),
            "Report\n\nOne < two mm, a & b.\nNext é –\n\n- first\n\n- second\n\n1. one\n2. two\n\nSide  Size\nleft  3 mm"
        );
    }

    #[test]
    fn what_only_looks_like_markup_is_text() {
        for text in ["size < 5 mm and > 3 mm", "<5 mm", "a & b &c; x<y", "<unclosed"] {
            assert!(!is_html(text), "{text}");
            assert_eq!(of_html(text), text);
        }
        assert_eq!(of_html("<b>One</b>\ntwo\n\nthree"), "One\ntwo\n\nthree");
        assert!(is_html("one<br>two") && is_html("<P class='a>b'>x"));
    }

    #[test]
    fn each_byte_is_looked_at_a_few_times_however_long_the_text_is() {
        for text in [
            "<!-- a ",
            "<! ",
            "<? ",
            "<!-- <! ",
            "<!--",
            "<a ",
            "<a \"",
            "<a '",
            "<a \"'",
            "<a \"''",
            "<a '\"'\"' ",
            "<aaa",
            "</a ",
            "</",
            "<script>",
            "<style><script>",
            "<title></",
            "<a b=\"<",
            "<!-- --><!",
            "<p>x</p>",
        ] {
            for end in ["", "-->", "</script>", "\"", "'>"] {
                let whole = text.repeat(5_000) + end;
                let mut scanner = Scanner::new(&whole);
                scan(&mut scanner);
                // All `<`, as when a text is searched for the tags that identify it as HTML.
                memchr::memchr_iter(b'<', whole.as_bytes()).for_each(|at| drop(scanner.tag(at)));
                assert!(
                    scanner.looked_at <= 10 * whole.len(),
                    "{text} {end}: {} times",
                    scanner.looked_at / whole.len()
                );
            }
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_not_made_any_longer() {
        let page = "<p>x ".repeat(LONGEST_TEXT);
        let text = of_html(&page);
        assert!((LONGEST_TEXT + 1..LONGEST_TEXT + 8).contains(&text.len()), "{}", text.len());
    }
}
