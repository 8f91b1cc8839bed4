//! What all pages of HTML share: one base template with its style and its script. A page is one file that works from disk, without a network.
//!
//! A page names the hashes of its own style and script in its content security policy, so that nothing else runs or loads, whatever stands in the texts that it
//! shows. Inline `style` attributes are refused with it: templates draw by SVG attributes and classes.

mod json;
mod page;

pub use json::safe_json;
pub use minijinja::value::Serde;
pub use minijinja::{Error, Value, context};
pub use page::Page;
