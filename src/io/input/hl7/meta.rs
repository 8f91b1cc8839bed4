//! The metadata of a message: patient, order and study.

use super::document;
use super::message::{Message, Segment};
use super::signs::parts;
use crate::input::study::{modality, moment, put, region, side, status};
use crate::report::Meta;
use serde_json::{Value, json};
use smallvec::SmallVec;
use std::borrow::Cow;

/// The meta object of a report with this status.
pub(super) fn from_message(message: &Message<'_>, status: String) -> Meta {
    let mut meta = Meta::default();
    patient(message, &mut meta);
    let fields: SmallVec<[&str; 32]> = message.order().into_iter().flat_map(Segment::fields).collect();
    let order = |field: usize, component| message.component(fields.get(field).copied().unwrap_or_default(), component);
    let documented = |field| message.component(message.field("TXA", field), 1);
    let first = |field| order(field, 1);
    let numbers = [3, 18, 2].into_iter().map(first).chain([15, 14].into_iter().map(documented));
    put(
        &mut meta,
        "accession",
        numbers.into_iter().find(|n| !n.is_empty()).unwrap_or_default(),
    );
    let written = [7, 22].into_iter().map(first).chain([4].into_iter().map(documented));
    let mut moments = written.map(|written| moment(&written));
    let (date, time) = moments.find(|(date, _)| !date.is_empty()).unwrap_or_default();
    put(&mut meta, "study_date", date);
    put(&mut meta, "study_time", time);
    let mut names = Vec::from([(4, 2), (4, 5), (44, 2), (4, 1)].map(|(f, c)| order(f, c)));
    names.retain(|name| !name.is_empty());
    let said = names.iter().find_map(|name| modality("", name));
    put(&mut meta, "modality", modality(&order(24, 1), "").or(said).unwrap_or_default());
    let place = parts(&order(15, 4), message.signs.subcomponent).next().map(str::to_owned);
    let place = place.filter(|p| !p.is_empty());
    let place = place.or_else(|| names.iter().find_map(|name| region(name)));
    let said = names.iter().map(|name| &**name).chain(place.as_deref());
    let sided = said.into_iter().find_map(side).or_else(|| side(&order(15, 5)));
    put(&mut meta, "body_part", place.unwrap_or_default());
    put(&mut meta, "side", sided.unwrap_or_default());
    put(&mut meta, "procedure", names.into_iter().next().unwrap_or_default());
    put(&mut meta, "status", status);
    put(&mut meta, "message_id", message.plain(message.field("MSH", 10)));
    put(&mut meta, "study_instance_uid", message.component(message.field("ZDS", 1), 1));
    put(&mut meta, "sending_system", message.component(message.field("MSH", 3), 1));
    put(&mut meta, "sending_facility", message.component(message.field("MSH", 4), 1));
    meta
}

/// The filler order number, or the number of a document.
pub(super) fn order_number<'m>(message: &'m Message<'_>) -> Cow<'m, str> {
    let filler = message.component(message.order_field(3), 1);
    if filler.is_empty() && document::is_document(message) {
        document::number(message)
    } else {
        filler
    }
}

/// The status of the report: that of the order, or else that of its observations.
pub(super) fn report_status(message: &Message<'_>, observed: &str) -> String {
    let said = if document::is_document(message) {
        document::status(message)
    } else {
        message.order_field(25)
    };
    status_of(said, observed)
}

/// The same from what the order or document says, and what its observations say.
pub(super) fn status_of(said: &str, observed: &str) -> String {
    status(if said.trim().is_empty() { observed } else { said })
}

fn patient(message: &Message<'_>, meta: &mut Meta) {
    let mut ids = Vec::new();
    let mut first = None;
    for one in parts(message.field("PID", 3), message.signs.repetition) {
        let id = message.component(one, 1);
        if id.is_empty() {
            continue;
        }
        // Only the namespace of an authority, without its object identifier.
        let authority = parts(one, message.signs.component).nth(3).unwrap_or_default();
        let authority = message.plain(parts(authority, message.signs.subcomponent).next().unwrap_or_default());
        let kind = message.component(one, 5);
        if kind == "MR" {
            first = first.or_else(|| Some(id.clone().into_owned()));
        }
        ids.push(json!({"id": id, "authority": authority, "type": kind}));
    }
    let listed = ids.first().and_then(|one| one["id"].as_str()).map(str::to_owned);
    let outside = || message.component(message.field("PID", 2), 1);
    put(meta, "patient_id", first.or(listed).unwrap_or_else(|| outside().into_owned()));
    if !ids.is_empty() {
        meta.0.insert("patient_ids".to_owned(), Value::Array(ids));
    }
}
