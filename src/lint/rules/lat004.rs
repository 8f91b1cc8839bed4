//! LAT004: two sides in one phrase that cannot both be meant.

use crate::lexicon::{AttributeKind, Lane};
use crate::lint::facts::Facts;
use crate::lint::hit::Hit;
use crate::lint::rule::Rule;
use crate::text::Gap;
use crate::vocabulary::Laterality;

pub(super) static RULE: Rule = Rule {
    code: "LAT004",
    needs: &[],
    check,
};

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let doc = facts.doc();
    let side = |entry: u16| {
        let attribute = &doc.lexicon.attributes[usize::from(entry)];
        (attribute.kind == AttributeKind::Side)
            .then(|| Laterality::parse(&attribute.value))
            .flatten()
    };
    let sides: Vec<(Laterality, u32, u32)> = doc
        .terms
        .lane(Lane::Attribute)
        .iter()
        .filter_map(|term| Some((side(term.entry)?, term.first, term.end)))
        .collect();
    // "Left right" may be known as a slip for both sides, in one phrase.
    for (_, first, end) in sides
        .iter()
        .filter(|(side, first, end)| *side == Laterality::Bilateral && end - first == 2)
    {
        let [a, b] = [*first, *first + 1].map(|at| doc.span((at, at + 1)));
        let word = |at: u32| doc.buffer.word_of(at as usize);
        let both = [b"left".as_slice(), b"right"];
        if both.contains(&word(*first)) && both.contains(&word(end - 1)) && is_plain(doc.buffer.tokens[*first as usize + 1].gap) {
            out.push(
                Hit::at(RULE.code, "left and right stand side by side", a, a.of(facts.text()).to_lowercase())
                    .and(b, b.of(facts.text()).to_lowercase()),
            );
        }
    }
    for pair in sides.windows(2) {
        let [(a, first, end), (b, next, after)] = pair else { continue };
        let plain = doc.buffer.tokens.get(*next as usize).is_some_and(|token| is_plain(token.gap));
        let neither_midline = ![*a, *b].contains(&Laterality::Midline);
        if end != next || !plain || a == b || !neither_midline {
            continue;
        }
        // "Right left-sided" of a table row, "L R": letters alone are labels.
        let words = [(*first, *end), (*next, *after)].map(|tokens| doc.span(tokens));
        if words.iter().any(|span| span.of(facts.text()).chars().count() < 3) {
            continue;
        }
        // "on the right left ventricular enlargement": what follows belongs to the second word alone.
        let message = format!("{} and {} stand side by side", a.as_str(), b.as_str());
        out.push(Hit::at(RULE.code, message, words[0], a.as_str()).and(words[1], b.as_str()));
    }
}

/// Nothing but a blank, so that the words are one phrase: "left-right" and "left/right" are said on purpose.
fn is_plain(gap: Gap) -> bool {
    gap.0 & !(Gap::SPACE.0) == 0
}
