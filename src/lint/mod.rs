//! QA of wording: rules that look for what a report says against itself, against its order, or not at all.
//!
//! A rule looks at the finished reading of one report and proposes hits; the verifier then clears those that a careful reader would not raise. What a rule
//! needs to know of medicine stands in `lexicons/lint/`.

mod checked;
mod facts;
mod hit;
mod linter;
mod measured;
pub mod output;
mod page;
mod parts;
mod place;
mod rule;
mod rules;
mod settings;
mod tables;
mod verify;

pub use checked::{Checked, Cleared, Silence};
pub use facts::Facts;
pub use hit::{Fix, Hit, Mark};
pub use linter::Linter;
pub use measured::{Measured, within_budget};
pub use page::{Page, Severity, Status};
pub use rule::{Need, Rule};
pub use rules::{ALL, rule};
pub use settings::{Communication, FILE, Settings, Suppression};
pub use tables::Tables;
