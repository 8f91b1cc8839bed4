//! Archives: reading them, running over them, and writing the output.

pub(crate) mod error;
pub mod input;
pub mod output;
pub mod panic_guard;
pub mod runs;
pub(crate) mod visible;
