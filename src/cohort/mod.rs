//! Research cohorts: from the reports of a run to the patients of a study, each with the sentences that put them there.
//!
//! ```text
//! cohort file -> criteria      run folder -> stored reports -> what each report says of every leaf -> store (SQLite, by patient)
//!                              store -> persons -> visits -> index events -> rules -> members, attrition, evidence, episodes
//! ```

mod archive;
pub mod attrition;
pub mod build;
pub mod criterion;
pub mod events;
pub mod examples;
pub mod file;
pub mod flow;
mod json_file;
pub mod matching;
pub mod methods;
pub mod person;
pub mod reading;
pub mod review;
pub mod snippets;
pub mod store;
pub mod stored;
pub mod tables;
pub mod window;
