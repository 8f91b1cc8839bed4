//! Words of statements, and numbers in figures and in words.

use crate::document::Document;
use crate::lexicon::{Lane, Says, StatementTerm};
use crate::terms::Term;
use crate::text::cardinal;

/// The number that a token is.
pub(super) fn number(doc: &Document, token: u32) -> Option<u32> {
    let word = doc.buffer.word_of(token as usize);
    if doc.buffer.tokens[token as usize].shape.is_number() {
        return std::str::from_utf8(word).ok()?.parse().ok();
    }
    cardinal(word).map(u32::from)
}

/// The terms of statements that begin in these tokens.
pub(super) fn terms<'a>(doc: &Document<'a>, (first, end): (u32, u32)) -> &'a [Term] {
    doc.terms.between(Lane::Statement, first, end)
}

/// True for a term that names a therapy.
pub(super) fn is_therapy(term: &Term) -> bool {
    matches!(term.statement(), StatementTerm::Therapy(_))
}

/// What a term does; nothing for a therapy.
pub(super) fn says(doc: &Document, term: &Term) -> Option<Says> {
    match term.statement() {
        StatementTerm::Word(index) => Some(doc.lexicon.statements.words[index as usize].says),
        StatementTerm::Therapy(_) => None,
    }
}

/// Those of the terms that do this.
pub(super) fn saying<'t>(doc: &'t Document<'_>, terms: &'t [Term], what: Says) -> impl Iterator<Item = &'t Term> + Clone {
    terms.iter().filter(move |term| says(doc, term) == Some(what))
}

/// The term that begins at this token and does this.
pub(super) fn at<'t>(doc: &'t Document<'_>, terms: &'t [Term], token: u32, what: Says) -> Option<&'t Term> {
    saying(doc, terms, what).find(|term| term.first == token)
}
