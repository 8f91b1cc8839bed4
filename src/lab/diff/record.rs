//! The parts of a record that are compared.

use crate::text::OffsetUnit;
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;

/// One record.
#[derive(Debug, Deserialize)]
pub struct ComparedRecord<'a> {
    /// The version of the record's schema.
    #[serde(borrow)]
    pub schema: Cow<'a, str>,
    /// The rule set that it was read by.
    #[serde(borrow)]
    pub ruleset: Cow<'a, str>,
    /// The report's id.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// The unit of all offsets.
    #[serde(default)]
    pub offset_unit: OffsetUnit,
    /// The statements, in order of place.
    #[serde(borrow)]
    pub findings: Vec<ComparedStatement<'a>>,
    /// The flags.
    #[serde(borrow)]
    pub flags: Vec<ComparedFlag<'a>>,
    /// Floor and stated grades.
    pub icans: ComparedIcans,
}

/// One statement about a finding.
#[derive(Debug, Deserialize)]
pub struct ComparedStatement<'a> {
    /// The finding.
    #[serde(borrow)]
    pub finding: Cow<'a, str>,
    /// The span of its words.
    pub span: [u32; 2],
    /// Its words.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// The span of its sentence.
    pub sentence: [u32; 2],
    /// The assertion.
    #[serde(borrow)]
    pub assertion: Cow<'a, str>,
    /// The certainty.
    #[serde(borrow)]
    pub certainty: Cow<'a, str>,
    /// The temporality.
    #[serde(borrow)]
    pub temporality: Cow<'a, str>,
    /// The change since the comparison study.
    pub change: Option<String>,
    /// The sites.
    #[serde(borrow)]
    pub sites: Vec<ComparedSite<'a>>,
    /// The vertebral levels.
    pub levels: Value,
    /// The severity.
    pub severity: Value,
    /// The extent.
    pub extent: Value,
    /// The acuity.
    pub acuity: Value,
    /// The count.
    pub count: Value,
    /// The sizes.
    pub sizes: Value,
    /// The attribution: causes and readings.
    pub attribution: Value,
    /// The rules that led to it.
    #[serde(borrow)]
    pub because: Vec<Why<'a>>,
}

/// A site.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComparedSite<'a> {
    /// Its id.
    #[serde(borrow)]
    pub site: Cow<'a, str>,
    /// Its side.
    pub laterality: Option<String>,
}

/// A rule.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct Why<'a> {
    /// Its name.
    #[serde(borrow)]
    pub rule: Cow<'a, str>,
    /// True when it was overruled by another rule.
    #[serde(default)]
    pub lost: bool,
}

/// A flag.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct ComparedFlag<'a> {
    /// Its id.
    #[serde(borrow)]
    pub flag: Cow<'a, str>,
    /// Its value.
    #[serde(borrow)]
    pub value: Cow<'a, str>,
}

/// The part of the grades that is compared.
#[derive(Debug, Deserialize)]
pub struct ComparedIcans {
    /// The imaging floor.
    pub imaging_floor: ComparedFloor,
    /// The grades stated in the text.
    pub stated: Vec<Value>,
    /// Whether the floor and the stated grade agree.
    pub discordance: String,
}

/// The imaging floor.
#[derive(Debug, Deserialize)]
pub struct ComparedFloor {
    /// Its value.
    pub value: String,
}

impl ComparedStatement<'_> {
    /// The sites as `side site` or `site`, in order.
    pub fn places(&self) -> Vec<String> {
        let name = |s: &ComparedSite<'_>| match &s.laterality {
            Some(side) => format!("{side} {}", s.site),
            None => s.site.to_string(),
        };
        let mut all: Vec<String> = self.sites.iter().map(name).collect();
        all.sort_unstable();
        all
    }

    /// All other details as `key value`, in order.
    pub fn details(&self) -> Vec<String> {
        let values = [
            ("level", &self.levels),
            ("severity", &self.severity),
            ("extent", &self.extent),
            ("acuity", &self.acuity),
            ("count", &self.count),
            ("size", &self.sizes),
            ("attribution", &self.attribution),
        ];
        let mut all = Vec::new();
        for (key, value) in values {
            let one = |value: &Value| format!("{key} {}", in_short(value));
            match value {
                Value::Null => {}
                Value::Array(values) => all.extend(values.iter().map(one)),
                value => all.push(one(value)),
            }
        }
        all
    }

    /// The length of the overlap of two spans, in units of the text.
    pub fn overlap(&self, other: &Self) -> u32 {
        let (start, end) = (self.span[0].max(other.span[0]), self.span[1].min(other.span[1]));
        end.saturating_sub(start)
    }
}

/// The words and numbers in a value, without the offsets.
fn in_short(value: &Value) -> String {
    let join = |all: Vec<String>| all.join(" ");
    match value {
        Value::String(word) => word.clone(),
        Value::Array(all) => join(all.iter().map(in_short).collect()),
        Value::Object(map) => join(map.iter().filter(|(key, _)| *key != "span").map(|(_, v)| in_short(v)).collect()),
        other => other.to_string(),
    }
}

impl ComparedRecord<'_> {
    /// All flags with their values; floor, stated grades and discordance count as flags.
    pub fn flag_values(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = self.flags.iter().map(|f| (f.flag.to_string(), f.value.to_string())).collect();
        let grades: Vec<String> = self.icans.stated.iter().map(grade).collect();
        let grades = if grades.is_empty() { "none".to_owned() } else { grades.join(", ") };
        all.push(("icans.imaging_floor".to_owned(), self.icans.imaging_floor.value.clone()));
        all.push(("icans.stated".to_owned(), grades));
        all.push(("icans.discordance".to_owned(), self.icans.discordance.clone()));
        all
    }
}

/// A stated grade in short: `scale low-high assertion temporality`.
fn grade(stated: &Value) -> String {
    let word = |key: &str| match &stated[key] {
        Value::String(word) => word.clone(),
        other => other.to_string(),
    };
    let (low, high) = (word("low"), word("high"));
    let range = if low == high { low } else { format!("{low}-{high}") };
    [word("scale"), range, word("assertion"), word("temporality")].join(" ")
}
