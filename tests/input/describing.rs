//! Columns with date, patient and accession number, and the choice of modalities.

use crate::input::parquet_files::write;
use crate::input::reading::rest;
use crate::support::folder::Folder;
use arrow_array::{ArrayRef, Date32Array, StringArray};
use parquet::basic::Compression;
use radsift::input::{DateForm, Fields, Format, Reader, find_sources, with_date_orders};
use radsift::report::WarningCode;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

fn dated(form: Option<&str>) -> Fields {
    Fields {
        date: Some("exam_date".into()),
        date_form: form.map(|form| DateForm::named(form).unwrap()),
        ..Fields::default()
    }
}

/// The dates of all records; `?` for one with a warning, `-` for none. Or else the error.
fn dates(paths: &[PathBuf], fields: &Fields) -> Result<Vec<String>, String> {
    let sources = find_sources(paths, Format::Auto).unwrap();
    let sources = with_date_orders(sources, fields).map_err(|error| error.to_string())?;
    let all = rest(&mut Reader::new(sources).with_fields(fields), fields);
    let date = |r: &radsift::input::Record<'_>| {
        let warned = r.warnings.iter().any(|w| w.code == WarningCode::StudyDate);
        r.meta.get("study_date").unwrap_or(if warned { "?" } else { "-" }).to_owned()
    };
    Ok(all.iter().map(|r| date(r.as_ref().unwrap())).collect())
}

/// A table with these dates.
fn table(dates: &[&str]) -> String {
    let rows: Vec<String> = dates
        .iter()
        .enumerate()
        .map(|(n, date)| format!("{n},\"{date}\",Normal.\n"))
        .collect();
    format!("id,exam_date,text\n{}", rows.concat())
}

#[test]
fn the_dates_of_a_file_tell_their_order() {
    let folder = Folder::new("dates");
    for (given, form, wanted) in [
        (
            &["02/01/2024", "31/01/2024", "", "NULL"][..],
            None,
            &["2024-01-02", "2024-01-31", "-", "-"][..],
        ),
        (
            &["02/01/2024", "01/31/2024", "1/31/24 8:00"],
            None,
            &["2024-02-01", "2024-01-31", "2024-01-31"],
        ),
        (
            &["31-Jan-2024", "Jan 31, 2024", "20240131081500", "2024-01-31T08:00:00"],
            None,
            &["2024-01-31"; 4],
        ),
        (&["02.01.2024", "x", "32.01.2024"], Some("dmy"), &["2024-01-02", "?", "?"]),
        (&["02.01.2024"], Some("%d.%m.%Y"), &["2024-01-02"]),
        (&["24/01/02"], Some("ymd"), &["2024-01-02"]),
    ] {
        let path = folder.file("a.csv", table(given));
        assert_eq!(dates(&[path], &dated(form)).unwrap(), wanted, "{given:?}");
    }
    for (given, said) in [
        (&["02/01/2024", "03/01/2024"][..], "do not tell whether day or month stands first"),
        (&["31/01/2024", "01/31/2024"], "show both the day and the month first"),
    ] {
        let error = dates(&[folder.file("a.csv", table(given))], &dated(None)).unwrap_err();
        assert!(error.contains("a.csv: the dates in `exam_date`") && error.contains(said), "{error}");
        assert!(error.contains("--date-format dmy"), "{error}");
    }
    // A file that leaves it open takes the order of the others, where these agree.
    let open = folder.file("b/open.csv", table(&["02/01/2024"]));
    let dmy = folder.file("b/dmy.csv", table(&["31/01/2024"]));
    assert_eq!(
        dates(&[open.clone(), dmy.clone()], &dated(None)).unwrap(),
        ["2024-01-02", "2024-01-31"]
    );
    let mdy = folder.file("b/mdy.csv", table(&["01/31/2024"]));
    assert!(
        dates(&[open, dmy.clone(), mdy.clone()], &dated(None))
            .unwrap_err()
            .contains("open.csv")
    );
    assert_eq!(dates(&[dmy, mdy], &dated(None)).unwrap(), ["2024-01-31", "2024-01-31"]);
}

#[test]
fn every_kind_of_table_and_json_lines_have_dates() {
    let folder = Folder::new("dates-forms");
    let days: ArrayRef = Arc::new(Date32Array::from(vec![Some(19_753), None]));
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["A", "B"]));
    let parquet = folder.file("a.parquet", write(&[("text", texts), ("exam_date", days)], Compression::SNAPPY));
    let lines = folder.file(
        "b.jsonl",
        "{\"text\":\"A\",\"exam_date\":\"31/01/2024\"}\n{\"text\":\"A\",\"meta\":{\"exam_date\":20240131}}\n{\"text\":\"A\",\"exam_date\":null}\n",
    );
    let list = folder.file("c.json", "[{\"id\":1,\"text\":\"A\",\"exam_date\":\"31.01.24\"}]");
    assert_eq!(
        dates(&[parquet, lines, list], &dated(None)).unwrap(),
        ["2024-01-31", "-", "2024-01-31", "2024-01-31", "-", "2024-01-31"]
    );
}

