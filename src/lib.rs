//! Structured findings and ICANS-compatible imaging flags from free-text MRI and CT reports.
//!
//! radsift reads what a radiologist wrote and returns what was said: which findings are present, possible or absent, where, how certain,
//! changed or not, and by which words. Rules only: no model, no network, and every answer names the lexicon entries that made it.
//!
//! ```
//! use radsift::report::{Envelope, FloorValue, JsonWriter, Meta};
//! use radsift::text::OffsetUnit;
//! use radsift::vocabulary::Assertion;
//! use radsift::{Extractor, Session};
//!
//! // The rules are made once and shared between threads; each thread has a session.
//! let extractor = Extractor::new()?;
//! let mut session = Session::default();
//!
//! let text = "CT head, day 6 after CAR-T. Diffuse cerebral oedema. No hydrocephalus.";
//! let meta = Meta::default();
//! let report = extractor.read(&mut session, text, &meta);
//!
//! let said: Vec<_> = report.mentions.iter().map(|m| (report.finding_id(m.finding), m.assertion)).collect();
//! assert_eq!(said, [("diffuse_cerebral_oedema", Assertion::Present), ("hydrocephalus", Assertion::Absent)]);
//! assert_eq!(report.span(report.mentions[1].tokens).of(text), "hydrocephalus");
//! assert_eq!(report.icans.floor.value, FloorValue::Four); // a lower bound for research, not a clinical grade
//!
//! // The record that `radsift extract` writes, as one line of JSON.
//! let writer = JsonWriter::new(extractor.lexicon(), OffsetUnit::Char);
//! let mut line = Vec::new();
//! writer.write(&mut line, &Envelope { id: "r-1", meta: &meta, warnings: &[] }, &report);
//! assert!(line.starts_with(br#"{"schema":"radsift/report/1""#));
//! # Ok::<(), radsift::lexicon::Problems>(())
//! ```
//!
//! Reading never fails: any text gives a report. What can fail is the start, when lexicon files are wrong; then
//! [`lexicon::Problems`] names each file and line.
//!
//! The modules are the stages, in the order in which a report passes through them: [`text`], [`terms`], [`structure`], [`extract`],
//! [`context`], [`report`], [`criteria`] and [`icans`]. [`lexicon`] holds the rules, [`check`] runs their examples, [`runs`] reads
//! archives, with [`input`] and [`output`] at its ends, and [`eval`] compares readings with annotations. `docs/ARCHITECTURE.md` shows where things are, `docs/DESIGN.md` why.
//!
//! Without features the crate is the engine, from a text to its report and flags. The feature `io` adds [`input`], [`runs`] and [`output`], `parquet`
//! and `archives` more kinds of files, `lab` the comparisons, and `cli`, the default, all of them and the command.
//!
//! radsift is for research. It is not a medical device.

#[cfg(feature = "cli")]
pub mod cli;
mod engine;
#[cfg(feature = "io")]
mod io;
#[cfg(feature = "lab")]
mod lab;

pub use engine::{Extractor, Session};
pub use engine::{assert, context, criteria, document, extract, icans, lexicon, report, structure, study, terms, text, vocabulary};
#[cfg(feature = "io")]
pub(crate) use io::error;
#[cfg(feature = "io")]
pub use io::error::Error;
#[cfg(feature = "io")]
pub use io::{input, output, panic_guard, runs};
#[cfg(feature = "lab")]
pub use lab::{canonical, check, diff, eval, import, survey};
