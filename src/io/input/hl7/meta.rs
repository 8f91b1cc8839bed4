//! The metadata of a message: patient, order and study.

use super::message::Message;
use crate::input::study::{modality, moment, put, region, side, status};
use crate::report::Meta;
use serde_json::{Value, json};

/// The meta object of a report; `observed` is the status of its observations.
pub(super) fn from_message(message: &Message<'_>, observed: &str) -> Meta {
    let mut meta = Meta::default();
    patient(message, &mut meta);
    let order = |field: usize, component: usize| message.component(message.order_field(field), component);
    let accession = [(3, 1), (18, 1), (2, 1)].map(|(f, c)| order(f, c));
    put(
        &mut meta,
        "accession",
        accession.into_iter().find(|a| !a.is_empty()).unwrap_or_default(),
    );
    let (date, time) = [7, 22]
        .map(|f| moment(&order(f, 1)))
        .into_iter()
        .find(|m| !m.0.is_empty())
        .unwrap_or_default();
    put(&mut meta, "study_date", date);
    put(&mut meta, "study_time", time);
    let names = [(4, 2), (4, 5), (44, 2), (4, 1)].map(|(f, c)| order(f, c));
    let said = names.iter().find_map(|name| modality("", name));
    put(&mut meta, "modality", modality(&order(24, 1), "").or(said).unwrap_or_default());
    let place = order(15, 4).split(message.signs.subcomponent).next().map(str::to_owned);
    let place = place.filter(|p| !p.is_empty());
    let place = place.or_else(|| names.iter().find_map(|name| region(name)));
    let sided = names
        .iter()
        .chain(&place)
        .find_map(|name| side(name))
        .or_else(|| side(&order(15, 5)));
    put(&mut meta, "body_part", place.unwrap_or_default());
    put(&mut meta, "side", sided.unwrap_or_default());
    put(
        &mut meta,
        "procedure",
        names.into_iter().find(|n| !n.is_empty()).unwrap_or_default(),
    );
    put(&mut meta, "status", report_status(message, observed));
    put(&mut meta, "message_id", message.plain(message.field("MSH", 10)));
    put(&mut meta, "study_instance_uid", message.component(message.field("ZDS", 1), 1));
    put(&mut meta, "sending_system", message.component(message.field("MSH", 3), 1));
    put(&mut meta, "sending_facility", message.component(message.field("MSH", 4), 1));
    meta
}

/// The status of the report: that of the order, or else that of its observations.
pub(super) fn report_status(message: &Message<'_>, observed: &str) -> String {
    let of_order = status(message.order_field(25));
    if of_order.is_empty() { status(observed) } else { of_order }
}

fn patient(message: &Message<'_>, meta: &mut Meta) {
    let mut ids = Vec::new();
    let mut first = None;
    for one in message.field("PID", 3).split(message.signs.repetition) {
        let id = message.component(one, 1);
        if id.is_empty() {
            continue;
        }
        // Only the namespace of an authority, without its object identifier.
        let authority = one.split(message.signs.component).nth(3).unwrap_or_default();
        let authority = message.plain(authority.split(message.signs.subcomponent).next().unwrap_or_default());
        let kind = message.component(one, 5);
        if kind == "MR" {
            first = first.or(Some(id.clone()));
        }
        ids.push(json!({"id": id, "authority": authority, "type": kind}));
    }
    let listed = ids.first().and_then(|one| one["id"].as_str()).map(str::to_owned);
    let outside = || message.component(message.field("PID", 2), 1);
    put(meta, "patient_id", first.or(listed).unwrap_or_else(outside));
    if !ids.is_empty() {
        meta.0.insert("patient_ids".to_owned(), Value::Array(ids));
    }
}
