//! pyConText's knowledge bases: `Lex`, `Type`, `Regex` and `Direction`, as tab-separated columns or as keys of YAML documents.

use super::{Does, ENDS_SCOPE, Rule, finite, plain};

#[derive(Default)]
struct PyConTextItem<'a> {
    line: usize,
    lex: &'a str,
    kind: &'a str,
    regex: &'a str,
    direction: &'a str,
}

pub(super) fn parse(text: &str) -> Vec<Rule> {
    let tabs = text.lines().next().is_some_and(|l| l.contains('\t'));
    let entries = if tabs { columns(text) } else { documents(text) };
    entries.iter().filter(|e| !e.lex.is_empty()).map(rule).collect()
}

fn columns(text: &str) -> Vec<PyConTextItem<'_>> {
    let mut lines = text.lines().enumerate();
    let head: Vec<String> = lines
        .next()
        .map_or_else(Vec::new, |(_, l)| l.split('\t').map(|n| n.trim().to_lowercase()).collect());
    let place = |names: [&str; 2], usual: usize| head.iter().position(|h| names.contains(&h.as_str())).unwrap_or(usual);
    let (lex, kind) = (place(["lex", "literal"], 0), place(["type", "category"], 1));
    let (regex, direction) = (place(["regex", "re"], 2), place(["direction", "rule"], 3));
    lines
        .map(|(index, line)| {
            let cells: Vec<&str> = line.split('\t').map(unquoted).collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or("");
            PyConTextItem {
                line: index + 1,
                lex: cell(lex),
                kind: cell(kind),
                regex: cell(regex),
                direction: cell(direction),
            }
        })
        .collect()
}

/// YAML documents with one flat mapping each, as in pyConText's own files.
fn documents(text: &str) -> Vec<PyConTextItem<'_>> {
    let mut out: Vec<PyConTextItem<'_>> = vec![PyConTextItem::default()];
    for (index, line) in text.lines().enumerate() {
        let Some((key, value)) = line.trim_start_matches("- ").split_once(':') else {
            if line.starts_with("---") {
                out.push(PyConTextItem::default());
            }
            continue;
        };
        let last = out.len() - 1;
        let entry = &mut out[last];
        let value = unquoted(value);
        match key.trim() {
            "Lex" => (entry.lex, entry.line) = (value, index + 1),
            "Type" => entry.kind = value,
            "Regex" => entry.regex = value,
            "Direction" => entry.direction = value,
            _ => {}
        }
    }
    out
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inside = |mark| value.strip_prefix(mark).and_then(|v: &str| v.strip_suffix(mark));
    inside('\'').or_else(|| inside('"')).unwrap_or(value)
}

fn rule(entry: &PyConTextItem<'_>) -> Rule {
    let phrases = if entry.regex.is_empty() {
        plain(entry.lex).map(|p| vec![p])
    } else {
        finite::phrases(entry.regex)
    };
    Rule {
        line: entry.line,
        name: entry.lex.to_owned(),
        does: does(entry),
        phrases,
    }
}

fn does(entry: &PyConTextItem<'_>) -> Does {
    let reaches = match entry.direction.to_ascii_lowercase().as_str() {
        "forward" => "after",
        "backward" => "before",
        "bidirectional" | "" => "both",
        "terminate" => return Does::Cue(ENDS_SCOPE, "after", None),
        _ => return Does::Unknown(entry.direction.to_owned()),
    };
    let makes = match entry.kind.to_ascii_uppercase().as_str() {
        "DEFINITE_NEGATED_EXISTENCE" | "ABSENT" => "absent",
        "PROBABLE_NEGATED_EXISTENCE" => "probably_absent",
        "AMBIVALENT_EXISTENCE" | "INDETERMINATE" => "possible",
        "PROBABLE_EXISTENCE" | "SUSPECTED" => "probable",
        "DEFINITE_EXISTENCE" | "PRESENT" | "CONJ" | "CONJUNCTION" => "affirmed",
        "HISTORICAL" => "historical",
        "HYPOTHETICAL" | "FUTURE" => "conditional",
        "INDICATION" => "hypothetical",
        "FAMILY" => "family",
        "PSEUDONEG" | "PSEUDO" => return Does::Nothing,
        _ => return Does::Unknown(entry.kind.to_owned()),
    };
    Does::Cue(makes, reaches, None)
}
