//! A table of events that has not what the cohort asks for is refused: an empty cohort would look like an answer.

use crate::support::folder::Folder;
use std::process::{Command, Output};

fn radsift(folder: &Folder, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_radsift"));
    command.current_dir(&folder.0).args(args).output().unwrap()
}

/// What a ready cohort says to a table of events.
fn refusal(name: &str, table: &str, more: &[&str]) -> String {
    let folder = Folder::new(&format!("event-names-{name}"));
    let line = r#"{"id": "a", "text": "MRI brain. Two microhaemorrhages in the left thalamus.", "meta": {"patient_id": "P1", "study_date": "2024-02-03"}}"#;
    folder.file("reports.jsonl", line);
    folder.file("events.csv", table);
    assert!(radsift(&folder, &["run", "reports.jsonl", "-o", "run", "--quiet"]).status.success());
    let args = [
        "cohort",
        "run",
        "cart_microhaemorrhage",
        "run",
        "--events",
        "events.csv",
        "-o",
        "out",
    ];
    let output = radsift(&folder, &[&args, more].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.0.join("out").exists());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_missing_column_is_named() {
    let plain = "patient_id,date\nP1,2024-02-01\n";
    assert!(refusal("plain", plain, &[]).contains("no column `event`"));
    let products = "patient_id,date,event\nP1,2024-02-01,axi-cel\n";
    assert!(refusal("other", products, &["--event-name", "product"]).contains("no column `product`"));
}

#[test]
fn what_the_rows_say_is_listed_where_none_fits() {
    let said = refusal(
        "products",
        "patient_id,date,event\nP1,2024-02-01,axi-cel\nP1,2024-05-01,tisa-cel\n",
        &[],
    );
    assert!(
        said.contains("no row of the table of events says car_t_infusion") && said.contains("the rows say axi-cel, tisa-cel"),
        "{said}"
    );
}
