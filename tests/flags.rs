//! The flags, the imaging floor and the stated grades: on statements built by hand, and on texts where the whole pipeline is asked.

mod build;
mod floor;
mod grades;
mod problems;
mod reference;
mod semantics;
