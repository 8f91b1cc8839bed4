//! The forms of output.

/// What stands behind `--to` for each form, and for two of them packed.
pub const FORMS: [&str; 12] = [
    "jsonl",
    "jsonl --zstd",
    "csv",
    "parquet",
    "wide",
    "wide --zstd",
    "wide-parquet",
    "omop",
    "fhir",
    "brat",
    "doccano",
    "label-studio",
];

/// The options of a form, with those that it cannot do without.
pub fn options(form: &str) -> Vec<&str> {
    let day: &[&str] = if form == "omop" { &["--nlp-date", "2026-01-31"] } else { &[] };
    ["--to"].into_iter().chain(form.split(' ')).chain(day.iter().copied()).collect()
}
