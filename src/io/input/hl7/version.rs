//! The version of a report that a message holds, read from its bytes.
//!
//! All messages are looked through before the first one is decoded, so this takes what it needs from the bytes and decodes only the
//! messages of which they do not tell all.

use super::message::Message;
use super::segments::{field, is_segment, is_withdrawn, looks_like_observation, name};
use super::signs::{Signs, ranges};
use super::{charset, document, meta, report};
use crate::input::reject::Reason;
use crate::input::version::{Version, name_hash};
use memchr::{memchr, memchr2_iter};

/// The version that a message holds; `None` for one without an order number, and for one that is no report.
pub(in super::super) fn version(bytes: &[u8]) -> Option<Version> {
    match from_bytes(bytes) {
        Told::All(version) => version,
        Told::NotAll => from_message(bytes),
    }
}

/// What the bytes of a message tell.
enum Told {
    All(Option<Version>),
    /// It must be decoded.
    NotAll,
}

/// What has been seen of a message.
#[derive(Default)]
struct Seen<'b> {
    first_order: Option<&'b [u8]>,
    order: Option<&'b [u8]>,
    /// The order that has text below it.
    answered: Option<&'b [u8]>,
    /// What the order with text says of its status, once both are known.
    status: Option<&'b [u8]>,
    /// The status of the last observation.
    observed: &'b [u8],
    /// True when there is text of which nothing must be decoded to know that it is some.
    has_text: bool,
}

fn from_bytes(bytes: &[u8]) -> Told {
    let signs = Signs::of(bytes);
    let header = &bytes[..memchr(b'\r', bytes).unwrap_or(bytes.len())];
    let kind = component(field(header, signs.field, 9), signs);
    if charset::is_wide(header) || kind != Some(b"ORU") {
        return Told::NotAll;
    }
    let mut seen = Seen::default();
    let mut start = 0;
    let mut open = 0..0;
    for end in memchr2_iter(b'\r', b'\n', bytes).chain([bytes.len()]) {
        let line = start..end;
        start = end + 1;
        if is_segment(&bytes[line.clone()], signs.field) {
            if !seen.take(&bytes[open], signs) {
                return Told::NotAll;
            }
            if seen.is_settled(signs) {
                return seen.version(header, signs);
            }
            open = line;
        } else if looks_like_observation(&bytes[line.clone()], signs.field) {
            return Told::NotAll;
        } else if !bytes[line.clone()].trim_ascii().is_empty() {
            // A line that is no segment belongs to the one above.
            open.end = line.end;
        }
    }
    if !seen.take(&bytes[open], signs) || !seen.has_text {
        return Told::NotAll;
    }
    seen.version(header, signs)
}

impl<'b> Seen<'b> {
    /// Looks at a segment. False when it must be decoded.
    fn take(&mut self, segment: &'b [u8], signs: Signs) -> bool {
        match name(segment) {
            b"OBR" => {
                self.order = Some(segment);
                self.first_order = self.first_order.or(self.order);
            }
            b"OBX" if self.order.is_some() => {
                let mut fields = ranges(segment, signs.field).map(|range| &segment[range]);
                let kind = fields.nth(2).unwrap_or_default().trim_ascii();
                let value = fields.nth(2).unwrap_or_default();
                let status = fields.nth(5).unwrap_or_default().trim_ascii();
                if !value.trim_ascii().is_empty() {
                    self.answered = self.answered.or(self.order);
                }
                if is_withdrawn(status) {
                    return true;
                }
                match kind {
                    b"TX" | b"FT" | b"ST" => (),
                    b"" if value.is_empty() => return true,
                    b"" => (),
                    b"ED" | b"CE" | b"CWE" | b"CNE" | b"CF" => return false,
                    _ => return true,
                }
                self.observed = status;
                self.has_text = self.has_text || is_plain(value, signs);
            }
            _ => (),
        }
        true
    }

    /// True when what follows changes nothing: there is text, and its order says its status.
    fn is_settled(&mut self, signs: Signs) -> bool {
        let Some(order) = self.answered.filter(|_| self.has_text && self.status.is_none()) else {
            return false;
        };
        let status = field(order, signs.field, 25);
        self.status = Some(status);
        !status.trim_ascii().is_empty()
    }

    fn version(&self, header: &[u8], signs: Signs) -> Told {
        let Some(order) = self.answered.or(self.first_order) else {
            return Told::All(None);
        };
        let values = (
            component(field(order, signs.field, 3), signs).and_then(text),
            component(field(header, signs.field, 4), signs).and_then(text),
            text(self.status.unwrap_or_else(|| field(order, signs.field, 25))),
            text(self.observed),
        );
        let (Some(number), Some(facility), Some(of_order), Some(observed)) = values else {
            return Told::NotAll;
        };
        let status = meta::status_of(of_order, observed);
        Told::All(of(
            number,
            facility,
            &status,
            &String::from_utf8_lossy(field(header, signs.field, 7)),
        ))
    }
}

/// True for a value that is certainly text: several words, nothing escaped, no markup and no parts, in which something encoded could stand.
fn is_plain(value: &[u8], signs: Signs) -> bool {
    let value = value.trim_ascii();
    value.iter().any(u8::is_ascii_alphabetic)
        && memchr(b' ', value).is_some()
        && !value.iter().any(|b| [b'<', b'{', signs.escape, signs.component].contains(b))
}

