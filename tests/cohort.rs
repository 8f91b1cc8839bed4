//! Cohorts from outside: archives made for one question each, read by `run` and built by `cohort run`.

mod archive;
mod days;
mod merging;
mod patients;
mod properties;
mod runs;
mod versions;
