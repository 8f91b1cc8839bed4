//! A hit as compilers show one: the lines of the report with the words underlined.

use crate::cli::paint::printable;
use crate::document::Document;
use crate::lint::{Hit, Severity, rule};
use crate::text::Span;
use crate::visible::visible;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// Longer lines are shown from the sentence on.
const WIDEST: usize = 140;

/// The page of a hit.
pub(super) fn page(id: &str, hit: &Hit, doc: &Document<'_>, colour: bool) -> String {
    let known = rule(hit.code);
    let level = match known.map_or(Severity::Warning, |rule| rule.severity()) {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    // One character stands for one, so that the places fit.
    let (text, map) = shown(doc.text);
    let id = visible(id);
    let mut snippet = Snippet::source(text.as_str()).path(id.as_ref());
    for (number, mark) in hit.marks.iter().enumerate() {
        let kind = if number == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        snippet = snippet.annotation(kind.span(map.range(mark.span)).label(mark.label.as_str()));
    }
    let title = level.primary_title(hit.message.as_str()).id(hit.code);
    let mut group = Group::with_title(title).element(snippet);
    if let Some(rule) = known {
        group = group.element(Level::HELP.message(rule.page().advice.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDEST).render(&[group]) + "\n\n"
}

/// Where the bytes of a text stand in what is shown of it.
struct Shown {
    /// Only where something was replaced by what has another length.
    places: Option<Vec<u32>>,
}

impl Shown {
    fn range(&self, span: Span) -> Range<usize> {
        let at = |byte: u32| match &self.places {
            Some(places) => places.get(byte as usize).copied().unwrap_or_default() as usize,
            None => byte as usize,
        };
        at(span.start)..at(span.end)
    }
}

/// The text without what could steer a terminal.
fn shown(text: &str) -> (String, Shown) {
    let clean = printable(text);
    if clean.len() == text.len() && !text.contains('\r') {
        return (clean, Shown { places: None });
    }
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut out = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for character in text.chars() {
        let length = out.len() as u32;
        places.extend(std::iter::repeat_n(length, character.len_utf8()));
        out.push_str(&printable(character.encode_utf8(&mut buffer)));
    }
    places.push(out.len() as u32);
    (out, Shown { places: Some(places) })
}
