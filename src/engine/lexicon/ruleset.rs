//! The name of what reports are read by: the lexicons and the code of the engine.

use super::fnv::Fnv;

/// `builtin-` or `custom-` and 12 hex digits: a hash (FNV-1a) of the texts of all lexicon files and of `engine`, the hash of the engine's sources, so that two
/// readings that name the same rule set are the same.
pub(super) fn ruleset<'t>(builtin_only: bool, files: impl Iterator<Item = &'t str>, engine: &'t str) -> String {
    let mut hash = Fnv::new();
    files.chain([engine]).for_each(|text| hash.add(text.as_bytes()));
    let kind = if builtin_only { "builtin" } else { "custom" };
    format!("{kind}-{}", hash.digits())
}
