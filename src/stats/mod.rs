//! Proportions with their intervals, the agreement of two readers, and draws by a seed.
//!
//! Every function is pure: the same numbers in, the same numbers out, on every machine. Intervals are of 95 %.

mod draw;
mod interval;
mod kappa;
mod mover;
mod wilson;

pub use draw::Draw;
pub use interval::Interval;
pub use kappa::{Kappa, kappa};
pub use mover::{Bounded, share_of, weighted_sum};
pub use wilson::{Z, wilson};
