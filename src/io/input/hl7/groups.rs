//! Messages that hold several reports.

use super::segments::{field, has_text, name};

/// Splits a message into one for each report in it.
///
/// Orders (OBR segments) with a filler order number of their own and text of their own are reports of their own; each gets the segments
/// before the first order. Orders that share a number are one report. Where only one order has text, the message stays as it is: the
/// others are read along with it.
pub(super) fn split(message: &[u8]) -> Vec<Vec<u8>> {
    let whole = || vec![message.to_vec()];
    if memchr::memmem::find_iter(message, b"\rOBR").nth(1).is_none() {
        return whole();
    }
    let Some(&separator) = message.get(3) else { return whole() };
    let segments: Vec<&[u8]> = message.split_inclusive(|&b| b == b'\r').collect();
    let starts = starts(&segments);
    let Some(&first) = starts.first() else { return whole() };
    let mut reports: Vec<(&[u8], Vec<&[u8]>)> = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(segments.len());
        let group = &segments[start..end];
        if !group.iter().any(|s| has_text(s, separator)) {
            continue;
        }
        let number = number(group, separator);
        match reports.iter_mut().find(|r| r.0 == number) {
            Some(report) => report.1.extend(group),
            None => reports.push((number, group.to_vec())),
        }
    }
    if reports.len() < 2 {
        return whole();
    }
    let head = segments[..first].concat();
    reports.iter().map(|(_, group)| [head.clone(), group.concat()].concat()).collect()
}

/// Where the orders begin: at an OBR segment or the ORC segment before it.
fn starts(segments: &[&[u8]]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut common = None;
    for (index, segment) in segments.iter().enumerate() {
        match name(segment) {
            b"ORC" => common = Some(index),
            b"OBR" => starts.push(common.take().unwrap_or(index)),
            _ => (),
        }
    }
    starts
}

/// The filler order number of an order, or that of the placer.
fn number<'m>(group: &[&'m [u8]], separator: u8) -> &'m [u8] {
    let Some(order) = group.iter().find(|s| name(s) == b"OBR") else {
        return b"";
    };
    let filler = field(order, separator, 3);
    if filler.is_empty() { field(order, separator, 2) } else { filler }
}
