//! Archives: what comes in, the run over it, and what goes out.

pub mod input;
pub mod output;
pub mod runs;
