//! What the author advises to do next: a statement of its own, never a finding.

use super::dates;
use super::words::{saying, says, terms};
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{Lane, Says, StatementTerm, StudyTerm, Word, word};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::Gap;
use crate::vocabulary::{Assertion, Role, Temporality};
use smallvec::SmallVec;

/// Something that the author advises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The words, as tokens.
    pub tokens: (u32, u32),
    /// The modality advised, by its number.
    pub modality: Option<u16>,
    /// What is to be done, by the number of its words.
    pub action: Option<u16>,
    /// After how long.
    pub interval: Option<(u32, u32)>,
    /// The condition.
    pub condition: Option<(u32, u32)>,
    /// How soon, by the number of its words.
    pub urgency: Option<u16>,
}

/// Signs that end a piece of advice.
const ENDS: Gap = Gap::SEMICOLON.with(Gap::BULLET);
/// Signs that part it from what stands before it.
const BEGINS: Gap = ENDS.with(Gap::COMMA).with(Gap::COLON);

/// Finds all of a report.
pub(super) fn find(doc: &Document, out: &mut Vec<Recommendation>) {
    for sentence in doc.sentences {
        let advised = matches!(
            sentence.role,
            Role::Findings | Role::Impression | Role::Addendum | Role::Recommendation
        );
        if advised {
            in_sentence(doc, sentence, out);
        }
    }
}

fn in_sentence(doc: &Document, sentence: &Sentence, out: &mut Vec<Recommendation>) {
    let own = terms(doc, sentence.tokens);
    let below_heading = sentence.role == Role::Recommendation;
    let mut from = sentence.tokens.0;
    for advice in leads(doc, own).filter(|advice| advice.end <= sentence.tokens.1) {
        if advice.first < from {
            continue;
        }
        let tokens = around(doc, own, advice, (from, sentence.tokens.1));
        from = tokens.1;
        out.extend(read(doc, tokens, advice.first, says(doc, advice) == Some(Says::Advises)));
    }
    if below_heading && from == sentence.tokens.0 {
        out.extend(read(doc, sentence.tokens, from, false));
    }
}

/// The terms that advise.
fn leads<'t>(doc: &'t Document<'_>, own: &'t [Term]) -> impl Iterator<Item = &'t Term> {
    own.iter().filter(|term| is_lead(doc, term))
}

fn is_lead(doc: &Document, term: &Term) -> bool {
    matches!(says(doc, term), Some(Says::Advises | Says::MayAdvise))
}

/// The words of the advice around its verb: back to a comma or a word that turns, on to a semicolon or the next piece of advice.
fn around(doc: &Document, own: &[Term], advice: &Term, (first, end): (u32, u32)) -> (u32, u32) {
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let turns = |i: u32| doc.terms.between(Lane::Word, i, i + 1).iter().any(|t| word(t.entry) == Word::But);
    let conditional = saying(doc, own, Says::Condition).any(|term| term.first == first);
    // "If symptoms persist, MRI is recommended": the condition stands before the comma.
    let from = match conditional {
        true => first,
        false => (first + 1..=advice.first)
            .rev()
            .find(|i| gap(*i).has(BEGINS) || gap(*i).is_dash() || turns(*i - 1))
            .unwrap_or(first),
    };
    let next = leads(doc, own)
        .map(|term| term.first)
        .find(|at| *at > advice.end && gap(*at).has(Gap::COMMA));
    let to = (advice.end..end).find(|i| gap(*i).has(ENDS) || Some(*i) == next).unwrap_or(end);
    (from, to)
}

/// Reads a piece of advice. Unless `advised` by its verb, it must name a study or say what to do.
fn read(doc: &Document, (first, end): (u32, u32), at: u32, advised: bool) -> Option<Recommendation> {
    let own = terms(doc, (first, end));
    let condition = saying(doc, own, Says::Condition)
        .next()
        .map(|lead| condition(doc, lead, (first, end), at));
    let outside = |tokens: (u32, u32)| condition.is_none_or(|(from, to)| tokens.1 <= from || tokens.0 >= to);
    let numbered = |what: Says| {
        let term = saying(doc, own, what).find(|term| term.end <= end && outside((term.first, term.end)));
        term.and_then(|term| match term.statement() {
            StatementTerm::Word(number) => Some(number),
            StatementTerm::Therapy(_) => None,
        })
    };
    let studies = doc
        .terms
        .between(Lane::Study, first, end)
        .iter()
        .filter(|term| term.end <= end && outside((term.first, term.end)));
    let modality = studies
        .filter_map(|term| match term.study() {
            StudyTerm::Modality(number) => Some((term.first.abs_diff(at), number)),
            StudyTerm::BodyPart(_) => None,
        })
        .min()
        .map(|(_, number)| number);
    let action = numbered(Says::Action);
    if !advised && modality.is_none() && action.is_none() {
        return None;
    }
    // "No MRI is needed."
    let denies = |term: &Term| doc.lexicon.cues[term.entry as usize].makes.assertion == Some(Assertion::Absent);
    let cues = doc.terms.between(Lane::Cue, first, at);
    if cues.iter().any(|cue| denies(cue) && cue.end <= at && outside((cue.first, cue.end))) {
        return None;
    }
    let named = saying(doc, own, Says::Interval)
        .find(|term| term.end <= end)
        .map(|term| (term.first, term.end));
    let stretch = || {
        (first..end)
            .filter(|i| outside((*i, *i + 1)))
            .find_map(|i| dates::stretch(doc, i, end))
    };
    Some(Recommendation {
        tokens: (first, end),
        modality,
        action,
        interval: named.or_else(stretch),
        condition,
        urgency: numbered(Says::Urgency),
    })
}

/// The words of a condition: from the word that leads to it to a comma, or to the end; one that opens the sentence ends before the advice at the latest.
fn condition(doc: &Document, lead: &Term, (first, end): (u32, u32), at: u32) -> (u32, u32) {
    let most = if lead.first == first && at > lead.end { at } else { end };
    let comma = (lead.end..most).find(|i| doc.buffer.tokens[*i as usize].gap.has(BEGINS));
    (lead.first, comma.unwrap_or(most))
}

/// Takes out the findings that stand only in advice: in its condition, or behind the words that advise. What the request asks and what was there before
/// is said elsewhere.
pub(super) fn drop_findings(doc: &Document, all: &[Recommendation], mentions: &mut Vec<Mention>) {
    if all.is_empty() || mentions.is_empty() {
        return;
    }
    let mut advised: SmallVec<[(u32, u32); 8]> = SmallVec::new();
    for advice in all {
        let own = terms(doc, advice.tokens);
        let verb = leads(doc, own).next();
        advised.extend(advice.condition);
        advised.extend(verb.map(|verb| (verb.first, advice.tokens.1)));
    }
    // In order and without overlaps, so that each mention is compared with one stretch.
    advised.sort_unstable();
    advised.dedup_by(|next, before| {
        let overlaps = next.0 <= before.1;
        before.1 = if overlaps { before.1.max(next.1) } else { before.1 };
        overlaps
    });
    let is_advised = |token: u32| {
        let stretch = advised.partition_point(|(_, to)| *to <= token);
        advised.get(stretch).is_some_and(|(from, _)| *from <= token)
    };
    let is_advice = |m: &Mention| m.temporality == Temporality::Current && is_advised(m.tokens.0);
    let links = |m: &Mention| m.role == Role::Recommendation || is_advice(m);
    mentions.retain(|m| !links(m));
}
