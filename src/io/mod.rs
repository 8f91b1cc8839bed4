//! Archives: what comes in, the run over it, and what goes out.

pub(crate) mod error;
pub mod input;
pub mod output;
pub mod panic_guard;
pub mod runs;
