//! The fewest examples an entry may have.

use super::outcome::{Case, Collector, Mismatch};
use crate::lexicon::{Example, Library, Located};

pub(super) fn run(library: &Library, collector: &mut Collector<'_>) {
    for located in &library.findings {
        ask(
            "finding",
            &located.entry.id,
            located,
            &located.entry.examples,
            &["present", "absent", "nothing"],
            collector,
        );
    }
    for located in &library.sites {
        ask("site", &located.entry.id, located, &located.entry.examples, &["site"], collector);
    }
}

fn ask<T>(kind: &'static str, id: &str, located: &Located<T>, examples: &[Example], least: &[&str], collector: &mut Collector<'_>) {
    for is in least {
        if !examples.iter().any(|e| e.is == *is) {
            let mismatch = Mismatch::new(format!("at least one example that is `{is}`"), "none");
            collector.entry(&Case::new(kind, id, located, "", false), mismatch);
        }
    }
}
