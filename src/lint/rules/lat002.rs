//! LAT002: the side of the report is not that of the order.

use crate::lexicon::{AttributeKind, Lane};
use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::{Need, Rule};
use crate::lint::tables::metadata;
use crate::text::Span;
use crate::vocabulary::{Laterality, Role};

pub(super) static RULE: Rule = Rule {
    code: "LAT002",
    needs: &[Need::OrderedSide],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let Some(ordered) = metadata::ordered_side(facts.meta) else {
        return;
    };
    let Some(other) = Facts::opposite(ordered) else { return };
    if facts.studies() > 1 {
        return;
    }
    let mut first: Option<Span> = None;
    let mut found = 0;
    for (side, span) in sides(facts) {
        if side == ordered || side == Laterality::Bilateral {
            return;
        }
        if side == other {
            found += 1;
            first = first.or(Some(span));
        }
    }
    let Some(span) = first.filter(|_| found > 0) else { return };
    let message = format!(
        "the order is for the {} side, and the report speaks of the {} alone",
        ordered.as_str(),
        other.as_str()
    );
    out.push(Hit::at(
        RULE.code,
        message,
        span,
        format!("{} here, {} in the order", other.as_str(), ordered.as_str()),
    ));
}

/// The side words of the report outside what it was asked and what it was compared with.
fn sides<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (Laterality, Span)> + use<'a> {
    let doc = facts.report.doc;
    let speaks = move |first: u32| {
        let sentence = doc.sentence_at(first);
        !sentence.is_some_and(|sentence| {
            matches!(
                sentence.role,
                Role::Clinical | Role::Comparison | Role::Recommendation | Role::Other
            )
        })
    };
    doc.terms.lane(Lane::Attribute).iter().filter_map(move |term| {
        let attribute = &doc.lexicon.attributes[usize::from(term.entry)];
        let side = (attribute.kind == AttributeKind::Side)
            .then(|| Laterality::parse(&attribute.value))
            .flatten()?;
        speaks(term.first).then(|| (side, doc.span((term.first, term.end))))
    })
}
