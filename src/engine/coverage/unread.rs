//! The pieces of a sentence that were not read.

use super::marks::Mark;
use super::{Coverage, Unread, UnreadKind};
use crate::document::Document;
use crate::extract::TokenTable;
use crate::text::Shape;

/// A piece while it grows.
struct Piece {
    first: u32,
    end: u32,
    /// Nobody knows one of its words.
    unknown: bool,
    /// It names a finding or a place.
    thing: bool,
    /// It denies something, and nobody knows what.
    unclear: bool,
}

impl Piece {
    fn unread(&self) -> Unread {
        let kind = match (self.unclear || self.unknown && self.thing, self.unknown) {
            (true, _) => UnreadKind::Predicate,
            (false, true) => UnreadKind::Words,
            (false, false) => UnreadKind::Pattern,
        };
        Unread {
            tokens: (self.first, self.end),
            kind,
        }
    }
}

/// Counts the content words of a sentence and notes those not read. Words that say nothing by themselves stand inside a piece and never at its ends; a
/// mark, a word that was read and the end of a clause end it.
pub(super) fn find(doc: &Document, table: &TokenTable, (first, end): (u32, u32), coverage: &mut Coverage) {
    let mut open: Option<Piece> = None;
    for index in first..end {
        let token = &doc.buffer.tokens[index as usize];
        let mark = coverage.marks.at(index);
        let apart = |piece: &Piece| !token.gap.is_plain() || !table.same_clause(piece.first, index);
        if open.as_ref().is_some_and(apart) {
            coverage.unread.extend(open.take().map(|piece| piece.unread()));
        }
        let unclear = mark.has(Mark::UNCLEAR);
        let silent = mark.has(Mark::QUIET) || token.shape.has(Shape::ARTICLE.with(Shape::DIGIT)) || token.end - token.start < SHORTEST;
        if silent && !unclear {
            continue;
        }
        if mark.has(Mark::READ) && !unclear {
            coverage.content += 1;
            coverage.read += 1;
            coverage.unread.extend(open.take().map(|piece| piece.unread()));
            continue;
        }
        let known = mark.has(Mark::KNOWN);
        if !unclear && doc.lexicon.is_neutral(doc.buffer.word_of(index as usize)) {
            continue;
        }
        coverage.content += 1;
        let piece = open.get_or_insert(Piece {
            first: index,
            end: index,
            unknown: false,
            thing: false,
            unclear: false,
        });
        piece.end = index + 1;
        piece.unknown |= !known;
        piece.thing |= mark.has(Mark::THING);
        piece.unclear |= unclear;
    }
    coverage.unread.extend(open.map(|piece| piece.unread()));
}

/// Shorter words, in bytes, say nothing by themselves.
const SHORTEST: u32 = 2;
