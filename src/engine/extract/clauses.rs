//! Cutting a sentence into clauses. No part joins another, and no cue reaches, over the end of a clause.

use super::TokenTable;
use crate::document::Document;
use crate::lexicon::{Lane, PartId, Reach, Word};
use crate::structure::Sentence;
use crate::text::{Gap, Shape};

/// Marks the clauses of a sentence in the table.
pub(super) fn mark(doc: &Document, sentence: &Sentence, table: &mut TokenTable) {
    let marks = Gap::SEMICOLON
        .with(Gap::COLON)
        .with(Gap::EQUALS)
        .with(Gap::HYPHEN)
        .with(Gap::QUERY)
        .with(Gap::COMMA)
        .with(Gap::AND);
    // Every clause but the first begins at a mark or a joint, or is a subject with a verb behind a verb or a denial.
    let parts = [Word::But, Word::And, Word::There, Word::Is].iter().any(|&w| table.has.word(w));
    if !parts && !table.has.gaps.has(marks) && sentence.value == 0 {
        table.fill_clause(sentence);
        return;
    }
    let (first, end) = sentence.tokens;
    let mut start = first;
    let mut aside = first..first;
    for at in first..end {
        if at == aside.end {
            table.end_aside();
        }
        if at > first && !aside.contains(&at) && (at == sentence.value || may_begin(doc, table, at)) {
            if let Some(stop) = aside_at(doc, table, start, at, end) {
                aside = at..stop;
                table.begin_aside();
            } else if begins_clause(doc, sentence, table, start, at) {
                table.next_clause();
                start = at;
            }
        }
        table.set_clause(at);
    }
    table.end_aside();
}

/// False for a token at which neither a clause nor an aside can begin: one behind a blank that opens nothing. Most are.
fn may_begin(doc: &Document, table: &TokenTable, at: u32) -> bool {
    let token = &doc.buffer.tokens[at as usize];
    token.gap != Gap::SPACE || token.shape.has(Shape::ARTICLE) || matches!(table.word(at), Some(Word::But | Word::And | Word::There))
}

/// ", which were seen before, are now effaced": where the aside that begins at token `at` ends, when the verb behind it goes on with
/// what stands before it.
fn aside_at(doc: &Document, table: &TokenTable, start: u32, at: u32, end: u32) -> Option<u32> {
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    if gap(at).has(Gap::OPEN) && !gap(at).has(Gap::CLOSE) && (start..at).any(|i| denies(doc, table, i)) {
        return statement_in_brackets(doc, table, at, end);
    }
    let comma = |i: u32| gap(i).has(Gap::COMMA);
    if table.word(at) != Some(Word::Which) || !comma(at) {
        return None;
    }
    let stop = (at + 1..end).find(|&i| comma(i))?;
    let verb = |i: u32| matches!(table.word(i), Some(Word::Is | Word::Shows));
    ((at..stop).any(verb) && verb(stop)).then_some(stop)
}

/// "No bleeding (the old focus is unchanged)": where the bracket that opens at token `at` closes, when it says something of its own,
/// with a verb or a change.
fn statement_in_brackets(doc: &Document, table: &TokenTable, at: u32, end: u32) -> Option<u32> {
    let stop = (at + 1..end)
        .find(|&i| doc.buffer.tokens[i as usize].gap.has(Gap::CLOSE))
        .unwrap_or(end);
    let tells = |i: u32| {
        matches!(table.word(i), Some(Word::Is | Word::Shows)) || table.cue(doc, i).is_some_and(|(cue, _)| cue.makes.change.is_some())
    };
    let named = !doc.terms.between(Lane::Finding, at, stop).is_empty();
    (named && (at + 1..stop).any(tells)).then_some(stop)
}

