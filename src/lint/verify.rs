//! The second look: a proposal is cleared where a careful reader would not raise it.

use super::facts::{Facts, Said};
use super::hit::Hit;
use super::place::{self, Agreement};
use crate::extract::Mention;
use crate::lexicon::Lane;
use crate::vocabulary::{Laterality, Role};

/// Of a sentence, more than this share of content words unread makes its reading uncertain, in percent.
const MOST_UNREAD: u32 = 60;

/// Why a proposal is no hit; none where it is one.
pub(super) fn cleared(facts: &Facts<'_>, hit: &Hit) -> Option<&'static str> {
    let mentions: Vec<Said<'_>> = hit
        .mentions
        .iter()
        .filter_map(|&number| {
            let mention = facts.report.mentions.get(number as usize)?;
            Some(Said { number, mention })
        })
        .collect();
    if mentions.iter().any(|said| is_uncertain(facts, said.mention)) {
        return Some("much of its sentence was not read");
    }
    if mentions.iter().any(|said| said.mention.role == Role::Technique) {
        return Some("it stands in the technique");
    }
    match hit.code {
        "LAT001" | "LAT002" => of_side(facts, &mentions),
        _ => None,
    }
}

/// True when little of the sentence of a statement was read, so that what was read may be wrong.
fn is_uncertain(facts: &Facts<'_>, mention: &Mention) -> bool {
    let sentence = facts.sentence(mention);
    let unread = facts.report.coverage.unread.iter();
    let unread = unread.filter(|piece| piece.tokens.0 >= sentence.tokens.0 && piece.tokens.1 <= sentence.tokens.1);
    let words: u32 = unread.map(|piece| piece.tokens.1 - piece.tokens.0).sum();
    let all = sentence.tokens.1 - sentence.tokens.0;
    words >= 4 && words * 100 > all * MOST_UNREAD
}

fn of_side(facts: &Facts<'_>, mentions: &[Said<'_>]) -> Option<&'static str> {
    let [a, b] = mentions else { return None };
    let (Some(side_a), Some(side_b)) = (facts.side(a.mention), facts.side(b.mention)) else {
        return None;
    };
    if mentions.iter().any(|said| crosses(facts, said.mention)) {
        return Some("its sentence goes over to the other side");
    }
    for (own, other_side) in [(a, side_b), (b, side_a)] {
        if names_side(facts, own.mention, other_side) {
            return Some("its sentence names both sides");
        }
    }
    let other = facts.current().find(|said| {
        let m = said.mention;
        said.number != a.number
            && said.number != b.number
            && !m.assertion.denies()
            && facts.same_part(m, b.mention)
            && m.role == a.mention.role
            && matches!(facts.side(m), Some(side) if side == side_b || side == Laterality::Bilateral)
            && place::agreement(facts, m, b.mention) != Agreement::Apart
            && facts.tables.may_be_one(m.finding, b.mention.finding)
    });
    if other.is_some() {
        return Some("something else is described on that side");
    }
    None
}

/// True when the sentence of a statement speaks of the other side as such.
fn crosses(facts: &Facts<'_>, mention: &Mention) -> bool {
    let sentence = facts.report.span(facts.sentence(mention).tokens).of(facts.text());
    facts.tables.crossing.is_in(sentence)
}

/// True when the sentence of a statement has a word for this side or for both.
fn names_side(facts: &Facts<'_>, mention: &Mention, side: Laterality) -> bool {
    let sentence = facts.sentence(mention).tokens;
    let doc = facts.doc();
    let terms = doc.terms.between(Lane::Attribute, sentence.0, sentence.1);
    terms.iter().any(|term| {
        let attribute = &doc.lexicon.attributes[usize::from(term.entry)];
        attribute.kind == crate::lexicon::AttributeKind::Side && (attribute.value == side.as_str() || attribute.value == "bilateral")
    })
}
