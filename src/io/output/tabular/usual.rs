//! The usual words of columns, which are copied at once.

/// The usual word of columns that have the same, ready for CSV.
pub struct UsualWords {
    csv: Vec<u8>,
    each: usize,
}

impl UsualWords {
    /// For this many columns; `word` needs no quotes.
    pub fn new(word: &str, columns: usize) -> Self {
        Self {
            csv: format!("{word},").repeat(columns).into_bytes(),
            each: word.len() + 1,
        }
    }

    /// The first `count` cells.
    pub(super) fn first(&self, count: usize) -> &[u8] {
        &self.csv[..count * self.each - 1]
    }
}
