//! Typed cells of rows, column by column, for forms that write tables.

use rustc_hash::FxHashMap;

/// The cells of some rows. An empty cell takes no room, so that a wide table may have many columns.
#[derive(Debug, Default)]
pub struct Columns {
    rows: u32,
    columns: Vec<ColumnCells>,
}

/// The cells of a column that are not empty.
#[derive(Debug, Default)]
pub struct ColumnCells {
    /// The row of each cell, in order.
    rows: Vec<u32>,
    /// The value of each: the bits of a number, or the number of a text.
    values: Vec<u64>,
    texts: Texts,
}

/// The texts of a column, one behind the other.
#[derive(Debug, Default)]
struct Texts {
    bytes: String,
    ends: Vec<usize>,
    known: FxHashMap<Box<str>, u64>,
}

impl Columns {
    /// The number of rows.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// A column; `None` where none of its cells, nor of those behind it, has ever been filled.
    pub fn column(&self, column: usize) -> Option<&ColumnCells> {
        self.columns.get(column)
    }

    /// Fills a cell of the row that has begun with the bits of a number.
    pub fn put_number(&mut self, column: usize, bits: u64) {
        let rows = self.rows;
        self.column_mut(column).put(rows, bits);
    }

    /// Fills a cell with one word of a small vocabulary. Each word is held once.
    pub fn put_word(&mut self, column: usize, word: &str) {
        let rows = self.rows;
        let cells = self.column_mut(column);
        let number = match cells.texts.last(&cells.values, word) {
            Some(same) => same,
            None => cells.texts.number(word),
        };
        cells.put(rows, number);
    }

    /// Fills a cell with a text. The text of the cell before is not held twice.
    pub fn put_text(&mut self, column: usize, text: &str) {
        let rows = self.rows;
        let cells = self.column_mut(column);
        let number = match cells.texts.last(&cells.values, text) {
            Some(same) => same,
            None => cells.texts.add(text),
        };
        cells.put(rows, number);
    }

    /// Ends the row; what is put next stands in a new one.
    pub fn end_row(&mut self) {
        self.rows += 1;
    }

    /// Removes all rows from this one on, and the cells of a row that has no end.
    pub fn truncate(&mut self, rows: u32) {
        self.rows = rows;
        for column in &mut self.columns {
            let kept = column.rows.partition_point(|row| *row < rows);
            column.rows.truncate(kept);
            column.values.truncate(kept);
        }
    }

    /// How many bytes the cells take, about.
    pub fn size(&self) -> usize {
        let of = |column: &ColumnCells| column.rows.len() * 12 + column.texts.bytes.len();
        self.columns.iter().map(of).sum()
    }

    fn column_mut(&mut self, column: usize) -> &mut ColumnCells {
        if column >= self.columns.len() {
            self.columns.resize_with(column + 1, ColumnCells::default);
        }
        &mut self.columns[column]
    }
}

impl ColumnCells {
    /// The row and the value of each cell, in order: the bits of a number, or the number of a text.
    pub fn cells(&self) -> impl Iterator<Item = (u32, u64)> {
        self.rows.iter().copied().zip(self.values.iter().copied())
    }

    /// The text with this number.
    pub fn text(&self, number: u64) -> &str {
        self.texts.get(number as usize)
    }

    /// How many texts it has.
    pub fn texts(&self) -> usize {
        self.texts.ends.len()
    }

    fn put(&mut self, row: u32, value: u64) {
        self.rows.push(row);
        self.values.push(value);
    }
}

impl Texts {
    fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[number]]
    }

    /// The number of the last cell's text, if it is the same.
    fn last(&self, values: &[u64], text: &str) -> Option<u64> {
        values.last().copied().filter(|last| self.get(*last as usize) == text)
    }

    fn number(&mut self, word: &str) -> u64 {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let number = self.add(word);
        self.known.insert(word.into(), number);
        number
    }

    fn add(&mut self, text: &str) -> u64 {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        self.ends.len() as u64 - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(columns: &Columns, column: usize) -> Vec<(u32, &str)> {
        let cells = columns.column(column).unwrap();
        cells.cells().map(|(row, value)| (row, cells.text(value))).collect()
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
        let texts = [1, 2].map(|n| columns.column(n).unwrap().texts());
        assert_eq!((columns.rows(), texts), (5, [2, 3]));
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
        let cells: Vec<_> = columns.column(0).unwrap().cells().collect();
        assert_eq!(cells, [(0, 7), (1, 9)]);
        assert_eq!((columns.rows(), told(&columns, 3)), (2, Vec::new()));
    }
}
