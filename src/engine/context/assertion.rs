//! Assertion, certainty and temporality, by precedence: denial, then the nearest of doubt and "unlikely", then "likely", then the
//! reading of what was seen, then plain statement. A request or history section sets the time whatever the cue.

use super::Scope;
use crate::document::Document;
use crate::extract::{Because, Mention};
use crate::lexicon::{Effect, GrammarStep, HoldsIn, NORMALITY, Reach, Rule, Tells};
use crate::structure::Sentence;
use crate::text::Gap;
use crate::vocabulary::{Assertion, Certainty, Experiencer, Role, Stance, Temporality};

/// Decides one mention and notes every cue that reached it.
pub(super) fn decide(doc: &Document, scopes: &[Scope], sentence: &Sentence, mention: &mut Mention) {
    let at = mention.tokens.0;
    let clinical = sentence.role == Role::Clinical;
    let words = mention.words();
    // The limits of a study are a finding; the cue in its words says nothing of it.
    let own = mention.tokens;
    let finding = doc.lexicon.findings.get(mention.finding.index());
    // "no bleed, ventricles normal", "no bleed, ventricles enlarged": such is a statement of its own.
    let normal = finding.is_some_and(|f| f.id == NORMALITY);
    let whole = mention.assertion == Assertion::Absent || normal || is_predicate(doc, mention);
    // What stands in the finding's own words and says something else of other findings: limits, and "obliterated" at their end.
    let inside = move |s: &Scope| {
        let within = own.0 <= s.tokens.0 && s.tokens.1 <= own.1;
        within && (s.makes.assertion == Some(Assertion::NotAssessed) || (s.makes.resolves() && s.tokens.1 == own.1 && own.0 < s.tokens.0))
    };
    let reaching = || {
        let reached = scopes.iter().filter(move |s| s.reaches(words) && s.makes.has_say(clinical));
        // "ventricles: no blood, left one compressed": of words on both sides of the denial the head counts.
        let at = move |s: &Scope| if own.0 < s.tokens.0 { words.head } else { own.0 };
        reached.filter(move |s| !(inside(s) || (whole && lists_past(doc, s, at(s)))))
    };
    let conditional = reaching().any(|s| s.makes.supposes());
    // "until the infection has resolved": it has not.
    let holds = |s: &&Scope| !(conditional && s.makes.resolves());
    let winner = reaching()
        .filter(holds)
        .min_by_key(|s| (s.makes.rank, distance(s, mention)))
        .copied();
    for scope in reaching() {
        let lost = winner.is_some_and(|w| w != *scope) && !scope.makes.sets_time();
        mention.trace(Because {
            rule: Rule::Cue(scope.cue),
            tokens: scope.tokens,
            lost,
        });
    }
    if let Some(winner) = winner {
        assert_by(winner.makes, mention);
    }
    // "Haemorrhage? [x] yes": the mark has its answer.
    let unanswered = sentence.answer.is_none();
    let query = unanswered && has_query(doc, sentence, mention);
    let question = unanswered && (clinical || winner.is_none()) && is_question(doc, sentence, mention);
    if (query || (question && winner.is_none())) && mention.hedge() {
        mention.note(Rule::Grammar(GrammarStep::QuestionMark), (at, at + 1));
    }
    if let Some(whose) = reaching().map(|s| s.makes.experiencer).find(|&e| e != Experiencer::Patient) {
        mention.experiencer = whose;
    } else if tells(doc, sentence) == Some(Tells::Family) {
        mention.experiencer = Experiencer::Family;
    }
    let past = reaching().any(|s| s.makes.is_past());
    if clinical {
        // "neurotoxicity versus relapse": which of them it is, is the question.
        let open = winner.is_some_and(|w| w.makes.assertion == Some(Assertion::Possible));
        // "surveillance of a known aneurysm": the nearest word counts.
        let nearest = |asks: bool| {
            let own = reaching().filter(|s| if asks { s.makes.asks() } else { s.makes.is_past() });
            own.map(|s| distance(s, mention)).min()
        };
        let asks = nearest(true).is_some_and(|asked| nearest(false).is_none_or(|told| asked <= told));
        let asked = open || query || question || asks;
        let past = past || finding.is_some_and(|f| f.told);
        set_request_time(doc, sentence, past, asked, mention);
    } else if winner.is_some_and(|w| w.makes.asks() && w.makes.holds_in == HoldsIn::Opening && w.tokens.0 == sentence.tokens.0)
        && doc.sections[sentence.section as usize].rule.is_none()
    {
        // A request without a heading: "Query oedema."
        mention.temporality = Temporality::Hypothetical;
    } else if past && finding.is_some_and(|f| f.lasts) {
        // "Status post laminectomy": what was done is seen.
    } else if past && !mention.assertion.denies() {
        mention.temporality = Temporality::Historical;
    } else if conditional {
        mention.temporality = Temporality::Hypothetical;
        mention.hedge();
    }
}

