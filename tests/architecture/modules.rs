//! Which module may know which.
//!
//! The order is that of the pipeline. A module may use those of an earlier row and itself, never its own row or a later one, but for
//! the pairs of [`BESIDE`].

use crate::architecture::File;
use crate::support::rust_source::{Located, tokens};

/// The folders of `src/` by who links them. Each is a feature of the crate but for the engine, which is always built.
const ROOMS: &[&str] = &["engine", "io", "lab"];

const ORDER: &[&[&str]] = &[
    // Where the program itself may fail, and what is known of it then; numbers that know nothing of reports.
    &["panic_guard", "visible", "stats"],
    // The words of the record, below everything.
    &["vocabulary"],
    &["text"],
    &["lexicon"],
    &["terms"],
    &["structure"],
    // The view of a report and the kind of study, which the view hands on.
    &["document", "study"],
    &["extract"],
    &["context"],
    // What is no finding, and how much was read: the report hands both on.
    &["statements", "coverage"],
    &["report"],
    &["criteria"],
    &["icans", "assert"],
    &["pipeline"],
    // The one error type wraps what the lexicon and the file system say; all that face the outside use it.
    &["error"],
    &["input", "import", "canonical", "check", "survey", "synth", "pages"],
    // Comparing takes records as they come out and says of a broken line what the input says of one.
    &["runs", "diff", "eval"],
    // Writing takes what a run gives out, so that it implements the run's sink and knows its rejections.
    &["output"],
    // Cohorts are made of what a run has written.
    &["cohort"],
    // Rules over what was read.
    &["lint"],
    &["cli"],
];

/// Uses inside a row, or up the order, that have a good reason: the view of a report holds the study, and the study is read from the view.
const BESIDE: &[(&str, &str)] = &[("document", "study"), ("study", "document")];

/// The place of a module in the order.
pub fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

/// True when `from` may use `to`.
pub fn may_use(from: &str, to: &str) -> bool {
    let below = rank(from).zip(rank(to)).is_some_and(|(from, to)| to < from);
    below || BESIDE.contains(&(from, to))
}

/// A path below its room, where it is in one.
fn below_room(path: &str) -> &str {
    let below = path.split_once('/').filter(|(room, _)| ROOMS.contains(room));
    below.map_or(path, |(_, rest)| rest)
}

/// The module a file of `src/` belongs to; none for the crate root, the roots of rooms and the program.
pub fn module_of(path: &str) -> Option<&str> {
    let first = below_room(path).split('/').next()?;
    match first.strip_suffix(".rs") {
        Some("lib" | "main" | "mod") => None,
        Some(module) => Some(module),
        None => Some(first),
    }
}

/// How deep the module of a file stands: 1 for a module of the crate root or of a room.
fn depth(path: &str) -> usize {
    let path = below_room(path);
    let steps = path.split('/').count();
    if path.ends_with("/mod.rs") { steps - 1 } else { steps }
}

/// The modules of the crate that a file uses, each with the line: what follows `crate::`, or as many `super::` as lead to the root.
pub fn uses(file: &File) -> Vec<(String, usize)> {
    let tokens = tokens(&file.text);
    let depth = depth(&file.path);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let start = at;
        while word(&tokens, at) == Some("super") && is_path(&tokens, at + 1) {
            at += 3;
        }
        let supers = (at - start) / 3;
        if word(&tokens, at) == Some("crate") && is_path(&tokens, at + 1) {
            at += 3;
            heads(&tokens, at, &mut out);
        } else if supers > 0 && supers >= depth {
            heads(&tokens, at, &mut out);
        } else {
            at += 1;
        }
    }
    out
}

fn word(tokens: &[Located], at: usize) -> Option<&str> {
    tokens.get(at).and_then(Located::word)
}

/// `::`
fn is_path(tokens: &[Located], at: usize) -> bool {
    [at, at + 1].iter().all(|&at| tokens.get(at).is_some_and(|token| token.is(':')))
}

/// The first names of the path, or of the paths in brackets, at `at`.
fn heads(tokens: &[Located], at: usize, out: &mut Vec<(String, usize)>) {
    let mut add = |at: usize| {
        if let Some(name) = word(tokens, at) {
            out.push((home(name).to_owned(), tokens[at].line));
        }
    };
    if !tokens.get(at).is_some_and(|token| token.is('{')) {
        return add(at);
    }
    let mut open = 0;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if token.is('{') {
            open += 1;
        } else if token.is('}') {
            open -= 1;
            if open == 0 {
                return;
            }
        }
        if open == 1 && (token.is('{') || token.is(',')) {
            add(index + 1);
        }
    }
}

/// The module in which a name of the crate root is at home.
fn home(name: &str) -> &str {
    match name {
        "Extractor" | "Session" => "pipeline",
        "Error" => "error",
        module => module,
    }
}
