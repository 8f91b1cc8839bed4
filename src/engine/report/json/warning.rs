//! Remarks on a record that could be read, but not without more ado.

use crate::coverage::OddText;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A remark on a record. It never holds words of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// For programs.
    pub code: WarningCode,
    /// For people.
    pub message: Cow<'static, str>,
}

/// What a [`Warning`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text holds NUL characters.
    NulBytes,
    /// The text holds nothing to read.
    Empty,
    /// The record has no usable id.
    NoId,
    /// The record's `meta` is not an object.
    MetaNotObject,
    /// The text was taken out of RTF or HTML.
    Markup,
    /// Line ends and tabs that were written as backslash escapes were restored.
    Escapes,
    /// Half of a surrogate pair was replaced.
    LoneSurrogate,
    /// The date of the study cannot be read.
    StudyDate,
    /// A part that is not text was left out.
    PartLeftOut,
    /// The text is more numbers and signs than words.
    NotWords,
    /// Fewer than half of the words are known.
    NotEnglish,
    /// The text is English and does not speak of images.
    NotRadiology,
}

impl From<OddText> for WarningCode {
    fn from(odd: OddText) -> Self {
        match odd {
            OddText::NotWords => Self::NotWords,
            OddText::NotEnglish => Self::NotEnglish,
            OddText::NotRadiology => Self::NotRadiology,
        }
    }
}

impl From<WarningCode> for Warning {
    fn from(code: WarningCode) -> Self {
        let message = match code {
            WarningCode::NotUtf8 => "the bytes are not UTF-8; they were read as Windows-1252",
            WarningCode::NulBytes => "the text holds NUL characters; they were kept",
            WarningCode::Empty => "the text is empty",
            WarningCode::NoId => "the record has no id; its file and line stand in for one",
            WarningCode::MetaNotObject => "the record's meta is not an object; it was left out",
            WarningCode::Markup => "the text is that of an RTF or HTML body; offsets count in the plain text made of it",
            WarningCode::Escapes => {
                "line ends and tabs were written as backslash escapes and were restored; offsets count in the text made of it"
            }
            WarningCode::LoneSurrogate => "half of a surrogate pair is no character; U+FFFD stands in its place",
            WarningCode::StudyDate => "the date of the study cannot be read; study_date was left out",
            WarningCode::PartLeftOut => "a part of the report is not text and was left out",
            WarningCode::NotWords => "the text is more numbers and signs than words; what it does not state means nothing",
            WarningCode::NotEnglish => {
                "fewer than half of the words are known: the text is probably not English, and most of it was not read"
            }
            WarningCode::NotRadiology => "the text names no finding, no modality and no part of the body, and has no headings of a report",
        };
        Self {
            code,
            message: message.into(),
        }
    }
}
