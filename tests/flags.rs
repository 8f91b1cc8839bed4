//! The flags, the imaging floor and the stated grades: on statements built by hand, and on texts where the whole pipeline is asked.

#[path = "flags/build.rs"]
mod build;
#[path = "flags/floor.rs"]
mod floor;
#[path = "flags/grades.rs"]
mod grades;
#[path = "flags/problems.rs"]
mod problems;
#[path = "flags/reference.rs"]
mod reference;
#[path = "flags/semantics.rs"]
mod semantics;
