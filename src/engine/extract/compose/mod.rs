//! Composing findings: complete phrases, and parts that say a finding together inside one clause.
//!
//! All candidates are collected first; then the one that uses more words wins wherever two want the same words.

mod candidate;
mod grid;
mod matching;
mod settle;

use super::ellipsis::{self, Elided};
use super::sites::SiteItem;
use super::{Level, Mention, SiteMention, TokenTable};
use crate::document::Document;
use crate::lexicon::{FindingId, GrammarStep, Lane, Note, PartId, PartSet, PatternCertainty, PatternChange, PatternId, Rule};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::Shape;
use crate::vocabulary::{Assertion, Certainty, Change};
use candidate::{Candidate, CandidateList, Run};
use matching::SentencePieces;

/// Working memory.
#[derive(Debug, Default)]
pub(super) struct ComposeMemory {
    candidates: CandidateList,
    kept: Vec<Candidate>,
    /// Words of the past that spoke of a candidate which gave way.
    past: Vec<u32>,
    parts: Vec<Term>,
    /// Anchors, as indexes into `parts`, with a pattern whose other parts stand somewhere in the sentence.
    tries: Vec<(u32, PatternId)>,
    places: Vec<Run>,
    structures: Vec<grid::StructureMention>,
    /// A state and a structure stand in the sentence.
    has_grid: bool,
    elided: Vec<Elided>,
}

/// Looks what a sentence, `placed` when it has any place, may be read as; false when it holds neither a phrase of a finding nor all
/// parts of a pattern.
pub(super) fn prepare(doc: &Document, sentence: &Sentence, table: &TokenTable, placed: bool, work: &mut ComposeMemory) -> bool {
    work.tries.clear();
    work.parts.clear();
    work.has_grid = false;
    for (_, term) in table.terms(doc, Lane::Part, sentence) {
        work.parts.push(*term);
    }
    if !work.parts.is_empty() {
        let levels = table.has.shapes.has(Shape::DIGIT) && table.has.shapes.has(Shape::UPPER);
        find_tries(doc, placed, levels, work);
    }
    work.has_grid || !work.tries.is_empty() || table.terms(doc, Lane::Finding, sentence).next().is_some()
}

fn find_tries(doc: &Document, placed: bool, levels: bool, work: &mut ComposeMemory) {
    let grid = &doc.lexicon.grid;
    let states = || work.parts.iter().any(|t| grid.state(PartId(t.entry)).is_some());
    let structures = || work.parts.iter().any(|t| grid.names_structure(PartId(t.entry)));
    work.has_grid = (placed || levels || structures()) && states();
    let present = PartSet::of(work.parts.iter().map(|t| PartId(t.entry)));
    for (anchor, term) in (0..).zip(&work.parts) {
        for anchored in &doc.lexicon.anchored[term.entry as usize] {
            // Most patterns fail for want of a piece; that is seen without looking at them.
            if (placed || !anchored.needs_site) && anchored.needs.iter().all(|&p| present.holds(p)) {
                work.tries.push((anchor, anchored.pattern));
            }
        }
    }
}

/// Finds the mentions of a sentence that [`prepare`] has looked at and adds them in order of place.
pub(super) fn find(
    doc: &Document,
    number: u32,
    sentence: &Sentence,
    table: &mut TokenTable,
    (items, levels): (&[SiteItem], &[Level]),
    work: &mut ComposeMemory,
    mentions: &mut Vec<Mention>,
) {
    let candidates = &mut work.candidates;
    candidates.clear();
    for (_, term) in table.terms(doc, Lane::Finding, sentence) {
        let phrase = Candidate {
            denies: term.note == Note::Denies,
            ..Candidate::phrase(FindingId(term.entry))
        };
        candidates.push(phrase, &[(term.first, term.end)], std::iter::empty());
    }
    ellipsis::find(doc, sentence, table, &mut work.elided);
    for elided in work.elided.drain(..) {
        let phrase = Candidate {
            elided: true,
            ..Candidate::phrase(elided.finding)
        };
        candidates.push(phrase, &elided.parts, std::iter::empty());
    }
    let pieces = SentencePieces {
        doc,
        table,
        parts: &work.parts,
        items,
    };
    for (anchor, pattern) in &work.tries {
        let pattern = &doc.lexicon.patterns[pattern.index()];
        matching::match_pattern(pieces, &work.parts[*anchor as usize], pattern, &mut work.places, candidates);
    }
    if work.has_grid {
        grid::find(pieces, levels, &mut work.structures, candidates);
    }
    if candidates.all.is_empty() {
        return;
    }
    settle::settle(doc, table, items, candidates, &mut work.kept, &mut work.past);
    for &at in &work.past {
        table.use_up(doc, at, at + 1);
    }
    work.kept.sort_by_key(|r| r.first);
    for candidate in &work.kept {
        for &(first, end) in candidates.words(candidate) {
            table.use_up(doc, first, end);
        }
        mentions.push(mention(doc, number, sentence, items, candidates, candidate));
        if let Some(mention) = mentions.last_mut() {
            give_evidence(doc, items, candidates, candidate, mention);
        }
    }
}

/// The mention of a candidate, without its places and rules: it is large, and moves to its place while it holds nothing.
fn mention(
    doc: &Document,
    number: u32,
    sentence: &Sentence,
    items: &[SiteItem],
    candidates: &CandidateList,
    candidate: &Candidate,
) -> Mention {
    let certainty = match candidate.certainty {
        PatternCertainty::Definite => Certainty::Definite,
        PatternCertainty::Probable => Certainty::Probable,
        PatternCertainty::Possible => Certainty::Possible,
    };
    let assertion = match (candidate.denies, candidate.certainty) {
        (true, _) => Assertion::Absent,
        (false, PatternCertainty::Possible) => Assertion::Possible,
        (false, _) => Assertion::Present,
    };
    let words = candidates.words(candidate);
    let places = || candidates.items(candidate).iter().map(|&i| &items[i as usize]);
    // The place of a heading above has no words here.
    let first = places()
        .filter(|i| i.first < i.end)
        .map(|i| i.first)
        .fold(candidate.first.0, u32::min);
    let end = places().map(|i| i.end).chain(words.iter().map(|w| w.1)).max().unwrap_or(0);
    debug_assert!(end <= doc.buffer.tokens.len() as u32);
    let change = candidate.change.map(|change| match change {
        PatternChange::New => Change::New,
        PatternChange::Increased => Change::Increased,
        PatternChange::Unchanged => Change::Unchanged,
        PatternChange::Decreased => Change::Decreased,
        PatternChange::Resolved => Change::Resolved,
    });
    Mention {
        assertion,
        certainty,
        change,
        ..Mention::plain(candidate.finding, (first, end), words[words.len() - 1], number, sentence.role)
    }
}

/// Notes the places of a candidate and the rules that made it.
fn give_evidence(doc: &Document, items: &[SiteItem], candidates: &CandidateList, candidate: &Candidate, mention: &mut Mention) {
    for item in candidates.items(candidate).iter().map(|&i| &items[i as usize]) {
        mention.sites.push(SiteMention {
            site: item.site,
            laterality: item.side,
            tokens: item.shown,
        });
    }
    mention.note(Rule::Finding(candidate.finding), mention.tokens);
    for token in doc.terms.misspelt(mention.tokens.0, mention.tokens.1) {
        mention.note(Rule::Grammar(GrammarStep::Spelling), (token, token + 1));
    }
}
