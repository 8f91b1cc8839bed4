//! Rows as typed cells, for formats with columns.

use super::cells::Cells;
use super::column::{Column, ColumnKind};
use super::usual::UsualWords;
use crate::runs::Columns;
use chrono::NaiveDate;
use std::fmt::{Display, Write};

/// Puts cells into typed columns. Empty text is an empty cell.
pub(super) struct Typed<'c> {
    kinds: &'c [Column],
    out: &'c mut Columns,
    at: usize,
    /// A list while it is put together.
    list: String,
}

impl<'c> Typed<'c> {
    /// Appends rows with these columns to `out`.
    pub fn new(kinds: &'c [Column], out: &'c mut Columns) -> Self {
        Self {
            kinds,
            out,
            at: 0,
            list: String::new(),
        }
    }

    /// Puts a list that is put together in memory used again and again.
    fn put_list(&mut self, write: impl FnOnce(&mut String)) {
        let mut list = std::mem::take(&mut self.list);
        list.clear();
        write(&mut list);
        self.text(&list);
        self.list = list;
    }

    /// The column of the next cell.
    fn next(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }
}

impl Cells for Typed<'_> {
    fn text(&mut self, text: &str) {
        let column = self.next();
        if text.is_empty() {
            return;
        }
        match self.kinds[column].kind {
            ColumnKind::Text => self.out.put_text(column, text),
            _ => self.out.put_word(column, text),
        }
    }

    fn word(&mut self, word: &str) {
        self.text(word);
    }

    fn integer(&mut self, value: i64) {
        let column = self.next();
        self.out.put_number(column, value as u64);
    }

    fn number(&mut self, value: f32) {
        let column = self.next();
        // The double that the digits say: 0.1 and not 0.10000000149.
        let digits = value.to_string();
        self.out
            .put_number(column, digits.parse::<f64>().unwrap_or(f64::from(value)).to_bits());
    }

    fn date(&mut self, date: NaiveDate) {
        let column = self.next();
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        self.out.put_number(column, days as u64);
    }

    fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let mut words = words.into_iter();
        // Most lists have no word or one.
        let Some(first) = words.next() else { return self.none() };
        let Some(second) = words.next() else { return self.word(first) };
        self.joined([first, second].into_iter().chain(words).map(|word| [word]));
    }

    fn joined<'w, const N: usize>(&mut self, words: impl IntoIterator<Item = [&'w str; N]>) {
        self.put_list(|list| {
            for (index, word) in words.into_iter().enumerate() {
                list.push_str(if index > 0 { ";" } else { "" });
                word.into_iter().for_each(|part| list.push_str(part));
            }
        });
    }

    fn list<T: Display>(&mut self, values: impl IntoIterator<Item = T>) {
        self.put_list(|list| {
            for (index, value) in values.into_iter().enumerate() {
                list.push_str(if index > 0 { ";" } else { "" });
                // Writing to a string cannot fail.
                let _ = write!(list, "{value}");
            }
        });
    }

    fn empty(&mut self, count: usize) {
        self.at += count;
    }

    /// The usual word is filled in where the column is encoded.
    fn usual(&mut self, count: usize, _: &UsualWords) {
        self.at += count;
    }

    fn as_above(&mut self, count: usize, _: impl FnOnce(&mut Self)) {
        self.out.put_as_above(self.at..self.at + count);
        self.at += count;
    }

    fn end_row(&mut self) {
        debug_assert_eq!(self.at, self.kinds.len(), "a row has a cell for each column");
        self.out.end_row();
        self.at = 0;
    }
}
