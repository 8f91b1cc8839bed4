//! What each token of a report is to those who ask whether it was read.

use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{AttributeId, AttributeKind, GradeTerm, GrammarStep, Lane, Rule};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::vocabulary::Region;

/// What one token is, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark(u8);

impl Mark {
    /// Some phrase has it.
    pub const KNOWN: Mark = Mark(1);
    /// It names a finding or a place, or a part of one.
    pub const THING: Mark = Mark(2);
    /// A finding has it, or a statement that is none.
    pub const READ: Mark = Mark(4);
    /// It belongs to the grammar, or names the study.
    pub const QUIET: Mark = Mark(8);
    /// It denies something, and nobody knows what.
    pub const UNCLEAR: Mark = Mark(16);

    /// True when any sign of `other` is in the set.
    pub fn has(self, other: Mark) -> bool {
        self.0 & other.0 != 0
    }
}

/// What each token of a report is.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// What token `index` is.
    pub fn at(&self, index: u32) -> Mark {
        self.0[index as usize]
    }

    /// Notes that something was made of these tokens.
    pub fn read(&mut self, tokens: (u32, u32)) {
        self.add(tokens, Mark::READ);
    }

    /// Begins a report: what the phrases know and what findings have taken, wherever it stands.
    pub fn begin(&mut self, doc: &Document, mentions: &[Mention]) {
        self.0.clear();
        self.0.resize(doc.buffer.tokens.len(), Mark::default());
        for lane in [Lane::Finding, Lane::Part, Lane::Site] {
            self.lane(doc, lane, Mark(Mark::KNOWN.0 | Mark::THING.0));
        }
        for lane in [Lane::Attribute, Lane::Cue, Lane::Class] {
            self.lane(doc, lane, Mark::KNOWN);
        }
        self.lane(doc, Lane::Word, Mark::QUIET);
        let mut named_end = None;
        for term in doc.terms.lane(Lane::Grade) {
            // What flags and stated grades look for by its words is read by them.
            let named = matches!(
                term.grade(),
                GradeTerm::Leaf(_) | GradeTerm::Entity | GradeTerm::Scale(_) | GradeTerm::Apart(_)
            );
            // "grade" behind the name, and the words between the name and its number.
            let beside = named_end.is_some_and(|end: u32| term.first >= end && term.first - end <= 1);
            let read = named || beside;
            self.add((term.first, term.end), if read { Mark::READ } else { Mark::KNOWN });
            named_end = read.then_some(term.end).or(named_end);
        }
        mentions.iter().for_each(|mention| self.mention(mention));
    }

    fn lane(&mut self, doc: &Document, lane: Lane, mark: Mark) {
        for term in doc.terms.lane(lane) {
            self.add((term.first, term.end), mark);
        }
    }

    fn mention(&mut self, mention: &Mention) {
        self.read(mention.tokens);
        mention.sites.iter().for_each(|site| self.read(site.tokens));
        mention.levels.iter().for_each(|level| self.read(level.tokens));
        mention.attribution.iter().for_each(|link| self.read(link.tokens));
        for because in &mention.because {
            let unclear = because.rule == Rule::Grammar(GrammarStep::UnknownPredicate);
            self.add(because.tokens, if unclear { Mark::UNCLEAR } else { Mark::READ });
        }
    }

    /// What is read only together with others of its sentence: descriptions that its findings have, the name of the study, and what is said of
    /// other parts of the body, which is left out on purpose.
    pub fn sentence(&mut self, doc: &Document, sentence: &Sentence, mentions: &[Mention]) {
        let (first, end) = sentence.tokens;
        if !mentions.is_empty() {
            for term in doc.terms.between(Lane::Attribute, first, end) {
                if is_bound(doc, term, mentions) {
                    self.read((term.first, term.end));
                }
            }
        }
        let names = doc.terms.between(Lane::Study, first, end);
        if names.iter().any(Term::is_modality) {
            names.iter().for_each(|name| self.add((name.first, name.end), Mark::QUIET));
        }
        if !mentions.is_empty() {
            return;
        }
        let sites = doc.terms.between(Lane::Site, first, end);
        let elsewhere = |site: &Term| doc.lexicon.sites[site.entry as usize].region == Some(Region::Elsewhere);
        if !sites.is_empty() && sites.iter().all(elsewhere) {
            for mark in &mut self.0[first as usize..end as usize] {
                if mark.has(Mark::KNOWN) {
                    mark.0 |= Mark::READ.0;
                }
            }
        }
    }

    fn add(&mut self, (first, end): (u32, u32), mark: Mark) {
        for own in self.0.get_mut(first as usize..end as usize).into_iter().flatten() {
            own.0 |= mark.0;
        }
    }
}

/// True when a finding of the sentence has this description.
fn is_bound(doc: &Document, term: &Term, mentions: &[Mention]) -> bool {
    let id = AttributeId(term.entry);
    match doc.lexicon.attributes[term.entry as usize].kind {
        AttributeKind::Severity => mentions.iter().any(|m| m.severity == Some(id)),
        AttributeKind::Extent => mentions.iter().any(|m| m.extent.contains(&id)),
        AttributeKind::Acuity => mentions.iter().any(|m| m.acuity.contains(&id)),
        AttributeKind::Count => mentions.iter().any(|m| m.count == Some(id)),
        AttributeKind::Side => mentions.iter().any(|m| m.laterality().is_some()),
    }
}