/// True when a clause begins at token `at`; the one before began at `start`.
fn begins_clause(doc: &Document, sentence: &Sentence, table: &TokenTable, start: u32, at: u32) -> bool {
    let gap = doc.buffer.tokens[at as usize].gap;
    if gap.is_dash() && hangs(doc, at) {
        return false;
    }
    if at == sentence.value {
        return !is_one_statement(doc, sentence, table, start);
    }
    if gap.has(Gap::SEMICOLON.with(Gap::COLON).with(Gap::EQUALS)) || gap.is_dash() {
        return !(start == sentence.tokens.0 && (is_heading(doc, table, start, at) || is_answered(doc, sentence, table, start, at)));
    }
    if gap.has(Gap::QUERY) && !gap.has(Gap::CLOSE) {
        return true;
    }
    // "no bleed\u{2014}oedema is present": a long dash without blanks.
    if gap.has(Gap::HYPHEN) && doc.buffer.plain_gap(at as usize) == b"--\0" && (start..at).any(|i| denies(doc, table, i)) {
        return true;
    }
    let here = table.at(at);
    if here.word == Some(Word::But) && here.word_starts {
        // "the hippocampi, however, have low ADC": an aside between commas.
        let after = (at..sentence.tokens.1).find(|&i| table.word(i) != Some(Word::But));
        return !(gap.has(Gap::COMMA) && after.is_some_and(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA)));
    }
    if runs_on(doc, sentence, table, start, at) {
        return true;
    }
    let joint = gap.has(Gap::COMMA) || (here.word == Some(Word::And) && here.word_starts) || gap.has(Gap::AND);
    if !joint {
        return false;
    }
    let subject = if here.word == Some(Word::And) { at + 1 } else { at };
    if subject >= sentence.tokens.1 {
        return false;
    }
    match table.word(subject) {
        Some(Word::There) => return !is_fronted(doc, table, start, at),
        Some(Word::Which) => return false,
        _ => {}
    }
    starts_finite_clause(doc, sentence, table, start, subject)
}

/// A value with no more tokens is only what is said of its label.
const SHORT_VALUE: u32 = 5;

/// "Midline structures: central", "Haemorrhage: yes, on the left": what stands behind the label says something of it, and of nothing else.
fn is_one_statement(doc: &Document, sentence: &Sentence, table: &TokenTable, start: u32) -> bool {
    let (first, end) = sentence.tokens;
    let at = sentence.value;
    if sentence.answer.is_some() {
        return true;
    }
    let named = |from, to| !doc.terms.between(Lane::Finding, from, to).is_empty();
    if named(first, at) || named(at, end) {
        return start == first && is_heading(doc, table, start, at) && !speaks_for_itself(doc, table, at, end);
    }
    let heading = start == first && is_heading(doc, table, start, at);
    (heading || end - at <= SHORT_VALUE) && !speaks_for_itself(doc, table, at, end)
}

/// True when the value has a subject or a place of its own: it opens with "there", or names a place before its first comma, verb or "and". Where no colon
/// leads to it on its line, any place will do.
fn speaks_for_itself(doc: &Document, table: &TokenTable, at: u32, end: u32) -> bool {
    let gap = |i: u32| doc.buffer.tokens[i as usize].gap;
    let led = gap(at).has(Gap::COLON) && !gap(at).has(Gap::LINE);
    let ends =
        |i: u32| gap(i).has(Gap::COMMA) || matches!(table.word(i), Some(Word::And | Word::Is | Word::Shows)) || denies(doc, table, i);
    let stop = if led {
        (at + 1..end).find(|&i| ends(i)).unwrap_or(end)
    } else {
        end
    };
    end - at > 1 && ((at..stop).any(|i| table.at(i).site) || table.word(at) == Some(Word::There))
}