#[test]
fn the_columns_stay_and_others_may_be_left_out() {
    let folder = Folder::new("described");
    let path = folder.file("a.csv", "id,mrn,acc,exam_date,sex,text\na,0017,A7,31/01/2024,F,Normal.\n");
    let fields = Fields {
        patient: Some("MRN".into()),
        accession: Some("acc".into()),
        meta: vec!["sex".into()],
        ..dated(None)
    };
    let sources = with_date_orders(find_sources(std::slice::from_ref(&path), Format::Auto).unwrap(), &fields).unwrap();
    let all = rest(&mut Reader::new(sources).with_fields(&fields), &fields);
    assert_eq!(
        serde_json::to_string(&all[0].as_ref().unwrap().meta).unwrap(),
        r#"{"acc":"A7","accession":"A7","exam_date":"31/01/2024","mrn":"0017","patient_id":"0017","sex":"F","study_date":"2024-01-31"}"#
    );
    let missing = Fields {
        patient: Some("patient".into()),
        ..Fields::default()
    };
    let sources = find_sources(&[path], Format::Auto).unwrap();
    let all = rest(&mut Reader::new(sources).with_fields(&missing), &missing);
    let reason = all[0].as_ref().unwrap_err().reason.to_string();
    assert!(reason.starts_with("there is no column `patient`"), "{reason}");
}

fn radsift(arguments: &[&str], paths: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_radsift"))
        .args(arguments)
        .args(paths)
        .output()
        .unwrap()
}

fn run_json(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("run.json")).unwrap()).unwrap()
}

#[test]
fn a_run_says_that_dates_are_missing_and_writes_them_where_they_are_named() {
    let folder = Folder::new("dates-run");
    let path = folder.file("a.csv", table(&["31/01/2024", "02/01/2024"]));
    let out = folder.0.join("out");
    let run = radsift(&["run", "--to", "wide", "-o"], &[&out, &path]);
    let said = String::from_utf8(run.stderr).unwrap();
    let wanted = "have no study_date in `meta`; if the column `exam_date` holds it, `--date-field exam_date` reads it";
    assert_eq!(said.matches(wanted).count(), 1, "{said}");
    let out = folder.0.join("dated");
    let run = radsift(&["run", "--to", "wide", "--date-col", "exam_date", "-o"], &[&out, &path]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success() && !said.contains("study_date"), "{said}");
    let table = fs::read_to_string(out.join("part-00000.csv")).unwrap();
    assert!(table.contains("2024-01-31") && table.contains("2024-01-02"), "{table}");
    let options = run_json(&out)["plan"]["options"].to_string();
    assert!(options.contains("--date-field=exam_date"), "{options}");
    let refused = radsift(&["extract", "--date-format", "dmy"], &[&path]);
    assert_eq!(refused.status.code(), Some(2));
    let unsound = radsift(&["extract", "--date-field", "exam_date", "--date-format", "d/m"], &[&path]);
    assert_eq!(unsound.status.code(), Some(2));
}

#[test]
fn records_of_other_modalities_are_skipped_and_counted() {
    let folder = Folder::new("modality");
    let path = folder.file(
        "a.jsonl",
        "{\"id\":\"mr\",\"text\":\"Normal.\",\"meta\":{\"modality\":\"MRI\"}}\n\
         {\"id\":\"ct\",\"text\":\"MRI of the brain. Normal.\",\"meta\":{\"procedure\":\"CT HEAD W/O\"}}\n\
         {\"id\":\"us\",\"text\":\"Normal.\",\"meta\":{\"modality\":\"US\"}}\n\
         {\"id\":\"unknown\",\"text\":\"CT of the head. Normal.\"}\n",
    );
    let ids = |output: &Output| -> Vec<String> {
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        lines.lines().map(id).collect()
    };
    for (asked, wanted) in [
        ("MR", &["mr", "unknown"][..]),
        ("mri,CT", &["mr", "ct", "unknown"]),
        ("US", &["us", "unknown"]),
    ] {
        let output = radsift(&["extract", "--modality", asked], &[&path]);
        assert_eq!(ids(&output), wanted, "{asked}");
        let said = String::from_utf8(output.stderr).unwrap();
        let left = 4 - wanted.len();
        assert!(said.contains(&format!("{left} skipped ({left} of other modalities)")), "{said}");
    }
    let out = folder.0.join("out");
    assert!(radsift(&["run", "--modality", "MR", "-o"], &[&out, &path]).status.success());
    let account = run_json(&out);
    assert_eq!(account["records"], 4);
    assert_eq!(
        (&account["counts"]["reports"], &account["counts"]["skipped"]["other_modality"]),
        (&2.into(), &2.into())
    );
    let unknown = radsift(&["extract", "--modality", "BRAIN"], &[&path]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no modality is called `BRAIN`"));
}
