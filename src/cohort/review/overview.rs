//! `cohort.json`: what the cohort is, and how many cases it came from.

use super::stratum::Stratum;
use crate::cohort::json_file::read_account;
use crate::error::Error;
use crate::text::OffsetUnit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What a review needs to know of a cohort.
#[derive(Clone, Debug, Deserialize)]
pub struct Overview {
    /// Which cohort it is.
    pub cohort: Named,
    /// The rules by which the reports were read.
    #[serde(default)]
    pub ruleset: String,
    /// The unit of all spans.
    #[serde(default)]
    pub offset_unit: OffsetUnit,
    /// How many cases there are of each stratum, in the pool and outside of it.
    pub strata: BTreeMap<Stratum, u64>,
    /// The criteria, in the order of the definition.
    #[serde(default)]
    pub criteria: Vec<Labelled>,
}

/// A cohort by its definition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// What people call it.
    #[serde(default)]
    pub label: String,
    /// The version of the definition.
    #[serde(default)]
    pub version: String,
}

/// A criterion by its label.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Labelled {
    /// The id.
    pub id: String,
    /// What people call it.
    #[serde(default)]
    pub label: String,
}

impl Named {
    /// The label, or else the id.
    pub fn shown(&self) -> &str {
        if self.label.is_empty() { &self.id } else { &self.label }
    }
}

/// Reads the overview of a cohort from its folder.
///
/// # Errors
/// A folder that holds no cohort, or a file that is not of this form.
pub fn read_overview(folder: &Path) -> Result<Overview, Error> {
    read_account(folder)
}
