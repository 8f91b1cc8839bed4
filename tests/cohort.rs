//! Cohorts from outside: archives made for one question each, read by `run` and built by `cohort run`.

mod archive;
mod causes;
mod days;
mod event_names;
mod forms;
mod merging;
mod outputs;
mod patients;
mod properties;
mod published;
mod ready;
mod runs;
mod versions;
