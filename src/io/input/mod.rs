//! Sources of reports: text files, JSON Lines, tables, HL7 v2, FHIR, CDA, compressed or not; folders, archives, standard input.
//!
//! Reading has two halves. [`Reader`] goes through the sources in order and returns [`Raw`] pieces, doing as little as possible;
//! [`Raw::record`] decodes one piece, so that the work can be shared between threads. Every piece becomes one [`Record`] or
//! one [`Reject`]: nothing is dropped silently, and no message contains words of a report.

mod attachment;
mod body;
mod cda;
mod date_orders;
mod dates;
mod describe;
mod escapes;
mod fhir;
mod fields;
mod foreign;
mod format;
mod formats;
mod hl7;
mod json_kind;
mod json_line;
mod json_records;
mod json_repair;
mod json_scan;
mod longest;
mod markup;
mod missing;
mod names;
mod open;
mod opened;
mod origin;
mod packed;
mod pieces;
mod position;
mod raw;
mod reader;
mod record;
mod reject;
mod scalar;
mod skipped;
mod sniff;
mod source_options;
mod sources;
mod sources_read;
mod study;
mod table;
mod targets;
mod trouble;
mod versions;
mod whole_numbers;
mod wide;

pub use body::Body;
pub use date_orders::with_date_orders;
pub use dates::DateForm;
pub use fields::Fields;
pub use format::Format;
pub use hl7::looks_like as looks_like_hl7;
pub use origin::Origin;
pub use pieces::{LONGEST, LONGEST_TEXT};
pub use position::Position;
pub use raw::Raw;
pub use reader::Reader;
pub use record::Record;
pub use reject::{Reason, Reject};
pub use skipped::{Skip, Skipped};
pub use sources::{Source, Sources, find_sources};
pub use sources_read::{SourceDigest, SourcesRead};
pub use versions::Versions;
