//! The queries of docs/COHORTS_SQL.md, in DuckDB and in pandas: against each other, against the results shown there, and against what is
//! true of a synthetic archive. The page is the one source of the queries. `TRYCMD=overwrite` writes the results anew.

#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod awkward;
mod page;
mod truth;

use crate::support::folder::Folder;
use page::{Page, shown};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

/// What the queries of the page and further ones say.
struct Answers {
    /// The rows of each query of the page, by its title, with the names of the columns.
    results: Vec<(String, Vec<String>, Vec<Vec<Value>>)>,
    /// The rows of each further query.
    asked: Vec<Vec<Vec<Value>>>,
}

impl Answers {
    /// The rows of the query whose title begins so.
    fn rows(&self, title: &str) -> &[Vec<Value>] {
        let found = self.results.iter().find(|(name, ..)| name.starts_with(title));
        &found.unwrap_or_else(|| panic!("no query {title}")).2
    }
}

/// The Python that has all that the queries need; none, with a word on the terminal, where there is none.
fn python() -> Option<String> {
    let python = env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    for module in ["duckdb", "pandas", "pyarrow"] {
        let done = Command::new(&python).args(["-c", &format!("import {module}")]).output();
        if !done.is_ok_and(|done| done.status.success()) {
            println!("skipped: {python} has no {module}");
            return None;
        }
    }
    Some(python)
}

/// Runs the lines of the page that call radsift, in this folder.
fn commands(page: &Page, folder: &Path, only: &str) {
    let lines: Vec<&String> = page.commands.iter().filter(|line| line.contains(only)).collect();
    assert!(!lines.is_empty(), "the page has no `radsift {only}`");
    for line in lines {
        let done = Command::new(env!("CARGO_BIN_EXE_radsift"))
            .args(line.split_whitespace().skip(1))
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Runs the queries in a folder with `archive/` and `tables/`. Both languages must say the same.
fn answers(python: &str, page: &Page, folder: &Path, asked: &[&str]) -> Answers {
    let queries: Vec<Value> = page.queries.iter().map(|q| json!({"sql": q.sql, "python": q.python})).collect();
    let task = json!({"sql": page.sql, "python": page.python, "queries": queries, "asked": asked});
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cohorts_sql/compare.py");
    let mut child = Command::new(python)
        // What warns a reader of the page fails the test.
        .args(["-W", "error"])
        .arg(script)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(task.to_string().as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    let rows = |value: &Value| serde_json::from_value::<Vec<Vec<Value>>>(value.clone()).unwrap();
    let mut results = Vec::new();
    for (query, result) in page.queries.iter().zip(said["results"].as_array().unwrap()) {
        assert_eq!(result["sql"], result["pandas"], "SQL and pandas differ: {}", query.title);
        let columns = serde_json::from_value(result["sql"]["columns"].clone()).unwrap();
        results.push((query.title.clone(), columns, rows(&result["sql"]["rows"])));
    }
    Answers {
        results,
        asked: said["asked"].as_array().unwrap().iter().map(rows).collect(),
    }
}

#[test]
fn the_page_has_ten_queries_in_both_languages() {
    let page = Page::read();
    let numbers: Vec<&str> = page
        .queries
        .iter()
        .skip(1)
        .filter_map(|q| q.title.split_once('.'))
        .map(|q| q.0)
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    assert!(page.queries.iter().all(|q| !q.sql.is_empty() && q.python.contains("result")));
}

#[test]
fn queries_say_what_is_true_of_a_synthetic_archive() {
    let Some(python) = python() else { return };
    let page = Page::read();
    let folder = Folder::new("cohorts-sql");
    commands(&page, &folder.0, "synth");
    commands(&page, &folder.0, "run");
    let answers = answers(&python, &page, &folder.0, &truth::ASKED);
    for (query, (title, columns, rows)) in page.queries.iter().zip(&answers.results) {
        assert!(!rows.is_empty(), "{title} has no result");
        let now = shown(columns, rows);
        if env::var("TRYCMD").is_ok_and(|value| value == "overwrite") {
            page::overwrite(title, &now);
        } else {
            assert_eq!(
                query.shown, now,
                "{title}: the page shows other rows (TRYCMD=overwrite writes these)"
            );
        }
    }
    truth::check(&folder.0.join("archive"), &answers);
}

#[test]
fn queries_are_right_about_awkward_reports() {
    let Some(python) = python() else { return };
    let page = Page::read();
    let folder = Folder::new("cohorts-sql-awkward");
    awkward::write(&folder);
    commands(&page, &folder.0, "run");
    awkward::check(&answers(&python, &page, &folder.0, &[]));
}

/// What can be read of a file of the archive.
fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()))
}
