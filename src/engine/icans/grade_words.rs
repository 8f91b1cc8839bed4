//! Reading a grade in words and numbers: "grade 3", "gr. III-IV", "G2", "at least grade 3", "high-grade".

use crate::criteria::GradeRules;
use crate::document::Document;
use crate::lexicon::GradeTerm;
use crate::terms::Term;
use crate::text::Gap;

/// A grade as it is spoken, not yet bound to what it grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The lower end.
    pub low: u8,
    /// The upper end.
    pub high: u8,
    /// `>=` or `<=`, where said.
    pub inequality: Option<&'static str>,
    /// The words.
    pub tokens: (u32, u32),
}

/// The highest grade there is.
const TOP: u8 = 4;

/// Words that make a number before them a time or a size and not the end of a range.
const UNITS: &[&[u8]] = &[
    b"day", b"days", b"d", b"week", b"weeks", b"hours", b"h", b"months", b"month", b"years", b"mm", b"cm",
];

/// All grades spoken in the tokens from `first` up to, not including, `end`; `terms` are the terms of the grade lane there.
pub(super) fn find_spoken(doc: &Document, rules: &GradeRules, terms: &[Term], first: u32, end: u32, out: &mut Vec<Spoken>) {
    out.clear();
    let cut_off = if is_short_form(doc, terms, end) { 2 } else { 0 };
    let end = (end + cut_off).min(doc.buffer.tokens.len() as u32);
    let reader = Reader { doc, end };
    for term in terms {
        match term.grade() {
            GradeTerm::Word => out.extend(reader.after_word(term.first, term.end)),
            GradeTerm::Named(index) => {
                let (low, high) = rules.named[index as usize];
                out.push(Spoken {
                    low,
                    high,
                    inequality: None,
                    tokens: (term.first, term.end),
                });
            }
            _ => {}
        }
    }
    for token in first..end {
        if let Some(low) = reader.joined(rules, token) {
            out.extend(reader.finish(token, token, low));
        }
    }
    out.sort_unstable_by_key(|s| s.tokens);
    out.dedup_by_key(|s| s.tokens.0);
}

/// True when the sentence ends in a short form, whose full stop has cut off its number ("gr. 2").
fn is_short_form(doc: &Document, terms: &[Term], end: u32) -> bool {
    let cut = |t: &Term| t.grade() == GradeTerm::Word && t.end == end && doc.buffer.word_of(end as usize - 1).len() <= 2;
    let next = doc.buffer.tokens.get(end as usize).map(|t| t.gap);
    terms.last().is_some_and(cut) && next.is_some_and(|g| g.has(Gap::PERIOD) && !g.has(Gap::LINE))
}

struct Reader<'a> {
    doc: &'a Document<'a>,
    end: u32,
}

