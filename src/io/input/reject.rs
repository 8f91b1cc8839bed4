//! Records that cannot be read, and why.

use crate::panic_guard::CaughtPanic;
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
    /// Its text is longer than [`super::LONGEST_TEXT`].
    TextTooLong,
    /// Too long for what has to be held in memory as a whole.
    TooMuchToHold,
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
    /// What stands before the orders of a message would be copied too often.
    HeadTooOften,
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
    /// What should be hexadecimal digits is not.
    Hex,
    /// The document is not well-formed XML.
    Xml,
    /// Elements of the document stand too deep in each other.
    TooDeep,
    /// The bytes are in no format that is known.
    UnknownFormat,
    /// A packed file, of this kind, ends too early.
    PackedCutShort(&'static str),
    /// A file of this kind is damaged.
    Damaged(&'static str),
    /// An archive of this kind is packed in a way that is not known here.
    PackedOtherwise(&'static str),
    /// The entry is encrypted.
    Encrypted,
    /// It unpacks to far more bytes than a report file does.
    Expands,
    /// A kind of file that this build of the program does not read.
    BuiltWithout {
        /// Its name.
        what: &'static str,
        /// The feature of the crate that reads it.
        feature: &'static str,
    },
    /// No entry of the archive is of a known format.
    NoEntries,
    /// An archive inside an archive.
    Nested,
    /// The table has no column of this name; it has those of the list.
    NoColumn(String, String),
    /// The table's first line is no header.
    NoHeader,
    /// A row has so many fields, and the header so many.
    Width(u64, usize),
    /// The header once more.
    HeaderAgain,
    /// Another header stands above, in this line.
    OtherHeader(u64),
    /// A quote is not closed.
    QuoteOpen,
    /// The program made a mistake with it.
    Panic(CaughtPanic),
}

impl Reason {
    /// The reason for a JSON error. Its own message may quote the input and is not used.
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
            Reason::TooLong => f.write_str("longer than 64 MiB"),
            Reason::TextTooLong => f.write_str("the text is longer than 4 MiB"),
            Reason::TooMuchToHold => f.write_str("longer than 1 GiB, and cannot be read without holding all of it"),
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
            Reason::HeadTooOften => f.write_str("the segments before its orders would come to more than 256 MiB, once for each order"),
            Reason::OtherKind(wanted) => write!(f, "not {wanted}"),
            Reason::Cancelled => f.write_str("the report is cancelled"),
            Reason::WithoutText(place) => write!(f, "no text in {place}"),
            Reason::NotPlain(form) => write!(f, "the report is there only as {form}, which is not read"),
            Reason::Base64 => f.write_str("the embedded report is not valid Base64"),
            Reason::Hex => f.write_str("the embedded report is not valid hexadecimal"),
            Reason::Xml => f.write_str("not well-formed XML"),
            Reason::TooDeep => f.write_str("elements stand more than 256 deep in each other"),
            Reason::UnknownFormat => f.write_str("in no known format"),
            Reason::PackedCutShort(kind) => write!(f, "the {kind} file ends too early"),
            Reason::Damaged(kind) => write!(f, "the {kind} file is damaged"),
            Reason::PackedOtherwise(kind) => write!(f, "the {kind} file is packed in a way that is not supported"),
            Reason::Encrypted => f.write_str("encrypted"),
            Reason::Expands => f.write_str("expands to more than 500 times its size: not unpacked any further"),
            Reason::BuiltWithout { what, feature } => {
                write!(f, "{what} is not read: the program was built without it (feature `{feature}`)")
            }
            Reason::NoEntries => f.write_str("the archive holds no file of a known format"),
            Reason::Nested => f.write_str("an archive inside an archive is not read"),
            Reason::NoColumn(wanted, there) => write!(f, "there is no column `{wanted}`; the columns are {there}"),
            Reason::NoHeader => f.write_str("the first line is no header, or names none of the columns wanted"),
            Reason::Width(found, wanted) => write!(f, "{found} fields where the header has {wanted}"),
            Reason::HeaderAgain => f.write_str("the header once more"),
            Reason::OtherHeader(line) => write!(f, "another header stands in line {line}"),
            Reason::QuoteOpen => f.write_str("a quote is not closed before the end"),
            Reason::Panic(fault) => fault.fmt(f),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
