//! A message as segments, fields, repetitions and components.

use super::escape::unescape;
use super::segments::{is_segment, looks_like_observation};
use super::signs::{Signs, parts};
use memchr::memchr2_iter;
use std::borrow::Cow;
use std::cell::OnceCell;

/// One segment. Lines that are not segments belong to the segment above.
#[derive(Clone, Debug)]
pub(super) struct Segment<'t> {
    text: Cow<'t, str>,
    separator: u8,
}

impl Segment<'_> {
    /// Its three-letter name.
    pub fn name(&self) -> &str {
        self.text.get(..3).unwrap_or_default()
    }

    /// A field by its number; the fields of MSH are counted as in the standard.
    pub fn field(&self, number: usize) -> &str {
        let number = if self.name() == "MSH" { number - 1 } else { number };
        parts(&self.text, self.separator).nth(number).unwrap_or_default()
    }
}

/// A decoded message.
#[derive(Debug)]
pub(super) struct Message<'t> {
    pub segments: Vec<Segment<'t>>,
    pub signs: Signs,
    /// The index of the order that the report answers, once it has been looked for.
    order: OnceCell<Option<usize>>,
}

impl<'t> Message<'t> {
    /// Parses the segments of `text`, which begins with MSH and has a carriage return after each segment.
    pub fn new(text: &'t str) -> Self {
        let signs = Signs::of(text.as_bytes());
        let mut segments: Vec<Segment<'t>> = Vec::new();
        let mut blank = 0;
        let mut start = 0;
        for end in memchr2_iter(b'\r', b'\n', text.as_bytes()).chain([text.len()]) {
            let line = &text[start..end];
            start = end + 1;
            if is_segment(line.as_bytes(), signs.field) {
                blank = 0;
                segments.push(Segment {
                    text: Cow::Borrowed(line),
                    separator: signs.field,
                });
            } else if line.trim().is_empty() {
                blank += 1;
            } else if let Some(above) = segments.last_mut() {
                let above = above.text.to_mut();
                above.extend(std::iter::repeat_n('\n', blank + 1));
                if looks_like_observation(line.as_bytes(), signs.field) {
                    // Its separator is a sign of the text, and would end the field.
                    let escape = char::from(signs.escape);
                    above.extend(line[..3].chars().chain([escape, 'F', escape]));
                    above.push_str(&line[4..]);
                } else {
                    above.push_str(line);
                }
                blank = 0;
            }
        }
        Self {
            segments,
            signs,
            order: OnceCell::new(),
        }
    }

    /// A field of the first segment with this name; empty without such a segment.
    pub fn field(&self, name: &str, number: usize) -> &str {
        let segment = self.segments.iter().find(|s| s.name() == name);
        segment.map_or("", |s| s.field(number))
    }

    /// The order that the report answers: the first OBR segment with text below it, or else the first OBR segment.
    pub fn order(&self) -> Option<&Segment<'t>> {
        let index = self.order.get_or_init(|| self.find_order());
        index.map(|index| &self.segments[index])
    }

    fn find_order(&self) -> Option<usize> {
        let mut order = None;
        let mut first = None;
        for (index, segment) in self.segments.iter().enumerate() {
            match segment.name() {
                "OBR" => {
                    order = Some(index);
                    first = first.or(order);
                }
                "OBX" if order.is_some() && !segment.field(5).trim().is_empty() => return order,
                _ => (),
            }
        }
        first
    }

    /// A field of the order.
    pub fn order_field(&self, number: usize) -> &str {
        self.order().map_or("", |order| order.field(number))
    }

    /// A component of the first repetition of a field, from 1, with its escape sequences resolved.
    pub fn component(&self, field: &str, number: usize) -> String {
        let first = parts(field, self.signs.repetition).next().unwrap_or_default();
        self.plain(parts(first, self.signs.component).nth(number - 1).unwrap_or_default())
    }

    /// A value with its escape sequences resolved and without surrounding white space.
    pub fn plain(&self, value: &str) -> String {
        if !value.as_bytes().contains(&self.signs.escape) {
            return value.trim().to_owned();
        }
        let mut out = String::new();
        unescape(value, self.signs, &mut out);
        out.trim().to_owned()
    }
}
