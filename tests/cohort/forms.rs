//! A cohort is the same by every form that has all reports.

use super::archive::{Archive, NO, YES, cohort, told};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of a folder but for the account, which names the options of the run.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => all.extend(
                files(&entry.path())
                    .into_iter()
                    .map(|(own, bytes)| (format!("{name}/{own}"), bytes)),
            ),
            false if name == "cohort.json" => {}
            false => drop(all.insert(name, fs::read(entry.path()).unwrap())),
        }
    }
    all
}

fn archive(name: &str) -> Archive {
    let spine = "MRI cervical spine, day 8 after CAR-T. T2 hyperintensity of the cord from C4 to T2, 12 mm. Family history of stroke.";
    let oedema = "CT head.\nFINDINGS: Diffuse cerebral oedema, new since the last CT; ASTCT grade 3. Left frontal infarct, probable.\nIMPRESSION: No infarct.";
    Archive::new(name)
        .report(
            "a",
            "=p",
            "2024-02-05",
            YES,
            json!({ "modality": "MR", "sex": "F", "patient_age": "045Y", "accession": "acc, 1" }),
        )
        .report("b", "=p", "2024-02-08", oedema, json!({ "modality": "CT", "version": 2 }))
        .report("c", "=p", "2024-02-08", spine, json!({ "modality": "MR", "body_part": "spine" }))
        .report("d", "q", "2024-02-05", NO, json!({ "modality": "MR" }))
        .report("e", "q", "2024-02-06", "", Value::Null)
        .report("f", "r", "2024", YES, Value::Null)
        .event("=p", "2024-02-01")
        .event("q", "2024-02-01")
        .event("r", "2024-02-01")
}

#[test]
fn records_and_tables_give_the_same_cohort() {
    let rules = r#"
[[rule]]
id = "oedema"
label = "oedema"
include = { all = [{ flag = "astct_diffuse_cerebral_oedema=yes" }, { flag = "supp_myelopathy=yes" }, { not = { finding = "acute_infarct", certainty = "definite" } }] }
window = [0, 30]

[[rule]]
id = "woman"
label = "woman"
sex = "F"

[[rule]]
id = "adult"
label = "adult"
age = [18, 90]
"#;
    let cohort = cohort("", "events = \"*\"\ntake = \"every\"", rules);
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for (number, options) in [
        &["--to", "jsonl"][..],
        &["--to", "jsonl", "--zstd"],
        &["--to", "parquet"],
        &["--to", "csv"],
        &["--to", "csv", "--zstd"],
        &["--to", "csv", "--to", "wide", "--shard-mb", "1"],
    ]
    .into_iter()
    .enumerate()
    {
        let archive = archive(&format!("cohort-forms-{number}"));
        archive.read_with(options);
        let built = archive.rebuilt(&cohort, &[]);
        assert_eq!(built.members, [("=p".to_owned(), "2024-02-01".to_owned())], "{options:?}");
        let own = files(&archive.path("out"));
        assert!(own["evidence.jsonl"].len() > 500, "{options:?}");
        match &first {
            None => first = Some(own),
            Some(first) => {
                for (name, bytes) in first {
                    let (wanted, got) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&own[name]));
                    assert_eq!(got, wanted, "{name} by {options:?}");
                }
            }
        }
    }
}

#[test]
fn forms_without_all_reports_are_refused_by_name() {
    let archive = archive("cohort-wide");
    archive.read_with(&["--to", "wide"]);
    let done = archive.build(&super::archive::within("[0, 30]"), &[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(told(&done).contains("--to jsonl"), "{}", told(&done));
}
