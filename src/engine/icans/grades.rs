//! Grades of the syndrome that the text states, each bound to the name nearest to it and given that name's context.

use super::grade_words::{Spoken, find_spoken};
use crate::criteria::{FlagSet, GradeRules};
use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{GradeTerm, Lane, Tells};
use crate::report::{Icans, StatedGrade};
use crate::structure::Sentence;
use crate::terms::Term;
use crate::text::Gap;
use crate::vocabulary::{Assertion, Certainty, Change, Role, Temporality};

/// So many bytes may stand between a name and the grade after it.
const REACH: u32 = 40;

/// So many words to each side of a grade are looked at.
const NEAR: u32 = 64;

/// Words that may stand between a grade and the name after it.
const FILLERS: &[&[u8]] = &[b"of", b"for", b"by", b"per", b"the", b"on", b"using", b"according", b"to", b"a"];

/// Words that say of a grade before another one that it is past.
const WAS: &[&[u8]] = &[b"was", b"were", b"initially", b"originally", b"first"];

/// Words that say of a name or grade behind them that it is one of before, in a request too.
const BEFORE: &[&[u8]] = &[b"previous", b"previously", b"prior", b"past", b"former", b"formerly"];

/// Finds the grades stated: those of the syndrome, and apart those of what has a scale of its own.
pub(super) fn find(doc: &Document, flags: &FlagSet, mentions: &[Mention], icans: &mut Icans) {
    icans.stated.clear();
    icans.apart.clear();
    let Some(rules) = &flags.grades else { return };
    let finder = Finder { doc, rules, mentions };
    let named = |t: &Term| finder.is_name(t) || is_apart(t);
    if !doc.terms.lane(Lane::Grade).iter().any(named) {
        return;
    }
    let mut spoken = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(sentence.role, Role::Technique | Role::Recommendation | Role::Other) {
            continue;
        }
        let (first, end) = sentence.tokens;
        let terms = doc.terms.between(Lane::Grade, first, end);
        if !terms.iter().any(named) {
            continue;
        }
        find_spoken(doc, rules, terms, first, end, &mut spoken);
        for (nth, grade) in spoken.iter().enumerate() {
            // What lies further away has no say, so that the time taken stays in proportion to the text.
            let from = nth.saturating_sub(NEAR as usize);
            let others = &spoken[from..spoken.len().min(nth + NEAR as usize)];
            let (first, end) = (first.max(grade.tokens.0.saturating_sub(NEAR)), end.min(grade.tokens.1 + NEAR));
            let terms = doc.terms.between(Lane::Grade, first, end);
            let said = GradeMention {
                grade,
                nth: nth - from,
                all: others,
                terms,
                sentence: index as u32,
                role: sentence.role,
                past: tells_past(doc, sentence),
            };
            if let Some(bound) = finder.bind(&said) {
                let list = if bound.apart { &mut icans.apart } else { &mut icans.stated };
                list.extend(finder.state(&said, bound));
            }
        }
    }
}

/// True when the section of a sentence tells of the past, or of somebody else.
fn tells_past(doc: &Document, sentence: &Sentence) -> bool {
    let rule = doc.sections[sentence.section as usize].rule;
    let tells = rule.and_then(|r| doc.lexicon.sections[r.index()].tells);
    tells.is_some_and(|t| t != Tells::Present)
}

/// A grade and what stands around it.
struct GradeMention<'s> {
    grade: &'s Spoken,
    /// Its place among `all`.
    nth: usize,
    /// The grades near by.
    all: &'s [Spoken],
    /// The terms near by.
    terms: &'s [Term],
    /// Index of its sentence.
    sentence: u32,
    role: Role,
    /// True in a section that tells of the past.
    past: bool,
}

/// What a grade belongs to.
#[derive(Clone, Copy)]
struct Bound {
    /// First and one past the last token of the name and the grade.
    tokens: (u32, u32),
    /// The name.
    name: (u32, u32),
    /// The scale, by index: among those stated apart where it is `apart`.
    scale: Option<u16>,
    /// True for what has a scale of its own.
    apart: bool,
}

fn is_apart(term: &Term) -> bool {
    matches!(term.grade(), GradeTerm::Apart(_))
}

impl Bound {
    /// The same, of something that has a scale of its own; nothing when `term` names no such thing.
    fn apart(mut self, term: &Term) -> Option<Self> {
        let GradeTerm::Apart(index) = term.grade() else { return None };
        self.scale = Some(index);
        self.apart = true;
        self.name = (term.first, term.end);
        self.tokens = (self.tokens.0.min(term.first), self.tokens.1.max(term.end));
        Some(self)
    }
}

struct Finder<'a> {
    doc: &'a Document<'a>,
    rules: &'a GradeRules,
    mentions: &'a [Mention],
}