/// Nothing in a request is seen on this study: it is asked, unless it is told as history.
fn set_request_time(doc: &Document, sentence: &Sentence, past: bool, asked: bool, mention: &mut Mention) {
    let at = mention.tokens.0;
    let told = tells(doc, sentence).is_some_and(|t| t != Tells::Present);
    if (past || told) && !asked {
        mention.temporality = Temporality::Historical;
    } else {
        mention.temporality = Temporality::Hypothetical;
        mention.hedge();
    }
    if let Some(rule) = doc.sections[sentence.section as usize].rule {
        mention.note(Rule::Section(rule), (at, at));
    }
}

/// What the section of a sentence tells, where it does not ask.
pub(super) fn tells(doc: &Document, sentence: &Sentence) -> Option<Tells> {
    let rule = doc.sections[sentence.section as usize].rule?;
    doc.lexicon.sections[rule.index()].tells
}

fn distance(scope: &Scope, mention: &Mention) -> u32 {
    match scope.reach {
        Reach::Before => scope.tokens.0.saturating_sub(mention.tokens.1),
        _ => mention.tokens.0.saturating_sub(scope.tokens.1),
    }
}

/// Gives a mention the assertion of the effect that decided.
fn assert_by(effect: Effect, mention: &mut Mention) {
    let Some(assertion) = effect.assertion else { return };
    let asserted = match (assertion.stance(), effect.certainty) {
        (_, certainty) if !mention.assertion.denies() => (assertion, certainty),
        // "Normal" wording denies the finding already. "Not normal" leaves it possible, and "likely normal" makes it likely absent.
        (Stance::Denies, Certainty::Definite) => (Assertion::Possible, Certainty::Possible),
        (Stance::Denies, certainty) => (Assertion::Absent, certainty),
        (Stance::Asserts, certainty) if effect.favours() => (Assertion::Absent, certainty),
        _ => return,
    };
    (mention.assertion, mention.certainty) = asserted;
}

/// True when the words of a mention are a subject and its predicate, and no noun with what describes it: they end in a participle.
fn is_predicate(doc: &Document, mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    let last = doc.buffer.word_of(end as usize - 1);
    // "An intraparenchymal bleed" is a noun.
    end - first > 1 && ((last.ends_with(b"ed") && !last.ends_with(b"eed")) || last.ends_with(b"en"))
}

/// True when a denial reaches `at` only past a comma or an "and".
fn lists_past(doc: &Document, scope: &Scope, at: u32) -> bool {
    let comma = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::COMMA);
    let and = |i: u32| doc.buffer.word_of(i as usize) == b"and";
    scope.makes.denies() && scope.reach == Reach::After && ((scope.tokens.1..=at).any(comma) || (scope.tokens.1..at).any(and))
}

/// "neurotoxicity after day 7?": the mark is written on to the last word. It asks what stands behind the last semicolon.
fn is_question(doc: &Document, sentence: &Sentence, mention: &Mention) -> bool {
    let apart = |i: u32| doc.buffer.tokens[i as usize].gap.has(Gap::SEMICOLON);
    if (mention.tokens.1..sentence.tokens.1).any(apart) {
        return false;
    }
    let end = doc.buffer.tokens[sentence.tokens.1 as usize - 1].end as usize;
    doc.text.as_bytes().get(end) == Some(&b'?')
}

/// "?infarct": a question mark right before the finding or its describing words.
fn has_query(doc: &Document, sentence: &Sentence, mention: &Mention) -> bool {
    let from = mention.tokens.0.saturating_sub(4).max(sentence.tokens.0);
    (from..=mention.tokens.0).rev().any(|i| {
        // A mark written on to the word before it ends a question; any other begins one.
        let before = (i as usize).checked_sub(1).map_or(0, |b| doc.buffer.tokens[b].end as usize);
        doc.buffer.tokens[i as usize].gap.has(Gap::QUERY) && (i == 0 || doc.text.as_bytes().get(before) != Some(&b'?'))
    })
}
