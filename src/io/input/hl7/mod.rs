//! HL7 v2 report messages (ORU^R01) and documents (MDM), in any kind of file.

mod body;
mod charset;
mod cut;
mod document;
mod encoded;
mod escape;
mod groups;
mod header;
mod hints;
mod message;
mod meta;
mod segments;
mod signs;
mod version;

pub(super) use cut::Messages;
pub use header::looks_like;
pub(super) use version::version;

use super::record::Record;
use super::reject::Reason;
use super::report_names::ReportNames;
use crate::report::Warning;
use body::Body;
use message::Message;
use std::borrow::Cow;

/// The record of one message; `place` becomes the id when the id is missing.
///
/// # Errors
/// The reason why the message is not a report.
pub(super) fn record(bytes: &[u8], place: impl Fn() -> String) -> Result<Record<'static>, Reason> {
    let (text, cp1252) = charset::text(bytes);
    let message = Message::new(&text);
    let (body, status) = report(&message)?;
    let warnings: Vec<Warning> = body.warnings.into_iter().map(Warning::from).collect();
    let id = id(&message).map(|id| id.into_owned().into());
    let meta = meta::from_message(&message, status);
    Ok(Record::of_document(id, body.text.into(), meta, cp1252, warnings, place))
}

/// What names the report of a message that could not be read.
pub(super) fn names(bytes: &[u8]) -> ReportNames {
    let (text, _) = charset::text(bytes);
    let message = Message::new(&text);
    let status = meta::report_status(&message, "");
    ReportNames::of(id(&message).as_deref(), &meta::from_message(&message, status))
}

fn id<'m>(message: &'m Message<'_>) -> Option<Cow<'m, str>> {
    let ids = [meta::order_number(message), message.plain(message.field("MSH", 10))];
    ids.into_iter().find(|id| !id.is_empty())
}

/// The text and the status of a message that is a report and has not been withdrawn.
fn report(message: &Message<'_>) -> Result<(Body, String), Reason> {
    let is_document = document::is_document(message);
    if !is_document && message.component(message.field("MSH", 9), 1) != "ORU" {
        return Err(Reason::OtherKind("an ORU or MDM message"));
    }
    if is_document && document::status(message) == "cancelled" {
        return Err(Reason::Cancelled);
    }
    let body = body::parse_body(message)?;
    let status = meta::report_status(message, &body.status);
    if status == "cancelled" {
        return Err(Reason::Cancelled);
    }
    Ok((body, status))
}
