//! The output of a run for some consecutive records, by table.

use super::columns::Columns;
use std::ops::{Index, IndexMut};

/// The most tables that a form of output has; most have only one.
pub const TABLES: usize = 2;

/// The output for some consecutive records: for each table bytes, or rows of typed cells, as its form wants them.
#[derive(Debug, Default)]
pub struct Tables {
    bytes: [Vec<u8>; TABLES],
    columns: [Columns; TABLES],
    /// Those of further forms, when a run writes several.
    further: Vec<Tables>,
}

impl Tables {
    /// The tables of a form, by its number among the forms of the run.
    pub fn of_form(&mut self, form: usize) -> &mut Self {
        let Some(further) = form.checked_sub(1) else { return self };
        if self.further.len() <= further {
            self.further.resize_with(further + 1, Self::default);
        }
        &mut self.further[further]
    }

    /// The bytes of all tables.
    pub fn bytes(&mut self) -> &mut [Vec<u8>; TABLES] {
        &mut self.bytes
    }

    /// The rows of a table.
    pub fn columns(&mut self, table: usize) -> &mut Columns {
        &mut self.columns[table]
    }

    /// The current extent.
    pub(super) fn extent(&self) -> TablesExtent {
        TablesExtent {
            bytes: self.bytes.each_ref().map(Vec::len),
            rows: self.columns.each_ref().map(Columns::rows),
            further: self.further.iter().map(Self::extent).collect(),
        }
    }

    /// Removes everything that was added after this extent.
    pub(super) fn cut_back(&mut self, extent: &TablesExtent) {
        for (bytes, length) in self.bytes.iter_mut().zip(extent.bytes) {
            bytes.truncate(length);
        }
        for (columns, rows) in self.columns.iter_mut().zip(extent.rows) {
            columns.truncate(rows);
        }
        let none = Self::default().extent();
        for (number, tables) in self.further.iter_mut().enumerate() {
            tables.cut_back(extent.further.get(number).unwrap_or(&none));
        }
    }

    /// Clears the tables; buffers of more than `most` bytes are freed.
    pub(super) fn clear(&mut self, most: usize) {
        for bytes in &mut self.bytes {
            bytes.clear();
            bytes.shrink_to(most);
        }
        self.columns = Default::default();
        self.further.iter_mut().for_each(|tables| tables.clear(most));
    }
}

/// The extent of tables at some point.
pub(super) struct TablesExtent {
    bytes: [usize; TABLES],
    rows: [u32; TABLES],
    further: Vec<TablesExtent>,
}

/// The bytes of a table.
impl Index<usize> for Tables {
    type Output = Vec<u8>;

    fn index(&self, table: usize) -> &Vec<u8> {
        &self.bytes[table]
    }
}

impl IndexMut<usize> for Tables {
    fn index_mut(&mut self, table: usize) -> &mut Vec<u8> {
        &mut self.bytes[table]
    }
}
