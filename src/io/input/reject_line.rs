//! A rejection as a line of JSON.

use super::reject::{Reason, Reject};
use super::report_names::ReportNames;
use serde::{Serialize, Serializer};

/// The fields of a line.
#[derive(Serialize)]
struct Line<'r> {
    source: &'r str,
    record: u64,
    offset: u64,
    line: Option<u64>,
    column: Option<usize>,
    code: &'static str,
    reason: String,
    #[serde(flatten)]
    names: Option<&'r ReportNames>,
}

impl Serialize for Reject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let line = Line {
            source: &self.source,
            record: self.record,
            offset: self.offset,
            line: self.line,
            column: self.column,
            code: self.reason.code(),
            reason: self.reason.to_string(),
            names: self.names.as_deref(),
        };
        line.serialize(serializer)
    }
}

impl Reason {
    /// A word for the reason, which stays the same when its sentence is written anew.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::Unreadable(_) => "unreadable",
            Reason::TooLong => "too_long",
            Reason::TextTooLong => "text_too_long",
            Reason::TooManyFindings => "too_many_findings",
            Reason::MetaTooLong => "meta_too_long",
            Reason::TooMuchToHold => "too_much_to_hold",
            Reason::Syntax => "not_json",
            Reason::CutShort => "json_cut_short",
            Reason::NotAnObject => "not_an_object",
            Reason::NoText(..) => "no_text_field",
            Reason::TextNotString(_) => "text_not_string",
            Reason::EmptyText => "empty_text",
            Reason::Placeholder(_) => "placeholder",
            Reason::NoTargets => "no_targets",
            Reason::TargetsNotList => "targets_not_list",
            Reason::Twice(_) => "field_twice",
            Reason::NoneFound(_) => "none_found",
            Reason::CutOff => "cut_off",
            Reason::HeadTooOften => "head_too_often",
            Reason::TooManySegments => "too_many_segments",
            Reason::OtherKind(_) => "other_kind",
            Reason::Cancelled => "cancelled",
            Reason::WithoutText(_) => "without_text",
            Reason::NotPlain(_) => "not_plain",
            Reason::Base64 => "not_base64",
            Reason::Hex => "not_hex",
            Reason::Xml => "not_xml",
            Reason::TooDeep => "too_deep",
            Reason::NotRead(..) => "not_read",
            Reason::UnknownFormat => "unknown_format",
            Reason::PackedCutShort(_) => "packed_cut_short",
            Reason::Damaged(_) => "damaged",
            Reason::PackedOtherwise(_) | Reason::PackedBy(..) => "packed_otherwise",
            Reason::BehindEnd(_) => "behind_end",
            Reason::SameName => "same_name",
            Reason::Encrypted => "encrypted",
            Reason::Expands => "expands",
            Reason::BuiltWithout { .. } => "built_without",
            Reason::NoEntries => "no_entries",
            Reason::Nested => "nested_archive",
            Reason::NoColumn(..) => "no_column",
            Reason::HeaderBelow(_) => "header_below",
            Reason::NoHeader => "no_header",
            Reason::Width(..) => "row_width",
            Reason::TypographicQuotes(..) => "typographic_quotes",
            Reason::HeaderAgain => "header_again",
            Reason::OtherHeader(_) => "other_header",
            Reason::QuoteOpen => "quote_open",
            Reason::Panic(_) => "panic",
        }
    }
}
