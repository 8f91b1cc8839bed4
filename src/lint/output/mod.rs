//! Hits for machines: each form a file of its own. None of them has words of a report.

mod csv;
mod json;
mod junit;
mod placed;
mod sarif;

pub use csv::csv;
pub use json::{json, jsonl};
pub use junit::junit;
pub use placed::{Place, Placed, PlacedMark};
pub use sarif::sarif;
