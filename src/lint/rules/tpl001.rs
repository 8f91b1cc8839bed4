//! TPL001: what is left of a template.

use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "TPL001",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let text = facts.text();
    // Most reports have none of these signs.
    let masks: Vec<Span> = facts.tables.masks.iter().flat_map(|mask| mask.find_iter(text)).map(span).collect();
    let mut found: Vec<(Span, &str)> = Vec::new();
    for remains in &facts.tables.remains {
        let mut own = remains.pattern.find_iter(text).peekable();
        if own.peek().is_none() || remains.unless.as_ref().is_some_and(|unless| unless.is_match(text)) {
            continue;
        }
        found.extend(own.map(|at| (span(at), remains.means.as_str())));
    }
    found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let mut end = 0;
    for (at, means) in found {
        let is_masked = masks.iter().any(|mask| mask.start < at.end && at.start < mask.end);
        if at.start < end || is_masked {
            continue;
        }
        end = at.end;
        out.push(Hit::at(
            RULE.code,
            format!("the template was not filled in: {means}"),
            at,
            "left of the template",
        ));
    }
}

fn span(at: regex::Match<'_>) -> Span {
    Span::new(at.start() as u32, at.end() as u32)
}
