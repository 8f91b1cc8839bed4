//! What a report says besides findings: the therapy before the study, earlier studies it is compared with, and what the author advises.

mod comparison;
mod dates;
mod days;
mod recommendation;
mod therapy;
mod words;

pub use comparison::Comparison;
pub use recommendation::Recommendation;
pub use therapy::Therapy;

use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{Lane, Says};
use crate::vocabulary::Role;

/// The bit of a therapy among those of what words do.
const THERAPY: u32 = 1 << 31;

/// The statements of one report that are no findings. Reused from report to report.
#[derive(Debug, Default)]
pub struct Statements {
    /// The therapy that the text names.
    pub therapy: Option<Therapy>,
    /// Studies that this one is compared with, in order of place.
    pub comparisons: Vec<Comparison>,
    /// What the author advises, in order of place.
    pub recommendations: Vec<Recommendation>,
}

impl Statements {
    /// Looks over a report, and takes out the findings that stand only in advice.
    pub fn find(&mut self, doc: &Document, mentions: &mut Vec<Mention>) {
        // Most reports have few of the words.
        let mut said = 0_u32;
        for term in doc.terms.lane(Lane::Statement) {
            said |= words::says(doc, term).map_or(THERAPY, |what| 1 << what as u32);
        }
        let says = |what: Says| said & (1 << what as u32) != 0;
        let below = |role: Role| doc.sections.iter().any(|section| section.role == role);
        self.recommendations.clear();
        self.comparisons.clear();
        self.therapy = if said & THERAPY != 0 { therapy::find(doc) } else { None };
        if says(Says::Advises) || says(Says::MayAdvise) || below(Role::Recommendation) {
            recommendation::find(doc, &mut self.recommendations);
            recommendation::drop_findings(doc, &self.recommendations, mentions);
        }
        if says(Says::ComparedWith) || below(Role::Comparison) {
            comparison::find(doc, mentions, &mut self.comparisons);
        }
    }

    /// The words that they are made of.
    pub fn taken(&self) -> impl Iterator<Item = (u32, u32)> {
        let therapy = self.therapy.iter().flat_map(|therapy| therapy.tokens.iter().copied());
        let compared = self.comparisons.iter().map(|comparison| comparison.tokens);
        therapy
            .chain(compared)
            .chain(self.recommendations.iter().map(|advice| advice.tokens))
    }
}
