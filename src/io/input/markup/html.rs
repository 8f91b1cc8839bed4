//! Text out of HTML and XHTML, well-formed or not.

use super::layout::{Layout, Lists};
use quick_xml::escape::resolve_html5_entity;

/// Tags that show that a text is HTML.
const TELLING: &[&str] = &[
    "html", "body", "p", "br", "div", "span", "table", "tr", "td", "ul", "ol", "li", "b", "i", "u", "strong", "em", "font", "pre", "h1",
    "h2", "h3", "h4",
];
/// Tags that part lines. Where there are none, the text's own lines are kept.
const PARTING: &[&str] = &["p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4"];
/// Elements whose content is not text of the page.
const SILENT: &[&str] = &["head", "title", "script", "style"];

/// A tag: its name in lower case, and whether it closes.
struct Tag {
    name: String,
    closes: bool,
}

/// True when `text` holds tags of HTML.
pub(super) fn is_html(text: &str) -> bool {
    tags(text).any(|tag| TELLING.contains(&tag.name.as_str()))
}

/// The text of HTML: paragraphs, lines, list items behind `-` or their number, and a table row a line with its cells apart.
pub fn of_html(text: &str) -> String {
    let mut layout = Layout::default();
    let mut lists = Lists::default();
    layout.kept = usize::from(!tags(text).any(|tag| PARTING.contains(&tag.name.as_str())));
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        words(&rest[..at], &mut layout);
        let Some((tag, after)) = tag(&rest[at..]) else {
            layout.text("<");
            rest = &rest[at + 1..];
            continue;
        };
        rest = after;
        if SILENT.contains(&tag.name.as_str()) && !tag.closes {
            rest = after_closing(rest, &tag.name).unwrap_or(rest);
        }
        lay_out(&tag, &mut layout, &mut lists);
    }
    words(rest, &mut layout);
    layout.finish()
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

/// The tag or remark that begins `text` and what comes after it; nothing for a `<` that is text ("< 5 mm").
fn tag(text: &str) -> Option<(Tag, &str)> {
    let nameless = |after| {
        (
            Tag {
                name: String::new(),
                closes: false,
            },
            after,
        )
    };
    if let Some(remark) = text.strip_prefix("<!--") {
        return remark.split_once("-->").map(|(_, after)| nameless(after));
    }
    let inside = &text[1..];
    if inside.starts_with(['!', '?']) {
        return inside.split_once('>').map(|(_, after)| nameless(after));
    }
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').filter(|&n| n > 0)?;
    let bounded = inside.starts_with(|c: char| c.is_ascii_alphabetic())
        && inside[end..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    if !bounded {
        return None;
    }
    let mut quote = None;
    for (at, c) in inside[end..].char_indices() {
        match (quote, c) {
            (None, '>') => {
                let name = inside[..end].rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
                return Some((Tag { name, closes }, &inside[end + at + 1..]));
            }
            // Another tag begins: this one was text.
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => (),
        }
    }
    None
}

fn tags(text: &str) -> impl Iterator<Item = Tag> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| tag(&text[at..]).map(|t| t.0))
}

/// What comes after the closing tag of an element.
fn after_closing<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        match tag(&rest[at..]) {
            Some((tag, after)) if tag.name == name => return Some(after),
            _ => rest = &rest[at + 2..],
        }
    }
    None
}

/// Adds text with its character references resolved.
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

/// What a character reference, without `&` and `;`, stands for.
pub fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // References to the range of control characters mean those of Windows-1252.
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
}
