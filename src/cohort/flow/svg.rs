//! A figure as SVG.

use super::drawing::{Drawing, PAGE, SIZE, TITLE_LEADING, TITLE_SIZE};
use quick_xml::escape::escape;
use std::fmt::Write;

/// Millimetres in a point.
const MM: f32 = 25.4 / 72.0;

/// The document. Text stays text, in a font that every machine has one of, so that it can be edited.
pub(super) fn write(drawing: &Drawing) -> String {
    let scale = (PAGE / drawing.width.max(1.0)).min(1.0);
    let (width, height) = (drawing.width.max(1.0), drawing.height.max(1.0));
    let mut out = String::new();
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{:.2}mm" height="{:.2}mm" viewBox="0 0 {width:.1} {height:.1}" role="img" font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" font-size="{SIZE}">"#,
        width * scale * MM,
        height * scale * MM
    );
    let _ = writeln!(
        out,
        "<title>{}</title>",
        text(&if drawing.title.is_empty() {
            "Flow of records".to_owned()
        } else {
            drawing.title.join(" ")
        })
    );
    let _ = writeln!(out, "<desc>{}</desc>", text(&drawing.description));
    let _ = writeln!(out, r##"<rect width="100%" height="100%" fill="#fff"/>"##);
    for (number, line) in drawing.title.iter().enumerate() {
        let _ = writeln!(
            out,
            r#"<text x="2" y="{:.1}" font-weight="bold" font-size="{TITLE_SIZE:.1}">{}</text>"#,
            TITLE_LEADING * (number + 1) as f32 - 2.0,
            text(line)
        );
    }
    let _ = writeln!(out, r##"<g stroke="#000" stroke-width="0.75" fill="none">"##);
    for arrow in &drawing.arrows {
        let ((x, y), (to_x, to_y)) = (arrow.from, arrow.to);
        let _ = writeln!(out, r#"<path d="M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}"/>"#);
    }
    let _ = writeln!(out, "</g>\n<g>");
    for arrow in drawing.arrows.iter().filter(|arrow| arrow.head) {
        let (x, y) = arrow.to;
        let across = arrow.from.1 == arrow.to.1;
        let (left, right) = if across {
            ((-5.0, -2.5), (-5.0, 2.5))
        } else {
            ((-2.5, -5.0), (2.5, -5.0))
        };
        let _ = writeln!(
            out,
            r#"<path d="M{x:.1} {y:.1}l{:.1} {:.1}L{:.1} {:.1}z"/>"#,
            left.0,
            left.1,
            x + right.0,
            y + right.1
        );
    }
    let _ = writeln!(out, "</g>\n<g fill=\"#fff\" stroke=\"#000\" stroke-width=\"0.75\">");
    for own in &drawing.boxes {
        let _ = writeln!(
            out,
            r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}"/>"#,
            own.x, own.y, own.width, own.height
        );
    }
    let _ = writeln!(out, "</g>\n<g>");
    for (x, y, line) in drawing.boxes.iter().flat_map(|own| own.base_lines()) {
        if !line.text.is_empty() {
            let weight = if line.bold { r#" font-weight="bold""# } else { "" };
            let _ = writeln!(out, r#"<text x="{x:.1}" y="{y:.1}"{weight}>{}</text>"#, text(&line.text));
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A text without what XML forbids and without what turns the direction of writing, which would show `<5` as `5>`; escaped.
fn text(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    let clean: String = text.chars().filter(allowed).collect();
    escape(&clean).into_owned()
}
