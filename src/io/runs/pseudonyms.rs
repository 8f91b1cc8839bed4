//! Pseudonyms for the ids of persons and orders.
//!
//! A pseudonym is a keyed hash: the same id gets the same one in every field, form and run with the same key, so that the versions of a report and the
//! reports of a patient still belong together, and without the key nobody can try ids out. Texts are not changed.

use crate::error::Error;
use crate::input::{Format, Raw, Reject};
use crate::report::Meta;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A key file has at least this many bytes.
const SHORTEST: usize = 32;
/// The digits of a pseudonym: 128 bits.
const DIGITS: usize = 32;

/// The keys of `meta` that name a person or an order, in lower case and without `_`, `-` and blanks.
const IDENTIFYING: &[&str] = &[
    "accession",
    "accessionnumber",
    "casenumber",
    "encounterid",
    "fillerordernumber",
    "id",
    "messageid",
    "mrn",
    "medicalrecordnumber",
    "ordernumber",
    "patid",
    "patientid",
    "patientids",
    "patientmrn",
    "patientnumber",
    "personid",
    "pid",
    "placerordernumber",
    "studyinstanceuid",
    "studyuid",
    "subjectid",
    "visitid",
];
/// The key of `meta` that the program itself adds: the number of versions of a report.
const HISTORY: &str = "history";

/// Makes pseudonyms.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; 32],
    /// The keys of `meta` that go out besides those that name persons and orders.
    kept: Vec<String>,
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pseudonyms").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl Pseudonyms {
    /// With the key in a file; `kept` are the keys of `meta` that go out as they are.
    ///
    /// # Errors
    /// A file that cannot be read, or is too short for a key.
    pub fn load(path: &Path, kept: &[String]) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(|e| Error::reading(path, e))?;
        if bytes.len() < SHORTEST {
            let error = Error::usage(format!("{} is too short for a key: it has {} bytes", path.display(), bytes.len()));
            return Err(error.help("a key has at least 32 random bytes: head -c 32 /dev/urandom > KEYFILE"));
        }
        Ok(Self {
            key: blake3::derive_key("radsift 2026 pseudonyms of ids", &bytes),
            kept: kept.to_vec(),
        })
    }

    /// What tells two keys apart without telling the key.
    pub fn fingerprint(&self) -> String {
        let derived = blake3::derive_key("radsift 2026 fingerprint of a key of pseudonyms", &self.key);
        blake3::hash(&derived).to_hex()[..16].to_owned()
    }

    /// The pseudonym of an id; an empty one stays empty.
    pub fn of(&self, id: &str) -> String {
        if id.is_empty() {
            return String::new();
        }
        blake3::keyed_hash(&self.key, id.as_bytes()).to_hex()[..DIGITS].to_owned()
    }

    /// The metadata that goes out: pseudonyms of ids, what was asked for, and nothing else.
    pub fn meta(&self, meta: &Meta) -> Meta {
        let kept = meta.0.iter().filter_map(|(key, value)| {
            let value = match is_identifying(key) {
                true => self.value(value),
                false if key == HISTORY || self.kept.contains(key) => value.clone(),
                false => return None,
            };
            Some((key.clone(), value))
        });
        Meta(kept.collect())
    }

    /// An id as it may stand in `meta`: text, a number, a list, or objects with their `id`.
    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Null | Value::Bool(_) => Value::Null,
            Value::Number(number) => self.of(&number.to_string()).into(),
            Value::String(text) => self.of(text).into(),
            Value::Array(all) => all.iter().map(|one| self.value(one)).collect(),
            Value::Object(parts) => parts
                .iter()
                .filter(|(key, _)| is_identifying(key))
                .map(|(key, part)| (key.clone(), self.value(part)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// A rejection without the name of a file that is the id of its report, and without what names the report.
    pub(super) fn reject(&self, raw: &Raw, mut reject: Reject) -> Reject {
        reject.names = reject.names.map(|names| Box::new(names.map(|name| self.of(name))));
        if raw.origin.format == Format::Text {
            reject.source = self.file(&reject.source, &raw.origin.id);
        }
        reject
    }

    /// The name of a file that holds one report with this id, or of such an entry of an archive.
    pub fn file(&self, name: &str, id: &str) -> String {
        let archive = name.rsplit_once("!/").map(|(archive, _)| format!("{archive}!/"));
        archive.unwrap_or_default() + &self.of(id)
    }
}

fn is_identifying(key: &str) -> bool {
    let plain: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    IDENTIFYING.contains(&plain.as_str()) || plain.contains("mrn")
}
