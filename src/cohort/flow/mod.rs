//! The figures of a study: counts down a trunk with what was excluded at its side (STROBE, CONSORT), and a tree of what readers found (STARD).
//!
//! A figure is laid out once, as boxes and lines in points, and written as SVG, with text that can be edited, or as PNG, with a font of its own, so that it is the
//! same on every machine.

mod chart;
mod drawing;
mod measure;
mod png;
mod svg;
mod tree;

pub use chart::{Flow, FlowBox};
pub use tree::{Node, Tree};
