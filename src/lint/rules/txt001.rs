//! TXT001: a word or a sentence that stands twice.

use crate::document::Document;
use crate::lint::facts::Facts;
use crate::lint::hit::{Fix, Hit};
use crate::lint::rule::Rule;
use crate::structure::Sentence;
use crate::text::{Gap, Shape, Span};
use crate::vocabulary::Role;

pub(super) static RULE: Rule = Rule {
    code: "TXT001",
    needs: &[],
    check,
};

/// A sentence of fewer words may stand twice: "Normal. Normal."
const SENTENCE: u32 = 5;

fn check(facts: &Facts<'_>, out: &mut Vec<Hit>) {
    let doc = facts.doc();
    for sentence in doc.sentences.iter().filter(|s| s.role != Role::Other) {
        let (first, end) = sentence.tokens;
        for at in first + 1..end {
            if let Some(span) = doubled(facts, at) {
                let mut hit = Hit::at(RULE.code, "a word stands twice", span, "once is enough");
                // From the end of the word before up to the end of this one.
                let before = doc.buffer.tokens[at as usize - 1].end;
                hit.fix = Some(Fix {
                    delete: Span::new(before, span.end),
                });
                out.push(hit);
            }
        }
    }
    for pair in doc.sentences.windows(2) {
        let [a, b] = pair else { continue };
        let long = a.tokens.1 - a.tokens.0 >= SENTENCE;
        if long && a.section == b.section && a.role != Role::Other && same_words(doc, a, b) {
            let spans = [a, b].map(|sentence| facts.report.span(sentence.tokens));
            out.push(Hit::at(RULE.code, "a sentence stands twice", spans[1], "again here").and(spans[0], "first here"));
        }
    }
}

/// The second of two equal words in a row on one line. Numbers, single letters, and words that may stand twice are left out.
fn doubled(facts: &Facts<'_>, at: u32) -> Option<Span> {
    let doc = facts.doc();
    let [before, own] = [at - 1, at].map(|at| &doc.buffer.tokens[at as usize]);
    let only_blank = own.gap.0 & !Gap::SPACE.0 == 0;
    if !only_blank || own.shape.has(Shape::DIGIT) || own.shape.is_capitals() {
        return None;
    }
    let [a, b] = [before, own].map(|token| token.span().of(facts.text()));
    let is_same = a.eq_ignore_ascii_case(b) && b.chars().count() > 1;
    let allowed = facts.tables.doubled.iter().any(|word| word.eq_ignore_ascii_case(b));
    // "No No": a form. A capital inside a line begins something new.
    let begins = own.shape.has(Shape::INITIAL);
    (is_same && !allowed && !begins).then(|| own.span())
}

/// True when two sentences have the same words.
fn same_words(doc: &Document<'_>, a: &Sentence, b: &Sentence) -> bool {
    let words = |sentence: &Sentence| (sentence.tokens.0..sentence.tokens.1).map(|at| doc.buffer.word_of(at as usize));
    a.tokens.1 - a.tokens.0 == b.tokens.1 - b.tokens.0 && words(a).eq(words(b))
}
