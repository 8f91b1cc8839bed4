//! CSV, Parquet and the wide table.

use super::*;
use crate::support::EXTRACTOR;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;

/// A cell of JSON as a cell of a table.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join(";"),
        value => value.to_string(),
    }
}

/// The sides of sites, one for each; nothing where no site has one.
fn sides(sites: &[Value]) -> String {
    let all = sites.iter().map(|s| cell(&s["laterality"])).collect::<Vec<_>>().join(";");
    if all.chars().any(|c| c != ';') { all } else { String::new() }
}

#[test]
fn a_row_of_csv_says_what_the_record_says() {
    let input = input("csv");
    let records = records(&input, "csv");
    let rows = rows(&run(&input, "csv", &["--to", "csv", "-q"]).join("part-00000.csv"));
    assert_eq!(rows.len(), findings(&records).count());
    for (row, (record, finding)) in rows.iter().zip(findings(&records)) {
        let id = cell(&record["id"]);
        assert_eq!(row["id"], if id == "=1+1" { "'=1+1" } else { &id });
        for name in [
            "n",
            "finding",
            "section",
            "assertion",
            "certainty",
            "temporality",
            "change",
            "laterality",
            "levels",
            "severity",
            "extent",
        ] {
            assert_eq!(row[name], cell(&finding[name]), "{name}");
        }
        assert_eq!(
            [&row["start"], &row["end"]],
            [&cell(&finding["span"][0]), &cell(&finding["span"][1])]
        );
        assert_eq!(study(row), study_of(record));
        // The record leaves out what is the patient's.
        assert_eq!(row["experiencer"], finding["experiencer"].as_str().unwrap_or("patient"));
        let sites = finding["sites"].as_array().unwrap();
        assert_eq!(row["sites"], sites.iter().map(|s| cell(&s["site"])).collect::<Vec<_>>().join(";"));
        assert_eq!(row["site_laterality"], sides(sites));
        assert_eq!(
            row["text"].trim_start_matches('\''),
            finding["text"].as_str().unwrap().trim_start_matches('\'')
        );
    }
    let odd = rows.iter().find(|r| r["id"] == "'=1+1").unwrap();
    assert_eq!([&odd["patient_id"], &odd["study_date"], &odd["modality"]], ["p,\"7\"", "", "MR"]);
    assert!(rows.iter().any(|r| r["size_mm_max"] == "12"));
    assert!(rows.iter().any(|r| r["experiencer"] == "family" && r["finding"] == "aneurysm"));
    assert!(
        rows.iter()
            .any(|r| r["id"] == "two\nlines" && r["study_date"] == "2026-01-31" && r["patient_id"] == "12")
    );
}

/// The cells of the kind of study.
fn study(row: &std::collections::HashMap<String, String>) -> [&str; 3] {
    ["study_modality", "study_body_parts", "study_region"].map(|name| &*row[name])
}

/// The same of a record.
fn study_of(record: &Value) -> [String; 3] {
    ["modality", "body_parts", "region"].map(|name| cell(&record["study"][name]))
}

/// A field of Parquet as a cell of CSV.
fn of_parquet(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Date(days) => (chrono::NaiveDate::default() + chrono::Days::new(*days as u64)).to_string(),
        Field::Long(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        other => panic!("{other:?} has no place in the table"),
    }
}

#[test]
fn parquet_read_back_is_the_csv() {
    let input = input("parquet");
    let more: &[&str] = &["--columns", "sentence,context"];
    for (csv, parquet, table, more) in [
        ("csv", "parquet", "part", more),
        ("csv", "parquet", "reports", &[]),
        ("wide", "wide-parquet", "part", &[]),
    ] {
        let options = |form| [&["--to", form, "-q"][..], more].concat();
        let plain = run(&input, &format!("p-{csv}"), &options(csv)).join(format!("{table}-00000.csv"));
        let typed = run(&input, &format!("p-{parquet}"), &options(parquet)).join(format!("{table}-00000.parquet"));
        let mut plain = csv::Reader::from_path(plain).unwrap();
        let header = plain.headers().unwrap().clone();
        let typed = SerializedFileReader::new(File::open(typed).unwrap()).unwrap();
        let columns = typed.metadata().file_metadata().schema_descr();
        let names: Vec<&str> = columns.columns().iter().map(|c| c.name()).collect();
        assert_eq!(header.iter().collect::<Vec<_>>(), names);
        let mut count = 0;
        for (text, typed) in plain.records().zip(typed.get_row_iter(None).unwrap()) {
            let typed: Vec<String> = typed.unwrap().get_column_iter().map(|(_, field)| of_parquet(field)).collect();
            let text = text.unwrap();
            // Only CSV is opened in spreadsheets.
            let text: Vec<String> = text.iter().map(|c| if c == "'=1+1" { "=1+1" } else { c }.to_owned()).collect();
            assert_eq!(text, typed);
            count += 1;
        }
        assert_eq!(count, typed.metadata().file_metadata().num_rows());
        assert!(count > 60, "{count}");
    }
}

