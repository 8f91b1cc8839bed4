//! Tables whose columns are the answers: "| Finding | Yes | No |", a cross in one of them.

use super::lines::{before_line_end, behind_line_end};
use super::signs::{Answer, FoundSigns, Item};
use crate::text::{Gap, TextBuffer};
use smallvec::SmallVec;

/// Which column says what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    yes: usize,
    no: usize,
}

/// A row wider than this, in cells, is none.
const WIDEST: usize = 12;

/// The cells of a row, as ranges of tokens.
type Cells = SmallVec<[(u32, u32); 8]>;

/// The cells of the row that begins with token `first`: the first token of each, empty ones too, and where the row ends.
fn cells(buffer: &TextBuffer, (first, end): (u32, u32)) -> Option<(Cells, u32)> {
    let framed = behind_line_end(buffer.plain_gap(first as usize)).contains(&b'|');
    let mut out = Cells::new();
    let mut start = first;
    let mut at = first + 1;
    loop {
        let last = at >= end || buffer.tokens[at as usize].gap.has(Gap::LINE);
        let gap = buffer.plain_gap(at as usize);
        let gap = if last { before_line_end(gap) } else { gap };
        let borders = gap.iter().filter(|b| matches!(b, b'|' | b'\t')).count();
        if borders > 0 || last {
            out.push((start, at));
            // Borders with nothing between them: empty cells. That of the frame opens none.
            let empty = if last {
                borders.saturating_sub(usize::from(framed))
            } else {
                borders - 1
            };
            out.extend(std::iter::repeat_n((at, at), empty));
            start = at;
        }
        if last || out.len() > WIDEST {
            break;
        }
        at += 1;
    }
    (out.len() > 2 && out.len() <= WIDEST).then_some((out, at))
}

/// Reads the line that begins with token `first` as a row: a head sets the columns, a row below it with a cross in one of them is an item.
pub(super) fn row(buffer: &TextBuffer, signs: &FoundSigns, (first, end): (u32, u32), columns: &mut Option<Columns>) -> Option<Item> {
    let next = buffer.tokens.get(first as usize + 1)?;
    let bordered = next.gap.has(Gap::BULLET) || buffer.plain_gap(first as usize + 1).contains(&b'\t') || columns.is_some();
    if !bordered && !signs.between(first, end.min(first + 12)).iter().any(|s| s.first > first) {
        return None;
    }
    let (cells, stop) = cells(buffer, (first, end))?;
    if let Some(columns) = columns {
        let crossed = |at: usize| {
            let &(from, to) = cells.get(at)?;
            Some(to == from + 1 && matches!(buffer.word_of(from as usize), b"x" | b"yes"))
        };
        let answer = match (crossed(columns.yes), crossed(columns.no)) {
            (Some(true), Some(false)) => Answer::Yes,
            (Some(false) | None, Some(true)) => Answer::No,
            (Some(true), None) => Answer::Yes,
            _ => return None,
        };
        return Some(Item {
            label: cells[0],
            end: stop,
            answer,
            boxed: false,
            chosen: true,
        });
    }
    let says = |wanted| {
        cells[1..]
            .iter()
            .position(|&(from, to)| from < to && signs.answer(from) == Some((to, wanted)))
            .map(|i| i + 1)
    };
    if let (Some(yes), Some(no)) = (says(Answer::Yes), says(Answer::No))
        && signs.answer(first).is_none()
    {
        *columns = Some(Columns { yes, no });
    }
    None
}
