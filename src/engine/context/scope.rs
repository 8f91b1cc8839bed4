//! How far each cue reaches.

use crate::document::Document;
use crate::extract::{MaybeIndex, Mention, TokenTable, Words};
use crate::lexicon::{CueId, Effect, EndsAt, EndsDenial, Lane, LinkTo, LooksBack, Reach, Word};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::{Gap, Shape};
use crate::vocabulary::Certainty;

/// A cue and the words it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The entry.
    pub cue: CueId,
    /// What it does.
    pub makes: Effect,
    /// Which way it looks here.
    pub reach: Reach,
    /// Its own words.
    pub tokens: (u32, u32),
    /// The first word it reaches.
    pub first: u32,
    /// One past the last word it reaches.
    pub end: u32,
}

impl Scope {
    /// True when it reaches the finding: its first word or, from among its words, its head.
    pub fn reaches(&self, words: Words) -> bool {
        self.covers(words.first) || (self.tokens.0 >= words.first && self.covers(words.head))
    }

    /// True when it reaches the word.
    pub fn covers(&self, token: u32) -> bool {
        self.first <= token && token < self.end
    }
}

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

/// How many words may stand between a denial and the words of the past that it denies.
const NEAR: u32 = 3;

/// True when what `denial` denies is the past itself: "no history of stroke", "no known
/// allergies".
pub(super) fn denies_past(denial: &Scope, past: &Scope) -> bool {
    let right_behind = denial.tokens.0 <= past.tokens.0 && past.tokens.0 <= denial.tokens.1 + NEAR;
    denial.makes.denies() && past.makes.is_past() && past.reach == Reach::After && right_behind
}

/// "with no history of stroke who presents with weakness": where the past is denied, the denial ends with it.
fn end_with_the_past(scopes: &mut [Scope]) {
    for index in 0..scopes.len() {
        let denial = scopes[index];
        let past = scopes.iter().filter(|s| denies_past(&denial, s)).map(|s| s.end).max();
        if let Some(end) = past.filter(|&end| denial.reach == Reach::After && end < denial.end) {
            scopes[index].end = end;
        }
    }
}

/// "a scan years ago, which showed an infarct": what an examination of the past showed is past.
fn shows_something(table: &TokenTable, at: u32, end: u32) -> bool {
    at + 1 < end && table.word(at) == Some(Word::Which) && table.word(at + 1) == Some(Word::Shows)
}

