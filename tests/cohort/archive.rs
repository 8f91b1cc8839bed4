//! A small archive in a folder of its own, and the cohort that is built from it.

use crate::support::folder::Folder;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A report that has what the cohorts of these tests ask for.
pub const YES: &str = "MRI brain. Microhaemorrhage in the left thalamus.";
/// One that denies it.
pub const NO: &str = "MRI brain. No microhaemorrhage.";

/// An archive with a table of events.
pub struct Archive {
    pub folder: Folder,
    lines: String,
    events: String,
}

/// What came of a cohort.
#[derive(Debug, PartialEq, Eq)]
pub struct Built {
    /// Patient and index day of each membership, in the order of the file.
    pub members: Vec<(String, String)>,
    /// Records and persons left after each step.
    pub steps: Vec<(i64, i64)>,
}

impl Archive {
    pub fn new(name: &str) -> Self {
        Self {
            folder: Folder::new(name),
            lines: String::new(),
            events: "patient_id,event,date\n".to_owned(),
        }
    }

    /// Adds a report; `meta` may take the place of any of its metadata, `null` takes them away.
    pub fn report(mut self, id: &str, patient: impl Into<Value>, date: &str, text: &str, meta: Value) -> Self {
        let mut all = json!({ "patient_id": patient.into(), "study_date": date });
        for (key, value) in meta.as_object().into_iter().flatten() {
            all[key] = value.clone();
        }
        let line = json!({ "id": id, "text": text, "meta": all });
        let _ = writeln!(self.lines, "{line}");
        self
    }

    /// Adds a report of patient `p` that says yes.
    pub fn yes(self, id: &str, date: &str) -> Self {
        self.report(id, "p", date, YES, Value::Null)
    }

    /// Adds an event; the patient is quoted as CSV asks for.
    pub fn event(mut self, patient: &str, date: &str) -> Self {
        let _ = writeln!(self.events, "\"{}\",x,{date}", patient.replace('"', "\"\""));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    /// Reads the archive into the folder `run`.
    pub fn read(&self, options: &[&str]) -> &Self {
        let done = self.run(options);
        assert!(done.status.success(), "{}", told(&done));
        self
    }

    /// The same with options, where some reports may be unreadable.
    pub fn read_with(&self, options: &[&str]) {
        let done = self.run(options);
        assert!(self.path("run/run.json").exists(), "{}", told(&done));
    }

    /// The same where some reports may be unreadable.
    pub fn read_some(&self) {
        let done = self.run(&[]);
        assert!(self.path("run/run.json").exists(), "{}", told(&done));
    }

    fn run(&self, options: &[&str]) -> Output {
        let input = self.folder.file("archive.jsonl", &self.lines);
        let mut command = radsift(&["run"]);
        command.arg(input).arg("-o").arg(self.path("run")).args(options).output().unwrap()
    }

    /// Builds the cohort of this file from the folder `run`.
    pub fn build(&self, cohort: &str, options: &[&str]) -> Output {
        let file = self.folder.file("cohort.toml", cohort);
        let out = self.path("out");
        let _ = fs::remove_dir_all(&out);
        let mut command = radsift(&["cohort", "run"]);
        command.arg(file).arg(self.path("run")).arg("-o").arg(out).args(options);
        if cohort.contains("events = ") {
            command.arg("--events").arg(self.folder.file("events.csv", &self.events));
        }
        command.output().unwrap()
    }

    /// Reads the archive and builds the cohort.
    pub fn built(&self, cohort: &str) -> Built {
        self.read(&[]).rebuilt(cohort, &[])
    }

    /// Builds the cohort from what was read.
    pub fn rebuilt(&self, cohort: &str, options: &[&str]) -> Built {
        let done = self.build(cohort, options);
        assert!(done.status.success(), "{}", told(&done));
        let row = |row: &csv::StringRecord, n: usize| row[n].to_owned();
        Built {
            members: table(&self.path("out/members.csv"))
                .iter()
                .map(|r| (row(r, 1), row(r, 2)))
                .collect(),
            steps: table(&self.path("out/attrition.csv"))
                .iter()
                .map(|r| (r[1].parse().unwrap(), r[2].parse().unwrap()))
                .collect(),
        }
    }

    /// The index days of patient `p` in the cohort.
    pub fn days(&self, cohort: &str) -> Vec<String> {
        self.built(cohort).members.into_iter().map(|(_, day)| day).collect()
    }
}

/// The program, quiet.
pub fn radsift(command: &[&str]) -> Command {
    let mut radsift = Command::new(env!("CARGO_BIN_EXE_radsift"));
    radsift.args(command).arg("-q");
    radsift
}

/// What it said on standard error.
pub fn told(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// The rows of a table, without its header.
pub fn table(path: &Path) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

/// A cohort file.
pub fn cohort(about: &str, index: &str, rules: &str) -> String {
    format!("[cohort]\nid = \"c\"\nlabel = \"C\"\n{about}\n\n[index]\n{index}\n\n{rules}\n")
}

/// A cohort of all events, with microhaemorrhage in this window.
pub fn within(window: &str) -> String {
    let rule = format!("[[rule]]\nid = \"m\"\nlabel = \"m\"\ninclude = {{ finding = \"microhaemorrhage\" }}\nwindow = {window}");
    cohort("", "events = \"*\"\ntake = \"every\"", &rule)
}

/// A cohort of all reports with microhaemorrhage.
pub fn reports(about: &str) -> String {
    cohort(about, "criterion = { finding = \"microhaemorrhage\" }\ntake = \"every\"", "")
}
