//! Records that cannot be read, and the reasons.

use super::report_names::ReportNames;
use crate::panic_guard::CaughtPanic;
use crate::visible::visible;
use serde_json::error::Category;
use std::fmt;

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The name of the file.
    pub source: String,
    /// The number of the record in the file, from 1.
    pub record: u64,
    /// The byte offset of the record in the unpacked file.
    pub offset: u64,
    /// The line in the file, from 1.
    pub line: Option<u64>,
    /// The byte in the line, from 1.
    pub column: Option<usize>,
    /// The reason.
    pub reason: Reason,
    /// What names the report, where that could be read.
    pub names: Option<Box<ReportNames>>,
}

/// One line for people. The names in it are shown by [`visible`]; as JSON they stay what they are.
impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.source))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", visible(&self.reason.to_string()))
    }
}

/// The reason why a record cannot be read. The messages name fields and never quote their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file cannot be opened or read.
    Unreadable(std::io::ErrorKind),
    /// Longer than [`super::LONGEST`].
    TooLong,
    /// Its text is longer than [`super::LONGEST_TEXT`].
    TextTooLong,
    /// Its metadata are longer than 4 MiB.
    MetaTooLong,
    /// More was found in it than in any report.
    TooManyFindings,
    /// Too long to be held in memory as a whole, which this format needs.
    TooMuchToHold,
    /// The line is not JSON.
    Syntax,
    /// The line ends before its JSON does.
    CutShort,
    /// The line is JSON, but not an object.
    NotAnObject,
    /// The text field is missing; the second string is the option that would name it.
    NoText(String, Option<Box<str>>),
    /// The text field is not a string.
    TextNotString(String),
    /// The text is empty, or consists of blanks and NUL characters.
    EmptyText,
    /// The text is a word that stands for a missing value.
    Placeholder(&'static str),
    /// The line has no targets.
    NoTargets,
    /// The targets are not a list.
    TargetsNotList,
    /// A field occurs twice.
    Twice(String),
    /// The source does not contain what it should: an HL7 message, a FHIR resource.
    NoneFound(&'static str),
    /// The frame around a message is not closed.
    CutOff,
    /// The segments before the orders of a message would be copied too often.
    HeadTooOften,
    /// A message of more than a million segments.
    TooManySegments,
    /// It is another kind of message or document.
    OtherKind(&'static str),
    /// The report was withdrawn.
    Cancelled,
    /// It contains no text.
    WithoutText(&'static str),
    /// The report is only present in a form that is not read.
    NotPlain(&'static str),
    /// The embedded data are not valid Base64.
    Base64,
    /// The embedded data are not valid hexadecimal.
    Hex,
    /// The document is not well-formed XML.
    Xml,
    /// The elements of the document are nested too deep.
    TooDeep,
    /// A known kind of file that is not read, and what to do with it.
    NotRead(&'static str, &'static str),
    /// The format of the bytes is not known.
    UnknownFormat,
    /// A compressed file or archive of this kind ends too early.
    PackedCutShort(&'static str),
    /// A file of this kind is damaged.
    Damaged(&'static str),
    /// An archive of this kind uses a compression method that is not supported.
    PackedOtherwise(&'static str),
    /// A file of the first kind is compressed by the second, which is not supported.
    PackedBy(&'static str, &'static str),
    /// Bytes behind the end of a compressed stream of this kind.
    BehindEnd(&'static str),
    /// Another entry of the archive has the same name; only one of them is read.
    SameName,
    /// The entry is encrypted.
    Encrypted,
    /// It expands to far more bytes than any file of reports does.
    Expands,
    /// A kind of file that this build of the program cannot read.
    BuiltWithout {
        /// Its name.
        what: &'static str,
        /// The feature of the crate that enables it.
        feature: &'static str,
    },
    /// The archive has no entry in a known format.
    NoEntries,
    /// An archive inside an archive.
    Nested,
    /// The table has no column with this name; behind it the list of its columns, and the option that would name the report.
    NoColumn(String, Box<(String, Option<String>)>),
    /// The header of the table is on this line.
    HeaderBelow(u64),
    /// The first line of the table is not a header.
    NoHeader,
    /// The number of fields in the row, and the number in the header.
    Width(u64, usize),
    /// The same in a row with typographic quotation marks, which do not quote.
    TypographicQuotes(u64, usize),
    /// The header is repeated.
    HeaderAgain,
    /// A different header was found above, on this line.
    OtherHeader(u64),
    /// A quote is not closed.
    QuoteOpen,
    /// The program panicked on it.
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
            Reason::MetaTooLong => f.write_str("the metadata are longer than 4 MiB"),
            Reason::TooManyFindings => f.write_str("more than 100000 findings in one text"),
            Reason::TooMuchToHold => f.write_str("longer than 1 GiB, and cannot be read without holding all of it"),
            Reason::Syntax => f.write_str("not valid JSON"),
            Reason::CutShort => f.write_str("not valid JSON: the line ends too early"),
            Reason::NotAnObject => f.write_str("not a JSON object"),
            Reason::NoText(field, None) => write!(f, "the field `{field}` is missing"),
            Reason::NoText(field, Some(option)) => write!(f, "the field `{field}` is missing; `{option}` would name the report"),
            Reason::TextNotString(field) => write!(f, "the field `{field}` is not a string"),
            Reason::EmptyText => f.write_str("the text is empty"),
            Reason::Placeholder(word) => write!(f, "the text is `{word}`, which stands for a missing text"),
            Reason::NoTargets => f.write_str("the field `targets` is missing"),
            Reason::TargetsNotList => f.write_str("the field `targets` is not a list"),
            Reason::Twice(field) => write!(f, "the field `{field}` occurs twice"),
            Reason::NoneFound(what) => write!(f, "contains no {what}"),
            Reason::CutOff => f.write_str("the message is cut off: its frame is not closed"),
            Reason::HeadTooOften => f.write_str("the segments before its orders would take more than 256 MiB when copied to each order"),
            Reason::TooManySegments => f.write_str("more than a million segments"),
            Reason::OtherKind(wanted) => write!(f, "not {wanted}"),
            Reason::Cancelled => f.write_str("the report is cancelled"),
            Reason::WithoutText(place) => write!(f, "no text in {place}"),
            Reason::NotPlain(form) => write!(f, "the report is only present as {form}, which is not supported"),
            Reason::Base64 => f.write_str("the embedded report is not valid Base64"),
            Reason::Hex => f.write_str("the embedded report is not valid hexadecimal"),
            Reason::Xml => f.write_str("not well-formed XML"),
            Reason::TooDeep => f.write_str("elements are nested more than 256 deep"),
            Reason::NotRead(kind, advice) => write!(f, "{kind} is not read: {advice}"),
            Reason::UnknownFormat => f.write_str("unknown format"),
            Reason::PackedCutShort(kind) => write!(f, "the {kind} file ends too early"),
            Reason::Damaged(kind) => write!(f, "the {kind} file is damaged"),
            Reason::PackedOtherwise(kind) => write!(f, "the {kind} file uses an unsupported compression method"),
            Reason::PackedBy(kind, packing) => write!(
                f,
                "the {kind} file is packed by {packing}, which is not read; without packing, and by Snappy, gzip or Zstandard, it is"
            ),
            Reason::BehindEnd(kind) => write!(f, "there are bytes behind the end of the last {kind} stream, which are not read"),
            Reason::SameName => f.write_str("another entry has the same name, and only the last one is read"),
            Reason::Encrypted => f.write_str("encrypted"),
            Reason::Expands => f.write_str("expands to more than 500 times its size: not unpacked any further"),
            Reason::BuiltWithout { what, feature } => {
                write!(f, "{what} is not read: the program was built without it (feature `{feature}`)")
            }
            Reason::NoEntries => f.write_str("the archive contains no file of a known format"),
            Reason::Nested => f.write_str("an archive inside an archive is not read"),
            Reason::NoColumn(wanted, found) => {
                let (there, option) = &**found;
                write!(f, "there is no column `{wanted}`; the columns are {there}")?;
                option
                    .as_ref()
                    .map_or(Ok(()), |option| write!(f, "; `{option}` would name the report"))
            }
            Reason::HeaderBelow(line) => write!(
                f,
                "the header is on line {line}, below other lines; `--header-line {line}` reads it"
            ),
            Reason::NoHeader => f.write_str("the first line is not a header, or has none of the required columns"),
            Reason::Width(found, wanted) => write!(f, "{found} fields where the header has {wanted}"),
            Reason::TypographicQuotes(found, wanted) => write!(
                f,
                "{found} fields where the header has {wanted}: typographic quotation marks do not quote a field; straight ones do"
            ),
            Reason::HeaderAgain => f.write_str("the header is repeated"),
            Reason::OtherHeader(line) => write!(f, "a different header is on line {line}"),
            Reason::QuoteOpen => f.write_str("a quote is not closed before the end"),
            Reason::Panic(fault) => fault.fmt(f),
        }
    }
}