#[test]
fn every_report_has_a_row_beside_the_findings() {
    let input = input("reports");
    let records = records(&input, "reports");
    let folder = run(&input, "reports", &["--to", "csv", "-q"]);
    let reports = rows(&folder.join("reports-00000.csv"));
    assert_eq!(reports.len(), records.len());
    for (row, record) in reports.iter().zip(&records) {
        assert_eq!(row["id"].trim_start_matches('\''), cell(&record["id"]));
        assert_eq!(row["findings"], record["findings"].as_array().unwrap().len().to_string());
        assert_eq!(row["imaging_floor"], cell(&record["icans"]["imaging_floor"]["value"]));
        assert_eq!(row["discordance"], cell(&record["icans"]["discordance"]));
        assert_eq!(row["coverage"].parse().ok(), record["coverage"].as_f64());
        assert_eq!(study(row), study_of(record));
        for value in ["yes", "possible", "conflict", "no"] {
            let flags = record["flags"].as_array().unwrap().iter().filter(|flag| flag["value"] == value);
            let wanted: Vec<String> = flags.map(|flag| cell(&flag["flag"])).collect();
            assert_eq!(row[&format!("flags_{value}")], wanted.join(";"), "{value}");
        }
        let warnings = record["warnings"].as_array().unwrap();
        assert_eq!(
            row["warnings"],
            warnings.iter().map(|w| cell(&w["code"])).collect::<Vec<_>>().join(";")
        );
    }
    let findings = rows(&folder.join("part-00000.csv")).len();
    assert_eq!(
        reports.iter().map(|row| row["findings"].parse::<usize>().unwrap()).sum::<usize>(),
        findings
    );
    assert!(reports.iter().any(|row| row["findings"] == "0"));
    assert!(reports.iter().any(|row| !row["warnings"].is_empty()));
    assert!(reports.iter().any(|row| row["flags_yes"].contains(';')));
}

#[test]
fn sentences_stand_beside_findings_on_request() {
    let input = scratch("sentences.jsonl");
    let text =
        "TECHNIQUE: MRI brain.\nFINDINGS: Normal ventricles. No acute\ninfarct. Old contusion.\nIMPRESSION: Left subdural haematoma.";
    fs::write(&input, json!({"id": "r", "text": text}).to_string()).unwrap();
    let with = |columns: &str| rows(&run(&input, "sentences", &["--to", "csv", "-q", "--columns", columns]).join("part-00000.csv"));
    let all = with("context,sentence");
    let of = |finding: &str| {
        let row = all.iter().find(|row| row["finding"] == finding).unwrap();
        ["sentence_before", "sentence", "sentence_after"].map(|name| row[name].trim().trim_end_matches('.').to_owned())
    };
    assert_eq!(of("acute_infarct"), ["Normal ventricles", "No acute\ninfarct", "Old contusion"]);
    // Another section is no context.
    assert_eq!(of("subdural_haematoma"), ["", "Left subdural haematoma", ""]);
    let one = with("sentence");
    assert!(one[0].contains_key("sentence") && !one[0].contains_key("sentence_before"));
    assert!(!rows(&run(&input, "sentences", &["--to", "csv", "-q"]).join("part-00000.csv"))[0].contains_key("sentence"));
    let refused = Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args(["run", "-", "-o", "none", "--to", "wide", "--columns", "sentence"])
        .output()
        .unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("--columns has no effect with --to wide"), "{said}");
}

#[test]
fn wide_columns_know_the_place() {
    let input = scratch("places.jsonl");
    let reports = [
        (
            "skull",
            "MRI brain. No diffusion restriction in the brain parenchyma. Calvarial mass with diffusion restriction.",
        ),
        ("bare", "MRI brain. No diffusion restriction."),
        (
            "cord",
            "MRI cervical spine. Diffusion restriction of the cord at C4. No diffusion restriction in the left thalamus.",
        ),
        ("silent", "MRI brain. No acute infarct."),
        ("unknown", "No diffusion restriction."),
    ];
    let lines = reports.map(|(id, text)| json!({"id": id, "text": text}).to_string());
    fs::write(&input, lines.join("\n")).unwrap();
    let rows = rows(&run(&input, "places", &["--to", "wide", "-q"]).join("part-00000.csv"));
    let of = |id: &str| {
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        ["", "_brain", "_cord", "_elsewhere"].map(|place| row[&format!("finding_diffusion_restriction{place}")].clone())
    };
    assert_eq!(of("skull")[1..], ["absent", "", "present"]);
    assert_eq!(of("bare"), ["absent", "absent", "", ""]);
    assert_eq!(of("cord")[1..], ["absent", "present", ""]);
    assert_eq!(of("silent"), ["", "", "", ""]);
    assert_eq!(of("unknown"), ["absent", "", "", ""]);
    // What can be in one place alone has no such columns.
    assert!(!rows[0].contains_key("finding_midline_shift_brain"));
}

