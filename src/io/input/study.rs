//! Interprets the names and codes of a study.

use crate::report::Meta;
use serde_json::Value;

/// Codes and words for a modality, each with the DICOM code that they mean.
const MODALITIES: &[(&str, &str)] = &[
    ("CT", "CT"),
    ("CTA", "CT"),
    ("CAT", "CT"),
    ("CCT", "CT"),
    ("MR", "MR"),
    ("MRI", "MR"),
    ("MRA", "MR"),
    ("MRV", "MR"),
    ("FMRI", "MR"),
    ("CR", "CR"),
    ("DX", "DX"),
    ("XR", "DX"),
    ("US", "US"),
    ("NM", "NM"),
    ("PT", "PT"),
    ("PET", "PT"),
    ("PETCT", "PT"),
    ("MG", "MG"),
    ("XA", "XA"),
    ("RF", "RF"),
];

/// Words that follow the region in the name of a study.
const AFTER_REGION: &[&str] = &[
    "w", "wo", "wwo", "with", "without", "and", "or", "for", "plain", "iv", "protocol", "routine", "scan", "of", "transfer",
];

/// Keeps a value unless it is empty.
pub(super) fn put(meta: &mut Meta, key: &str, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        meta.0.insert(key.to_owned(), Value::String(value));
    }
}

/// The modality of a code, or else of the name of a study.
pub(super) fn modality(code: &str, name: &str) -> Option<&'static str> {
    let known = |word: &str| MODALITIES.iter().find(|(w, _)| word.eq_ignore_ascii_case(w)).map(|m| m.1);
    known(code.trim()).or_else(|| words(name).find_map(known))
}

/// The region in the name of a CT or MR study: the words between the modality and the technique.
pub(super) fn region(name: &str) -> Option<String> {
    // A study with two modalities is not named after a region.
    if words(name).any(|w| modality(w, "") == Some("PT")) {
        return None;
    }
    let mut words = words(name).skip_while(|w| !matches!(modality(w, ""), Some("CT" | "MR")));
    words.next()?;
    let region: Vec<&str> = words
        .take_while(|w| !AFTER_REGION.iter().any(|a| w.eq_ignore_ascii_case(a)) && !w.starts_with(|c: char| c.is_ascii_digit()))
        .take(3)
        .collect();
    (!region.is_empty()).then(|| region.join(" "))
}

/// The side in the name of a study.
pub(super) fn side(name: &str) -> Option<&'static str> {
    let (mut left, mut right, mut both) = (false, false, false);
    for word in words(name) {
        let is = |wanted: &[&str]| wanted.iter().any(|one| word.eq_ignore_ascii_case(one));
        left |= is(&["left", "lt"]);
        right |= is(&["right", "rt"]);
        both |= is(&["bilateral", "both", "bilat"]);
    }
    match (left, right, both) {
        (true, true, _) | (_, _, true) => Some("bilateral"),
        (true, false, false) => Some("left"),
        (false, true, false) => Some("right"),
        (false, false, false) => None,
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// The status of a report as one word, from the codes of HL7 v2 and FHIR or from the words used in their place.
pub(super) fn status(written: &str) -> String {
    let lower = written.trim().to_lowercase();
    let known = match lower.as_str() {
        "f" | "final" | "complete" | "completed" => "final",
        "p" | "prelim" | "preliminary" | "wet read" | "r" | "partial" | "registered" => "preliminary",
        "c" | "corrected" | "amended" | "k" => "corrected",
        "a" | "addendum" | "addended" | "appended" => "addended",
        "x" | "cancelled" | "canceled" | "d" | "w" | "entered-in-error" => "cancelled",
        other => other,
    };
    known.to_owned()
}

/// The date and the time of an HL7 time stamp or a FHIR date, in ISO 8601; empty where missing.
pub(super) fn moment(written: &str) -> (String, String) {
    let (date, time) = written.trim().split_once('T').unwrap_or((written.trim(), ""));
    let iso = date.as_bytes().get(4) == Some(&b'-');
    let digits = if iso { &date.replace('-', "") } else { date };
    let digits = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
    if digits.len() < 8 {
        return Default::default();
    }
    let (month, day) = (&digits[4..6], &digits[6..8]);
    if !("01"..="12").contains(&month) || !("01"..="31").contains(&day) {
        return Default::default();
    }
    let clock: String = match time {
        "" => digits[8..].to_owned(),
        time => time.chars().filter(|c| *c != ':').take_while(char::is_ascii_digit).collect(),
    };
    let clock = match clock.len() {
        0..4 => String::new(),
        4..6 => [&clock[..2], &clock[2..4]].join(":"),
        _ => [&clock[..2], &clock[2..4], &clock[4..6]].join(":"),
    };
    ([&digits[..4], month, day].join("-"), clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_studies_are_understood() {
        assert_eq!(modality("MRI", ""), Some("MR"));
        assert_eq!(modality("IMG", "CT HEAD WO"), Some("CT"));
        assert_eq!(modality("IMG", "radiology event"), None);
        assert_eq!(region("MRI CALF W WO").as_deref(), Some("CALF"));
        assert_eq!(region("70551 MR upper arm 2 parts").as_deref(), Some("upper arm"));
        assert_eq!(region("MRI W WO CALF"), None);
        assert_eq!(side("CT ARM LT"), Some("left"));
        assert_eq!(side("CT arm left and right"), Some("bilateral"));
    }

    #[test]
    fn moments_are_days_and_times() {
        let both = |w: &str| moment(w);
        assert_eq!(both("20260131"), ("2026-01-31".into(), "".into()));
        assert_eq!(both("202601310815-0500"), ("2026-01-31".into(), "08:15".into()));
        assert_eq!(both("20260131081530.123"), ("2026-01-31".into(), "08:15:30".into()));
        assert_eq!(both("2026-01-31T08:15:30Z"), ("2026-01-31".into(), "08:15:30".into()));
        assert_eq!(both("2026-01"), Default::default());
        assert_eq!(both("19993290800"), Default::default());
    }
}
