//! Records that cannot be read, and why.

use serde::{Serialize, Serializer};
use serde_json::error::Category;
use std::fmt;

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// The file's name.
    pub source: String,
    /// Which record of the file, from 1.
    pub record: u64,
    /// At which byte of the file, unpacked, the record begins, from 0.
    pub offset: u64,
    /// Which line of the file, from 1.
    pub line: Option<u64>,
    /// Which byte of the line, from 1.
    pub column: Option<usize>,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a record cannot be read. The messages name fields, never what stands in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file cannot be opened or read.
    Unreadable(std::io::ErrorKind),
    /// Longer than [`super::LONGEST`].
    TooLong,
    /// The line is not JSON.
    Syntax,
    /// The line ends before its JSON does.
    CutShort,
    /// The line is JSON, but no object.
    NotAnObject,
    /// The text field is missing.
    NoText(String),
    /// The text field is not a string.
    TextNotString(String),
    /// The line has no targets.
    NoTargets,
    /// The targets are no list.
    TargetsNotList,
    /// A field stands twice.
    Twice(String),
    /// What is looked for is nowhere in the source: an HL7 message, a FHIR resource.
    NoneFound(&'static str),
    /// The frame round a message is not closed.
    CutOff,
    /// It is another kind of message or document.
    OtherKind(&'static str),
    /// The report was withdrawn.
    Cancelled,
    /// Nothing of it is text.
    WithoutText(&'static str),
    /// The report is there only in a form that is not read.
    NotPlain(&'static str),
    /// What should be Base64 is not.
    Base64,
    /// The document is not well-formed XML.
    Xml,
}

impl Reason {
    /// What an error of the file system comes down to.
    pub(crate) fn of_io(error: &std::io::Error) -> Self {
        Reason::Unreadable(error.kind())
    }

    /// What a JSON error comes down to. Its own message may quote the input and is not used.
    pub(crate) fn of_json(error: &serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Reason::CutShort,
            Category::Io | Category::Syntax | Category::Data => Reason::Syntax,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Unreadable(kind) => write!(f, "cannot be read: {kind}"),
            Reason::TooLong => f.write_str("longer than 1 GiB"),
            Reason::Syntax => f.write_str("not valid JSON"),
            Reason::CutShort => f.write_str("not valid JSON: the line ends too early"),
            Reason::NotAnObject => f.write_str("not a JSON object"),
            Reason::NoText(field) => write!(f, "the field `{field}` is missing"),
            Reason::TextNotString(field) => write!(f, "the field `{field}` is not a string"),
            Reason::NoTargets => f.write_str("the field `targets` is missing"),
            Reason::TargetsNotList => f.write_str("the field `targets` is not a list"),
            Reason::Twice(field) => write!(f, "the field `{field}` stands twice"),
            Reason::NoneFound(what) => write!(f, "holds no {what}"),
            Reason::CutOff => f.write_str("the message is cut off: its frame is not closed"),
            Reason::OtherKind(wanted) => write!(f, "not {wanted}"),
            Reason::Cancelled => f.write_str("the report is cancelled"),
            Reason::WithoutText(place) => write!(f, "no text in {place}"),
            Reason::NotPlain(form) => write!(f, "the report is there only as {form}, which is not read"),
            Reason::Base64 => f.write_str("the embedded report is not valid Base64"),
            Reason::Xml => f.write_str("not well-formed XML"),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
