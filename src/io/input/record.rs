//! A record: one report with its id and metadata.

use super::escapes;
use super::fields::Fields;
use super::json_line::{JsonLine, read_line};
use super::json_repair::{self, repaired};
use super::markup::plain_document;
use super::reject::Reason;
use super::scalar::Scalar;
use crate::report::{Envelope, Meta, Warning, WarningCode};
use crate::text::decode;
use serde_json::Value;
use std::borrow::Cow;

/// One decoded report.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'b> {
    /// Its id.
    pub id: Cow<'b, str>,
    /// Its text; all offsets refer to it.
    pub text: Cow<'b, str>,
    /// Its metadata.
    pub meta: Meta,
    /// What was repaired to read it.
    pub warnings: Vec<Warning>,
}

impl<'b> Record<'b> {
    /// The record of a whole text file.
    pub fn of_text(bytes: &'b [u8], id: String) -> Self {
        let decoded = decode(bytes);
        let mut warnings = Vec::new();
        if decoded.cp1252 {
            warnings.push(WarningCode::NotUtf8.into());
        }
        let text = without_markup(decoded.text, &mut warnings);
        look_over(&text, &mut warnings);
        Record {
            id: Cow::Owned(id),
            text,
            meta: Meta::default(),
            warnings,
        }
    }

    /// The record of one line of JSON Lines; `place` becomes the id when the id is missing.
    ///
    /// # Errors
    /// The reason why the line is not a record, and the byte of the line, from 1.
    pub fn of_line(bytes: &'b [u8], fields: &Fields, place: impl Fn() -> String) -> Result<Self, (Reason, Option<usize>)> {
        let decoded = decode(bytes);
        let mut warnings = Vec::new();
        if decoded.cp1252 {
            warnings.push(WarningCode::NotUtf8.into());
        }
        match decoded.text {
            Cow::Borrowed(line) => Self::parse(line, fields, place, warnings),
            Cow::Owned(line) => Record::parse(&line, fields, place, warnings).map(Record::into_owned),
        }
    }

    /// Reads a line as it is, or else after repairs.
    fn parse(
        line: &'b str,
        fields: &Fields,
        place: impl Fn() -> String,
        mut warnings: Vec<Warning>,
    ) -> Result<Self, (Reason, Option<usize>)> {
        let error = match read_line(line, fields) {
            Ok(found) => return Self::of_found(found, fields, place, warnings),
            Err(error) => error,
        };
        let Some(repaired) = repaired(line, false) else { return Err(error) };
        let Ok(mut found) = read_line(&repaired.line, fields) else {
            return Err(error);
        };
        if repaired.surrogates {
            warnings.push(WarningCode::LoneSurrogate.into());
        }
        let quoted;
        if repaired.not_finite && found.text == Some(Scalar::Nothing) {
            // A number in place of the text is named as it was written.
            quoted = json_repair::repaired(line, true);
            let again = quoted.as_ref().and_then(|quoted| read_line(&quoted.line, fields).ok());
            found.text = again.and_then(|again| again.text);
        }
        Self::of_found(found, fields, place, warnings).map(Record::into_owned)
    }

    /// The record of the fields of a line.
    fn of_found<'l>(
        found: JsonLine<'l>,
        fields: &Fields,
        place: impl Fn() -> String,
        mut warnings: Vec<Warning>,
    ) -> Result<Record<'l>, (Reason, Option<usize>)> {
        let text = match found.text {
            Some(Scalar::Text(text)) => text,
            None => return Err((Reason::NoText(fields.text.clone(), None), None)),
            Some(Scalar::Nothing) => return Err((Reason::Placeholder("null"), None)),
            Some(Scalar::Number(number)) if fields.text_of_any_type => number.into(),
            Some(Scalar::Rounded(number)) if fields.text_of_any_type => number.to_string().into(),
            Some(_) => return Err((Reason::TextNotString(fields.text.clone()), None)),
        };
        let id = match found.id {
            Scalar::Text(id) if !id.is_empty() => id,
            Scalar::Number(id) => Cow::Owned(id),
            Scalar::Rounded(id) => Cow::Owned(id.to_string()),
            _ => {
                warnings.push(WarningCode::NoId.into());
                Cow::Owned(place())
            }
        };
        let mut meta = match found.meta {
            Value::Null => Meta::default(),
            Value::Object(map) => Meta(map),
            _ => {
                warnings.push(WarningCode::MetaNotObject.into());
                Meta::default()
            }
        };
        for (name, value) in found.others {
            meta.0.entry(name).or_insert(value);
        }
        let text = if fields.restores_escapes {
            written_out(text, &mut warnings)
        } else {
            text
        };
        look_over(&text, &mut warnings);
        Ok(Record { id, text, meta, warnings })
    }

    /// The record of a document that has been read; `place` becomes the id when the id is missing, and `warnings` are those from reading
    /// its text.
    pub(super) fn of_document(
        id: Option<Cow<'b, str>>,
        text: Cow<'b, str>,
        meta: Meta,
        cp1252: bool,
        mut warnings: Vec<Warning>,
        place: impl Fn() -> String,
    ) -> Self {
        if cp1252 {
            warnings.push(WarningCode::NotUtf8.into());
        }
        let id = id.unwrap_or_else(|| {
            warnings.push(WarningCode::NoId.into());
            Cow::Owned(place())
        });
        look_over(&text, &mut warnings);
        Record { id, text, meta, warnings }
    }

    /// The record of a row of a table; `place` becomes the id when the id is missing.
    pub(super) fn of_row(id: Option<Cow<'b, str>>, text: &'b [u8], meta: Meta, cp1252: bool, place: impl Fn() -> String) -> Self {
        let decoded = decode(text);
        let mut warnings = Vec::new();
        let text = written_out(decoded.text, &mut warnings);
        Self::of_document(id, text, meta, cp1252 || decoded.cp1252, warnings, place)
    }

    /// What its output says of it beside what is found.
    pub fn envelope(&self) -> Envelope<'_> {
        Envelope {
            id: &self.id,
            meta: &self.meta,
            warnings: &self.warnings,
        }
    }

    /// The record without borrowed data.
    pub fn into_owned(self) -> Record<'static> {
        Record {
            id: Cow::Owned(self.id.into_owned()),
            text: Cow::Owned(self.text.into_owned()),
            meta: self.meta,
            warnings: self.warnings,
        }
    }
}

/// The plain text of a field, without markup and escapes, with a warning; any other text unchanged.
fn written_out<'b>(text: Cow<'b, str>, warnings: &mut Vec<Warning>) -> Cow<'b, str> {
    let text = without_markup(text, warnings);
    match escapes::undone(&text) {
        Some(plain) => {
            warnings.push(WarningCode::Escapes.into());
            Cow::Owned(plain)
        }
        None => text,
    }
}

/// The plain text of a document in RTF or HTML, with a warning; any other text unchanged.
fn without_markup<'b>(text: Cow<'b, str>, warnings: &mut Vec<Warning>) -> Cow<'b, str> {
    match plain_document(&text) {
        Some(plain) => {
            warnings.push(WarningCode::Markup.into());
            Cow::Owned(plain)
        }
        None => text,
    }
}

/// Warnings about the text itself.
fn look_over(text: &str, warnings: &mut Vec<Warning>) {
    if text.as_bytes().contains(&0) {
        warnings.push(WarningCode::NulBytes.into());
    }
}
