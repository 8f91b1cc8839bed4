//! A message as segments, fields, repetitions and components.

use super::escape::unescape;
use super::segments::{is_segment, looks_like_observation};
use super::signs::{Signs, parts, places};
use memchr::{memchr, memchr_iter, memchr2_iter};
use std::borrow::Cow;
use std::cell::OnceCell;

/// So many fields are found when a segment is read: those that are asked of each observation.
const FOUND: usize = 12;

/// One segment. Lines that are not segments belong to the segment above.
#[derive(Clone, Debug)]
pub(super) struct Segment<'t> {
    text: Cow<'t, str>,
    separator: u8,
    /// Where its first fields end.
    ends: [u32; FOUND],
}

impl<'t> Segment<'t> {
    fn new(text: Cow<'t, str>, separator: u8) -> Self {
        // No message is longer than 4 GB.
        let mut ends = [text.len() as u32; FOUND];
        for (end, at) in ends.iter_mut().zip(places(text.as_bytes(), separator)) {
            *end = at as u32;
        }
        Self { text, separator, ends }
    }

    /// Its three-letter name.
    pub fn name(&self) -> &str {
        self.text.get(..3).unwrap_or_default()
    }

    /// A field by its number; the fields of MSH are counted as in the standard. Empty behind the last one.
    pub fn field(&self, number: usize) -> &str {
        let number = number - usize::from(self.text.starts_with("MSH"));
        let behind = |number: usize| number.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        match self.ends.get(number) {
            Some(end) => self.text.get(behind(number)..*end as usize),
            None => self
                .text
                .get(behind(FOUND)..)
                .and_then(|rest| parts(rest, self.separator).nth(number - FOUND)),
        }
        .unwrap_or_default()
    }

    /// All its fields, by their numbers.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        parts(&self.text, self.separator)
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
        let mut segments = Vec::with_capacity(memchr_iter(b'\r', text.as_bytes()).count());
        // The segment that is read, to which the lines below may belong.
        let mut open: Option<Cow<'t, str>> = None;
        let mut blank = 0;
        let mut start = 0;
        for end in memchr2_iter(b'\r', b'\n', text.as_bytes()).chain([text.len()]) {
            let line = &text[start..end];
            start = end + 1;
            if is_segment(line.as_bytes(), signs.field) {
                blank = 0;
                segments.extend(open.replace(Cow::Borrowed(line)).map(|above| Segment::new(above, signs.field)));
            } else if line.trim().is_empty() {
                blank += 1;
            } else if let Some(above) = &mut open {
                let above = above.to_mut();
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
        segments.extend(open.map(|last| Segment::new(last, signs.field)));
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
    pub fn component<'f>(&self, field: &'f str, number: usize) -> Cow<'f, str> {
        // Most fields that are asked for are empty.
        if field.is_empty() {
            return field.into();
        }
        let first = parts(field, self.signs.repetition).next().unwrap_or_default();
        self.plain(parts(first, self.signs.component).nth(number - 1).unwrap_or_default())
    }

    /// A value with its escape sequences resolved and without surrounding white space.
    pub fn plain<'f>(&self, value: &'f str) -> Cow<'f, str> {
        if memchr(self.signs.escape, value.as_bytes()).is_none() {
            return value.trim().into();
        }
        let mut out = String::new();
        unescape(value, self.signs, &mut out);
        out.trim().to_owned().into()
    }
}
