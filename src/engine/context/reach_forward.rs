//! How far a cue reaches ahead.

use super::cue_scope::Scope;
use crate::document::Document;
use crate::extract::{Mention, TokenTable};
use crate::lexicon::{EndsAt, LinkTo, Word};
use crate::structure::Sentence;
use crate::text::{Gap, Shape};

/// The finding that a preposition at `at` leads to, if it is spoken of as known ("the tumour") and stands behind one that is denied.
fn host<'m>(doc: &Document, table: &TokenTable, mentions: &'m [Mention], (start, at, end): (u32, u32, u32)) -> Option<&'m Mention> {
    // "No oedema in the sense of PRES" is a reading.
    let since = matches!(doc.buffer.word_of(at as usize), b"following" | b"after" | b"since");
    let leads = (since || matches!(table.word(at), Some(Word::In | Word::Around | Word::Of | Word::With)))
        && !table.cue(doc, at).is_some_and(|(cue, _)| cue.makes.favours());
    if !leads || !mentions.iter().any(|m| start <= m.head.0 && m.tokens.1 <= at + 1) {
        return None;
    }
    let host = mentions.iter().find(|m| at < m.tokens.0 && m.tokens.0 < end);
    host.filter(|host| {
        let known = |i: u32| doc.is_definite(i) || matches!(table.word(i), Some(Word::This | Word::The));
        let near = host.tokens.0 - at <= 5;
        // "no shift of the midline or infarct": the preposition is one of a finding's own words, and leads to nothing outside of them; "change in | the
        // infarct" ends with it.
        let inside = mentions
            .iter()
            .any(|m| m.tokens.0 < at && at + 1 < m.tokens.1 && m.tokens.1 <= host.tokens.0);
        // Behind a conjunction, or a comma of a list that "or" closes, stands the next item of the list, and no object of the preposition.
        let comma = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA);
        let or_closes = || {
            (host.tokens.0..end)
                .take_while(|&i| table.same_clause(at, i))
                .any(|i| table.word(i) == Some(Word::Or))
        };
        let listed = (at + 1..host.tokens.0).any(|i| comma(i) || joins(table, i)) || (comma(host.tokens.0) && or_closes());
        near && !inside && !listed && (at + 1..=host.tokens.0).any(known)
    })
}

/// "no oedema around the tumour, | shift or hydrocephalus": where a denial goes on behind a known finding that it ended before, at token `at`. The items of
/// the list behind it are denied with the first.
pub(super) fn behind_host((doc, table, mentions): (&Document, &TokenTable, &[Mention]), cue: &Scope, (at, end): (u32, u32)) -> Option<u32> {
    let start = cue.tokens.1;
    if at <= start || at >= end {
        return None;
    }
    let host = host(doc, table, mentions, (start, at, end))?;
    let own = |i: &u32| table.same_clause(at, *i);
    let comma = (host.tokens.1..end)
        .take_while(own)
        .find(|&i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA))?;
    (comma..end)
        .take_while(own)
        .any(|i| table.word(i) == Some(Word::Or))
        .then_some(comma)
}

