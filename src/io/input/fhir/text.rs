//! The text of a DiagnosticReport, from all places where one can stand.

use super::resource::{Contained, Form, Report};
use crate::input::attachment::Attachment;
use crate::input::markup::{of_html, plain};
use crate::input::reject::Reason;
use crate::report::{Warning, WarningCode};

/// The text of a report: its forms, its conclusion, what its observations and notes say, and a narrative that says more. What is said twice, as
/// text and as HTML for example, is taken once.
///
/// # Errors
/// The reason why there is no text.
pub(super) fn of_report(report: &Report) -> Result<(String, Vec<Warning>), Reason> {
    let mut unread = None;
    let mut parts: Vec<String> = Vec::new();
    for form in in_order(report) {
        match of_form(form, report) {
            Ok(text) => add(&mut parts, text),
            Err(reason) => unread = unread.or(Some(reason)),
        }
    }
    let has_forms = !parts.is_empty();
    if let Some(conclusion) = report.conclusion.as_deref().map(readable).filter(|text| !says(&parts, text)) {
        let below = if has_forms { "IMPRESSION:\n" } else { "" };
        add(&mut parts, format!("{below}{conclusion}"));
    }
    observed(report).chain(noted(report)).for_each(|text| add(&mut parts, text));
    // A narrative that is generated says in other words what the fields say.
    if parts.is_empty() || report.text.status.as_deref() == Some("additional") {
        let narrative = report.text.div.as_deref().map(of_html);
        narrative.into_iter().for_each(|text| add(&mut parts, text));
    }
    if parts.is_empty() {
        return Err(unread.unwrap_or(Reason::WithoutText("presentedForm, conclusion or text")));
    }
    // A PDF beside a text is nearly always the same report, printed.
    let left_out = !has_forms && unread.is_some();
    Ok((
        parts.join("\n\n"),
        left_out.then(|| WarningCode::PartLeftOut.into()).into_iter().collect(),
    ))
}

/// True when there is a text. What is encoded is decoded only where nothing else has words.
pub(super) fn is_readable(report: &Report) -> bool {
    let narrative = report.text.div.as_deref().into_iter().map(of_html);
    let written = report.conclusion.as_deref().map(readable).into_iter();
    let mut written = written.chain(observed(report)).chain(noted(report)).chain(narrative);
    written.any(|text| has_words(&text))
        || in_order(report)
            .into_iter()
            .any(|form| of_form(form, report).is_ok_and(|text| has_words(&text)))
}

/// The forms in the order in which they are read. Plain text comes first, so that it is taken where other forms say the same. Of the forms of an
/// amended report that were made at different times, only the latest counts, unless it is an addendum to the others.
fn in_order(report: &Report) -> Vec<&Form> {
    let mut forms: Vec<&Form> = report.presented_form.iter().collect();
    if forms.iter().all(|form| form.creation.is_some()) {
        forms.sort_by_key(|form| form.creation.as_deref());
        let last = forms.last().copied();
        if let Some(last) = last.filter(|last| replaces_others(last, report)) {
            forms.retain(|form| form.creation == last.creation);
        }
    }
    let is_plain = |form: &&Form| form.content_type.as_deref().is_some_and(|media| media.starts_with("text/plain"));
    forms.sort_by_key(|form| !is_plain(form));
    forms
}

fn replaces_others(last: &Form, report: &Report) -> bool {
    let is_amended = matches!(report.status.as_deref(), Some("amended" | "corrected"));
    let begins = |text: &str| text.trim_start().to_lowercase().starts_with("addend");
    let is_addendum = last.title.as_deref().is_some_and(begins);
    is_amended && !is_addendum && of_form(last, report).is_ok_and(|text| !begins(&text))
}

/// The text of a form, whose data stand in it, in a `data:` address, or in a resource contained in the report.
fn of_form(form: &Form, report: &Report) -> Result<String, Reason> {
    let link = Reason::NotPlain("a link");
    let media = form.content_type.as_deref().unwrap_or_default();
    if let Some(data) = form.data.as_deref().filter(|data| !data.trim().is_empty()) {
        return Attachment::of_base64(data)?.text(media);
    }
    let url = form.url.as_deref().unwrap_or_default();
    if let Some((head, data)) = url.strip_prefix("data:").and_then(|address| address.split_once(',')) {
        let declared = head.strip_suffix(";base64").ok_or(link)?;
        return Attachment::of_base64(data)?.text(declared);
    }
    let named = url.strip_prefix('#').ok_or(link.clone())?;
    let is_named = |resource: &&Contained| resource.id.0.as_deref() == Some(named);
    let binary = report.contained.iter().find(is_named).ok_or(link.clone())?;
    let data = binary.data.0.as_deref().ok_or(link)?;
    Attachment::of_base64(data)?.text(binary.content_type.0.as_deref().unwrap_or(media))
}

