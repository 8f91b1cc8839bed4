//! Extracts the text of a report from the observations of a message.

use super::encoded::resolve;
use super::escape::unescape;
use super::hints::{Hint, Run, join};
use super::message::{Message, Segment};
use super::segments::is_withdrawn;
use super::signs::parts;
use crate::input::attachment::Attachment;
use crate::input::markup;
use crate::input::reject::Reason;
use crate::report::WarningCode;
use memchr::{memchr, memchr2};

/// The text of a message.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub text: String,
    pub warnings: Vec<WarningCode>,
    /// The status of the last observation.
    pub status: String,
}

/// Reads the observations and notes below the orders; each observation, repetition and line break begins a new line.
///
/// # Errors
/// The reason why there is no text.
pub(super) fn parse_body(message: &Message<'_>) -> Result<Body, Reason> {
    let mut body = Body::default();
    let mut runs: Vec<Run> = Vec::new();
    let mut left_out = None;
    let mut withdrawn = false;
    let has_orders = message.segments.iter().any(|s| s.name() == "OBR");
    let mut below = !has_orders;
    let (mut code, mut hint) = ("", Hint::None);
    let mut status = "";
    for segment in &message.segments {
        match segment.name() {
            "OBR" => below = true,
            "OBX" if below => {
                if is_withdrawn(segment.field(11).as_bytes().trim_ascii()) {
                    withdrawn = true;
                    continue;
                }
                let said = match value(message, segment) {
                    Ok(Some(said)) => said,
                    Ok(None) => continue,
                    Err(reason) => {
                        left_out = Some(reason);
                        continue;
                    }
                };
                status = segment.field(11);
                // Most observations of a message have the same code.
                if segment.field(3) != code {
                    code = segment.field(3);
                    hint = Hint::of(message, code);
                }
                let line = Run::next_line(&mut runs, hint);
                match said {
                    Value::Field(field) => repeated(message, field, line),
                    Value::Text(text) => line.push_str(&text),
                }
            }
            "NTE" if below => repeated(message, segment.field(3), Run::next_line(&mut runs, hint)),
            _ => (),
        }
    }
    let mut converted = false;
    for run in &mut runs {
        if let Some(resolved) = resolve(&run.text) {
            run.text = resolved.text;
            left_out = resolved.left_out.or(left_out);
        }
        if let Some(plain) = markup::plain(&run.text) {
            run.text = plain;
            converted = true;
        }
    }
    body.status = status.trim().to_owned();
    body.text = join(&runs);
    if body.text.trim().is_empty() {
        return Err(match left_out {
            Some(reason) => reason,
            None if withdrawn => Reason::Cancelled,
            None => Reason::WithoutText("the OBX segments"),
        });
    }
    if left_out.is_some() {
        body.warnings.push(WarningCode::PartLeftOut);
    }
    if converted {
        body.warnings.push(WarningCode::Markup);
    }
    Ok(body)
}

/// What an observation says.
enum Value<'f> {
    /// A field of text as it is written.
    Field(&'f str),
    Text(String),
}

/// What an observation says; `None` for a number, a date, or a reference to something outside the message.
fn value<'f>(message: &Message<'_>, segment: &'f Segment<'_>) -> Result<Option<Value<'f>>, Reason> {
    let field = segment.field(5);
    let text = |text: Result<Option<String>, Reason>| text.map(|text| text.map(Value::Text));
    match segment.field(2).trim_ascii() {
        "" if field.is_empty() => Ok(None),
        "TX" | "FT" | "ST" | "" if is_embedded(message, field) => text(embedded(message, field)),
        "TX" | "FT" | "ST" | "" => Ok(Some(Value::Field(field))),
        "CE" | "CWE" | "CNE" | "CF" => {
            let coded = parts(field, message.signs.repetition).map(|one| {
                let component = |n| message.component(one, n);
                let said = [2, 9, 5, 1].map(component);
                said.into_iter().find(|s| !s.is_empty()).unwrap_or_default()
            });
            Ok(Some(Value::Text(coded.collect::<Vec<_>>().join("\n"))))
        }
        "ED" => text(embedded(message, field)),
        _ => Ok(None),
    }
}

/// Appends the repetitions of a field, one per line. Components are not split: the separators are text here.
fn repeated(message: &Message<'_>, field: &str, out: &mut String) {
    if memchr2(message.signs.repetition, message.signs.escape, field.as_bytes()).is_none() {
        out.push_str(field);
        return;
    }
    for (index, one) in parts(field, message.signs.repetition).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        unescape(one, message.signs, out);
    }
}

/// True for encapsulated data in an observation of a text type: all five parts are present, and the data are encoded.
fn is_embedded(message: &Message<'_>, field: &str) -> bool {
    let Some([_, _, _, encoding, data]) = encapsulated(message, field) else {
        return false;
    };
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" | "hex" => !data.is_empty(),
        "" => !data.is_empty() && Attachment::of_unlabelled(&message.plain(data)).is_some(),
        _ => false,
    }
}

/// The five parts of encapsulated data; `None` for a field with fewer. The data are what is left, whatever they hold.
fn encapsulated<'f>(message: &Message<'_>, field: &'f str) -> Option<[&'f str; 5]> {
    let mut rest = field;
    let mut all = [""; 5];
    for part in &mut all[..4] {
        let at = memchr(message.signs.component, rest.as_bytes())?;
        (*part, rest) = (&rest[..at], &rest[at + 1..]);
    }
    all[4] = rest;
    Some(all)
}

/// The text of encapsulated data: source, type, subtype, encoding, data.
fn embedded(message: &Message<'_>, field: &str) -> Result<Option<String>, Reason> {
    let [_, kind, subtype, encoding, data] = encapsulated(message, field).unwrap_or_default().map(str::trim);
    if data.is_empty() {
        // Some programs leave out parts, so that the data are in the position of another part.
        let last = parts(field, message.signs.component)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .last();
        let misplaced = last.and_then(|last| Attachment::of_unlabelled(&message.plain(last)));
        return misplaced.map(|attachment| attachment.text("")).transpose();
    }
    let plain = message.plain(data);
    let attachment = match encoding.to_ascii_lowercase().as_str() {
        "base64" => Attachment::of_base64(&plain)?,
        "hex" => Attachment::of_hex(&plain)?,
        _ => match Attachment::of_unlabelled(&plain) {
            Some(attachment) => attachment,
            None => Attachment::of_bytes(plain.into_owned().into_bytes()),
        },
    };
    attachment.text(&format!("{kind}/{subtype}")).map(Some)
}
