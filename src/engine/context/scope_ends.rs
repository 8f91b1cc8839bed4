//! What one cue does to the reach of another: where a denial, a doubt or the past ends because something else is said.

use super::cue_scope::Scope;
use super::reach_forward::joins;
use crate::document::Document;
use crate::extract::{Mention, TokenTable};
use crate::lexicon::{EndsDenial, Lane, Reach, Word};
use crate::terms::Term;
use crate::text::Gap;

/// "less likely A than B": what is doubted ends at "than", and B is favoured.
pub(super) fn favour_alternative(doc: &Document, table: &TokenTable, index: usize, end: u32, scopes: &mut Vec<Scope>) {
    let doubt = scopes[index];
    let Some(favoured) = doubt.makes.than.filter(|_| doubt.reach == Reach::After) else {
        return;
    };
    let stop = doubt.end;
    let turns = |i: u32| table.word(i) == Some(Word::Than) || (doubt.makes.favours() && doc.buffer.word_of(i as usize) == b"over");
    if let Some(than) = (doubt.first..stop).find(|&i| turns(i)) {
        scopes[index].end = than;
        let rest = (than + 1..end)
            .take_while(|&i| table.same_clause(than, i))
            .last()
            .map_or(than + 1, |i| i + 1);
        scopes.push(Scope {
            makes: doc.lexicon.effects[favoured.index()],
            first: than + 1,
            end: rest,
            ..doubt
        });
    }
}

/// How many words may stand between a denial and the words of the past that it denies.
const NEAR: u32 = 3;

/// True when what `denial` denies is the past itself: "no history of stroke", "no known
/// allergies".
pub(super) fn denies_past(denial: &Scope, past: &Scope) -> bool {
    let right_behind = denial.tokens.0 <= past.tokens.0 && past.tokens.0 <= denial.tokens.1 + NEAR;
    denial.makes.denies() && past.makes.is_past() && past.reach == Reach::After && right_behind
}

/// "with no history of stroke who presents with weakness": where the past is denied, the denial ends with it.
pub(super) fn end_with_the_past(scopes: &mut [Scope]) {
    for index in 0..scopes.len() {
        let denial = scopes[index];
        let past = scopes.iter().filter(|s| denies_past(&denial, s)).map(|s| s.end).max();
        if let Some(end) = past.filter(|&end| denial.reach == Reach::After && end < denial.end) {
            scopes[index].end = end;
        }
    }
}

/// A denial ends where a hedge or an affirmation begins a new item ("no mass, possible infarct"); right behind it ("no lesions
/// consistent with metastasis") the denial goes on.
pub(super) fn end_denials(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
    for index in 0..scopes.len() {
        let denial = scopes[index];
        if !denial.makes.denies() || denial.reach != Reach::After {
            continue;
        }
        // "lesions without mass effect, consistent with PML": the reading is of what was seen before the denial.
        let seen = mentions.iter().any(|m| m.tokens.1 <= denial.tokens.0 && m.assertion.asserts());
        let turns = |s: &Scope| {
            s.reach == Reach::After
                && s.tokens.0 >= denial.tokens.1
                && denial.covers(s.tokens.0)
                // "no midline shift or definite herniation": what "or" joins is denied with the rest.
                && table.word(s.tokens.0 - 1) != Some(Word::Or)
                && match s.makes.ends_denial {
                    EndsDenial::Never => false,
                    EndsDenial::Item => has_joint(doc, table, denial.tokens.1, s.tokens.0),
                    EndsDenial::Reading => (seen || !follows_comma(doc, s)) && has_joint(doc, table, denial.tokens.1, s.tokens.0),
                    EndsDenial::Always => true,
                }
        };
        if let Some(stop) = scopes.iter().filter(|s| turns(s)).map(|s| s.tokens.0).min() {
            let said = mentions.iter().any(|m| denial.tokens.1 <= m.tokens.0 && m.tokens.0 < stop);
            if said || has_joint(doc, table, denial.tokens.1, stop) {
                scopes[index].end = stop;
            }
        }
    }
}

