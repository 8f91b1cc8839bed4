//! Change against the comparison study.
//!
//! A change word in front of a finding ("new infarct", "increase in the oedema") belongs to the first finding behind it and to
//! those in one list with it; a change word behind a verb ("the infarct is unchanged") belongs to the subject.

use super::Scope;
use crate::document::Document;
use crate::extract::{Because, Mention, TokenTable, side_at};
use crate::lexicon::{LinkTo, Reach, Rule, Word};
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::{Assertion, Change};

/// Sets the change of a sentence's mentions.
pub(super) fn decide(doc: &Document, table: &TokenTable, scopes: &[Scope], sentence: &Sentence, mentions: &mut [Mention]) {
    for scope in scopes {
        let Some(change) = scope.makes.change else { continue };
        if scope.makes.assertion.is_some_and(Assertion::denies) {
            // These deny too, and their whole scope with them.
            for mention in mentions.iter_mut().filter(|m| scope.covers(m.tokens.0) && m.assertion.denies()) {
                set(scope, change, mention);
            }
            continue;
        }
        let chosen = match scope.reach {
            Reach::After => ahead(doc, table, scope, mentions),
            _ => behind(doc, table, scopes, scope, sentence, mentions),
        };
        for index in chosen {
            set(scope, change, &mut mentions[index]);
        }
    }
    pass_on(scopes, mentions);
}

/// "development of effacement indicating oedema": what a new finding stands for is new.
fn pass_on(scopes: &[Scope], mentions: &mut [Mention]) {
    for scope in scopes.iter().filter(|s| s.makes.links_to(LinkTo::Meaning)) {
        let new = mentions
            .iter()
            .any(|m| m.tokens.1 <= scope.tokens.0 && m.change == Some(Change::New) && m.assertion.asserts());
        let meant = mentions
            .iter_mut()
            .find(|m| m.tokens.0 >= scope.tokens.1 && scope.covers(m.tokens.0));
        if let Some(meant) = meant.filter(|m| new && m.change.is_none()) {
            set(scope, Change::New, meant);
        }
    }
}

fn set(scope: &Scope, change: Change, mention: &mut Mention) {
    let lost = mention.change.is_some();
    if !lost {
        mention.change = Some(change);
    }
    if !mention
        .because
        .iter()
        .any(|b| b.rule == Rule::Cue(scope.cue) && b.tokens == scope.tokens)
    {
        mention.because.push(Because {
            rule: Rule::Cue(scope.cue),
            tokens: scope.tokens,
            lost,
        });
    }
}

/// How many words may stand between a change word and the finding it describes.
const NEAR: u32 = 8;

/// The first mention behind the word, with those in one list with it.
fn ahead(doc: &Document, table: &TokenTable, scope: &Scope, mentions: &[Mention]) -> std::ops::Range<usize> {
    let from = scope.tokens.1;
    let Some(first) = mentions.iter().position(|m| m.tokens.0 >= from && scope.covers(m.tokens.0)) else {
        return 0..0;
    };
    let clear = (from..mentions[first].tokens.0).all(|i| {
        let blocked = matches!(table.word(i), Some(Word::Is | Word::Shows | Word::With | Word::Than)) && table.at(i).word_starts;
        let comma = doc.buffer.tokens[i as usize].gap.has(Gap::COMMA) && i > from;
        !blocked && !comma
    });
    if !clear || mentions[first].tokens.0 - from > NEAR || doc.buffer.tokens[from as usize].gap.has(Gap::COMMA) {
        return 0..0;
    }
    let mut end = first + 1;
    while end < mentions.len() && scope.covers(mentions[end].tokens.0) && is_meant_too(doc, table, &mentions[end - 1], &mentions[end]) {
        end += 1;
    }
    first..end
}

/// "X and Y", "X of the left pons and Y", "haemorrhagic right cerebellar infarct": places and one joint at most between, or the
/// same first word.
fn is_meant_too(doc: &Document, table: &TokenTable, a: &Mention, b: &Mention) -> bool {
    if a.tokens.0 == b.tokens.0 {
        return true;
    }
    if b.tokens.0 < a.tokens.1 || !table.same_clause(a.tokens.0, b.tokens.0) {
        return false;
    }
    let between = || a.tokens.1..b.tokens.0;
    let joints = between().filter(|&i| matches!(table.word(i), Some(Word::And | Word::Or))).count();
    let place = |i: u32| {
        matches!(table.word(i), Some(Word::And | Word::Or | Word::In | Word::Of))
            || table.at(i).site
            || side_at(doc, table, i).is_some()
            || doc.buffer.word_of(i as usize).is_empty()
    };
    let comma = (a.tokens.1..=b.tokens.0).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    !comma && joints <= 1 && between().all(place) && (joints == 1 || between().all(|i| table.word(i).is_none()))
}

/// The subject of a change word behind it: only where the word is a predicate, and no finding in front of it takes it.
fn behind(
    doc: &Document,
    table: &TokenTable,
    scopes: &[Scope],
    scope: &Scope,
    sentence: &Sentence,
    mentions: &[Mention],
) -> std::ops::Range<usize> {
    let at = scope.tokens.0;
    let twin = scopes
        .iter()
        .find(|s| s.tokens == scope.tokens && s.cue == scope.cue && s.reach == Reach::After);
    if twin.is_some_and(|t| !ahead(doc, table, t, mentions).is_empty()) {
        return 0..0;
    }
    let Some(last) = mentions.iter().rposition(|m| m.tokens.1 <= at && scope.covers(m.tokens.0)) else {
        return 0..0;
    };
    let predicate = (mentions[last].tokens.1..=at).any(|i| {
        (i < at && matches!(table.word(i), Some(Word::Is | Word::Which | Word::Shows)))
            || doc.buffer.tokens[i as usize]
                .gap
                .has(Gap::COMMA.with(Gap::OPEN).with(Gap::SEMICOLON).with(Gap::COLON))
    });
    let begins_with_verb = matches!(table.word(at), Some(Word::Is | Word::Shows));
    let adjacent = at == mentions[last].tokens.1;
    if !(predicate || begins_with_verb || adjacent || at + 1 >= sentence.tokens.1) {
        return 0..0;
    }
    // "haematoma with mass effect is unchanged" speaks of the haematoma as well: what goes "with" or "and" shares the verb.
    let mut first = last;
    if (mentions[last].tokens.1..at).any(|i| table.word(i) == Some(Word::Which)) {
        // "infarct with haemorrhage which has increased" speaks of the haemorrhage alone.
        return last..last + 1;
    }
    while first > 0
        && table.same_clause(mentions[first - 1].tokens.0, at)
        && shares_verb(doc, table, &mentions[first - 1], &mentions[first])
    {
        first -= 1;
    }
    first..last + 1
}

fn shares_verb(doc: &Document, table: &TokenTable, a: &Mention, b: &Mention) -> bool {
    if b.tokens.0 <= a.tokens.1 {
        return false;
    }
    let between = a.tokens.1..b.tokens.0;
    let verb = between.clone().any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows)));
    let joint = between.clone().any(|i| matches!(table.word(i), Some(Word::And | Word::With)));
    let comma = (a.tokens.1..=b.tokens.0).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    joint && !verb && !comma
}
