//! Structured findings and ICANS-compatible imaging flags from free-text MRI and CT reports.
//!
//! radsift reads what a radiologist wrote and returns what was said: which findings are present, possible or absent, where, how certain,
//! changed or not, and by which words. Rules only: no model, no network, and every answer names the lexicon entries that made it.
//!
//! ```
//! use radsift::Extractor;
//! use radsift::report::FloorValue;
//! use radsift::vocabulary::{Assertion, Laterality};
//!
//! let extractor = Extractor::new()?;
//! let record = extractor.extract("CT head, day 6 after CAR-T. Focal oedema of the left thalamus. No hydrocephalus.");
//!
//! let said: Vec<_> = record.findings.iter().map(|f| (f.finding.as_str(), f.assertion, f.laterality)).collect();
//! assert!(said.contains(&("hydrocephalus", Assertion::Absent, None)));
//! assert!(said.contains(&("focal_cerebral_oedema", Assertion::Present, Some(Laterality::Left))));
//! assert_eq!(record.icans.imaging_floor.value, FloorValue::Three); // a lower bound for research, not a clinical grade
//!
//! // The line that `radsift extract` writes, and back again.
//! let line = serde_json::to_string(&record)?;
//! assert_eq!(serde_json::from_str::<radsift::Record>(&line)?, record);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Reading never fails: any text gives a [`Record`]. What can fail is the start, when lexicon files are wrong; then [`Problems`] names each file
//! and line. An [`Extractor`] is made once and shared between threads; [`Extractor::analyse`] is the quick way over many reports, with a [`Session`] for
//! each thread. The folder `examples/` has one report, an archive on several threads, and a lexicon of one's own.
//!
//! [`record`] is what comes out, field by field, in the words of [`vocabulary`]; [`report`] what it is made from; [`lexicon`] the rules. The other modules
//! are the stages and rooms of the program: `docs/ARCHITECTURE.md` shows them. They are public for its tests and benchmarks, hidden here, and may change in any
//! version.
//!
//! Without features the crate is the engine, from a text to its record. The feature `io` adds archives in and out, `parquet` and `archives` more kinds of
//! files, `lab` the comparisons, and `cli`, the default, all of them and the command.
//!
//! radsift is for research. It is not a medical device.

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "cohort")]
#[doc(hidden)]
pub mod cohort;
mod engine;
#[cfg(feature = "io")]
mod io;
#[cfg(feature = "lab")]
mod lab;
#[cfg(feature = "lint")]
#[doc(hidden)]
pub mod lint;
#[cfg(feature = "pages")]
#[doc(hidden)]
pub mod pages;
#[cfg(feature = "stats")]
#[doc(hidden)]
pub mod stats;

#[doc(inline)]
pub use engine::lexicon::{Lexicon, Problems};
#[doc(inline)]
pub use engine::report::{Meta, Record, record};
#[doc(inline)]
pub use engine::text::OffsetUnit;
pub use engine::{Extractor, Session};
pub use engine::{lexicon, report, text, vocabulary};

// Not part of the stable interface: for the program's own tests, benchmarks and fuzz targets.
#[doc(hidden)]
pub use engine::{assert, context, coverage, criteria, document, extract, icans, statements, structure, study, terms};
#[cfg(feature = "io")]
#[doc(hidden)]
pub use io::error::Error;
#[cfg(feature = "io")]
pub(crate) use io::{error, visible};
#[cfg(feature = "io")]
#[doc(hidden)]
pub use io::{input, output, panic_guard, runs};
#[cfg(feature = "lab")]
#[doc(hidden)]
pub use lab::{canonical, check, diff, eval, import, survey, synth};
