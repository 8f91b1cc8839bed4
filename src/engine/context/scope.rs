//! How far each cue reaches.

use super::cue_scope::Scope;
use super::reach_backward::backward;
use super::reach_forward::{behind_host, forward};
use super::scope_ends::{end_before_next, end_denials, end_unjoined, end_with_the_past, favour_alternative, say_last_word};
use crate::document::Document;
use crate::extract::{MaybeIndex, Mention, TokenTable};
use crate::lexicon::{CueEntry, CueId, Lane, LooksBack, Reach, Word};
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::Certainty;

/// Finds the scopes of all cues of a sentence that no finding has used up, in order of place.
pub fn find_scopes(doc: &Document, table: &TokenTable, sentence: &Sentence, mentions: &[Mention], scopes: &mut Vec<Scope>) {
    scopes.clear();
    let (first, end) = sentence.tokens;
    let cues = doc.terms.lane(Lane::Cue);
    let from = cues.partition_point(|t| t.first < first);
    for (number, term) in cues.iter().enumerate().skip(from).take_while(|(_, t)| t.first < end) {
        if term.end > end || !same_words(doc, table.at(term.first).cue, number as u32) {
            continue;
        }
        let cue = &doc.lexicon.cues[term.entry as usize];
        let looker = CueLooker {
            doc,
            table,
            sentence,
            mentions,
            number: number as u32,
            cue,
            base: Scope {
                cue: CueId(term.entry),
                makes: cue.makes,
                reach: cue.reaches,
                tokens: (term.first, term.end),
                first: term.first,
                end: term.end,
            },
        };
        if matches!(cue.reaches, Reach::After | Reach::Both) {
            looker.ahead(scopes);
        }
        if matches!(cue.reaches, Reach::Before | Reach::Both) && looker.may_look_back() {
            looker.back(scopes);
        }
    }
    for index in 0..scopes.len() {
        favour_alternative(doc, table, index, end, scopes);
    }
    end_denials(doc, table, mentions, scopes);
    end_before_next(doc, table, mentions, scopes);
    say_last_word(doc, table, mentions, scopes);
    end_unjoined(doc, table, mentions, scopes);
    end_with_the_past(scopes);
}

/// A cue of a sentence, and what tells how far it reaches.
struct CueLooker<'a> {
    doc: &'a Document<'a>,
    table: &'a TokenTable,
    sentence: &'a Sentence,
    mentions: &'a [Mention],
    /// Its number among the cues of the report.
    number: u32,
    cue: &'a CueEntry,
    /// The scope of its words alone.
    base: Scope,
}

impl CueLooker<'_> {
    /// Adds what the cue reaches ahead.
    fn ahead(&self, scopes: &mut Vec<Scope>) {
        let (doc, table, (first, own_end)) = (self.doc, self.table, self.base.tokens);
        let mut stop = self.stop(own_end, self.cue.limit);
        if repeats_denial(doc, table, scopes, &self.base) {
            stop = next_item(doc, table, (own_end, stop));
        }
        // A cue may end in the finding's own words ("a little crowded"): it reaches them too.
        let own = |i: u32| same_words(doc, table.at(i).cue, self.number);
        let reached = (first..own_end).find(|&i| !own(i)).unwrap_or(own_end);
        scopes.push(self.after(self.behind_own_denial().unwrap_or(reached), stop));
        if self.cue.makes.denies()
            && let Some(behind) = behind_aside(doc, table, first, (stop, self.sentence.tokens.1))
        {
            scopes.push(self.after(behind, self.stop(behind, self.cue.limit)));
        }
        if self.cue.makes.denies()
            && let Some(behind) = behind_host((doc, table, self.mentions), &self.base, (stop, self.sentence.tokens.1))
        {
            scopes.push(self.after(behind, self.stop(behind, self.cue.limit)));
        }
    }

    /// "No abnormality of the brain | or haemorrhage": a denial that begins the words of a finding is a part of it, and reaches what stands behind.
    fn behind_own_denial(&self) -> Option<u32> {
        let (first, end) = self.base.tokens;
        let holds = |m: &&Mention| m.tokens.0 == first && end <= m.tokens.1;
        let own = self.mentions.iter().filter(|_| self.cue.makes.denies()).find(holds)?;
        Some(own.tokens.1)
    }

    /// Adds what the cue reaches back to, and what an examination of the past showed.
    fn back(&self, scopes: &mut Vec<Scope>) {
        let (first, end) = self.base.tokens;
        scopes.push(Scope {
            reach: Reach::Before,
            first: backward(self.doc, self.table, self.sentence, &self.base, self.cue.limit),
            end: first,
            ..self.base
        });
        if self.cue.makes.tells_own_past() && shows_something(self.table, end, self.sentence.tokens.1) {
            scopes.push(self.after(end, self.stop(end + 1, u32::MAX)));
        }
    }

    /// A cue that may look back does so, unless it does only where it closes its statement.
    fn may_look_back(&self) -> bool {
        let (first, end) = self.base.tokens;
        let is = self.table.word(first) == Some(Word::Is);
        let closes = match self.cue.makes.looks_back {
            LooksBack::Always => false,
            LooksBack::Closing => true,
            LooksBack::ClosingOrLong => end - first < 3,
            LooksBack::ClosingOrVerb => !is,
        };
        // "is considered less likely by the team": where no finding follows, the doubt is of what stands before.
        let doubts = || self.cue.makes.certainty == Certainty::Unlikely && is && !is_followed(self.table, self.mentions, self.base.tokens);
        !closes || self.cue.reaches == Reach::Both || doubts() || ends_statement(self.doc, self.table, self.sentence, end)
    }

    /// One past the last word that the cue reaches ahead, where its words end at token `end`.
    fn stop(&self, end: u32, limit: u32) -> u32 {
        let cue = Scope {
            tokens: (self.base.tokens.0, end),
            ..self.base
        };
        forward(
            (self.doc, self.table, self.mentions),
            self.sentence,
            &cue,
            limit,
            &self.cue.stops_at,
        )
    }

    /// The words from `first` up to, not including, `end`, reached ahead.
    fn after(&self, first: u32, end: u32) -> Scope {
        Scope {
            reach: Reach::After,
            first,
            end,
            ..self.base
        }
    }
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
fn is_followed(table: &TokenTable, mentions: &[Mention], (_, end): (u32, u32)) -> bool {
    let behind = |m: &Mention| m.tokens.0 >= end && table.same_clause(end - 1, m.tokens.0);
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
