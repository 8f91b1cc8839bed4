//! Reading a grade in words and numbers: "grade 3", "gr. III-IV", "G2", "at least grade 3", "high-grade", "ICANS is now 2".

use crate::criteria::GradeRules;
use crate::document::Document;
use crate::lexicon::GradeTerm;
use crate::terms::Term;
use crate::text::{Gap, cardinal, roman};

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
    /// It became another: "3 -> 1", "from 3 to 4".
    pub left: bool,
}

/// The highest grade there is.
const TOP: u8 = 4;

/// So many words may stand between a name and its number.
const LINKS: u32 = 6;

/// Words that make a number before them a time or a size and not the end of a range.
const UNITS: &[&[u8]] = &[
    b"day", b"days", b"d", b"week", b"weeks", b"hours", b"h", b"months", b"month", b"years", b"mm", b"cm",
];

/// All grades spoken in the tokens from `first` up to, not including, `end`; `terms` are the terms of the grade lane there.
pub(super) fn find_spoken(doc: &Document, rules: &GradeRules, terms: &[Term], first: u32, end: u32, out: &mut Vec<Spoken>) {
    out.clear();
    let cut_off = if is_short_form(doc, terms, end) { 2 } else { 0 };
    let end = (end + cut_off).min(doc.buffer.tokens.len() as u32);
    let reader = Reader { doc, rules, terms, end };
    for term in terms {
        match term.grade() {
            GradeTerm::Word => out.extend(reader.after_word(term.first, term.end)),
            GradeTerm::Entity | GradeTerm::Scale(_) | GradeTerm::Other | GradeTerm::Apart(_) | GradeTerm::Peak => {
                out.extend(reader.bare(term.end));
            }
            GradeTerm::Named(index) => {
                let (low, high) = rules.named[index as usize];
                out.push(Spoken {
                    low,
                    high,
                    inequality: None,
                    tokens: (term.first, term.end),
                    left: false,
                });
            }
            _ => {}
        }
    }
    for token in first..end {
        if let Some(low) = reader.joined(token) {
            out.extend(reader.finish(token, token, low));
        }
    }
    // "ICANS was 3, now 1": a number behind words that link it to the one before.
    for index in 0..out.len() {
        let next = reader.became(&out[index]);
        out[index].left = next.is_some();
        out.extend(next.or_else(|| reader.succeeding(out[index].tokens.1)));
    }
    out.sort_unstable_by_key(|s| (s.tokens.1, s.tokens.0));
    // "ICANS grade 3" is one grade by the word and by the name: the longer one.
    out.dedup_by_key(|s| s.tokens.1);
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
    rules: &'a GradeRules,
    terms: &'a [Term],
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
        let at = self.past_links(next);
        if at >= self.end || self.gap(at).has(barred) {
            return None;
        }
        let spoken = self.finish(word, at, number(self.word(at))?)?;
        (at == next || !UNITS.contains(&self.word(spoken.tokens.1))).then_some(spoken)
    }

    /// The grade that follows a name without the word "grade": "ICANS 2", "ICANS: 3", "ICANS (2)", "ICANS downgraded to 1".
    fn bare(&self, next: u32) -> Option<Spoken> {
        let at = self.past_links(next);
        let barred = Gap::SEMICOLON
            .with(Gap::COMMA)
            .with(Gap::PERIOD)
            .with(Gap::SLASH)
            .with(Gap::BLANK)
            .with(Gap::QUERY)
            .with(Gap::AND)
            .with(Gap::BULLET);
        let loose = Gap::LINE.with(Gap::CLOSE);
        if at < self.end && self.between(at).trim() == "\u{b0}" {
            return self.finish(at, at, number(self.word(at))?); // "ICANS °3"
        }
        if at >= self.end
            || self.gap(at).has(barred)
            || (at == next && self.gap(at).has(loose))
            || (self.word(at) == b"i" && !self.ends_at(at + 1))
        {
            return None;
        }
        let spoken = self.finish(at, at, number(self.word(at))?)?;
        (self.stands_alone(spoken.tokens.1) || self.became(&spoken).is_some()).then_some(spoken)
    }

    /// True when a statement ends before a token: "ICANS I." is a grade, "ICANS I think" is none.
    fn ends_at(&self, token: u32) -> bool {
        let breaks = Gap::PERIOD.with(Gap::COMMA).with(Gap::SEMICOLON).with(Gap::CLOSE).with(Gap::LINE);
        token >= self.end || self.gap(token).has(breaks)
    }

    /// The grade that another one turned into: "3 -> 1", "went from 3 to 4".
    fn became(&self, grade: &Spoken) -> Option<Spoken> {
        let end = grade.tokens.1;
        if let Some(now) = self.after_arrow(end) {
            return self.finish(end, end, now);
        }
        let to = self.word(end) == b"to" && (self.is_from(grade.tokens.0) || self.is_from(end - 1));
        let now = to.then(|| number(self.word(end + 1)).or_else(|| self.joined(end + 1))).flatten()?;
        let timed = UNITS.contains(&self.word(end + 2));
        self.finish(end + 1, end + 1, now).filter(|_| !timed)
    }

    /// True when the word before a token is "from".
    fn is_from(&self, token: u32) -> bool {
        token > 0 && self.doc.buffer.word_of(token as usize - 1) == b"from"
    }

    /// The grade that follows another one, behind words that link them: "was 3, now 1".
    fn succeeding(&self, next: u32) -> Option<Spoken> {
        let next = next + u32::from(self.word(next) == b"and");
        let at = self.past_links(next);
        let linked = at > next && at < self.end && self.gap(at).is_plain();
        let spoken = linked.then(|| number(self.word(at)))?.and_then(|low| self.finish(at, at, low))?;
        self.stands_alone(spoken.tokens.1).then_some(spoken)
    }

    /// The token behind the words that link a name to its number, if any stand at `next`.
    fn past_links(&self, next: u32) -> u32 {
        let barred = Gap::PERIOD
            .with(Gap::SEMICOLON)
            .with(Gap::BLANK)
            .with(Gap::QUERY)
            .with(Gap::SLASH)
            .with(Gap::BULLET);
        let mut at = next;
        for term in self.terms_from(next) {
            if term.first > at || at - next > LINKS {
                break;
            }
            if term.first == at && term.grade() == GradeTerm::Link && !self.gap(at).has(barred) {
                at = term.end;
            }
        }
        at
    }

    fn terms_from(&self, token: u32) -> &[Term] {
        &self.terms[self.terms.partition_point(|t| t.first < token)..]
    }

    /// True when a bare number that ends before token `end` says no more than a grade: nothing follows, or a word that goes on.
    fn stands_alone(&self, end: u32) -> bool {
        if end >= self.end {
            return true;
        }
        let (gap, word) = (self.gap(end), self.word(end));
        if self.between(end).trim_start().starts_with('\u{b0}') {
            return true; // "IV°"
        }
        if gap.has(Gap::OTHER) || (gap.has(Gap::PERIOD.with(Gap::SLASH).with(Gap::COLON)) && self.is_number(end) && !gap.has(Gap::SPACE)) {
            return false; // "20 %", "2.5", "4/10"
        }
        let breaks = Gap::COMMA
            .with(Gap::SEMICOLON)
            .with(Gap::PERIOD)
            .with(Gap::COLON)
            .with(Gap::QUERY)
            .with(Gap::OPEN)
            .with(Gap::CLOSE)
            .with(Gap::BLANK)
            .with(Gap::AND);
        let goes_on =
            self.rules.followers.iter().any(|w| w == word) || self.terms_from(end).iter().take_while(|t| t.first == end).any(is_named);
        let dated = word == b"day" && self.is_number(end + 1);
        gap.has(breaks) || (gap.is_dash() && gap.has(Gap::SPACE)) || goes_on || dated
    }

    /// The number in "G2".
    fn joined(&self, token: u32) -> Option<u8> {
        let word = self.word(token);
        let capital = self.doc.buffer.tokens[token as usize].shape.has(crate::text::Shape::INITIAL);
        let joined = self.rules.joined.iter();
        let (rest, letters) = joined
            .filter_map(|j| Some((word.strip_prefix(j.as_slice())?, j.len())))
            .find(|(rest, _)| rest.len() == 1)?;
        // "g3" may be anything; "gr3" is a grade.
        number(rest).filter(|_| (capital || letters > 1) && rest[0].is_ascii_digit())
    }

    /// Takes in a second number and an inequality; the first number stands at `at` and says `low`.
    fn finish(&self, word: u32, at: u32, low: u8) -> Option<Spoken> {
        let (mut low, mut high, mut end) = (low, low, at + 1);
        let from = self.is_from(word) || self.is_from(at);
        let joined = self.gap(end).has(Gap::HYPHEN.with(Gap::SLASH));
        let between = at > 0 && self.doc.buffer.word_of(at as usize - 1) == b"between";
        let to = matches!(self.word(end), b"to" | b"or") || (between && self.word(end) == b"and");
        if end < self.end && joined && self.gap(end).has(Gap::SLASH) && number(self.word(end)).is_none() && self.is_number(end) {
            return None; // "4/5" is a measure of strength
        }
        let second = if joined { end } else { end + 1 };
        let changes = self.after_arrow(end).is_some() || (from && to);
        let other = number(self.word(second)).filter(|_| (joined || to) && !UNITS.contains(&self.word(second + 1)));
        if let Some(other) = other.filter(|_| !changes) {
            (low, high) = (low.min(other), low.max(other));
            end = second + 1;
        }
        let inequality = self.inequality(word, at, end);
        if let Some(Inequality { sign, bound, words }) = inequality {
            end += words;
            let strict = u8::from(bound == Bound::Strict);
            match sign {
                ">=" => (low, high) = (low + strict, TOP),
                _ if bound == Bound::Reached => {}
                _ => (low, high) = (0, high.saturating_sub(strict)),
            }
        }
        (low <= TOP).then_some(Spoken {
            low,
            high,
            inequality: inequality.map(|i| i.sign),
            tokens: (word, end),
            left: false,
        })
    }

    fn is_number(&self, token: u32) -> bool {
        self.word(token).iter().all(u8::is_ascii_digit)
    }

    /// The number at a token behind an arrow: "3 -> 1", "G3 → G1".
    fn after_arrow(&self, token: u32) -> Option<u8> {
        let marks = |t: u32| self.between(t);
        let arrow = token < self.end && (is_arrow(marks(token)) || (marks(token).trim() == ">" && self.is_grade(token - 1)));
        arrow.then(|| number(self.word(token)).or_else(|| self.joined(token)))?
    }

    /// True for a number that a grade may have, alone or behind "G".
    fn is_grade(&self, token: u32) -> bool {
        number(self.word(token)).is_some() || self.joined(token).is_some()
    }

    /// What stands in the text between a token and the one before.
    fn between(&self, token: u32) -> &str {
        let tokens = &self.doc.buffer.tokens;
        let start = token.checked_sub(1).map_or(0, |t| tokens[t as usize].end) as usize;
        &self.doc.text[start..tokens[token as usize].start as usize]
    }

    /// The inequality said before the word, between word and number, or after the number.
    fn inequality(&self, word: u32, at: u32, end: u32) -> Option<Inequality> {
        let inequality = |sign, bound, words| Some(Inequality { sign, bound, words });
        if self.gap(end).is_plain() && end + 1 < self.end && self.word(end) == b"or" {
            match self.word(end + 1) {
                b"higher" | b"above" | b"more" | b"greater" | b"worse" | b"over" => return inequality(">=", Bound::Inclusive, 2),
                b"lower" | b"below" | b"less" | b"under" => return inequality("<=", Bound::Inclusive, 2),
                _ => {}
            }
        }
        let before = |back: u32| word.checked_sub(back).map_or(&b""[..], |t| self.word(t));
        match (before(2), before(1)) {
            (b"at", b"least") | (_, b"minimum") => return inequality(">=", Bound::Inclusive, 0),
            (b"up", b"to") | (b"at", b"most") => return inequality("<=", Bound::Reached, 0),
            _ => {}
        }
        let spots = [word, at];
        spots.iter().find_map(|&token| self.sign(token))
    }

    /// A sign of inequality just before a token.
    fn sign(&self, token: u32) -> Option<Inequality> {
        if !self.gap(token).has(Gap::EQUALS.with(Gap::OTHER)) {
            return None;
        }
        let between = self.between(token);
        // "G3>G4" is no inequality.
        if is_arrow(between) || (token > 0 && between.trim() == ">" && self.is_grade(token - 1)) {
            return None;
        }
        let sign = if between.contains(['>', '≥']) {
            ">="
        } else if between.contains(['<', '≤']) {
            "<="
        } else {
            return None;
        };
        let bound = if between.contains(['=', '≥', '≤']) {
            Bound::Inclusive
        } else {
            Bound::Strict
        };
        Some(Inequality { sign, bound, words: 0 })
    }
}

/// An inequality as it is said.
#[derive(Clone, Copy)]
struct Inequality {
    /// `>=` or `<=`.
    sign: &'static str,
    bound: Bound,
    /// How many of its words stand behind the number.
    words: u32,
}

/// Whether the grade of an inequality is one of those meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// "grade 2 or higher"
    Inclusive,
    /// "> 2"
    Strict,
    /// It alone is meant: "up to grade 2", "at most 2" was reached.
    Reached,
}

fn is_arrow(marks: &str) -> bool {
    ["\u{2192}", "->", "=>"].iter().any(|arrow| marks.contains(arrow))
}

/// True for a term that names what is graded, or the word "grade".
fn is_named(term: &Term) -> bool {
    !matches!(term.grade(), GradeTerm::Leaf(_) | GradeTerm::Link)
}

/// A grade from 0 to 4 in digits, Roman numerals or words.
fn number(word: &[u8]) -> Option<u8> {
    let figure = match word {
        [figure @ b'0'..=b'9'] => Some(figure - b'0'),
        _ => None,
    };
    figure
        .or_else(|| roman(word))
        .or_else(|| cardinal(word))
        .filter(|grade| *grade <= TOP)
}
