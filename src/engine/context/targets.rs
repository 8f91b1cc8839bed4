//! What the author says about words that another program has picked out.
//!
//! A target goes through the same steps as a finding. What only findings have is left out: attribution, labels, references.

use super::scope_ends::denies_past;
use super::{ContextScratch, Scope, answer, assertion, change, differential, find_scopes};
use crate::document::Document;
use crate::extract::{self, Because, Mention};
use crate::lexicon::{CueId, Lane, Note, Reach, Rule, Tells};
use crate::structure::{Answer, Sentence};
use crate::terms::whole;
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Role, Temporality};
use smallvec::SmallVec;

/// What the author says about a target.
#[derive(Clone, Debug)]
pub struct Context {
    /// Said to be there, possibly there, or not there.
    pub assertion: Assertion,
    /// How firmly.
    pub certainty: Certainty,
    /// Now, in the past, or only asked or supposed.
    pub temporality: Temporality,
    /// Whose it is.
    pub experiencer: Experiencer,
    /// Against the comparison.
    pub change: Option<Change>,
    /// The rules that made it what it is.
    pub because: SmallVec<[Because; 3]>,
}

impl Default for Context {
    /// That of words with no cue near them.
    fn default() -> Self {
        Self {
            assertion: Assertion::Present,
            certainty: Certainty::Definite,
            temporality: Temporality::Current,
            experiencer: Experiencer::Patient,
            change: None,
            because: SmallVec::new(),
        }
    }
}

/// Decides the context of each target, made by [`extract::target`] and in order of place. The other targets of a sentence count
/// only for what a word of change speaks of ("new infarct and haemorrhage").
pub fn decide_targets(
    doc: &Document,
    extraction: &mut extract::ExtractScratch,
    scratch: &mut ContextScratch,
    targets: &[Mention],
) -> Vec<Context> {
    let mut out = Vec::with_capacity(targets.len());
    let mut list = differential::List::of(doc);
    extraction.start_targets(doc);
    for own in targets.chunk_by(|a, b| a.sentence == b.sentence) {
        let number = own[0].sentence;
        extraction.lay_out(doc, &doc.sentences[number as usize]);
        let apart = apart(own);
        for target in own {
            out.push(decide(doc, extraction, scratch, &apart, target, &mut list));
        }
    }
    out
}

/// As many of the targets as do not overlap, in order.
fn apart(own: &[Mention]) -> Vec<Mention> {
    let mut kept: Vec<Mention> = Vec::new();
    for target in own {
        if kept.last().is_none_or(|k| k.tokens.1 <= target.tokens.0) {
            kept.push(target.clone());
        }
    }
    kept
}

fn decide(
    doc: &Document,
    extraction: &mut extract::ExtractScratch,
    scratch: &mut ContextScratch,
    apart: &[Mention],
    target: &Mention,
    list: &mut differential::List,
) -> Context {
    let sentence = &said(doc, target);
    let tells = assertion::tells(doc, sentence);
    let beside = |m: &&Mention| m.tokens.1 <= target.tokens.0 || target.tokens.1 <= m.tokens.0;
    let mut all: Vec<Mention> = apart.iter().filter(beside).cloned().collect();
    let place = all.partition_point(|m| m.tokens < target.tokens);
    all.insert(place, target.clone());
    let scopes = &mut scratch.scopes;
    extraction.view_of(doc, sentence, target, |table| {
        find_scopes(doc, table, sentence, &all, scopes);
        scopes.iter_mut().for_each(|s| cut_off(doc, s, target));
        for mention in &mut all {
            assertion::decide(doc, scopes, sentence, mention);
        }
        change::decide(doc, table, scopes, sentence, &mut all);
    });
    let mention = &mut all[place];
    match sentence.answer {
        Some(Answer::Open) => {
            mention.hedge();
        }
        _ => answer::apply(doc, sentence, std::slice::from_mut(mention)),
    }
    list.apply(doc, target.sentence, std::slice::from_mut(mention));
    let reached = |whose| scopes.iter().any(|s| s.makes.experiencer == whose && s.reaches(target.words()));
    if past_is_denied(scopes, mention) {
        mention.temporality = Temporality::Historical;
    }
    advise(scopes, mention);
    Context {
        assertion: mention.assertion,
        certainty: mention.certainty,
        temporality: mention.temporality,
        experiencer: match () {
            () if reached(Experiencer::Family) || tells == Some(Tells::Family) => Experiencer::Family,
            () if reached(Experiencer::Other) => Experiencer::Other,
            () => Experiencer::Patient,
        },
        change: mention.change,
        because: std::mem::take(&mut mention.because),
    }
}

/// The target's sentence. What a section tells of the present is said, and not asked as in a request.
fn said(doc: &Document, target: &Mention) -> Sentence {
    let mut sentence = doc.sentences[target.sentence as usize];
    if assertion::tells(doc, &sentence) == Some(Tells::Present) {
        sentence.role = Role::Findings;
    }
    sentence
}

/// A cue that ends among the target's own words gives way to a shorter one in front of them: in "no change in vision", "no" is what
/// is said of "change in vision".
fn cut_off(doc: &Document, scope: &mut Scope, target: &Mention) {
    let (first, end) = scope.tokens;
    if first >= target.tokens.0 || end <= target.tokens.0 {
        return;
    }
    let words = |end: u32| (first..end).map(|i| doc.buffer.word_of(i as usize)).filter(|w| !w.is_empty());
    for end in (first + 1..=target.tokens.0).rev() {
        let shorter = whole(doc.lexicon, words(end)).find(|p| p.lane == Lane::Cue && p.note != Note::Decoy);
        let Some(cue) = shorter.map(|p| CueId(p.entry)) else { continue };
        let entry = &doc.lexicon.cues[cue.index()];
        if entry.reaches != Reach::Before {
            scope.cue = cue;
            scope.makes = entry.makes;
            scope.tokens = (first, end);
            return;
        }
    }
}

/// "no history of stroke": the past is what is denied.
fn past_is_denied(scopes: &[Scope], mention: &Mention) -> bool {
    let mut reaching = scopes.iter().filter(|s| s.reaches(mention.words()));
    mention.assertion.denies() && reaching.any(|past| scopes.iter().any(|s| denies_past(s, past)))
}

/// What stands only in advice is supposed and not said.
fn advise(scopes: &[Scope], mention: &mut Mention) {
    let advice = scopes.iter().find(|s| s.makes.removes && s.covers(mention.tokens.0));
    if advice.is_none() && mention.role != Role::Recommendation {
        return;
    }
    mention.temporality = Temporality::Hypothetical;
    mention.hedge();
    if let Some(advice) = advice {
        mention.note(Rule::Cue(advice.cue), advice.tokens);
    }
}
