//! Makes a user's lexicon several times as large as the built-in one, of the built-in one.
//!
//! Each copy has the findings, parts and places of the built-in lexicon under other ids, with an ending on each word, so that it shares no word
//! with the original: the worst that a lexicon of that size can be. Patterns and examples are left out. The same number of copies gives the same text on
//! every machine.

use radsift::lexicon::{Library, builtin};
use serde_json::json;
use std::fmt::Write as _;

/// The text of a lexicon file with so many copies of the entries of the built-in lexicon.
pub fn copies(count: usize) -> String {
    let library = Library::new(vec![builtin()]).unwrap_or_else(|problems| panic!("{problems}"));
    let mut out = String::new();
    for copy in 0..count {
        // No word ends like this.
        let ending = format!("q{}", (b'b' + copy as u8 % 20) as char).repeat(1 + copy / 20);
        for located in &library.findings {
            let entry = &located.entry;
            head(&mut out, "finding", &entry.id, &ending);
            let _ = writeln!(
                out,
                "label = {}\ngroup = {}\nsource = \"copy\"\nexamples = []",
                json!(entry.label),
                json!(entry.group)
            );
            list(&mut out, "terms", &entry.terms, &ending);
            list(&mut out, "shared", &entry.shared, &ending);
            list(&mut out, "not", &entry.not, &ending);
        }
        for located in &library.parts {
            head(&mut out, "part", &located.entry.id, &ending);
            list(&mut out, "terms", &located.entry.terms, &ending);
            list(&mut out, "not", &located.entry.not, &ending);
        }
        for located in &library.sites {
            let entry = &located.entry;
            head(&mut out, "site", &entry.id, &ending);
            let parent = if entry.parent.is_empty() { &entry.id } else { &entry.parent };
            let _ = writeln!(out, "label = {}\nparent = {}\nexamples = []", json!(entry.label), json!(parent));
            list(&mut out, "terms", &entry.terms, &ending);
            list(&mut out, "not", &entry.not, &ending);
        }
    }
    out
}

fn head(out: &mut String, kind: &str, id: &str, ending: &str) {
    let _ = writeln!(out, "\n[[{kind}]]\nid = {}", json!(format!("{id}_{ending}")));
}

fn list(out: &mut String, key: &str, phrases: &[String], ending: &str) {
    let phrases: Vec<String> = phrases.iter().map(|phrase| other(phrase, ending)).collect();
    let _ = writeln!(out, "{key} = {}", json!(phrases));
}

/// The phrase with `ending` behind each of its words.
fn other(phrase: &str, ending: &str) -> String {
    let mut out = String::new();
    let mut in_word = false;
    for c in phrase.chars() {
        if in_word && !c.is_alphanumeric() {
            out.push_str(ending);
        }
        in_word = c.is_alphanumeric();
        out.push(c);
    }
    if in_word {
        out.push_str(ending);
    }
    out
}
