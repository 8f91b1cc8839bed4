//! The page: its commands, the preparation, and its queries with the results that are shown.

use super::read;
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// So many rows of a result are shown.
const SHOWN: usize = 6;

/// A query of the page.
pub struct Query {
    pub title: String,
    pub sql: String,
    pub python: String,
    pub shown: String,
}

/// What a test needs of the page.
pub struct Page {
    /// The lines that call radsift.
    pub commands: Vec<String>,
    /// The preparation in SQL.
    pub sql: String,
    /// The same in Python.
    pub python: String,
    /// All queries, in order: the sections with a result.
    pub queries: Vec<Query>,
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/COHORTS_SQL.md")
}

/// The text of the only fenced block of this language in a section.
fn block<'t>(section: &'t str, language: &str) -> Option<&'t str> {
    let opening = format!("\n```{language}\n");
    let mut blocks = section
        .split(&opening)
        .skip(1)
        .map(|rest| rest.split_once("```").map_or(rest, |r| r.0));
    let first = blocks.next();
    assert!(blocks.next().is_none(), "a section has two blocks of {language}");
    first
}

impl Page {
    pub fn read() -> Self {
        let text = read(path());
        let mut page = Self {
            commands: Vec::new(),
            sql: String::new(),
            python: String::new(),
            queries: Vec::new(),
        };
        for section in text.split("\n## ") {
            let of = |language| block(section, language).unwrap_or("").to_owned();
            let title = section.lines().next().unwrap_or("").to_owned();
            let calls = of("sh");
            page.commands
                .extend(calls.lines().filter(|line| line.starts_with("radsift ")).map(str::to_owned));
            if block(section, "text").is_some() {
                let [sql, python, shown] = ["sql", "python", "text"].map(of);
                page.queries.push(Query { title, sql, python, shown });
            } else if title == "Preparation" {
                [page.sql, page.python] = ["sql", "python"].map(of);
            }
        }
        assert!(!page.sql.is_empty() && !page.python.is_empty());
        page
    }
}

/// A cell as the page shows it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => format!("{:.3}", number.as_f64().unwrap_or(f64::NAN)),
        value => value.to_string(),
    }
}

/// The first rows of a result, in columns of equal width.
pub fn shown(columns: &[String], rows: &[Vec<Value>]) -> String {
    let mut lines = vec![columns.to_vec()];
    lines.extend(rows.iter().take(SHOWN).map(|row| row.iter().map(cell).collect()));
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut out = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    if rows.len() > SHOWN {
        let _ = writeln!(out, "... {} rows", rows.len());
    }
    out
}

/// Puts another result below the query with this title.
pub fn overwrite(title: &str, result: &str) {
    let text = read(path());
    let (before, section) = text.split_once(&format!("\n## {title}\n")).unwrap();
    let (start, rest) = section.split_once("\n```text\n").unwrap();
    let (_, after) = rest.split_once("```").unwrap();
    fs::write(path(), format!("{before}\n## {title}\n{start}\n```text\n{result}```{after}")).unwrap();
}
