//! Counts what is skipped on purpose: records, and files or resources that are not reports.

use serde::{Deserialize, Serialize};

/// The reason why a record is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// The input has a later version of the same report.
    Superseded,
    /// Older than the first day asked for.
    BeforeSince,
    /// Of another modality than those asked for.
    OtherModality,
    /// Not drawn into the sample.
    NotSampled,
    /// Unchanged since an earlier run read it.
    Unchanged,
}

/// The number of skipped items, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// See [`Skip::Superseded`].
    pub superseded: u64,
    /// See [`Skip::BeforeSince`].
    pub before_since: u64,
    /// See [`Skip::OtherModality`].
    pub other_modality: u64,
    /// See [`Skip::NotSampled`].
    pub not_sampled: u64,
    /// See [`Skip::Unchanged`].
    pub unchanged: u64,
    /// Files in folders, and entries of archives, whose extension is not known.
    pub other_files: u64,
    /// FHIR resources that are not reports.
    pub other_resources: u64,
}

impl Skipped {
    /// Counts one more.
    pub(crate) fn add(&mut self, skip: Skip) {
        *match skip {
            Skip::Superseded => &mut self.superseded,
            Skip::BeforeSince => &mut self.before_since,
            Skip::OtherModality => &mut self.other_modality,
            Skip::NotSampled => &mut self.not_sampled,
            Skip::Unchanged => &mut self.unchanged,
        } += 1;
    }

    /// The sum of both counts.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            superseded: self.superseded + other.superseded,
            before_since: self.before_since + other.before_since,
            other_modality: self.other_modality + other.other_modality,
            not_sampled: self.not_sampled + other.not_sampled,
            unchanged: self.unchanged + other.unchanged,
            other_files: self.other_files + other.other_files,
            other_resources: self.other_resources + other.other_resources,
        }
    }

    /// True when nothing was skipped.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The number of skipped records that the reader returned.
    pub fn handed_out(&self) -> u64 {
        self.superseded + self.before_since + self.other_modality + self.not_sampled + self.unchanged
    }

    /// The total.
    pub fn total(&self) -> u64 {
        self.handed_out() + self.other_files + self.other_resources
    }
}