/// One past the last word that a cue reaches ahead, `limit` words at most.
pub(super) fn forward(
    (doc, table, mentions): (&Document, &TokenTable, &[Mention]),
    sentence: &Sentence,
    cue: &Scope,
    limit: u32,
    stops_at: &[String],
) -> u32 {
    let end = sentence.tokens.1;
    if cue.makes.ends_at == EndsAt::Sentence {
        return end;
    }
    let start = cue.tokens.1;
    let past_clause = cue.makes.ends_at == EndsAt::Bracket;
    let (denies, resolves, hedges, tells_past) = (cue.makes.denies(), cue.makes.resolves(), cue.makes.hedges(), cue.makes.tells_past());
    let asks = cue.makes.supposes() || cue.makes.asks();
    let led_by_with = denies && table.word(cue.tokens.0) == Some(Word::With);
    // "more likely, in this clinical context, myositis": the words between the commas are passed over.
    let mut aside = start < end && doc.buffer.tokens[start as usize].gap.has(Gap::COMMA);
    // "no infarct (on DWI) or haemorrhage": a bracket opened behind the cue closes without ending its reach.
    let mut open = 0u32;
    // "if | there is": what is supposed is the clause behind the word.
    let home = if cue.makes.supposes() && start < end { start } else { cue.tokens.0 };
    for at in start..end {
        let gap = doc.buffer.tokens[at as usize].gap;
        let token = table.at(at);
        let leaves = !table.same_clause(home, at) && !past_clause;
        let closes = gap.has(Gap::CLOSE) && !gap.has(Gap::OPEN) && at > start && open == 0;
        if gap.has(Gap::CLOSE) != gap.has(Gap::OPEN) {
            open = if gap.has(Gap::OPEN) { open + 1 } else { open.saturating_sub(1) };
        }
        if leaves || closes || at - start >= limit {
            // "no evidence of: infarct" and "differential: ..." reach over a colon that stands right behind them.
            if !(leaves && at == start && gap.has(Gap::COLON)) {
                return at;
            }
        }
        if stops_at.iter().any(|s| s.as_bytes() == doc.buffer.word_of(at as usize)) {
            return at;
        }
        // "without an ADC change reflects shine-through": what follows the verb is said of the subject.
        if led_by_with && token.word_starts && matches!(token.word, Some(Word::Shows | Word::Is)) {
            return at;
        }
        // "a history of stroke, with new weakness", "... who presents with weakness": told as what is now.
        if tells_past && token.word_starts && (token.word == Some(Word::Which) || (gap.has(Gap::COMMA) && token.word == Some(Word::With))) {
            return at;
        }
        // "resolution of the changes of encephalitis": the changes are gone, not what they are of.
        if resolves && at > start && token.word == Some(Word::Of) && token.word_starts && !joins(table, at - 1) {
            return at;
        }
        if hedges && at > start && gives_cause(doc, table, at) {
            return at;
        }
        // "no oedema around the tumour": the tumour is there.
        if denies && at > start && token.word_starts && host(doc, table, mentions, (start, at, end)).is_some() {
            return at;
        }
        // "once he could no longer stand, demonstrated a lesion": the main clause goes on behind the comma.
        if (denies || asks) && at > start && gap.has(Gap::COMMA) && is_main_verb(doc, table, at) {
            return at;
        }
        // "CT to exclude a bleed showed an infarct": what was sought for, and what was found.
        if (asks || cue.makes.removes) && at > start && is_past_verb(doc, table, at) {
            return at;
        }
        // "no fracture and a small haematoma": what follows has an article, and what is denied has none.
        if denies && at > start && token.word == Some(Word::And) && token.word_starts && begins_anew(doc, mentions, (start, at, end)) {
            return at;
        }
        // "no fracture or dislocation, wear at C5/6": "or" has closed the list.
        if denies && at > start && gap.has(Gap::COMMA) && closes_list(table, (start, at, end)) {
            return at;
        }
        // "no fracture seen, swelling of the scalp": the denial has its verb.
        if denies && at > start && gap.has(Gap::COMMA) && has_its_verb(table, mentions, start, at) && !joins(table, at) {
            return at;
        }
        // "without deforming the cord, and mild narrowing of the foramen": the first comma ends it, and joins no list.
        if led_by_with && gap.has(Gap::COMMA) && table.word(at) == Some(Word::And) && !has_comma(doc, start + 1, at) {
            return at;
        }
        // "no uptake as far as assessable with artefacts"
        if denies && token.word == Some(Word::SoFar) && token.word_starts {
            return at;
        }
        // "without calcification, exerting a mass effect": the participle is said of the subject.
        if denies && gap.has(Gap::COMMA) && is_participle(doc, table, mentions, (at, end)) {
            return at;
        }
        // "no signs of activity, with normal nerves"
        if denies && gap.has(Gap::COMMA) && token.word == Some(Word::With) && token.word_starts && !names_kinds(doc, at) {
            return at;
        }
        if hedges && at > start {
            if token.word == Some(Word::With) && token.word_starts {
                return at;
            }
            if gap.has(Gap::COMMA) && !list_goes_on(table, at, end) && !std::mem::take(&mut aside) {
                return at;
            }
        }
    }
    end
}

/// "no focal lesion, including infarct or neoplasm": the kinds of what is denied are denied with it.
fn names_kinds(doc: &Document, at: u32) -> bool {
    doc.buffer.word_of(at as usize) == b"including"
}

