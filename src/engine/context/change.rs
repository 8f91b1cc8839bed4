//! Change against the comparison study.
//!
//! A change word in front of a finding ("new infarct", "increase in the oedema") belongs to the first finding behind it and to
//! those in one list with it; a change word behind a verb ("the infarct is unchanged") belongs to the subject.

use super::{Scope, change_own};
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
                set(doc, scope, change, mention);
            }
            continue;
        }
        let chosen = match scope.reach {
            Reach::After => ahead(doc, table, sentence, scope, mentions),
            _ => behind(doc, table, scopes, scope, sentence, mentions),
        };
        for index in chosen {
            set(doc, scope, change, &mut mentions[index]);
        }
    }
    pass_on(doc, scopes, mentions);
    for mention in mentions.iter_mut() {
        if mention.change.is_none() && mention.assertion.denies() && is_restored(doc, mention) {
            mention.change = Some(Change::Resolved);
        }
        if mention.change.is_none() {
            mention.change = change_own::told(doc, mention);
        }
    }
}

/// "The sulci have re-expanded", "the signal has normalised": the finding's own words say that it has gone.
fn is_restored(doc: &Document, mention: &Mention) -> bool {
    let word = |i: u32| doc.buffer.word_of(i as usize);
    (mention.tokens.0..mention.tokens.1).any(|i| match word(i) {
        // "Returned to normal", "once more of normal calibre".
        b"returned" | b"again" => true,
        b"once" => i + 1 < mention.tokens.1 && word(i + 1) == b"more",
        b"reopened" | b"reexpanded" | b"normalised" | b"normalized" | b"reconstituted" => true,
        b"re" => i + 1 < mention.tokens.1 && matches!(word(i + 1), b"expanded" | b"opened" | b"emerged"),
        _ => false,
    })
}

/// "development of effacement indicating oedema": what a new finding stands for is new.
fn pass_on(doc: &Document, scopes: &[Scope], mentions: &mut [Mention]) {
    for scope in scopes.iter().filter(|s| s.makes.links_to(LinkTo::Meaning)) {
        let new = mentions
            .iter()
            .any(|m| m.tokens.1 <= scope.tokens.0 && m.change == Some(Change::New) && m.assertion.asserts());
        let meant = mentions
            .iter_mut()
            .find(|m| m.tokens.0 >= scope.tokens.1 && scope.covers(m.tokens.0));
        if let Some(meant) = meant.filter(|m| new && m.change.is_none()) {
            set(doc, scope, Change::New, meant);
        }
    }
}

fn set(doc: &Document, scope: &Scope, change: Change, mention: &mut Mention) {
    // "The cisterns are open again": what is back as it should be has gone.
    let again = change == Change::Unchanged
        && mention.assertion.denies()
        && (scope.tokens.0..scope.tokens.1).any(|i| doc.buffer.word_of(i as usize) == b"again");
    let change = if again { Change::Resolved } else { change };
    // "It persists but is less marked": how much goes before whether.
    let more_exact = mention.change == Some(Change::Unchanged)
        && matches!(change, Change::Increased | Change::Decreased)
        && scope.reach == Reach::Before;
    let lost = mention.change.is_some() && !more_exact;
    if !lost {
        mention.change = Some(change);
    }
    if !mention
        .because
        .iter()
        .any(|b| b.rule == Rule::Cue(scope.cue) && b.tokens == scope.tokens)
    {
        mention.trace(Because {
            rule: Rule::Cue(scope.cue),
            tokens: scope.tokens,
            lost,
        });
    }
}

/// How many words may stand between a change word and the finding it describes.
const NEAR: u32 = 8;

/// The first mention behind the word, with those in one list with it.
fn ahead(doc: &Document, table: &TokenTable, sentence: &Sentence, scope: &Scope, mentions: &[Mention]) -> std::ops::Range<usize> {
    let from = scope.tokens.1;
    if table.word(scope.tokens.0) == Some(Word::Which) {
        // "A shift which is new".
        return 0..0;
    }
    let colon = doc.buffer.tokens.get(from as usize).is_some_and(|t| t.gap.has(Gap::COLON));
    if colon && let Some(first) = mentions.iter().position(|m| m.tokens.0 >= from) {
        // "Known and unchanged: foci of the white matter, a cavernoma on the left".
        return first..mentions.len();
    }
    let Some(first) = mentions.iter().position(|m| m.tokens.0 >= from && scope.covers(m.tokens.0)) else {
        return 0..0;
    };
    let clear = (from..mentions[first].tokens.0).all(|i| {
        let blocked = matches!(table.word(i), Some(Word::Is | Word::Shows | Word::With | Word::Than)) && table.at(i).word_starts;
        let comma = doc.buffer.tokens[i as usize].gap.has(Gap::COMMA) && i > from;
        !blocked && !comma
    });
    let comma = doc.buffer.tokens[from as usize].gap.has(Gap::COMMA) && !is_one_of_several(doc, table, sentence, scope, &mentions[first]);
    if !clear || mentions[first].tokens.0 - from > NEAR || comma {
        return 0..0;
    }
    let mut end = first + 1;
    while end < mentions.len() && scope.covers(mentions[end].tokens.0) && is_meant_too(doc, table, &mentions[end - 1], &mentions[end]) {
        end += 1;
    }
    first..end
}

