//! Zones without headings: a request and a technique before the findings, told from their words.
//!
//! Only what opens a report, or follows in a request that no heading ends, is looked at; the first sentence that tells what was found ends it. A sentence
//! is taken for a request only where it asks or tells of the patient, and only where findings follow: nothing that was found may fall silent.

use super::signs::{FoundSigns, Sign};
use super::{Section, Sentence};
use crate::lexicon::{Lane, Lexicon};
use crate::terms::{Term, Terms};
use crate::text::{Gap, TextBuffer};
use crate::vocabulary::Role;

/// What a sentence seems to be, by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SentenceKind {
    /// It asks.
    Asks,
    /// It has a question mark in front of a word.
    Queries,
    /// It has a question mark in front of a word and names a study: "MRI spine ?myelopathy".
    QueriesStudy,
    /// It tells of the patient.
    Patient,
    /// It says what was done, or is a title.
    Study,
    /// It tells what was found.
    Findings,
    /// None of these; it may name diseases, such as requests report.
    Other,
}

impl SentenceKind {
    fn asks(self) -> bool {
        matches!(self, SentenceKind::Asks | SentenceKind::Queries | SentenceKind::QueriesStudy)
    }
}

/// What the zones are told from.
pub(super) struct Zones<'a> {
    pub lexicon: &'a Lexicon,
    pub buffer: &'a TextBuffer,
    pub terms: &'a Terms,
    pub signs: &'a FoundSigns,
}

/// Words that tell of the patient stand in the first so many of a sentence that names a finding too.
const FEW: u32 = 4;

/// So many sentences at the top of a text may be a request or a technique.
const OPENING: usize = 12;