/// True for a verb in "-ing" that has an object: no finding has it in its words, it describes none, and it is no member of a list ("no pain, tingling or
/// weakness").
fn is_participle(doc: &Document, table: &TokenTable, mentions: &[Mention], (at, end): (u32, u32)) -> bool {
    let named = mentions.iter().any(|m| m.tokens.0 <= at && at < m.tokens.1);
    let plain = table.at(at).attribute.is_none() && table.word(at).is_none() && table.at(at).cue.is_none() && !table.at(at).site;
    let next = at + 1 < end && table.same_clause(at, at + 1) && !doc.buffer.tokens[at as usize + 1].gap.has(Gap::COMMA);
    let listed = || {
        (at..end)
            .take_while(|&i| table.same_clause(at, i))
            .any(|i| table.word(i) == Some(Word::Or))
    };
    doc.buffer.word_of(at as usize).ends_with(b"ing")
        && !names_kinds(doc, at)
        && !named
        && plain
        && next
        && !joins(table, at + 1)
        && !listed()
}

/// True for a finite verb, or a form of seeing or showing in front of an article, which is one.
fn is_main_verb(doc: &Document, table: &TokenTable, at: u32) -> bool {
    let article = doc
        .buffer
        .tokens
        .get(at as usize + 1)
        .is_some_and(|t| t.shape.has(Shape::ARTICLE) && t.gap.is_plain());
    let denied = || {
        table
            .cue(doc, at + 1)
            .is_some_and(|(cue, first)| first == at + 1 && cue.makes.denies())
    };
    match table.word(at) {
        Some(Word::Shows) => true,
        Some(Word::Seen) => article || denied(),
        _ => false,
    }
}

/// True when "a" or "an" stands behind the "and" at `at`, in front of a finding, and none before it in the denial of another.
fn begins_anew(doc: &Document, mentions: &[Mention], (start, at, end): (u32, u32, u32)) -> bool {
    let indefinite = |i: u32| {
        let word = doc.buffer.tokens[i as usize].span().of(doc.text);
        ["a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
    };
    let denied = mentions.iter().any(|m| start <= m.tokens.0 && m.tokens.1 <= at);
    let named = mentions.iter().any(|m| at < m.tokens.0 && m.tokens.0 < end);
    at + 1 < end && indefinite(at + 1) && denied && named && !(start..at).any(indefinite)
}

/// True for a verb of showing in the past, which no infinitive is.
fn is_past_verb(doc: &Document, table: &TokenTable, at: u32) -> bool {
    table.word(at) == Some(Word::Shows) && doc.buffer.word_of(at as usize).ends_with(b"ed")
}

/// "no fracture seen, ...", "no focus found for it, ...": a verb of seeing stands before the comma at `at`, and no finding between the two.
fn has_its_verb(table: &TokenTable, mentions: &[Mention], start: u32, at: u32) -> bool {
    let seen = (start..at).rev().find(|&i| table.word(i) == Some(Word::Seen));
    seen.is_some_and(|verb| {
        let named = |m: &Mention| verb < m.tokens.1 && m.tokens.0 < at;
        verb + 1 == at || (at - verb <= 3 && !mentions.iter().any(named))
    })
}

/// True when an "or" stands in the list before the comma at `at`, and none behind it in the clause.
fn closes_list(table: &TokenTable, (start, at, end): (u32, u32, u32)) -> bool {
    let or = |i: u32| table.word(i) == Some(Word::Or);
    (start..at).any(or) && !(at..end).take_while(|&i| table.same_clause(at, i)).any(or)
}

/// True when a comma stands in front of one of these tokens.
fn has_comma(doc: &Document, from: u32, to: u32) -> bool {
    (from..to).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA))
}

/// True when a list goes on with an "or" or "and" at token `at`.
pub(super) fn joins(table: &TokenTable, at: u32) -> bool {
    matches!(table.word(at), Some(Word::And | Word::Or))
}

/// True when words that give a cause begin at token `at`: what causes is known, what is caused was in doubt.
fn gives_cause(doc: &Document, table: &TokenTable, at: u32) -> bool {
    table
        .cue(doc, at)
        .is_some_and(|(cue, first)| first == at && cue.makes.links_to(LinkTo::Cause))
}

/// True when the comma before `at` belongs to a list that an "and" or "or" still closes.
fn list_goes_on(table: &TokenTable, at: u32, end: u32) -> bool {
    (at..end)
        .take_while(|&i| table.same_clause(at, i))
        .any(|i| matches!(table.word(i), Some(Word::And | Word::Or)))
}