/// Dictation without marks: "... no hydrocephalus the sinuses are clear", "... is normal there is no shift". A new subject with its
/// verb begins a clause where nothing leads to it.
fn runs_on(doc: &Document, sentence: &Sentence, table: &TokenTable, start: u32, at: u32) -> bool {
    let (end, here) = (sentence.tokens.1, table.at(at));
    if !table.has.word(Word::Is) || !doc.buffer.tokens[at as usize].gap.is_plain() || at + 2 > end || at == start {
        return false;
    }
    let article = doc.is_article(at);
    if !article && here.word != Some(Word::There) {
        return false;
    }
    let led = table.word(at - 1).is_some() || table.at(at - 1).cue.is_some() || doc.is_article(at - 1);
    if led {
        return false;
    }
    if here.word == Some(Word::There) {
        return at + 1 < end && table.word(at + 1) == Some(Word::Is) && !is_fronted(doc, table, start, at);
    }
    let verb = || {
        let mut behind = (at + 1..end.min(at + 8)).filter_map(|i| table.word(i));
        behind.find(|&w| w != Word::Of) == Some(Word::Is)
    };
    let hedges = |i: u32| table.cue(doc, i).is_some_and(|(cue, _)| cue.makes.hedges());
    let said = |i| matches!(table.word(i), Some(Word::Is | Word::Shows)) || denies(doc, table, i) || hedges(i);
    article && verb() && (start..at).any(said)
}

/// "In the left thalamus there is oedema", "At C4-5, there is": the words from `start` to `at` only lead to a place of what follows.
pub(super) fn is_fronted(doc: &Document, table: &TokenTable, start: u32, at: u32) -> bool {
    /// The most words of such a place.
    const LONGEST: u32 = 14;
    if at - start > LONGEST || !matches!(table.word(start), Some(Word::In | Word::Near)) {
        return false;
    }
    let places = |i: u32| {
        let shape = doc.buffer.tokens[i as usize].shape;
        table.at(i).site || table.at(i).attribute.is_some() || (shape.has(Shape::DIGIT) && shape.has(Shape::UPPER))
    };
    let says = |i: u32| {
        matches!(
            table.word(i),
            Some(Word::Is | Word::Shows | Word::Seen | Word::But | Word::Which | Word::There)
        ) || table.at(i).cue.is_some()
            || !doc.terms.between(Lane::Finding, i, i + 1).is_empty()
    };
    (start..at).any(places) && !(start..at).any(says)
}

/// "intra- or extra-axial", "hydro-" at a line end: the hyphen is written on to the word before it.
fn hangs(doc: &Document, at: u32) -> bool {
    let before = doc.buffer.tokens[at as usize - 1].end as usize;
    doc.text.as_bytes().get(before) == Some(&b'-') && matches!(doc.text.as_bytes().get(before + 1), Some(b' ' | b'\n' | b'\r'))
}

/// "Basal cisterns: patent": what stands before the colon is only the name of a place.
fn is_heading(doc: &Document, table: &TokenTable, start: u32, at: u32) -> bool {
    let mut any = false;
    for index in start..at {
        let token = table.at(index);
        let structure = doc.terms.between(Lane::Part, start, index + 1).iter();
        let place = token.site
            || structure
                .rev()
                .any(|t| t.end > index && doc.lexicon.grid.names_structure(PartId(t.entry)));
        any |= place;
        let named = place || token.attribute.is_some() || matches!(token.word, Some(Word::And | Word::Of)) || doc.is_article(index);
        if !named {
            // One more word of the place's name ("spaces", "structures", "cells").
            let next_named = index + 1 >= at
                || table.at(index + 1).site
                || table.word(index + 1).is_some()
                || doc.buffer.tokens[index as usize + 1].gap.has(Gap::COMMA);
            let speaks = [Lane::Finding, Lane::Part]
                .iter()
                .any(|&l| doc.terms.between(l, index, index + 1).iter().any(|t| t.first == index));
            if !next_named || speaks || token.word.is_some() || token.cue.is_some() {
                return false;
            }
        }
    }
    any
}

/// So many words at most answer a study ("MRI brain: nothing abnormal").
const ANSWER: u32 = 3;

/// True when the words before token `at` name a study, and the few behind it, to the end of the sentence, name no place: they are what the
/// study showed.
fn is_answered(doc: &Document, sentence: &Sentence, table: &TokenTable, start: u32, at: u32) -> bool {
    let studies = doc.terms.between(Lane::Study, start, at);
    let named = |i: u32| studies.iter().any(|t| t.first <= i && i < t.end) || table.word(i) == Some(Word::Of) || doc.is_article(i);
    let end = sentence.tokens.1;
    !studies.is_empty() && end - at <= ANSWER && (start..at).all(named) && (at..end).all(|i| !table.at(i).site)
}