/// "A new, ill-defined area of signal", "New, enhancing lesion": the first of several describing words.
fn is_one_of_several(doc: &Document, table: &TokenTable, sentence: &Sentence, scope: &Scope, mention: &Mention) -> bool {
    let (start, from) = scope.tokens;
    let opens = start == sentence.tokens.0 || doc.is_article(start - 1) || (start..from).any(|i| doc.is_article(i));
    opens
        && (from..mention.tokens.0)
            .all(|i| table.at(i).attribute.is_some() || (matches!(table.word(i), None | Some(Word::Of)) && !table.at(i).site))
}

/// The most unknown words between two findings that are both new.
const STRANGE: usize = 2;

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
        matches!(table.word(i), Some(Word::And | Word::Or | Word::In | Word::Near | Word::Of))
            || table.at(i).site
            || side_at(doc, table, i).is_some()
            || doc.buffer.word_of(i as usize).is_empty()
    };
    let comma = (a.tokens.1..=b.tokens.0).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    // "New cortical swelling and ribbon-shaped restriction": words that nothing is known of may describe the second.
    let strange = |i: &u32| {
        let token = table.at(*i);
        token.word.is_none() && token.attribute.is_none() && token.cue.is_none() && !token.site
    };
    let place = |i: u32| place(i) || (joints == 1 && strange(&i));
    !comma
        && joints <= 1
        && between().filter(strange).count() <= STRANGE
        && between().all(place)
        && (joints == 1 || between().all(|i| table.word(i).is_none()))
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
    if twin.is_some_and(|t| !ahead(doc, table, sentence, t, mentions).is_empty()) {
        return 0..0;
    }
    // "A pineal cyst of 8 mm, also stable": an item without a finding speaks of the finding before it.
    let ends = ends_item(doc, table, sentence, scope.tokens.1);
    // "The collection is shallow and is stable": a second verb of the same subject.
    let again = |i: u32| i + 1 == at && table.word(i) == Some(Word::Is) && i > 0 && table.word(i - 1) == Some(Word::And);
    let turned = |m: &Mention| {
        let mut between = m.tokens.1..at;
        between.any(|i| table.word(i) == Some(Word::But) || again(i))
            && (m.tokens.1..at).all(|i| !table.at(i).site || m.sites.iter().any(|s| s.tokens.0 <= i && i < s.tokens.1))
    };
    let near = |m: &Mention| ends && at <= m.tokens.1 + FAR && (table.same_clause(m.tokens.1 - 1, at) || turned(m));
    let Some(last) = mentions
        .iter()
        .rposition(|m| m.tokens.1 <= at)
        .filter(|&l| scope.covers(mentions[l].tokens.0) || near(&mentions[l]))
    else {
        return 0..0;
    };
    let predicate = (mentions[last].tokens.1..=at).any(|i| {
        (i < at && matches!(table.word(i), Some(Word::Is | Word::Which | Word::Shows)))
            || doc.buffer.tokens[i as usize]
                .gap
                .has(Gap::COMMA.with(Gap::OPEN).with(Gap::SEMICOLON).with(Gap::COLON))
    });
    let verb = |i: u32| {
        matches!(
            doc.buffer.word_of(i as usize),
            b"has" | b"have" | b"had" | b"persists" | b"persist" | b"remains" | b"remain"
        )
    };
    let begins_with_verb = matches!(table.word(at), Some(Word::Is | Word::Shows)) || verb(at);
    // "The left subdural the same".
    let adjacent = (mentions[last].tokens.1..at).all(|i| doc.is_article(i));
    if !(predicate || begins_with_verb || adjacent || scope.tokens.1 >= sentence.tokens.1) {
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

/// The most words between a finding and a word of change in a later item of its clause.
const FAR: u32 = 18;

/// True when an item ends behind the words that end at token `at`, or goes on with what the change is against.
fn ends_item(doc: &Document, table: &TokenTable, sentence: &Sentence, at: u32) -> bool {
    let against = |i: u32| matches!(doc.buffer.word_of(i as usize), b"as" | b"from" | b"to" | b"than" | b"on" | b"in");
    at >= sentence.tokens.1
        || !table.same_clause(at - 1, at)
        || against(at - 1)
        || !doc.buffer.tokens[at as usize].gap.is_plain()
        || matches!(table.word(at), Some(Word::And | Word::In | Word::But | Word::Than))
        || matches!(
            doc.buffer.word_of(at as usize),
            b"since" | b"from" | b"compared" | b"to" | b"as" | b"vs" | b"versus" | b"against" | b"than" | b"by"
        )
}

fn shares_verb(doc: &Document, table: &TokenTable, a: &Mention, b: &Mention) -> bool {
    if b.tokens.0 <= a.tokens.1 {
        // "Enhancing nodules have appeared": two findings of one noun.
        return true;
    }
    let between = a.tokens.1..b.tokens.0;
    let verb = between.clone().any(|i| matches!(table.word(i), Some(Word::Is | Word::Shows)));
    let joint = between.clone().any(|i| matches!(table.word(i), Some(Word::And | Word::With)));
    let comma = (a.tokens.1..=b.tokens.0).any(|i| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA));
    joint && !verb && !comma
}
