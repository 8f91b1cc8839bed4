//! Keys that had another name once. The old one is read and noted.

/// The form of an entry, the old key, the new key.
const RENAMED: &[(&str, &str, &str)] = &[
    ("FindingDef", "told", "reported"),
    ("FindingDef", "elsewhere", "any_region"),
    ("FindingDef", "weak", "generic"),
];

/// What the key `old` of the form `form` is called now, when it had another name once.
pub(super) fn now(form: &str, old: &str) -> Option<&'static str> {
    let renamed = RENAMED.iter().find(|(of, from, _)| *of == form && *from == old)?;
    Some(renamed.2)
}
