//! Document messages (MDM), by which transcription systems send reports: the segment TXA stands for the order, or beside it.

use super::message::Message;
use std::borrow::Cow;

/// True for a document message.
pub(super) fn is_document(message: &Message<'_>) -> bool {
    message.component(message.field("MSH", 9), 1) == "MDM"
}

/// The number of the order that the document answers (TXA-15), or else of the document itself (TXA-12).
pub(super) fn number<'m>(message: &'m Message<'_>) -> Cow<'m, str> {
    let numbers = [15, 12].map(|field| message.component(message.field("TXA", field), 1));
    numbers.into_iter().find(|number| !number.is_empty()).unwrap_or_default()
}

/// The number under which versions of a document are counted; empty for an addendum, which stands beside its document and does not replace it.
pub(super) fn version_number<'m>(message: &'m Message<'_>) -> Cow<'m, str> {
    match &*event(message) {
        "T05" | "T06" => Cow::default(),
        // A replacement has a number of its own and names the document that it replaces.
        "T09" | "T10" => {
            let replaced = message.component(message.field("TXA", 13), 1);
            if replaced.is_empty() { number(message) } else { replaced }
        }
        _ => number(message),
    }
}

/// The status of the report, by the event, by whether the document is available (TXA-19), and by who has signed it (TXA-17); HL7 tables 0271 and
/// 0273.
pub(super) fn status(message: &Message<'_>) -> &'static str {
    let field = |number| message.component(message.field("TXA", number), 1);
    match (&*event(message), &*field(19), &*field(17)) {
        ("T11", ..) | (_, "CA" | "OB", _) => "cancelled",
        ("T05" | "T06", ..) => "addended",
        ("T09" | "T10", ..) => "corrected",
        (.., "AU" | "LA") => "final",
        (.., "DI" | "DO" | "IN" | "IP" | "PA") => "preliminary",
        _ => "",
    }
}

fn event<'m>(message: &'m Message<'_>) -> Cow<'m, str> {
    message.component(message.field("MSH", 9), 2)
}

#[cfg(test)]
mod tests {
    use super::super::{record, version};

    fn message(event: &str, txa: &str) -> String {
        format!(
            "MSH|^~\\&|DICT|NORTH|X|Y|20260131081500||MDM^{event}|m1|P|2.4\rPID|1||88\rTXA|{txa}\rOBX|1|TX|7||Small cyst seen.||||||F\r"
        )
    }

    fn txa(number: &str, parent: &str, order: &str, completion: &str, availability: &str) -> String {
        format!("1|RAD|TX|20260130||||||||{number}|{parent}||{order}||{completion}||{availability}")
    }

    #[test]
    fn documents_are_reports() {
        let cases = [
            ("T02", txa("D1", "", "A17", "LA", "AV"), Ok(("A17", "final"))),
            ("T02", txa("D1", "", "", "IP", ""), Ok(("D1", "preliminary"))),
            ("T06", txa("D2", "D1", "", "AU", ""), Ok(("D2", "addended"))),
            ("T10", txa("D3", "D1", "", "AU", ""), Ok(("D3", "corrected"))),
            ("T11", txa("D1", "", "A17", "", ""), Err("cancelled")),
            ("T02", txa("D1", "", "A17", "AU", "CA"), Err("cancelled")),
        ];
        for (event, txa, wanted) in cases {
            let message = message(event, &txa);
            let got = record(message.as_bytes(), || "place".to_owned());
            match wanted {
                Ok((id, status)) => {
                    let got = got.unwrap();
                    assert_eq!(
                        (&*got.id, got.meta.get("status"), &*got.text),
                        (id, Some(status), "Small cyst seen."),
                        "{event} {txa}"
                    );
                }
                Err(_) => assert_eq!(got, Err(crate::input::reject::Reason::Cancelled), "{event} {txa}"),
            }
        }
    }

    #[test]
    fn a_replacement_is_a_version_of_its_document_and_an_addendum_is_none() {
        let version = |event: &str, txa: &str| version(message(event, txa).as_bytes()).map(|version| version.report);
        let original = version("T02", &txa("D1", "", "", "AU", ""));
        assert!(original.is_some());
        assert_eq!(version("T10", &txa("D3", "D1", "", "AU", "")), original);
        assert_eq!(version("T11", &txa("D1", "", "", "", "")), original);
        assert_eq!(version("T06", &txa("D2", "D1", "", "AU", "")), None);
        assert_ne!(version("T02", &txa("D4", "", "", "AU", "")), original);
    }
}
