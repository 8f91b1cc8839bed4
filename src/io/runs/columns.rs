//! Typed cells of rows, column by column, for forms that write tables.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::ops::Range;

/// The cells of some rows. An empty cell takes no room, so that a wide table may have many columns.
#[derive(Debug, Default)]
pub struct Columns {
    rows: u32,
    columns: Vec<ColumnCells>,
    texts: Texts,
}

/// The cells of a column that are not empty, each behind the number of its row, in order.
#[derive(Debug, Default)]
pub struct ColumnCells {
    /// The numbers of texts.
    texts: Vec<(u32, u32)>,
    /// The bits of numbers.
    numbers: Vec<(u32, u64)>,
}

/// The texts of all columns, one behind the other.
#[derive(Debug, Default)]
struct Texts {
    bytes: String,
    ends: Vec<usize>,
    /// The last word with each hash: of two that share one, the other is held more than once.
    known: FxHashMap<u64, u32>,
}

/// Room for so many cells is made at once.
const ROOM: usize = 32;

impl Columns {
    /// The number of rows.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// A column; `None` where none of its cells, nor of those behind it, has ever been filled.
    pub fn column(&self, column: usize) -> Option<&ColumnCells> {
        self.columns.get(column)
    }

    /// The text with this number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    /// How many texts all columns have.
    pub fn texts(&self) -> usize {
        self.texts.ends.len()
    }

    /// Fills a cell of the row that has begun with the bits of a number.
    pub fn put_number(&mut self, column: usize, bits: u64) {
        let row = self.rows;
        put(&mut opened(&mut self.columns, column).numbers, row, bits);
    }

    /// Fills a cell with one word of a small vocabulary. Each word is held once.
    pub fn put_word(&mut self, column: usize, word: &str) {
        self.put_new(column, word, Texts::number);
    }

    /// Fills a cell with a text. The text of the cell before is not held twice.
    pub fn put_text(&mut self, column: usize, text: &str) {
        self.put_new(column, text, Texts::add);
    }

    /// Fills the cells of some columns as in the row above.
    pub fn put_as_above(&mut self, columns: Range<usize>) {
        let Some(above) = self.rows.checked_sub(1) else { return };
        let end = columns.end.min(self.columns.len());
        for cells in self.columns.get_mut(columns.start..end).unwrap_or_default() {
            put_again(&mut cells.texts, above);
            put_again(&mut cells.numbers, above);
        }
    }

    /// Fills a cell; a text that is not that of the cell before gets its number by `number`.
    fn put_new(&mut self, column: usize, text: &str, number: impl FnOnce(&mut Texts, &str) -> u32) {
        let cells = &mut opened(&mut self.columns, column).texts;
        let last = cells.last().map(|(_, last)| *last);
        let number = match last.filter(|last| self.texts.get(*last) == text) {
            Some(same) => same,
            None => number(&mut self.texts, text),
        };
        put(cells, self.rows, number);
    }

    /// Ends the row; what is put next stands in a new one.
    pub fn end_row(&mut self) {
        self.rows += 1;
    }

    /// Removes all rows from this one on, and the cells of a row that has no end.
    pub fn truncate(&mut self, rows: u32) {
        self.rows = rows;
        for column in &mut self.columns {
            column.texts.truncate(column.texts.partition_point(|(row, _)| *row < rows));
            column.numbers.truncate(column.numbers.partition_point(|(row, _)| *row < rows));
        }
    }

    /// How many bytes the cells take, about.
    pub fn size(&self) -> usize {
        let of = |column: &ColumnCells| size_of_val(&*column.texts) + size_of_val(&*column.numbers);
        self.columns.iter().map(of).sum::<usize>() + self.texts.bytes.len()
    }
}

impl ColumnCells {
    /// The row of each cell and the number of its text, in order.
    pub fn texts(&self) -> &[(u32, u32)] {
        &self.texts
    }

    /// The row of each cell and the bits of its number, in order.
    pub fn numbers(&self) -> &[(u32, u64)] {
        &self.numbers
    }
}

/// A column to be filled.
fn opened(columns: &mut Vec<ColumnCells>, column: usize) -> &mut ColumnCells {
    if column >= columns.len() {
        columns.resize_with(column + 1, ColumnCells::default);
    }
    &mut columns[column]
}

fn put<T>(cells: &mut Vec<(u32, T)>, row: u32, value: T) {
    if cells.capacity() == 0 {
        cells.reserve(ROOM);
    }
    cells.push((row, value));
}

/// Fills a cell like the last one, if that stands in the row above.
fn put_again<T: Copy>(cells: &mut Vec<(u32, T)>, above: u32) {
    if let Some((row, value)) = cells.last().copied()
        && row == above
    {
        cells.push((above + 1, value));
    }
}

impl Texts {
    #[inline]
    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[number]]
    }

    fn number(&mut self, word: &str) -> u32 {
        let hash = FxBuildHasher.hash_one(word);
        match self.known.get(&hash) {
            Some(&number) if self.get(number) == word => number,
            _ => {
                let number = self.add(word);
                self.known.insert(hash, number);
                number
            }
        }
    }

    fn add(&mut self, text: &str) -> u32 {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        self.ends.len() as u32 - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(columns: &Columns, column: usize) -> Vec<(u32, &str)> {
        let cells = columns.column(column).unwrap().texts();
        cells.iter().map(|(row, number)| (*row, columns.text(*number))).collect()
    }

    #[test]
    fn words_and_texts_stand_in_their_rows() {
        let mut columns = Columns::default();
        for word in ["a", "b", "", "a", "a"] {
            if !word.is_empty() {
                columns.put_word(1, word);
                columns.put_text(2, word);
            }
            columns.end_row();
        }
        let wanted = [(0, "a"), (1, "b"), (3, "a"), (4, "a")];
        assert_eq!((told(&columns, 1), told(&columns, 2)), (wanted.to_vec(), wanted.to_vec()));
        assert_eq!((columns.rows(), columns.texts()), (5, 2 + 3));
        assert!(columns.column(3).is_none());
    }

    #[test]
    fn a_row_without_an_end_is_cut_off() {
        let mut columns = Columns::default();
        columns.put_number(0, 7);
        columns.end_row();
        columns.put_number(0, 8);
        columns.put_word(3, "half");
        columns.truncate(1);
        columns.put_number(0, 9);
        columns.end_row();
        assert_eq!(columns.column(0).unwrap().numbers(), [(0, 7), (1, 9)]);
        assert_eq!((columns.rows(), told(&columns, 3)), (2, Vec::new()));
    }

    #[test]
    fn cells_as_above_are_those_of_the_last_row() {
        let mut columns = Columns::default();
        columns.put_as_above(0..3);
        columns.put_word(0, "a");
        columns.put_number(2, 7);
        columns.end_row();
        columns.put_as_above(0..4);
        columns.end_row();
        columns.put_as_above(1..2);
        columns.end_row();
        columns.put_as_above(0..3);
        columns.end_row();
        let numbers = columns.column(2).unwrap().numbers();
        assert_eq!((told(&columns, 0), numbers), (vec![(0, "a"), (1, "a")], &[(0, 7), (1, 7)][..]));
    }
}
