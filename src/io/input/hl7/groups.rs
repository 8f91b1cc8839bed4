//! Messages with several reports.

use super::segments::{field, has_text, name};
use crate::input::reject::Reason;
use std::collections::HashMap;
use std::ops::Range;

/// The most bytes that the segments before the orders of one message may take when they are copied to every report. Real messages have some thousand
/// bytes and a few orders.
const MOST_COPIED: u64 = 256 << 20;

/// The most segments of a message: each takes memory of its own. Real messages have hundreds.
const MOST_SEGMENTS: usize = 1 << 20;

/// The reports of one message, returned one after the other. What they share is stored once, so that memory does not grow with their number.
pub(super) struct Reports {
    message: Vec<u8>,
    /// The end of the segments that every report gets.
    head: usize,
    /// The orders with text; orders of the same report are adjacent.
    orders: Vec<Order>,
    /// The index of the next order to return.
    next: usize,
}

/// The position of an order, and the report that it belongs to.
struct Order {
    report: usize,
    place: Range<usize>,
}

/// How many segments and orders a message has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    segments: usize,
    orders: usize,
}

impl Counts {
    /// Counts a segment, or a line of the text of one.
    pub fn add(&mut self, segment: &[u8]) {
        self.segments += 1;
        self.orders += usize::from(name(segment) == b"OBR");
    }
}

impl Reports {
    /// The reports of a message whose segments end with carriage returns.
    ///
    /// Orders (OBR segments) with their own filler order number and their own text are separate reports; each gets the segments
    /// before the first order. Orders that share a number are one report. Where only one order has text, the message stays as it is: the
    /// others are read along with it.
    ///
    /// # Errors
    /// A message that would take too much memory.
    pub fn of(message: Vec<u8>, counts: Counts) -> Result<Self, Reason> {
        if counts.segments > MOST_SEGMENTS {
            return Err(Reason::TooManySegments);
        }
        let (head, orders) = if counts.orders > 1 {
            orders(&message).unwrap_or_default()
        } else {
            Default::default()
        };
        let reports = orders.last().map_or(0, |last| last.report + 1);
        if reports < 2 {
            return Ok(Self {
                head: 0,
                orders: vec![Order {
                    report: 0,
                    place: 0..message.len(),
                }],
                message,
                next: 0,
            });
        }
        if (head as u64).saturating_mul(reports as u64) > MOST_COPIED {
            return Err(Reason::HeadTooOften);
        }
        Ok(Self {
            message,
            head,
            orders,
            next: 0,
        })
    }

    /// Appends the next report to `buffer`; false at the end.
    pub fn next(&mut self, buffer: &mut Vec<u8>) -> bool {
        let left = &self.orders[self.next..];
        let Some(Order { report, .. }) = left.first() else {
            return false;
        };
        buffer.extend_from_slice(&self.message[..self.head]);
        for order in left.iter().take_while(|order| order.report == *report) {
            buffer.extend_from_slice(&self.message[order.place.clone()]);
            self.next += 1;
        }
        true
    }
}

/// The position of the first order, and the orders with text, grouped by report.
fn orders(message: &[u8]) -> Option<(usize, Vec<Order>)> {
    let separator = *message.get(3)?;
    let mut end = 0;
    let segments: Vec<Range<usize>> = message
        .split_inclusive(|&b| b == b'\r')
        .map(|segment| {
            end += segment.len();
            end - segment.len()..end
        })
        .collect();
    let starts = starts(message, &segments);
    let first = *starts.first()?;
    let mut reports: HashMap<&[u8], usize> = HashMap::new();
    let mut orders = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        let group = &segments[start..starts.get(index + 1).copied().unwrap_or(segments.len())];
        if !group.iter().any(|s| has_text(&message[s.clone()], separator)) {
            continue;
        }
        let next = reports.len();
        let report = *reports.entry(number(message, group, separator)).or_insert(next);
        let place = segments[start].start..group.last().map_or(0, |s| s.end);
        orders.push(Order { report, place });
    }
    orders.sort_by_key(|order| order.report);
    Some((segments[first].start, orders))
}

/// The indexes of the segments that begin an order: an OBR segment, or the ORC segment before it.
fn starts(message: &[u8], segments: &[Range<usize>]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut common = None;
    for (index, segment) in segments.iter().enumerate() {
        match name(&message[segment.clone()]) {
            b"ORC" => common = Some(index),
            b"OBR" => starts.push(common.take().unwrap_or(index)),
            _ => (),
        }
    }
    starts
}

/// The filler order number of an order, or else its placer order number.
fn number<'m>(message: &'m [u8], group: &[Range<usize>], separator: u8) -> &'m [u8] {
    let mut segments = group.iter().map(|s| &message[s.clone()]);
    let Some(order) = segments.find(|s| name(s) == b"OBR") else {
        return b"";
    };
    let filler = field(order, separator, 3);
    if filler.is_empty() { field(order, separator, 2) } else { filler }
}
