//! Research cohorts: from the reports of a run to the patients of a study, each with the sentences that put them there.

pub mod flow;
pub mod review;