impl Reader<'_> {
    fn word(&self, token: u32) -> &[u8] {
        if token < self.end {
            self.doc.buffer.word_of(token as usize)
        } else {
            b""
        }
    }

    fn gap(&self, token: u32) -> Gap {
        self.doc.buffer.tokens.get(token as usize).map_or(Gap::LINE, |t| t.gap)
    }

    /// The grade after the word "grade" at `word..next`.
    fn after_word(&self, word: u32, next: u32) -> Option<Spoken> {
        let barred = Gap::SEMICOLON.with(Gap::COMMA).with(Gap::SLASH).with(Gap::BLANK);
        if next >= self.end || self.gap(next).has(barred) {
            return None;
        }
        self.finish(word, next, number(self.word(next))?)
    }

    /// The number in "G2".
    fn joined(&self, rules: &GradeRules, token: u32) -> Option<u8> {
        let word = self.word(token);
        let capital = self.doc.buffer.tokens[token as usize].shape.has(crate::text::Shape::INITIAL);
        let rest = rules
            .joined
            .iter()
            .filter_map(|j| word.strip_prefix(j.as_slice()))
            .find(|r| r.len() == 1)?;
        number(rest).filter(|_| capital && rest[0].is_ascii_digit())
    }

    /// Takes in a second number and an inequality; the first number stands at `at` and says `low`.
    fn finish(&self, word: u32, at: u32, low: u8) -> Option<Spoken> {
        let (mut low, mut high, mut end) = (low, low, at + 1);
        let from = word > 0 && self.doc.buffer.word_of(word as usize - 1) == b"from";
        let joined = self.gap(end).has(Gap::HYPHEN.with(Gap::SLASH));
        let to = matches!(self.word(end), b"to" | b"or");
        if end < self.end && joined && self.gap(end).has(Gap::SLASH) && number(self.word(end)).is_none() && self.is_number(end) {
            return None; // "4/5" is a measure of strength
        }
        let second = if joined { end } else { end + 1 };
        if let Some(other) = number(self.word(second)).filter(|_| (joined || to) && !UNITS.contains(&self.word(second + 1))) {
            let comes_from = from && to;
            (low, high) = if comes_from {
                (other, other)
            } else {
                (low.min(other), low.max(other))
            };
            end = second + 1;
        }
        let inequality = self.inequality(word, at, end);
        if let Some((sign, strict, words)) = inequality {
            end += words;
            match sign {
                ">=" => (low, high) = (low + u8::from(strict), TOP),
                _ => (low, high) = (0, high.saturating_sub(u8::from(strict))),
            }
        }
        (low <= TOP).then_some(Spoken {
            low,
            high,
            inequality: inequality.map(|i| i.0),
            tokens: (word, end),
        })
    }

    fn is_number(&self, token: u32) -> bool {
        self.word(token).iter().all(u8::is_ascii_digit)
    }

    /// The inequality said before the word, between word and number, or after the number: sign, whether strict, words after it.
    fn inequality(&self, word: u32, at: u32, end: u32) -> Option<(&'static str, bool, u32)> {
        if self.gap(end).is_plain() && end + 1 < self.end && self.word(end) == b"or" {
            match self.word(end + 1) {
                b"higher" | b"above" | b"more" | b"greater" | b"worse" | b"over" => return Some((">=", false, 2)),
                b"lower" | b"below" | b"less" | b"under" => return Some(("<=", false, 2)),
                _ => {}
            }
        }
        let before = |back: u32| word.checked_sub(back).map_or(&b""[..], |t| self.word(t));
        match (before(2), before(1)) {
            (b"at", b"least") | (_, b"minimum") => return Some((">=", false, 0)),
            (b"up", b"to") | (b"at", b"most") => return Some(("<=", false, 0)),
            _ => {}
        }
        let spots = [word, at];
        spots.iter().find_map(|&token| self.sign(token))
    }

    /// A sign of inequality just before a token.
    fn sign(&self, token: u32) -> Option<(&'static str, bool, u32)> {
        if !self.gap(token).has(Gap::EQUALS.with(Gap::OTHER)) {
            return None;
        }
        let tokens = &self.doc.buffer.tokens;
        let start = token.checked_sub(1).map_or(0, |t| tokens[t as usize].end) as usize;
        let between = &self.doc.text[start..tokens[token as usize].start as usize];
        let strict = !between.contains('=') && !between.contains(['≥', '≤']);
        if between.contains(['>', '≥']) {
            Some((">=", strict, 0))
        } else if between.contains(['<', '≤']) {
            Some(("<=", strict, 0))
        } else {
            None
        }
    }
}

/// A grade from 0 to 4 in digits, Roman numerals or words.
fn number(word: &[u8]) -> Option<u8> {
    match word {
        b"0" | b"zero" => Some(0),
        b"1" | b"i" | b"one" => Some(1),
        b"2" | b"ii" | b"two" => Some(2),
        b"3" | b"iii" | b"three" => Some(3),
        b"4" | b"iv" | b"four" => Some(4),
        _ => None,
    }
}