/// The first component of the first repetition; `None` where it has escape sequences.
fn component(field: &[u8], signs: Signs) -> Option<&[u8]> {
    let first = field.split(|b| [signs.repetition, signs.component].contains(b)).next()?;
    memchr(signs.escape, first).is_none().then(|| first.trim_ascii())
}

/// ASCII text, which needs no decoding.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii()).map(str::trim)
}

/// The same from a decoded message.
fn from_message(bytes: &[u8]) -> Option<Version> {
    let (text, _) = charset::text(bytes);
    let message = Message::new(&text);
    let status = match report(&message) {
        Ok((_, status)) => status,
        Err(Reason::Cancelled) => "cancelled".to_owned(),
        Err(_) => return None,
    };
    let number = if document::is_document(&message) {
        document::version_number(&message)
    } else {
        meta::order_number(&message)
    };
    of(
        &number,
        &message.component(message.field("MSH", 4), 1),
        &status,
        message.field("MSH", 7),
    )
}

fn of(order: &str, facility: &str, status: &str, sent: &str) -> Option<Version> {
    (!order.is_empty()).then(|| Version {
        report: name_hash(&[order, facility]),
        is_settled: matches!(status, "final" | "corrected" | "addended" | "cancelled"),
        time: seconds(sent),
        number: 0,
    })
}

/// A number that grows with the time stamp; 0 without one.
fn seconds(stamp: &str) -> u32 {
    let length = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let digits = &stamp.as_bytes()[..length];
    if length < 8 {
        return 0;
    }
    let number = |digits: &[u8]| digits.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'));
    let part = |from: usize, to: usize| digits.get(from..to).map_or(0, number);
    let days = (part(0, 4).saturating_sub(1970) * 12 + part(4, 6)) * 31 + part(6, 8);
    days.saturating_mul(86_400)
        .saturating_add(part(8, 10) * 3600 + part(10, 12) * 60 + part(12, 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(header: &str, order: &str, observations: &[&str]) -> Vec<u8> {
        let observations = observations.join("\r");
        format!("MSH|^~\\&|RIS|{header}\rPID|1||P1\r{order}\r{observations}\r").into_bytes()
    }

    const HEADER: &str = "NORTH|X|Y|20260131081500||ORU^R01|m1|P|2.4";

    /// What the bytes tell must be what the decoded message tells.
    #[test]
    fn bytes_tell_what_the_message_tells() {
        let order = "OBR|1|PL|A17|7^MRI BRAIN|||20260130|||||||||||||||||MR|F";
        let open = "OBR|1|PL|A17|7^MRI BRAIN";
        let cases: &[(bool, &str, &str, &[&str])] = &[
            (true, HEADER, order, &["OBX|1|TX|7||No acute infarct.||||||F"]),
            (true, HEADER, open, &["OBX|1|TX|7||Preliminary text.||||||P"]),
            (
                true,
                HEADER,
                order,
                &[
                    "OBX|1|TX|7||Text of it.||||||F",
                    "OBX|2|ED|7||^^PDF^Base64^JVBERi0xLjcKJeLjz9M=||||||F",
                ],
            ),
            (true, HEADER, open, &["OBX|1|TX|7||Old text.||||||F", "OBX|2|TX|7||||||||P"]),
            (
                true,
                HEADER,
                "OBR|1||A18||\rOBR|2||A17",
                &["OBX|1|NM|7||5", "OBX|2|FT|7||Two words||||||C"],
            ),
            (true, HEADER, "OBR|1||  A17^X~B", &["OBX|1|TX|7||A line", "that goes on||||||F"]),
            (true, "N^S|X|Y|2026013108||ORU|m1", order, &["OBX|1|TX|7||Café au lait.||||||F"]),
            (true, HEADER, "OBR|1", &["OBX|1|TX|7||No number."]),
            (false, HEADER, "OBR|1||A\\T\\17", &["OBX|1|TX|7||Text of it.||||||F"]),
            (false, HEADER, order, &["OBX|1|TX|7||Text of it.||||||X"]),
            (false, HEADER, order, &["OBX|1|ED|7||^^PDF^Base64^JVBERi0xLjcKJeLjz9M="]),
            (false, HEADER, order, &["OBX|1|TX|7||JVBERi0xLjcKJeLjz9M="]),
            (false, HEADER, order, &["OBX|1|CE|7||1^Normal^L||||||F"]),
            (false, HEADER, order, &["OBX|1|NM|7||5"]),
            (false, HEADER, order, &["OBX|1|TX|7||Text of it", "OBX|more||||||F"]),
            (false, "NORTH|X|Y|20260131||ADT^A01|m1", order, &["OBX|1|TX|7||No report."]),
        ];
        for (told, header, order, observations) in cases {
            let bytes = message(header, order, observations);
            match from_bytes(&bytes) {
                Told::All(version) => {
                    assert!(told, "{order} {observations:?}");
                    assert_eq!(version, from_message(&bytes), "{order} {observations:?}");
                }
                Told::NotAll => assert!(!told, "{order} {observations:?}"),
            }
        }
    }

    #[test]
    fn time_grows_with_the_stamp() {
        let stamps = ["2026", "20260131", "202601310815", "20260131081501", "20260201"];
        let times = stamps.map(seconds);
        assert!(times.is_sorted() && times[0] == 0, "{times:?}");
    }
}
