//! CSV rows, written cell by cell directly to the output buffer.
//!
//! The quoting is that of the `csv` crate where quotes are needed, which a test verifies.

use super::cells::Cells;
use super::usual::UsualWords;
use chrono::NaiveDate;
use std::fmt::Display;
use std::io::Write;

/// Writes cells to `out`, separated by commas.
pub(in super::super) struct Csv<'o> {
    out: &'o mut Vec<u8>,
    guard: bool,
    first: bool,
}

impl<'o> Csv<'o> {
    /// Appends cells to `out`. With `guard`, text that a spreadsheet would run as a formula gets an apostrophe in front.
    pub fn new(out: &'o mut Vec<u8>, guard: bool) -> Self {
        Self { out, guard, first: true }
    }

    /// A number, or another formatted value.
    pub fn value(&mut self, value: impl Display) {
        self.separate();
        // Writing to memory cannot fail.
        let _ = write!(self.out, "{value}");
    }

    /// Quotes a list from its start, where it needs that: only ids of a user's lexicon could.
    fn quote_from(&mut self, start: usize) {
        if self.out[start..].iter().any(special) {
            let list = String::from_utf8_lossy(&self.out.split_off(start)).into_owned();
            self.quoted("", &list);
        }
    }

    fn separate(&mut self) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
    }

    fn quoted_at_need(&mut self, text: &str) {
        if text.as_bytes().iter().any(special) {
            self.quoted("", text);
        } else {
            self.out.extend_from_slice(text.as_bytes());
        }
    }

    fn quoted(&mut self, before: &str, text: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(before.as_bytes());
        for (index, part) in text.split('"').enumerate() {
            if index > 0 {
                self.out.extend_from_slice(b"\"\"");
            }
            self.out.extend_from_slice(part.as_bytes());
        }
        self.out.push(b'"');
    }
}

impl Cells for Csv<'_> {
    fn text(&mut self, text: &str) {
        let formula = self.guard && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        self.separate();
        if formula {
            self.quoted("'", text);
        } else {
            self.quoted_at_need(text);
        }
    }

    fn word(&mut self, word: &str) {
        self.separate();
        self.quoted_at_need(word);
    }

    fn integer(&mut self, value: i64) {
        self.value(value);
    }

    fn number(&mut self, value: f32) {
        self.value(value);
    }

    fn date(&mut self, date: NaiveDate) {
        self.value(date);
    }

    fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        self.joined(words.into_iter().map(|word| [word]));
    }

    fn joined<'w, const N: usize>(&mut self, words: impl IntoIterator<Item = [&'w str; N]>) {
        self.separate();
        let start = self.out.len();
        for (index, word) in words.into_iter().enumerate() {
            self.out.extend_from_slice(if index > 0 { b";" } else { b"" });
            word.into_iter().for_each(|part| self.out.extend_from_slice(part.as_bytes()));
        }
        self.quote_from(start);
    }

    fn list<T: Display>(&mut self, values: impl IntoIterator<Item = T>) {
        self.separate();
        let start = self.out.len();
        for (index, value) in values.into_iter().enumerate() {
            self.out.extend_from_slice(if index > 0 { b";" } else { b"" });
            let _ = write!(self.out, "{value}");
        }
        self.quote_from(start);
    }

    fn empty(&mut self, count: usize) {
        if count > 0 {
            self.separate();
            self.out.resize(self.out.len() + count - 1, b',');
        }
    }

    fn usual(&mut self, count: usize, words: &UsualWords) {
        if count > 0 {
            self.separate();
            self.out.extend_from_slice(words.first(count));
        }
    }

    fn end_row(&mut self) {
        self.out.push(b'\n');
        self.first = true;
    }
}

/// True for characters that need quotes.
fn special(byte: &u8) -> bool {
    matches!(byte, b',' | b'"' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    const AWKWARD: [&str; 11] = ["", "plain", "a,b", "\"", "a\"\"b", "two\nlines", "\r", "=1+1", "-", "@x", "é;'"];

    fn row(guard: bool, write: impl Fn(&mut Csv<'_>, &str)) -> Vec<String> {
        let mut out = Vec::new();
        let mut cells = Csv::new(&mut out, guard);
        AWKWARD.iter().for_each(|text| write(&mut cells, text));
        cells.end_row();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]);
        let row = reader.records().next().unwrap().unwrap();
        row.iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_csv_crate_reads_what_was_written() {
        assert_eq!(row(false, |cells, text| cells.text(text)), AWKWARD);
        assert_eq!(row(false, |cells, text| cells.list([text])), AWKWARD);
        assert_eq!(row(false, |cells, text| cells.words([text])), AWKWARD);
    }

    #[test]
    fn nothing_that_a_spreadsheet_would_run() {
        let read = row(true, |cells, text| cells.text(text));
        assert_eq!(read[6..10], ["'\r", "'=1+1", "'-", "'@x"]);
        assert_eq!(read[..6], AWKWARD[..6]);
    }

    #[test]
    fn empty_and_usual_cells_stand_where_they_are_put() {
        let mut out = Vec::new();
        let mut cells = Csv::new(&mut out, false);
        let words = UsualWords::new("no", 3);
        cells.usual(2, &words);
        cells.empty(2);
        cells.usual(0, &words);
        cells.word("x");
        cells.usual(3, &words);
        cells.none();
        cells.end_row();
        cells.empty(1);
        cells.integer(7);
        cells.end_row();
        assert_eq!(String::from_utf8(out).unwrap(), "no,no,,,x,no,no,no,\n,7\n");
    }
}
