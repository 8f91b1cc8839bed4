//! All tests from outside, in one binary: linking the program once takes less time than thirty times.

mod accuracy;
mod architecture;
mod assert;
mod browser;
mod cli;
#[cfg(feature = "cohort")]
mod cohort;
mod cohort_review;
mod cohorts_sql;
mod coverage;
mod diff;
mod docs;
mod effects;
mod eval;
mod exit_codes;
mod flags;
mod foreign;
#[cfg(unix)]
mod full_disk;
mod fuzz_seeds;
mod grid;
mod icans;
mod import;
mod input;
mod interrupted;
mod layouts;
mod lexicon_examples;
mod lexicon_keys;
mod lint;
mod log;
mod memory;
mod messages;
mod nightly;
mod output;
mod panics;
mod picture;
mod places;
#[cfg(unix)]
mod privacy;
mod properties;
mod record;
mod reference_case;
mod ruleset;
mod scaling;
mod several_forms;
mod snapshots;
mod start;
mod statements;
mod study;
mod support;
mod survey;
mod synth;
mod tricky_sentences;
mod yardsticks;
