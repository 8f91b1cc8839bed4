//! MEA002: a size that the finding cannot have.

use crate::lint::facts::{Facts, Said};
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;

pub(super) static RULE: Rule = Rule {
    code: "MEA002",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    for said in facts.current() {
        let m = said.mention;
        let Some(bounds) = facts.tables.sizes_of(m.finding) else { continue };
        for size in &m.sizes {
            let largest = size.mm.iter().copied().fold(0.0, f32::max);
            if let Some(other) = ten_times(facts, &said, largest) {
                let message = format!(
                    "{} of {largest} mm here, of {other} mm elsewhere: ten times as much",
                    facts.label(m.finding)
                );
                out.push(Hit::at(RULE.code, message, size.span, "mm or cm?").of([said.number]));
                continue;
            }
            // Zero denies: "0 mm of shift".
            if largest <= 0.0 || (bounds.least..=bounds.most).contains(&largest) {
                continue;
            }
            let name = facts.label(m.finding);
            let message = format!(
                "{name} of {largest} mm: {}",
                if largest > bounds.most {
                    &bounds.why
                } else {
                    "no study shows anything so small"
                }
            );
            let seen = |hit: &Hit| hit.code == RULE.code && hit.span() == size.span;
            if !out.iter().any(seen) {
                out.push(Hit::at(RULE.code, message, size.span, "mm or cm?").of([said.number]));
            }
        }
    }
}

/// The size that the same finding has in another section, where this one is ten times as large. What has grown or shrunk is no slip.
fn ten_times(facts: &Facts<'_>, said: &Said<'_>, largest: f32) -> Option<f32> {
    let m = said.mention;
    let other = facts.current().filter(|other| {
        let o = other.mention;
        o.finding == m.finding && o.role != m.role && facts.same_part(o, m) && o.sizes.len() == 1 && m.sizes.len() == 1
    });
    let sizes = other.flat_map(|other| &other.mention.sizes);
    let mut sizes = sizes.map(|size| size.mm.iter().copied().fold(0.0, f32::max));
    sizes.find(|size| *size > 0.0 && (9.4..10.6).contains(&(largest / size)))
}
