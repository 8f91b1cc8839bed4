//! Columns of text for a terminal.

use crate::visible::visible;
use anstyle::Style;
use std::fmt;

/// A table whose columns are as wide as their widest cell. The style of a cell adds no width. Cells are made [`visible`].
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<(String, Style)>>,
}

impl Table {
    /// A table with these headings.
    pub fn new(headings: &[&str]) -> Self {
        let mut table = Self::default();
        table.row(headings.iter().map(|h| ((*h).to_owned(), Style::new().underline())));
        table
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = (String, Style)>) {
        self.rows.push(
            cells
                .into_iter()
                .map(|(cell, style)| (visible(&cell).into_owned(), style))
                .collect(),
        );
    }

    /// Adds a row without styles.
    pub fn plain<const N: usize>(&mut self, cells: [String; N]) {
        self.row(cells.into_iter().map(|cell| (cell, Style::new())));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let cells = |column: usize| self.rows.iter().filter_map(move |row| row.get(column));
        let widths: Vec<usize> = (0..columns)
            .map(|c| cells(c).map(|(text, _)| text.chars().count()).max().unwrap_or(0))
            .collect();
        for row in &self.rows {
            let last = row.iter().rposition(|(text, _)| !text.is_empty()).unwrap_or(0);
            for (column, (text, style)) in row.iter().enumerate().take(last + 1) {
                let pad = if column == last {
                    0
                } else {
                    widths[column] - text.chars().count() + 2
                };
                write!(f, "{style}{text}{style:#}{:pad$}", "")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
