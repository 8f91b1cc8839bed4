//! The cells of rows: one description of the rows, and who receives them.

use super::usual::UsualWords;
use chrono::NaiveDate;
use std::fmt::Display;

/// Receives the cells of rows one by one, in the order of the columns.
pub trait Cells {
    /// Text of the report or its metadata.
    fn text(&mut self, text: &str);

    /// A word of the record or of the lexicons; empty when there is no value.
    fn word(&mut self, word: &str);

    /// A whole number.
    fn integer(&mut self, value: i64);

    /// Any number.
    fn number(&mut self, value: f32);

    /// A date.
    fn date(&mut self, date: NaiveDate);

    /// Several words in one cell, separated by semicolons.
    fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>);

    /// Several words in one cell, separated by semicolons, each made of parts.
    fn joined<'w, const N: usize>(&mut self, words: impl IntoIterator<Item = [&'w str; N]>);

    /// Several formatted values in one cell, separated by semicolons.
    fn list<T: Display>(&mut self, values: impl IntoIterator<Item = T>);

    /// So many cells with what the row above has, which `write` would write again.
    fn as_above(&mut self, _count: usize, write: impl FnOnce(&mut Self)) {
        write(self);
    }

    /// An empty cell.
    fn none(&mut self) {
        self.empty(1);
    }

    /// This many empty cells.
    fn empty(&mut self, count: usize);

    /// This many cells with the [usual](super::Column::usual) word of their columns, which `words` has for at least as many.
    fn usual(&mut self, count: usize, words: &UsualWords);

    /// Ends the row; the next cell begins a new one.
    fn end_row(&mut self);
}
