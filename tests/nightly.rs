//! The recipe of docs/NIGHTLY.md: three nights of messages, and the rows that are downstream after each.

use crate::support::folder::Folder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A row downstream: the status and the findings of the report that counts.
type Rows = BTreeMap<String, (String, Vec<String>)>;

/// One message about an order, as an engine writes it.
fn message(order: &str, status: &str, day: u32, text: &str) -> String {
    format!(
        "MSH|^~\\&|RIS|NORTH|X|Y|202601{day:02}0815||ORU^R01|{order}-{day}-{status}|P|2.4\rPID|1||7^^^N^MR\r\
         OBR|1||{order}|7^MRI BRAIN|||20260101|||||||||||||||||MR|{status}\rOBX|1|TX|1||{text}||||||{status}\r"
    )
}

/// Runs one night and brings the rows up to date, as the recipe says. Gives the exit code.
fn night(folder: &Folder, name: &str, messages: &[String], rows: &mut Rows) -> Option<i32> {
    let feed = folder.file(&format!("feed/{name}.hl7"), messages.concat());
    let out = folder.0.join(name);
    let state = folder.0.join("versions.state");
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    let done = radsift
        .arg("run")
        .arg(feed)
        .arg("-o")
        .arg(&out)
        .arg("--state")
        .arg(state)
        .arg("-q")
        .output()
        .unwrap();
    let of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for line in lines(&out.join("rejects.jsonl")).iter().filter(|line| line["code"] == "cancelled") {
        rows.remove(&of(&line["accession"]));
    }
    for record in lines(&out.join("part-00000.jsonl")) {
        let findings = record["findings"].as_array().unwrap().iter();
        let findings = findings.map(|f| format!("{} {}", of(&f["finding"]), of(&f["assertion"]))).collect();
        rows.insert(of(&record["meta"]["accession"]), (of(&record["meta"]["status"]), findings));
    }
    done.status.code()
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rows(of: &[(&str, &str, &str)]) -> Rows {
    let row = |&(order, status, findings): &(&str, &str, &str)| (order.to_owned(), (status.to_owned(), vec![findings.to_owned()]));
    of.iter().map(row).collect()
}

const NO: &str = "No acute infarct.";
const YES: &str = "Acute infarct.";

#[test]
fn three_nights() {
    let folder = Folder::new("nightly");
    let mut got = Rows::new();
    let first = [
        message("A", "P", 1, YES),
        message("A", "F", 2, NO),
        message("B", "F", 1, YES),
        message("C", "F", 1, NO),
        message("D", "P", 1, NO),
    ];
    assert_eq!(night(&folder, "1", &first, &mut got), Some(0));
    assert_eq!(
        got,
        rows(&[
            ("A", "final", "acute_infarct absent"),
            ("B", "final", "acute_infarct present"),
            ("C", "final", "acute_infarct absent"),
            ("D", "preliminary", "acute_infarct absent"),
        ])
    );
    // A correction, a report that is withdrawn, a new one, one that is signed, and a message that was sent before and comes late.
    let second = [
        message("B", "C", 3, NO),
        message("C", "X", 3, NO),
        message("E", "F", 3, YES),
        message("D", "F", 3, YES),
        message("A", "P", 1, YES),
    ];
    assert_eq!(night(&folder, "2", &second, &mut got), Some(3));
    let after = [
        ("A", "final", "acute_infarct absent"),
        ("B", "corrected", "acute_infarct absent"),
        ("D", "final", "acute_infarct present"),
        ("E", "final", "acute_infarct present"),
    ];
    assert_eq!(got, rows(&after));
    // The same messages again, older ones, and an old version of what is withdrawn: nothing changes.
    let third = [
        message("E", "F", 3, YES),
        message("B", "F", 1, YES),
        message("C", "F", 1, NO),
        message("D", "P", 1, NO),
        message("A", "F", 2, NO),
    ];
    assert_eq!(night(&folder, "3", &third, &mut got), Some(0));
    assert_eq!(got, rows(&after));
}

/// The nights of a made-up archive, read one by one; `message` is the one that counts.
#[test]
fn the_nights_of_a_made_up_archive() {
    let folder = Folder::new("nights");
    let feed = folder.0.join("feed");
    let mut synth = Command::new(env!("CARGO_BIN_EXE_radsift"));
    let rates = ["--correction-rate", "0.3", "--cancel-rate", "0.1"];
    let synth = synth
        .args([
            "synth",
            "--patients",
            "120",
            "--seed",
            "5",
            "--to",
            "hl7",
            "--nights",
            "3",
            "-q",
            "-o",
        ])
        .arg(&feed)
        .args(rates);
    assert!(synth.status().unwrap().success());
    let mut got: BTreeMap<String, String> = BTreeMap::new();
    let mut gone = 0;
    for night in 1..=3 {
        let out = folder.0.join(format!("night-{night}"));
        let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
        let run = radsift.arg("run").arg(feed.join(format!("night-{night}"))).arg("-o").arg(&out);
        let code = run.arg("--state").arg(folder.0.join("state")).arg("-q").status().unwrap().code();
        assert!(matches!(code, Some(0 | 3)), "{code:?}");
        for line in lines(&out.join("rejects.jsonl")) {
            assert_eq!(line["code"], "cancelled");
            gone += usize::from(got.remove(line["accession"].as_str().unwrap()).is_some());
        }
        for record in lines(&out.join("part-00000.jsonl")) {
            let of = |key: &str| record["meta"][key].as_str().unwrap().to_owned();
            got.insert(of("accession"), of("message_id"));
        }
        let expected = fs::read_to_string(feed.join(format!("expected-after-night-{night}.csv"))).unwrap();
        let expected: BTreeMap<String, String> = expected
            .lines()
            .skip(1)
            .map(|row| row.split(',').collect::<Vec<_>>())
            .map(|row| (row[0].to_owned(), row[4].to_owned()))
            .collect();
        assert_eq!(got, expected, "after night {night}");
    }
    assert!(gone > 0 && got.len() > 100, "{gone} taken out of {}", got.len());
}

/// The three steps of docs/NIGHTLY.md, as they stand there.
fn recipe(night: &Path) -> String {
    let page = fs::read_to_string("docs/NIGHTLY.md").unwrap();
    let (_, from) = page.split_once("-- DuckDB\n").unwrap();
    let (steps, _) = from.split_once("```").unwrap();
    assert_eq!(steps.matches("nights/2026-01-31").count(), 3);
    steps.replace("nights/2026-01-31", &night.display().to_string())
}

/// The recipe in the database that it is written for.
#[test]
#[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
fn the_recipe_in_duckdb() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_duckdb = Command::new(&python).args(["-c", "import duckdb"]).output();
    if !has_duckdb.is_ok_and(|done| done.status.success()) {
        println!("skipped: {python} has no duckdb");
        return;
    }
    let folder = Folder::new("recipe");
    let nights = [
        vec![
            message("A", "F", 1, YES),
            message("B", "F", 1, YES),
            message("C", "F", 1, "Normal."),
        ],
        vec![message("A", "C", 2, NO), message("B", "X", 2, YES), message("D", "F", 2, YES)],
        vec![message("A", "F", 1, YES), message("D", "C", 3, "Normal.")],
    ];
    let mut script = "import duckdb\ndb = duckdb.connect()\n".to_owned();
    for (number, messages) in nights.iter().enumerate() {
        let feed = folder.file(&format!("feed-{number}.hl7"), messages.concat());
        let out = folder.0.join(format!("night-{number}"));
        let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
        let run = radsift.arg("run").arg(feed).arg("-o").arg(&out);
        run.args(["--to", "parquet", "-q", "--state"])
            .arg(folder.0.join("state"))
            .status()
            .unwrap();
        if number == 0 {
            for (table, files) in [("report", "reports"), ("finding", "part")] {
                script += &format!(
                    "db.execute(\"create table {table} as from '{}/{files}-*.parquet' limit 0\")\n",
                    out.display()
                );
            }
        }
        // Loaded twice: the steps may be repeated.
        for _ in 0..2 {
            script += &format!(
                "db.execute('''{}''')\ndb.execute('drop table cancelled; drop table reports')\n",
                recipe(&out)
            );
        }
    }
    script += "for query in ['select id, findings from report order by 1', 'select id, finding, assertion from finding order by 1']:\n    \
               for row in db.execute(query).fetchall(): print(*row)\n";
    let done = Command::new(&python).args(["-c", &script]).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(said, "A 1\nC 0\nD 0\nA acute_infarct absent\n");
}

#[test]
fn a_file_that_is_no_state_is_refused() {
    let folder = Folder::new("no-state");
    let state = folder.file("versions.state", "something else");
    let feed = folder.file("feed.hl7", message("A", "F", 1, NO));
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    let done = radsift
        .arg("run")
        .arg(feed)
        .arg("-o")
        .arg(folder.0.join("out"))
        .arg("--state")
        .arg(state)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("holds no versions of radsift"));
}