/// True when the words from `subject` to the next comma or "and" have a subject and a verb of their own, and are not the tail of
/// a list ("no haemorrhage, mass or collection is seen").
fn starts_finite_clause(doc: &Document, sentence: &Sentence, table: &TokenTable, start: u32, subject: u32) -> bool {
    if !table.has.word(Word::Is) && !table.has.word(Word::Shows) {
        return false;
    }
    let end = sentence.tokens.1;
    let mut verb = None;
    let mut listed = false;
    for index in subject..end {
        let token = table.at(index);
        if index > subject {
            let gap = doc.buffer.tokens[index as usize].gap;
            if gap.has(Gap::SEMICOLON.with(Gap::COLON)) || matches!(token.word, Some(Word::But | Word::Which | Word::There)) {
                break;
            }
            // ", and the sulci are": that joint begins a clause of its own.
            let before_article = index + 1 < end && token.word == Some(Word::And) && is_determiner(doc, table, index + 1);
            if before_article || (gap.has(Gap::COMMA) && is_determiner(doc, table, index)) {
                break;
            }
            listed |= gap.has(Gap::COMMA) || token.word == Some(Word::And);
        }
        // "to suggest", "a cause" are no finite verbs.
        let word = doc.buffer.word_of(index as usize);
        let base = token.word == Some(Word::Shows) && !(word.ends_with(b"s") || word.ends_with(b"ed"));
        let led = |i: u32| doc.is_article(i) || doc.buffer.word_of(i as usize) == b"to";
        let finite = !(base && (index.saturating_sub(2)..index).any(led));
        if matches!(token.word, Some(Word::Is | Word::Shows)) && token.word_starts && finite {
            verb = Some(index);
            break;
        }
    }
    let Some(verb) = verb.filter(|&v| v > subject) else { return false };
    let told = (start..subject).any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows | Word::There)));
    // A list goes on to its end: "there are no signs of infarct, tumour, or areas that suggest ...". But "and the cisterns, open before, are".
    let anew = told && table.word(subject - 1) == Some(Word::And) && is_determiner(doc, table, subject);
    if listed && !anew {
        return false;
    }
    if told {
        return true;
    }
    // "Orbits, sinuses and mastoids are clear": one subject. Only a denial stands without a verb ("no bleed, the atrophy is mild").
    if !(start..subject).any(|i| denies(doc, table, i)) {
        return false;
    }
    // "no bleed, no infarct, oedema is present": each item had a denial of its own, and this one has none.
    let denials = (start..subject).filter(|&i| denies(doc, table, i) && table.cue(doc, i).is_some_and(|(_, first)| first == i));
    let and = table.word(subject - 1) == Some(Word::And);
    let own = (subject..verb).any(|i| denies(doc, table, i));
    is_determiner(doc, table, subject) || !is_perception(doc, table, verb, end) || (!own && !and && denials.count() > 1)
}

fn is_determiner(doc: &Document, table: &TokenTable, at: u32) -> bool {
    doc.is_article(at) || matches!(table.word(at), Some(Word::This | Word::The))
}

fn denies(doc: &Document, table: &TokenTable, at: u32) -> bool {
    table
        .cue(doc, at)
        .is_some_and(|(cue, _)| cue.reaches != Reach::Before && cue.makes.denies())
}

/// "is seen", "are not identified", "is present": a verb that a whole list can share.
fn is_perception(doc: &Document, table: &TokenTable, verb: u32, end: u32) -> bool {
    (verb..end.min(verb + 4)).any(|index| {
        table.word(index) == Some(Word::Seen)
            || table
                .cue(doc, index)
                .is_some_and(|(cue, _)| cue.reaches == Reach::Before && cue.makes.is_predicate())
    })
}
