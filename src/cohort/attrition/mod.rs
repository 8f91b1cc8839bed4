//! How many records and persons are left after each step, and why the others are not.

mod count;
mod detail;
mod figure;
mod rows;
mod share;

pub use count::{Count, Counter};
pub use detail::{DETAIL_HEADER, DetailRow};
pub use figure::figure;
pub use rows::{ATTRITION_HEADER, AttritionRow};
pub use share::{Shown, shareable};
