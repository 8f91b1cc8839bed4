//! How far each cue reaches.

use super::cue_scope::Scope;
use super::reach_backward::backward;
use super::reach_forward::forward;
use super::scope_ends::{end_before_next, end_denials, end_unjoined, end_with_the_past, favour_alternative, say_last_word};
use crate::document::Document;
use crate::extract::{MaybeIndex, Mention, TokenTable};
use crate::lexicon::{CueId, Lane, LooksBack, Reach, Word};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::Gap;
use crate::vocabulary::Certainty;

/// Finds the scopes of all cues of a sentence that no finding has used up, in order of place.
pub fn find_scopes(doc: &Document, table: &TokenTable, sentence: &Sentence, mentions: &[Mention], scopes: &mut Vec<Scope>) {
    scopes.clear();
    let (first, end) = sentence.tokens;
    for (number, term) in doc
        .terms
        .lane(Lane::Cue)
        .iter()
        .enumerate()
        .skip(doc.terms.lane(Lane::Cue).partition_point(|t| t.first < first))
    {
        if term.first >= end {
            break;
        }
        let own = |i: u32| same_words(doc, table.at(i).cue, number as u32);
        let speaks = term.end <= end && own(term.first);
        if !speaks {
            continue;
        }
        let cue = &doc.lexicon.cues[term.entry as usize];
        let base = Scope {
            cue: CueId(term.entry),
            makes: cue.makes,
            reach: cue.reaches,
            tokens: (term.first, term.end),
            first: term.first,
            end: term.end,
        };
        if matches!(cue.reaches, Reach::After | Reach::Both) {
            let mut stop = forward((doc, table, mentions), sentence, &base, cue.limit, &cue.stops_at);
            if repeats_denial(doc, table, scopes, &base) {
                stop = next_item(doc, table, (term.end, stop));
            }
            // A cue may end in the finding's own words ("a little crowded"): it reaches them too.
            let first = (term.first..term.end).find(|&i| !own(i)).unwrap_or(term.end);
            scopes.push(Scope {
                reach: Reach::After,
                first,
                end: stop,
                ..base
            });
            if let Some(behind) = behind_aside(doc, table, term.first, (stop, end)).filter(|_| cue.makes.denies()) {
                let tokens = (base.tokens.0, behind);
                let on = forward(
                    (doc, table, mentions),
                    sentence,
                    &Scope { tokens, ..base },
                    cue.limit,
                    &cue.stops_at,
                );
                scopes.push(Scope {
                    reach: Reach::After,
                    first: behind,
                    end: on,
                    ..base
                });
            }
        }
        let looks_back = matches!(cue.reaches, Reach::Before | Reach::Both);
        let closes = match cue.makes.looks_back {
            LooksBack::Always => false,
            LooksBack::Closing => true,
            LooksBack::ClosingOrLong => term.len() < 3,
            LooksBack::ClosingOrVerb => table.word(term.first) != Some(Word::Is),
        };
        // "is considered less likely by the team": where no finding follows, the doubt is of what stands before.
        let doubts =
            cue.makes.certainty == Certainty::Unlikely && table.word(term.first) == Some(Word::Is) && !is_followed(table, mentions, term);
        if looks_back && (!closes || doubts || cue.reaches == Reach::Both || ends_statement(doc, table, sentence, term.end)) {
            let start = backward(doc, table, sentence, &base, cue.limit);
            scopes.push(Scope {
                reach: Reach::Before,
                first: start,
                end: term.first,
                ..base
            });
            if cue.makes.tells_own_past() && shows_something(table, term.end, end) {
                let stop = forward(
                    (doc, table, mentions),
                    sentence,
                    &Scope {
                        tokens: (term.first, term.end + 1),
                        ..base
                    },
                    u32::MAX,
                    &cue.stops_at,
                );
                scopes.push(Scope {
                    reach: Reach::After,
                    first: term.end,
                    end: stop,
                    ..base
                });
            }
        }
    }
    for index in 0..scopes.len() {
        favour_alternative(doc, table, index, sentence.tokens.1, scopes);
    }
    end_denials(doc, table, mentions, scopes);
    end_before_next(doc, table, mentions, scopes);
    say_last_word(doc, table, mentions, scopes);
    end_unjoined(doc, table, mentions, scopes);
    end_with_the_past(scopes);
}

/// "no infarct (the meningioma is unchanged) | or haemorrhage": where the clause of token `home` goes on behind a bracket that opens at token `at`.
fn behind_aside(doc: &Document, table: &TokenTable, home: u32, (at, end): (u32, u32)) -> Option<u32> {
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    if at >= end || !gap(at).has(Gap::OPEN) {
        return None;
    }
    let behind = (at + 1..end).find(|&i| gap(i).has(Gap::CLOSE))?;
    table.same_clause(home, behind).then_some(behind)
}

/// "no bleed, | no shift, old infarct": each item that is denied has a denial of its own.
fn repeats_denial(doc: &Document, table: &TokenTable, before: &[Scope], cue: &Scope) -> bool {
    let begins_item = doc.buffer.tokens[cue.tokens.0 as usize].gap.has(Gap::COMMA);
    let denied = |s: &Scope| s.makes.denies() && s.reach == Reach::After && table.same_clause(s.tokens.0, cue.tokens.0);
    cue.makes.denies() && begins_item && before.iter().any(denied)
}

/// The first item behind a comma, in these tokens, if no "or" joins the rest to what stands before.
fn next_item(doc: &Document, table: &TokenTable, (first, end): (u32, u32)) -> u32 {
    if (first..end).any(|i| table.word(i) == Some(Word::Or)) {
        return end;
    }
    (first + 1..end)
        .find(|&i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA))
        .unwrap_or(end)
}

/// True when a finding stands behind a cue in its clause.
fn is_followed(table: &TokenTable, mentions: &[Mention], cue: &Term) -> bool {
    let behind = |m: &Mention| m.tokens.0 >= cue.end && table.same_clause(cue.end - 1, m.tokens.0);
    mentions.iter().any(behind)
}

/// "a scan years ago, which showed an infarct": what an examination of the past showed is past.
fn shows_something(table: &TokenTable, at: u32, end: u32) -> bool {
    at + 1 < end && table.word(at) == Some(Word::Which) && table.word(at + 1) == Some(Word::Shows)
}

/// A hedge looks back only when its own statement ends with it: "infarct is likely", not "is likely artefactual".
fn ends_statement(doc: &Document, table: &TokenTable, sentence: &Sentence, at: u32) -> bool {
    at >= sentence.tokens.1
        || !table.same_clause(at - 1, at)
        || doc.buffer.tokens[at as usize].gap.has(Gap::COMMA.with(Gap::CLOSE))
        || matches!(
            table.word(at),
            Some(Word::And | Word::Or | Word::But | Word::In | Word::Near | Word::Apart | Word::With | Word::Which | Word::Given)
        )
}

/// The table keeps one cue for each token, but several cues may have exactly the same words.
fn same_words(doc: &Document, a: MaybeIndex, b: u32) -> bool {
    let lane = doc.terms.lane(Lane::Cue);
    let words = |number: u32| (lane[number as usize].first, lane[number as usize].end);
    a.get().is_some_and(|a| a == b || words(a) == words(b))
}
