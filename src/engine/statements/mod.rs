//! What a report says besides findings: the therapy before the study, earlier studies it is compared with, and what the author advises.

mod days;
mod therapy;
mod words;

pub use therapy::Therapy;

use crate::document::Document;

/// The statements of one report that are no findings. Reused from report to report.
#[derive(Debug, Default)]
pub struct Statements {
    /// The therapy that the text names.
    pub therapy: Option<Therapy>,
}

impl Statements {
    /// Looks over a report.
    pub fn find(&mut self, doc: &Document) {
        self.therapy = therapy::find(doc);
    }

    /// The words that they are made of.
    pub fn taken(&self) -> impl Iterator<Item = (u32, u32)> {
        self.therapy.iter().flat_map(|therapy| therapy.tokens.iter().copied())
    }
}
