//! The name of what reports are read by: the lexicons and the code of the engine.

/// `builtin-` or `custom-` and 12 hex digits: a hash (FNV-1a) of the texts of all lexicon files and of `engine`, the hash of the engine's sources, so that two
/// readings that name the same rule set are the same.
pub(super) fn ruleset<'t>(builtin_only: bool, files: impl Iterator<Item = &'t str>, engine: &'t str) -> String {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in files.chain([engine]).flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    let kind = if builtin_only { "builtin" } else { "custom" };
    format!("{kind}-{:012x}", hash >> 16)
}
