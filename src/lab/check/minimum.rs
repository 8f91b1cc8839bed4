//! The minimum number of examples for an entry, and of findings for a family.

use super::outcome::{Collector, ExampleCase, Mismatch};
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
    for located in &library.findings {
        let Some(family) = located.entry.family.as_deref() else { continue };
        let members = library.findings.iter().filter(|l| l.entry.family.as_deref() == Some(family));
        if members.count() == 1 {
            let mismatch = Mismatch::new(format!("another finding of the family `{family}`"), "none");
            collector.entry(&ExampleCase::new("finding", &located.entry.id, located, "", false), mismatch);
        }
    }
    for located in &library.sites {
        ask("site", &located.entry.id, located, &located.entry.examples, &["site"], collector);
    }
}

fn ask<T>(kind: &'static str, id: &str, located: &Located<T>, examples: &[Example], least: &[&str], collector: &mut Collector<'_>) {
    for is in least {
        if !examples.iter().any(|e| e.is == *is) {
            let mismatch = Mismatch::new(format!("at least one example that is `{is}`"), "none");
            collector.entry(&ExampleCase::new(kind, id, located, "", false), mismatch);
        }
    }
}