/// What contained observations say, each behind its name.
fn observed(report: &Report) -> impl Iterator<Item = String> {
    let is_observation = |resource: &&Contained| resource.resource_type.0.as_deref() == Some("Observation");
    report.contained.iter().filter(is_observation).filter_map(|observation| {
        let value = observation
            .value_string
            .0
            .as_ref()
            .or(observation.value_codeable_concept.0.as_ref())?;
        let name = observation.code.0.as_ref().map(|name| format!("{name}: "));
        Some(format!("{}{}", name.unwrap_or_default(), readable(value)))
    })
}

fn noted(report: &Report) -> impl Iterator<Item = String> {
    report.note.iter().filter_map(|note| note.0.as_deref()).map(readable)
}

/// A text without markup.
fn readable(text: &str) -> String {
    plain(text).unwrap_or_else(|| text.to_owned())
}

/// Adds a part unless the others say the same; one that says all that another part says takes its place.
fn add(parts: &mut Vec<String>, text: String) {
    if says(parts, &text) {
        return;
    }
    let said = words(&text);
    let text = text.trim_end().to_owned();
    match parts.iter_mut().find(|part| said.contains(&words(part))) {
        Some(part) => *part = text,
        None => parts.push(text),
    }
}

/// True when a part has all words of a text in the same order, or when the text has none.
fn says(parts: &[String], text: &str) -> bool {
    if !has_words(text) {
        return true;
    }
    let said = words(text);
    parts.iter().any(|part| words(part).contains(&said))
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The words of a text between blanks, to compare texts with different layout.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde_json::{Value, json};

    fn form(media: &str, text: &str) -> Value {
        json!({"contentType": media, "data": STANDARD.encode(text)})
    }

    fn dated(day: &str, title: &str, text: &str) -> Value {
        json!({"contentType": "text/plain", "creation": day, "title": title, "data": STANDARD.encode(text)})
    }

    fn read(value: Value) -> Result<String, Reason> {
        let report: Report = serde_json::from_value(value).unwrap();
        let text = of_report(&report).map(|(text, _)| text);
        assert_eq!(is_readable(&report), text.is_ok());
        text
    }

    #[test]
    fn every_text_is_read_once() {
        let cases = [
            (
                "an addendum in a form of its own",
                json!({"presentedForm": [form("text/plain", "No infarct."), form("text/plain", "ADDENDUM: Small cyst.")]}),
                "No infarct.\n\nADDENDUM: Small cyst.",
            ),
            (
                "the same as text and as HTML",
                json!({"presentedForm": [form("text/html", "<p>No <b>infarct</b>.</p>"), form("text/plain", "No infarct.")]}),
                "No infarct.",
            ),
            (
                "an amended form",
                json!({"status": "amended", "presentedForm": [dated("2026-01-02", "amended", "Acute infarct."), dated("2026-01-01", "", "No infarct.")]}),
                "Acute infarct.",
            ),
            (
                "an addendum of another day",
                json!({"status": "amended", "presentedForm": [dated("2026-01-02", "Addendum", "Small cyst."), dated("2026-01-01", "", "No infarct.")]}),
                "No infarct.\n\nSmall cyst.",
            ),
            (
                "a narrative that says more",
                json!({"conclusion": "No infarct.", "text": {"status": "additional", "div": "<div>ADDENDUM: Small cyst.</div>"}}),
                "No infarct.\n\nADDENDUM: Small cyst.",
            ),
            (
                "a narrative that is generated",
                json!({"conclusion": "No infarct.", "text": {"status": "generated", "div": "<div>Report, final</div>"}}),
                "No infarct.",
            ),
            (
                "observations and notes",
                json!({"conclusion": "No infarct.", "note": [{"text": "Seen with the ward."}],
                       "contained": [{"resourceType": "Observation", "code": {"text": "Cyst"}, "valueString": "5 mm"}]}),
                "No infarct.\n\nCyst: 5 mm\n\nSeen with the ward.",
            ),
            (
                "a contained binary",
                json!({"contained": [{"resourceType": "Binary", "id": "b", "data": STANDARD.encode("Small cyst.")}], "presentedForm": [{"url": "#b"}]}),
                "Small cyst.",
            ),
            (
                "an address with its data",
                json!({"presentedForm": [{"url": format!("data:text/plain;base64,{}", STANDARD.encode("Small cyst."))}]}),
                "Small cyst.",
            ),
            (
                "a conclusion below a form",
                json!({"presentedForm": [form("text/plain", "FINDINGS: No cyst.")], "conclusion": "No infarct."}),
                "FINDINGS: No cyst.\n\nIMPRESSION:\nNo infarct.",
            ),
        ];
        for (what, report, text) in cases {
            assert_eq!(read(report).as_deref(), Ok(text), "{what}");
        }
    }

    #[test]
    fn what_is_elsewhere_is_named() {
        for url in ["Binary/1", "#none", "data:text/plain,a"] {
            assert_eq!(
                read(json!({"presentedForm": [{"url": url}]})),
                Err(Reason::NotPlain("a link")),
                "{url}"
            );
        }
    }
}
