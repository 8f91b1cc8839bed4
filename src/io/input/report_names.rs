//! What names a report that could not be read.

use crate::report::Meta;
use serde::Serialize;

/// The longest name. What is longer in a record that cannot be read may be words of the report.
const LONGEST: usize = 128;

/// What names a report that could not be read, so that whoever keeps its earlier versions can find them. Empty where a name is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReportNames {
    /// The id that its record would have.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The number of the order.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accession: String,
    /// The patient.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub patient_id: String,
}

impl ReportNames {
    /// The same names in other words; a name that is not known stays empty.
    pub(crate) fn map(&self, other: impl Fn(&str) -> String) -> Self {
        let of = |name: &String| if name.is_empty() { String::new() } else { other(name) };
        Self {
            id: of(&self.id),
            accession: of(&self.accession),
            patient_id: of(&self.patient_id),
        }
    }

    /// The names in the metadata of a report with this id.
    pub(super) fn of(id: Option<&str>, meta: &Meta) -> Self {
        let short = |name: Option<&str>| name.filter(|name| name.len() <= LONGEST).unwrap_or_default().to_owned();
        Self {
            id: short(id),
            accession: short(meta.get("accession")),
            patient_id: short(meta.get("patient_id")),
        }
    }
}
