//! Cases of a cohort as a page for readers, and what their decisions say of the cohort.
//!
//! In: the folder of a run, with [`Overview`] (`cohort.json`) and the [`Pool`] (`pool.jsonl`). `draw` takes a [`Sample`] with known weights, [`find_texts`] looks
//! the texts up, `page` makes the page. [`read_decisions`] reads back what readers have decided there, [`Summary`] holds the estimates and the agreement,
//! [`write`] puts it and the files for other programs into a folder.

mod agreement;
mod decisions;
mod draw;
mod estimates;
mod label_studio;
mod overview;
mod page;
mod pool;
mod redcap;
mod segments;
mod stard;
mod stratum;
mod summary;
mod texts;
mod write;

pub use agreement::{Agreement, Disagreement};
pub use decisions::{Decided, Decision, Reader, read_decisions};
pub use draw::{Asked, DrawnCase, Sample, StratumRow, draw};
pub use estimates::{Counts, Estimate, Estimated, Figure, Unsure};
pub use overview::{Overview, read_overview};
pub use page::page;
pub use pool::{Criterion, Evidence, Pool, PoolCase, PoolReport, State, read_pool};
pub use stard::Node;
pub use stratum::{Group, Stratum};
pub use summary::{CriterionRow, ReaderSummary, Summary};
pub use texts::{Texts, find_texts};
pub use write::write;
