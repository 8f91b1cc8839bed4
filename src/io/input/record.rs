//! A record: one report with its id and metadata.

use super::fields::Fields;
use super::json_line::read_line;
use super::markup::plain_document;
use super::reject::Reason;
use super::scalar::Scalar;
use crate::report::{Meta, Warning, WarningCode};
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
        match decoded.text {
            Cow::Borrowed(line) => Self::parse(line, fields, place, false),
            Cow::Owned(line) => Record::parse(&line, fields, place, true).map(Record::into_owned),
        }
    }

    fn parse(line: &'b str, fields: &Fields, place: impl Fn() -> String, cp1252: bool) -> Result<Self, (Reason, Option<usize>)> {
        let found = read_line(line, fields)?;
        let mut warnings = Vec::new();
        if cp1252 {
            warnings.push(WarningCode::NotUtf8.into());
        }
        let text = match found.text {
            Some(Scalar::Text(text)) => text,
            None => return Err((Reason::NoText(fields.text.clone()), None)),
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
        let meta = match found.meta {
            Value::Null => Meta::default(),
            Value::Object(map) => Meta(map),
            _ => {
                warnings.push(WarningCode::MetaNotObject.into());
                Meta::default()
            }
        };
        let text = without_markup(text, &mut warnings);
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
        Self::of_document(id, decoded.text, meta, cp1252 || decoded.cp1252, Vec::new(), place)
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
    if text.trim().is_empty() {
        warnings.push(WarningCode::Empty.into());
    }
}