impl Zones<'_> {
    /// Gives sentences below no heading the role that their words tell, and ends a request in which the findings follow without one.
    pub fn find(&self, sections: &[Section], sentences: &mut [Sentence]) {
        self.opening(sections, sentences);
        self.request(sections, sentences);
        self.told_results(sections, sentences);
        self.comparison(sections, sentences);
    }

    /// "Comparison: none. No restricted diffusion. ...": where no heading of findings follows, a comparison or technique ends with its first sentence
    /// before what tells of findings.
    fn comparison(&self, sections: &[Section], sentences: &mut [Sentence]) {
        // True where a heading of findings follows, before the impression.
        let mut headed = false;
        for (number, section) in sections.iter().enumerate().rev() {
            let silent = matches!(section.role, Role::Comparison | Role::Technique) && section.rule.is_some();
            let heads = section.rule.is_some() && section.role == Role::Findings;
            let below = section.role != Role::Impression && (headed || heads);
            let headed = std::mem::replace(&mut headed, below);
            if !silent || headed {
                continue;
            }
            let own = of_section(sentences, number);
            let found = own.iter().skip(1).position(|s| self.kind(s) == SentenceKind::Findings);
            if let Some(found) = found {
                own[found + 1..].iter_mut().for_each(|s| s.role = Role::Findings);
            }
        }
    }

    /// The request at the top of a text.
    fn opening(&self, sections: &[Section], sentences: &mut [Sentence]) {
        let headless = |s: &Sentence| sections[s.section as usize].rule.is_none() && s.role == Role::Findings;
        let own = sentences.iter().take_while(|s| headless(s)).count();
        let opening = &sentences[..own.min(OPENING)];
        let queried = opening.iter().rposition(|s| self.opens_with_query(s)).unwrap_or(0);
        let mut kinds: smallvec::SmallVec<[SentenceKind; OPENING]> = smallvec::SmallVec::new();
        for (number, sentence) in opening.iter().enumerate() {
            let mut kind = self.kind(sentence);
            // "Eye clinic: swollen discs, headaches. ?thrombosis": a remark on the patient in front of what is queried.
            if kind == SentenceKind::Findings && number < queried && self.tells_only_of_patient(sentence) {
                kind = SentenceKind::Patient;
            }
            if matches!(kind, SentenceKind::Findings) {
                break;
            }
            kinds.push(kind);
        }
        // Up to the last sentence that surely is no finding.
        let Some(last) = kinds
            .iter()
            .rposition(|k| k.asks() || matches!(k, SentenceKind::Study | SentenceKind::Patient))
        else {
            return;
        };
        kinds.truncate(last + 1);
        // A question mark or a remark on the patient is of a request where something else says that this is one.
        let titled = kinds.iter().any(|k| matches!(k, SentenceKind::Study | SentenceKind::QueriesStudy));
        let studied = titled || (own < sentences.len() && sections.len() > 1);
        let patient = kinds.contains(&SentenceKind::Patient);
        let queries = kinds
            .iter()
            .any(|k| matches!(k, SentenceKind::Queries | SentenceKind::QueriesStudy));
        let asked = kinds.contains(&SentenceKind::Asks) || (queries && (studied || patient)) || (patient && titled);
        let told = sentences[kinds.len()..]
            .iter()
            .any(|s| matches!(s.role, Role::Findings | Role::Impression));
        if !(asked && told) {
            return;
        }
        let to = kinds
            .iter()
            .rposition(|k| k.asks() || (titled && *k == SentenceKind::Patient))
            .map_or(0, |i| i + 1);
        for (sentence, kind) in sentences[..to].iter_mut().zip(&kinds) {
            if !matches!(kind, SentenceKind::Study) {
                sentence.role = Role::Clinical;
            }
        }
    }

    /// "History: fall. MRI was performed. There is ...": in a request below which no heading of findings stands, the findings begin behind what was done.
    fn request(&self, sections: &[Section], sentences: &mut [Sentence]) {
        let headed = sections.iter().rposition(|s| s.rule.is_some() && s.role == Role::Findings);
        for (number, section) in sections.iter().enumerate() {
            let headed = headed.is_some_and(|last| number <= last);
            if section.role != Role::Clinical || headed || section.rule.is_none() {
                continue;
            }
            let own = of_section(sentences, number);
            let Some(done) = own.iter().position(|s| self.kind(s) == SentenceKind::Study) else {
                continue;
            };
            let found = own[done + 1..].iter().any(|s| self.kind(s) == SentenceKind::Findings);
            if found {
                own[done + 1..].iter_mut().for_each(|s| s.role = Role::Findings);
            }
        }
    }

    fn kind(&self, sentence: &Sentence) -> SentenceKind {
        let (first, end) = sentence.tokens;
        let signs = self.signs.between(first, end);
        let found = self.has_sign(sentence, Sign::Findings) || sentence.answer.is_some();
        if self.has_sign(sentence, Sign::Asks) && !found {
            return SentenceKind::Asks;
        }
        let study = self.names(Lane::Study, sentence).any(Term::is_modality);
        let done = self.has_sign(sentence, Sign::Technique);
        let finding = self.names(Lane::Finding, sentence).next().is_some();
        let queried = (first..end).any(|i| {
            let gap = self.buffer.tokens[i as usize].gap;
            gap.has(Gap::QUERY) && !self.buffer.plain_gap(i as usize).starts_with(b"?")
        });
        // "Late relapse?"
        let queried = queried || ((end as usize) < self.buffer.tokens.len() && self.buffer.plain_gap(end as usize).starts_with(b"?"));
        if study && queried && !found && !done {
            return SentenceKind::QueriesStudy;
        }
        if study && !finding && (done || end - first <= 8) {
            return SentenceKind::Study;
        }
        if found {
            return SentenceKind::Findings;
        }
        if queried {
            return SentenceKind::Queries;
        }
        // "Oedema declining under steroids" tells what was found: what tells of the patient comes first.
        let told = signs.iter().find(|s| s.sign == Sign::Request && s.end <= end).map(|s| s.first);
        let told = told.or_else(|| (first..end).find(|&i| is_age(self.buffer.word_of(i as usize))));
        let disease = finding && self.names_only_diseases(sentence);
        if told.is_some_and(|at| !finding || disease || at <= first + FEW) {
            return SentenceKind::Patient;
        }
        if finding && !disease {
            SentenceKind::Findings
        } else {
            SentenceKind::Other
        }
    }

    /// True when words of a sign stand in a sentence.
    pub(super) fn has_sign(&self, sentence: &Sentence, wanted: Sign) -> bool {
        let (first, end) = sentence.tokens;
        self.signs.between(first, end).iter().any(|s| s.sign == wanted && s.end <= end)
    }

    /// The terms of a lane in a sentence, but those that a longer phrase silences. The terms are not settled yet: they stand in the order of their ends.
    pub(super) fn names(&self, lane: Lane, sentence: &Sentence) -> impl Iterator<Item = &Term> {
        let (first, end) = sentence.tokens;
        let all = self.terms.lane(lane);
        let from = all.partition_point(|t| t.end <= first);
        let own = all[from..]
            .iter()
            .take_while(move |t| t.end <= end)
            .filter(move |t| t.first >= first);
        own.filter(move |t| !self.terms.will_be_silenced(lane, t))
    }

    /// "?thrombosis"
    fn opens_with_query(&self, sentence: &Sentence) -> bool {
        self.buffer.tokens[sentence.tokens.0 as usize].gap.has(Gap::QUERY)
    }

    /// True when a sentence has words of a request and none that tell what was found.
    fn tells_only_of_patient(&self, sentence: &Sentence) -> bool {
        self.has_sign(sentence, Sign::Request) && !self.has_sign(sentence, Sign::Findings)
    }

    /// True when all findings that a sentence names are such as requests report.
    fn names_only_diseases(&self, sentence: &Sentence) -> bool {
        self.names(Lane::Finding, sentence)
            .all(|t| self.lexicon.findings[t.entry as usize].told)
    }
}

/// True for an age and a sex in one word: "58f".
fn is_age(word: &[u8]) -> bool {
    matches!(word, [b'1'..=b'9', b'0'..=b'9', b'm' | b'f'])
}

/// The sentences of section `number`.
pub(super) fn of_section(sentences: &mut [Sentence], number: usize) -> &mut [Sentence] {
    let from = sentences.partition_point(|s| (s.section as usize) < number);
    let to = sentences.partition_point(|s| (s.section as usize) <= number);
    &mut sentences[from..to]
}
