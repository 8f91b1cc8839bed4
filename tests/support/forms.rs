//! What a run can write.

/// Every form of `--to`.
pub const FORMS: [&str; 10] = [
    "jsonl",
    "csv",
    "parquet",
    "wide",
    "wide-parquet",
    "omop",
    "fhir",
    "brat",
    "doccano",
    "label-studio",
];