/// "no shift and no descent": each is denied once, for a word may mean something else when it is denied twice.
pub(super) fn end_before_next(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
    let denies = |s: &Scope| s.makes.denies() && s.reach == Reach::After;
    // A finding may have the denial among its own words.
    let begins_denied = |at: u32| {
        let cues = doc.terms.between(Lane::Cue, at, at + 1).iter();
        let denial = |t: &Term| t.first == at && doc.lexicon.cues[t.entry as usize].makes.denies();
        doc.buffer.tokens[at as usize].gap.has(Gap::COMMA) && { cues }.any(denial)
    };
    for index in 0..scopes.len() {
        let own = scopes[index];
        if !denies(&own) {
            continue;
        }
        let behind = |s: &&Scope| denies(s) && own.tokens.1 < s.tokens.0 && own.covers(s.tokens.0) && joins(table, s.tokens.0 - 1);
        let named = |m: &&Mention| m.assertion.denies() && own.tokens.1 < m.tokens.0 && own.covers(m.tokens.0) && begins_denied(m.tokens.0);
        let next = scopes.iter().filter(behind).map(|s| s.tokens.0);
        let next = next.chain(mentions.iter().filter(named).map(|m| m.tokens.0)).min();
        if let Some(next) = next {
            scopes[index].end = next;
        }
    }
}

/// "no typical pattern of encephalitis, which however cannot be ruled out": the relative clause has the last word.
pub(super) fn say_last_word(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
    for scope in scopes.iter_mut().filter(|s| s.reach == Reach::Before && s.makes.hedges()) {
        let from = scope.tokens.0.saturating_sub(LAST_WORD);
        let which = (from..scope.tokens.0).rev().find(|&i| table.word(i) == Some(Word::Which));
        let relative = which.is_some_and(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA) && i > scope.first);
        if relative {
            scope.makes.rank = Some(0);
            // "I favour A over B, which remains possible": it is said of the last finding before it.
            let nearest = which.and_then(|at| mentions.iter().rev().find(|m| m.tokens.1 <= at));
            scope.first = scope.first.max(nearest.map_or(0, |m| m.tokens.0));
        }
    }
}

/// So many words may stand between the head of a relative clause and its verb.
const LAST_WORD: u32 = 4;

/// "no fracture seen small bruise of the scalp", dictated without stops: a denial ends where a new finding begins with what describes it, and no comma or
/// word joins it to the one before.
pub(super) fn end_unjoined(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
    for scope in scopes.iter_mut().filter(|s| s.makes.denies() && s.reach == Reach::After) {
        let denied = |m: &&Mention| m.tokens.0 >= scope.tokens.1 && scope.covers(m.tokens.0);
        let mut before: Option<&Mention> = None;
        for mention in mentions.iter().filter(denied) {
            let gap = before.map(|b| (b.tokens.1, mention.tokens.0));
            let described = gap.and_then(|(from, to)| (from..to).find(|&i| table.at(i).attribute.is_some()));
            let joined = |i: u32| table.word(i).is_some() || !doc.buffer.tokens[i as usize].gap.is_plain();
            if let (Some(at), Some((from, to))) = (described, gap)
                && !(from..=to).any(joined)
            {
                scope.end = at;
                break;
            }
            before = Some(mention);
        }
    }
}

/// "without areas of high signal, indicative of demyelination": the words behind the comma say what it would be.
fn follows_comma(doc: &Document, scope: &Scope) -> bool {
    doc.buffer.tokens[scope.tokens.0 as usize].gap.has(Gap::COMMA)
}

fn has_joint(doc: &Document, table: &TokenTable, from: u32, to: u32) -> bool {
    (from..=to).any(|i| {
        (i > from && doc.buffer.tokens[i as usize].gap.has(Gap::COMMA))
            || (i < to
                && matches!(table.word(i), Some(Word::And | Word::With | Word::But))
                && table.at(i).word_starts
                && table.at(i).cue.is_none())
    })
}
