//! What the tests of reading have in common: one line a statement, compared as text.

pub mod corpus;
pub mod folder;
pub mod output_names;
pub mod own_process;
pub mod render;
pub mod rust_source;

use radsift::extract::Mention;
use radsift::report::{Meta, Report};
use radsift::vocabulary::Temporality;
use radsift::{Extractor, Session};
use std::sync::LazyLock;

/// The built-in rules, compiled once.
pub static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap_or_else(|problems| panic!("{problems}")));

/// One line a mention: `finding status [certainty] [change] [site:side ...]`.
pub fn statements(text: &str) -> Vec<String> {
    let mut session = Session::default();
    let report = EXTRACTOR.analyse(&mut session, text, &Meta::default());
    report.mentions.iter().map(|m| statement(&report, m)).collect()
}

/// A mention as a line.
pub fn statement(report: &Report, mention: &Mention) -> String {
    let mut words = vec![report.finding_id(mention.finding).to_owned(), status(mention).to_owned()];
    words.push(format!("~{}", mention.certainty.as_str()));
    words.extend(mention.change.map(|c| c.as_str().to_owned()));
    words.extend(mention.sites.iter().map(|s| {
        let side = s.laterality.map_or("-", |l| l.as_str());
        format!("{}:{side}", report.site_id(s.site))
    }));
    words.extend(mention.levels.iter().map(|l| {
        let name = |n| {
            let (letter, number) = radsift::extract::vertebra(n);
            format!("{letter}{number}")
        };
        format!("{}..{}", name(l.from), name(l.to))
    }));
    words.extend(mention.sizes.iter().map(|s| format!("{:?}mm", s.mm.as_slice())));
    words.join(" ")
}

fn status(mention: &Mention) -> &'static str {
    match mention.temporality {
        Temporality::Current => mention.assertion.as_str(),
        other => other.as_str(),
    }
}

/// Checks rows of a text and what is wanted of it, as [`check`] does, and tells all failures at once.
pub fn check_all(rows: &[(&str, &[&str])]) {
    let mut failures = Vec::new();
    for (text, wanted) in rows {
        check(text, wanted, &mut failures);
    }
    assert!(
        failures.is_empty(),
        "{} of {} failed:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}

/// Checks one text. Each wanted line names words that one statement must hold, its finding and status first; a line that begins
/// with `!` names words that no statement may hold together.
pub fn check(text: &str, wanted: &[&str], failures: &mut Vec<String>) {
    let got = statements(text);
    let holds = |line: &str, want: &str| {
        let have: Vec<&str> = line.split(' ').collect();
        want.split(' ').all(|w| have.contains(&w))
    };
    for want in wanted {
        let (forbidden, want) = want.strip_prefix('!').map_or((false, *want), |w| (true, w));
        if got.iter().any(|line| holds(line, want)) == forbidden {
            let verb = if forbidden { "must not read" } else { "must read" };
            failures.push(format!("{text:?}\n  {verb}: {want}\n  got: {}", got.join("\n       ")));
        }
    }
}
