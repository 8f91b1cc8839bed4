//! What is met in the input and is no report by its name or kind: counted, and not read.

/// How much of the input was passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Files in folders, and entries of archives, whose ending is not known.
    pub files: u64,
    /// FHIR resources that are no report.
    pub resources: u64,
}

impl Passed {
    /// Adds other counts.
    pub(super) fn add(&mut self, other: Self) {
        self.files += other.files;
        self.resources += other.resources;
    }

    /// True when nothing was passed over.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