/// "less likely A than B": what is doubted ends at "than", and B is favoured.
fn favour_alternative(doc: &Document, table: &TokenTable, index: usize, end: u32, scopes: &mut Vec<Scope>) {
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

/// True when a preposition at `at` leads to a finding that is spoken of as known ("the tumour"), behind one that is denied.
fn leads_to_host(doc: &Document, table: &TokenTable, mentions: &[Mention], (start, at, end): (u32, u32, u32)) -> bool {
    // "No oedema in the sense of PRES" is a reading.
    let since = matches!(doc.buffer.word_of(at as usize), b"following" | b"after" | b"since");
    let leads = (since || matches!(table.word(at), Some(Word::In | Word::Around | Word::Of | Word::With)))
        && !table.cue(doc, at).is_some_and(|(cue, _)| cue.makes.favours());
    if !leads || !mentions.iter().any(|m| start <= m.head.0 && m.tokens.1 <= at + 1) {
        return false;
    }
    let host = mentions.iter().find(|m| at < m.tokens.0 && m.tokens.0 < end);
    host.is_some_and(|host| {
        let known = |i: u32| doc.is_definite(i) || matches!(table.word(i), Some(Word::This | Word::The));
        let near = host.tokens.0 - at <= 5;
        near && (at + 1..=host.tokens.0).any(known) && (at + 1..host.tokens.0).all(|i| !doc.buffer.tokens[i as usize].gap.has(Gap::COMMA))
    })
}

fn forward(
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
        let joined = at > start && joins(table, at - 1);
        if resolves && at > start && token.word == Some(Word::Of) && token.word_starts && !joined {
            return at;
        }
        if hedges && at > start && gives_cause(doc, table, at) {
            return at;
        }
        // "no oedema around the tumour": the tumour is there.
        if denies && at > start && token.word_starts && leads_to_host(doc, table, mentions, (start, at, end)) {
            return at;
        }
        // "once he could no longer stand, demonstrated a lesion": the main clause goes on behind the comma.
        let asks = cue.makes.supposes() || cue.makes.asks();
        if (denies || asks) && at > start && gap.has(Gap::COMMA) && is_main_verb(doc, table, at) {
            return at;
        }
        // "CT to exclude a bleed showed an infarct": what was sought for, and what was found.
        if (asks || cue.makes.removes) && at > start && is_past_verb(doc, table, at) {
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
        if denies && gap.has(Gap::COMMA) && is_participle(doc, table, mentions, at) {
            return at;
        }
        // "no signs of activity, with normal nerves"
        if denies && gap.has(Gap::COMMA) && token.word == Some(Word::With) && token.word_starts {
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

/// True for a verb in "-ing" that no finding has in its words and that describes none.
fn is_participle(doc: &Document, table: &TokenTable, mentions: &[Mention], at: u32) -> bool {
    let named = mentions.iter().any(|m| m.tokens.0 <= at + 1 && at < m.tokens.1);
    let plain = table.at(at).attribute.is_none() && table.word(at).is_none() && table.at(at).cue.is_none() && !table.at(at).site;
    doc.buffer.word_of(at as usize).ends_with(b"ing") && !named && plain
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
fn joins(table: &TokenTable, at: u32) -> bool {
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

fn backward(doc: &Document, table: &TokenTable, sentence: &Sentence, cue: &Scope, limit: u32) -> u32 {
    let first = sentence.tokens.0;
    let verb = matches!(table.word(cue.tokens.0), Some(Word::Is))
        || (cue.tokens.0 > first && matches!(table.word(cue.tokens.0 - 1), Some(Word::Is | Word::Shows)));
    // "oedema is, on careful review, not seen": the words between the commas are passed over.
    let verb = verb || follows_aside(doc, table, first, cue.tokens.0);
    // "Acute findings: none" is said of all that stands before the colon.
    let mut home = cue.tokens.0;
    for at in (first..cue.tokens.0).rev() {
        if !table.same_clause(at, home) {
            let colon = doc.buffer.tokens[at as usize + 1].gap.has(Gap::COLON) && at + 1 == cue.tokens.0;
            // "some weakness, although that had resolved": the pronoun stands for what the clause before says.
            let pronoun = home == cue.tokens.0 && cue.makes.resolves() && begins_with_pronoun(table, at + 1, cue.tokens.0);
            // "was put forward but was ruled out": the verb has no subject of its own.
            let bare = verb && home == cue.tokens.0 && (at + 1..home).all(|i| matches!(table.word(i), Some(Word::But | Word::And)));
            // "was sought but we did not find one"
            let last = doc.buffer.word_of(cue.tokens.1 as usize - 1);
            let referring = home == cue.tokens.0 && matches!(last, b"one" | b"any" | b"it" | b"them");
            if !colon && !pronoun && !bare && !referring {
                return at + 1;
            }
            home = at;
        }
        if cue.tokens.0 - at > limit {
            return at + 1;
        }
        // Without a verb ("restriction negative") a cue belongs to the item it stands in.
        if !verb && doc.buffer.tokens[at as usize + 1].gap.has(Gap::COMMA) && at + 1 != cue.tokens.0 {
            return at + 1;
        }
    }
    first
}

/// True when token `at` stands behind an aside that interrupts a verb: "is, on careful review, | not seen".
fn follows_aside(doc: &Document, table: &TokenTable, first: u32, at: u32) -> bool {
    let comma = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA);
    comma(at)
        && (first + 1..at)
            .rev()
            .find(|&i| comma(i))
            .is_some_and(|i| table.word(i - 1) == Some(Word::Is))
}

fn begins_with_pronoun(table: &TokenTable, first: u32, end: u32) -> bool {
    let subject = (first..end).find(|&i| !matches!(table.word(i), Some(Word::But | Word::And)));
    subject.is_some_and(|i| table.word(i) == Some(Word::This))
}

/// A denial ends where a hedge or an affirmation begins a new item ("no mass, possible infarct"); right behind it ("no lesions
/// consistent with metastasis") the denial goes on.
fn end_denials(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
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
fn end_before_next(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
    let denies = |s: &Scope| s.makes.denies() && s.reach == Reach::After;
    // A finding may have the denial among its own words.
    let begins_denied = |at: u32| {
        let cues = doc.terms.between(Lane::Cue, at, at + 1).iter();
        let denial = |t: &Term| t.first == at && doc.lexicon.cues[t.entry as usize].makes.denies();
        doc.buffer.tokens[at as usize].gap.has(Gap::COMMA) && { cues }.any(denial)
    };
    for index in 0..scopes.len() {
        let own = scopes[index];
        let behind = |s: &&Scope| denies(s) && own.tokens.1 < s.tokens.0 && own.covers(s.tokens.0) && joins(table, s.tokens.0 - 1);
        let named = |m: &&Mention| m.assertion.denies() && own.tokens.1 < m.tokens.0 && own.covers(m.tokens.0) && begins_denied(m.tokens.0);
        let next = scopes.iter().filter(behind).map(|s| s.tokens.0);
        let next = next.chain(mentions.iter().filter(named).map(|m| m.tokens.0)).min();
        if let Some(next) = next.filter(|_| denies(&own)) {
            scopes[index].end = next;
        }
    }
}

/// "no typical pattern of encephalitis, which however cannot be ruled out": the relative clause has the last word.
fn say_last_word(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
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
fn end_unjoined(doc: &Document, table: &TokenTable, mentions: &[Mention], scopes: &mut [Scope]) {
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