impl Finder<'_> {
    fn is_scale(&self, term: &Term) -> bool {
        matches!(term.grade(), GradeTerm::Scale(_))
    }

    fn is_shared(&self, term: &Term) -> bool {
        self.rules.shared.get(term.entry as usize) == Some(&true)
    }

    fn is_name(&self, term: &Term) -> bool {
        term.grade() == GradeTerm::Entity || self.is_scale(term)
    }

    /// The name a grade belongs to: one that follows it at once, else the nearest before it; nothing when that is another's.
    fn bind(&self, said: &GradeMention) -> Option<Bound> {
        let &GradeMention { grade, all, terms, .. } = said;
        let foreign = |t: &Term| t.grade() == GradeTerm::Other || is_apart(t);
        let names = || terms.iter().filter(|t| self.is_name(t) || foreign(t));
        let mut bound = Bound {
            tokens: grade.tokens,
            name: grade.tokens,
            scale: None,
            apart: false,
        };
        let (mut at, mut found) = (grade.tokens.1, false);
        for term in names().filter(|t| t.first >= grade.tokens.1) {
            let graded_itself = all.iter().any(|s| s.tokens.0 == term.end) && !self.is_scale(term);
            if !self.adjoins(at, term.first) || graded_itself {
                break;
            }
            if foreign(term) {
                return bound.apart(term);
            }
            found |= !self.is_shared(term);
            self.take(&mut bound, term);
            at = term.end;
        }
        if found {
            return Some(bound);
        }
        for term in names().filter(|t| t.end <= grade.tokens.0).rev() {
            let between = all
                .iter()
                .filter(|s| s.tokens.0 >= term.end && s.tokens.1 <= grade.tokens.0)
                .map(|s| s.tokens.1)
                .max();
            // "peaked at grade 4 (seizures, coma), now grade 0": another grade of the same name, however far.
            let chained = between.is_some() && terms.iter().any(|t| t.grade() == GradeTerm::Link && t.end == grade.tokens.0);
            let near = self.reaches(term.end, grade.tokens.0) && between.is_none_or(|end| end + 3 >= grade.tokens.0);
            if !(near || chained) {
                return None;
            }
            if foreign(term) {
                return bound.apart(term);
            }
            self.take(&mut bound, term);
            if !self.is_shared(term) {
                return Some(self.beside(bound, terms));
            }
        }
        None
    }

    /// Adds a name to what a grade belongs to.
    fn take(&self, bound: &mut Bound, term: &Term) {
        if self.is_scale(term) {
            bound.scale = bound.scale.or(Some(term.entry));
        }
        bound.name = (term.first, term.end);
        bound.tokens = (bound.tokens.0.min(term.first), bound.tokens.1.max(term.end));
    }

    /// Adds the scale that stands next to the name: "ASTCT ICANS grade 3", "ICANS (ASTCT criteria) grade 3".
    fn beside(&self, mut bound: Bound, terms: &[Term]) -> Bound {
        if bound.scale.is_none() {
            let near = |t: &&Term| self.is_scale(t) && (t.end.abs_diff(bound.name.0) <= 1 || t.first.abs_diff(bound.tokens.1) <= 2);
            bound.scale = terms.iter().find(near).map(|t| t.entry);
        }
        bound
    }

    /// True when only fillers stand in the tokens from `at` to `name`, without a break.
    fn adjoins(&self, at: u32, name: u32) -> bool {
        let barred = Gap::COMMA
            .with(Gap::SEMICOLON)
            .with(Gap::PERIOD)
            .with(Gap::COLON)
            .with(Gap::QUERY)
            .with(Gap::AND)
            .with(Gap::SLASH);
        let tokens = &self.doc.buffer.tokens;
        let open = |t: u32| !tokens[t as usize].gap.has(barred) && !tokens[t as usize].gap.is_dash();
        name - at <= 4 && (at..=name).all(open) && (at..name).all(|t| FILLERS.contains(&self.doc.buffer.word_of(t as usize)))
    }

    /// True when a name that ends before token `end` reaches a grade at token `grade`.
    fn reaches(&self, end: u32, grade: u32) -> bool {
        let tokens = &self.doc.buffer.tokens;
        let bytes = tokens[grade as usize].start - tokens[end as usize - 1].end;
        bytes <= REACH && (end..=grade).all(|t| !tokens[t as usize].gap.has(Gap::SEMICOLON.with(Gap::BLANK)))
    }

    /// The grade with the context of the name it belongs to; nothing when the syndrome is denied.
    fn state(&self, said: &GradeMention, b: Bound) -> Option<StatedGrade> {
        let g = said.grade;
        let (mut assertion, mut certainty, mut temporality) = (Assertion::Present, Certainty::Definite, Temporality::Current);
        let syndrome = if b.apart { None } else { self.syndrome(said.sentence, b) };
        if let Some(m) = syndrome {
            let resolved = m.change == Some(Change::Resolved);
            if (m.assertion.denies() && !resolved) || m.certainty == Certainty::Unlikely {
                return None;
            }
            if resolved && !self.leads_to(b.name.1, g, said.terms) {
                temporality = Temporality::Historical;
            } else if !resolved {
                (assertion, certainty, temporality) = (m.assertion, m.certainty, m.temporality);
            }
        }
        let asserted_by = if said.role == Role::Clinical {
            "clinical_details"
        } else {
            "radiologist"
        };
        let told_past = temporality == Temporality::Historical && (said.past || self.follows_past(b.tokens.0, 3));
        if said.role == Role::Clinical && !told_past {
            // A request asks about findings and tells of the illness, but a grade in it is a fact of now, unless it is asked or past too.
            (assertion, certainty) = (Assertion::Present, Certainty::Definite);
            temporality = if self.is_asked(b) {
                Temporality::Hypothetical
            } else {
                Temporality::Current
            };
        }
        let peak = self.is_peak(g, said.all, said.terms);
        if peak || self.is_past(g, said.nth, said.all) {
            temporality = Temporality::Historical;
        }
        let scales = if b.apart { &self.rules.apart } else { &self.doc.lexicon.scales };
        let scale = b.scale.map_or("unspecified", |s| &scales[s as usize]).to_owned();
        let span = self.doc.buffer.span(b.tokens.0, b.tokens.1);
        let (low, high, inequality) = (g.low, g.high, g.inequality);
        Some(StatedGrade {
            scale,
            low,
            high,
            inequality,
            certainty,
            temporality,
            assertion,
            peak,
            asserted_by,
            section: said.role,
            span,
        })
    }

    /// The mention of the syndrome that a grade belongs to: in the same sentence, or a few words before it.
    fn syndrome(&self, sentence: u32, b: Bound) -> Option<&Mention> {
        let distance = |m: &Mention| m.tokens.0.saturating_sub(b.name.1).max(b.name.0.saturating_sub(m.tokens.1));
        let near = |m: &&Mention| m.sentence == sentence || (m.sentence + 1 == sentence && distance(m) <= 4);
        let from = self.mentions.partition_point(|m| m.tokens.0 + NEAR < b.name.0);
        let around = self.mentions[from..].iter().take_while(|m| m.tokens.0 <= b.name.1 + NEAR);
        let own = around.filter(|m| m.finding == self.rules.attribution);
        own.filter(near).min_by_key(|m| (m.sentence != sentence, distance(m)))
    }

    /// True when the name or the grade is asked: "?ICANS grade 2", "ICANS grade 2?".
    fn is_asked(&self, b: Bound) -> bool {
        let tokens = &self.doc.buffer.tokens;
        let text = self.doc.text.as_bytes();
        let before = tokens[b.tokens.0 as usize].start as usize;
        let after = tokens[b.tokens.1 as usize - 1].end as usize;
        (before > 0 && text[before - 1] == b'?') || text.get(after) == Some(&b'?')
    }

    /// True when a word for a worst grade stands just before or just after.
    fn is_peak(&self, g: &Spoken, all: &[Spoken], terms: &[Term]) -> bool {
        terms.iter().filter(|t| t.grade() == GradeTerm::Peak).any(|t| {
            let before =
                t.end <= g.tokens.0 && g.tokens.0 - t.end <= 3 && !all.iter().any(|s| s.tokens.0 >= t.end && s.tokens.1 <= g.tokens.0);
            let after = t.first >= g.tokens.1
                && t.first - g.tokens.1 <= 2
                && !all.iter().any(|s| s.tokens.0 >= g.tokens.1 && s.tokens.0 <= t.end + 3);
            before || after
        })
    }

    /// True when words between a name that ends before token `name` and its grade lead from the one to the other ("has gone from 1 to 3",
    /// "has resolved to grade 0"): what they say of change is said of the grade.
    fn leads_to(&self, name: u32, g: &Spoken, terms: &[Term]) -> bool {
        let between = terms.iter().filter(|t| t.first >= name && t.end <= g.tokens.1);
        between.into_iter().any(|t| t.grade() == GradeTerm::Link)
    }

    /// True when a word that tells of the past stands in the few words before a token.
    fn follows_past(&self, token: u32, words: u32) -> bool {
        let cues = self.doc.terms.between(Lane::Cue, token.saturating_sub(words), token);
        let makes_past = |entry: u16| self.doc.lexicon.cues.get(entry as usize).is_some_and(|c| c.makes.tells_own_past());
        let says_past = |t: u32| BEFORE.contains(&self.doc.buffer.word_of(t as usize));
        cues.iter().any(|c| makes_past(c.entry)) || (token.saturating_sub(words)..token).any(says_past)
    }

    /// True when a word just before sets the grade in the past: "previously grade 2", "from grade 3 to grade 1".
    fn is_past(&self, g: &Spoken, nth: usize, all: &[Spoken]) -> bool {
        let before = nth.checked_sub(1).map_or(0, |i| all[i].tokens.1);
        let past = self.follows_past(g.tokens.0, 3.min(g.tokens.0.saturating_sub(before)));
        let word = |token: u32| token.checked_sub(1).map(|t| self.doc.buffer.word_of(t as usize));
        // "from grade 3 to grade 1", "grade 1 from grade 3"
        let from = word(g.tokens.0) == Some(b"from") && (nth > 0 || all[nth + 1..].iter().any(|s| word(s.tokens.0) == Some(b"to")));
        let was = word(g.tokens.0).is_some_and(|w| WAS.contains(&w)) && nth + 1 < all.len();
        past || from || was || g.left
    }
}