#[test]
fn parquet_knows_its_rules() {
    let folder = run(&input("facts"), "facts", &["--to", "parquet", "-q"]);
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("run.json")).unwrap()).unwrap();
    let file = SerializedFileReader::new(File::open(folder.join("part-00000.parquet")).unwrap()).unwrap();
    let facts = file.metadata().file_metadata().key_value_metadata().unwrap();
    let fact = |key: &str| facts.iter().find(|f| f.key == key).and_then(|f| f.value.clone()).unwrap();
    assert_eq!(fact("radsift.ruleset"), manifest["plan"]["ruleset"]);
    assert_eq!(fact("radsift.version"), manifest["plan"]["version"]);
    assert_eq!(fact("radsift.schema"), "radsift/report/1");
}

#[test]
fn the_wide_table_has_the_summary_and_the_flags() {
    let input = input("wide");
    let records = records(&input, "wide");
    let rows = rows(&run(&input, "wide", &["--to", "wide", "-q"]).join("part-00000.csv"));
    assert_eq!(rows.len(), records.len());
    let mut sides = 0;
    for (row, record) in rows.iter().zip(&records) {
        let unsaid = row.iter().filter(|(name, _)| name.starts_with("flag_"));
        let unsaid = unsaid.filter(|(_, value)| *value == "not_stated").count();
        assert_eq!(unsaid + record["flags"].as_array().unwrap().len(), EXTRACTOR.flags().len());
        for flag in record["flags"].as_array().unwrap() {
            assert_eq!(row[&format!("flag_{}", cell(&flag["flag"]))], cell(&flag["value"]));
        }
        let summary = record["summary"].as_array().unwrap();
        for finding in summary {
            assert_eq!(row[&format!("finding_{}", cell(&finding["finding"]))], cell(&finding["status"]));
        }
        for finding in record["findings"].as_array().unwrap() {
            let id = cell(&finding["finding"]);
            let own: Vec<&Value> = record["findings"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|f| f["finding"] == finding["finding"])
                .collect();
            let summed = summary.iter().any(|row| row["finding"] == finding["finding"]);
            if own.len() == 1 && summed {
                assert_eq!(row[&format!("laterality_{id}")], cell(&finding["laterality"]));
                sides += usize::from(!finding["laterality"].is_null());
            }
        }
        let place = |name: &str| ["_brain", "_cord", "_elsewhere"].iter().any(|place| name.ends_with(place));
        let said = row
            .iter()
            .filter(|(name, value)| name.starts_with("finding_") && !place(name) && !value.is_empty());
        assert_eq!(said.count(), summary.len());
        assert_eq!(row["imaging_floor"], cell(&record["icans"]["imaging_floor"]["value"]));
        assert_eq!(study(row), study_of(record));
    }
    assert!(sides > 10, "{sides}");
    // Metadata that is there is left as it came; what was understood stands apart.
    let of = |id: &str| study(rows.iter().find(|r| r["id"] == id).unwrap());
    assert_eq!(of("'=1+1"), ["MR", "", "brain"]);
    assert_eq!(of("titled"), ["MR", "brain", "brain"]);
    assert!(rows.iter().any(|r| r["id"] == "titled" && r["modality"].is_empty()));
}

#[test]
fn codes_fill_their_columns() {
    let codes = scratch("codes.csv");
    fs::write(
        &codes,
        "finding,system,code,display\nacute_infarct,SNOMED,123456789,x\nacute_infarct,omop,42,\n",
    )
    .unwrap();
    let input = input("codes");
    let with = ["--codes", codes.to_str().unwrap(), "-q"];
    let rows = rows(&run(&input, "codes", &[&["--to", "csv"][..], &with].concat()).join("part-00000.csv"));
    let mut coded = 0;
    for row in rows {
        let wanted = if row["finding"] == "acute_infarct" {
            ["123456789", "", "42"]
        } else {
            [""; 3]
        };
        coded += usize::from(wanted[2] == "42");
        assert_eq!([&row["snomed_code"], &row["radlex_code"], &row["omop_concept_id"]], wanted);
    }
    assert!(coded > 0);
}

#[test]
fn the_schema_lists_the_columns() {
    let input = input("schema");
    for (form, options) in [("csv", &[][..]), ("wide", &[]), ("omop", &["--nlp-date", "2026-01-31"])] {
        let folder = run(&input, &format!("schema-{form}"), &[&["--to", form, "-q"], options].concat());
        let schema = Command::new(env!("CARGO_BIN_EXE_radsift"))
            .args(["schema", "--to", form])
            .output()
            .unwrap();
        let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
        for table in schema["tables"].as_array().unwrap() {
            let names: Vec<String> = table["columns"].as_array().unwrap().iter().map(|c| cell(&c["name"])).collect();
            let file = fs::read_to_string(folder.join(format!("{}-00000.csv", cell(&table["name"])))).unwrap();
            assert_eq!(file.lines().next(), Some(&*names.join(",")));
        }
    }
}
