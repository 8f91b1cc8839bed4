//! Typed cells as arrays of Arrow.

use super::column::{Column, ColumnKind};
use crate::runs::{ColumnCells, Columns};
use arrow_array::builder::{ArrayBuilder, PrimitiveBuilder, StringBuilder};
use arrow_array::types::{ArrowPrimitiveType, Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, StringArray};
use arrow_schema::ArrowError;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An array of texts ends behind this many bytes: one array holds 2 GiB at most, and a text may be repeated in many rows.
const TEXT_BYTES: usize = 16 << 20;

/// The cells of a column of all rows in `group`, one array behind the other.
pub(super) fn arrays(column: &Column, number: usize, group: &[Columns]) -> Result<Vec<ArrayRef>, ArrowError> {
    let cells = Cells { number, group };
    Ok(match column.kind {
        ColumnKind::Text => cells.texts(),
        ColumnKind::Word => vec![cells.words(column.usual)?],
        ColumnKind::Integer => vec![cells.numbers::<Int64Type>(|bits| bits as i64)],
        ColumnKind::Number => vec![cells.numbers::<Float64Type>(f64::from_bits)],
        ColumnKind::Date => vec![cells.numbers::<Date32Type>(|bits| bits as i32)],
    })
}

/// The cells of one column.
struct Cells<'g> {
    number: usize,
    group: &'g [Columns],
}

impl<'g> Cells<'g> {
    fn rows(&self) -> usize {
        self.group.iter().map(|columns| columns.rows() as usize).sum()
    }

    /// The cells of each piece of the group, with the piece and the number of its first row.
    fn pieces(&self) -> impl Iterator<Item = (usize, &'g Columns, &'g ColumnCells)> {
        let mut next = 0;
        let first = self.group.iter().map(move |columns| {
            let first = next;
            next += columns.rows() as usize;
            (first, columns)
        });
        let number = self.number;
        first.filter_map(move |(first, columns)| Some((first, columns, columns.column(number)?)))
    }

    fn numbers<T: ArrowPrimitiveType>(&self, value: impl Fn(u64) -> T::Native) -> ArrayRef {
        let mut array = PrimitiveBuilder::<T>::with_capacity(self.rows());
        for (first, _, cells) in self.pieces() {
            for (row, bits) in cells.numbers() {
                fill_up(&mut array, first + *row as usize, None);
                array.append_value(value(*bits));
            }
        }
        fill_up(&mut array, self.rows(), None);
        Arc::new(array.finish())
    }

    /// A dictionary of the words in order of appearance, behind the usual one.
    fn words(&self, usual: Option<&'g str>) -> Result<ArrayRef, ArrowError> {
        const NONE: i32 = -1;
        let mut known: FxHashMap<&str, i32> = FxHashMap::default();
        let mut words: Vec<&str> = usual.into_iter().collect();
        known.extend(usual.map(|word| (word, 0)));
        let mut keys = PrimitiveBuilder::<Int32Type>::with_capacity(self.rows());
        // An empty cell has the first key.
        let empty = usual.map(|_| 0);
        // The keys of the words of a piece.
        let mut same = Vec::new();
        for (first, columns, cells) in self.pieces() {
            same.clear();
            same.resize(columns.texts(), NONE);
            for (row, text) in cells.texts() {
                let key = &mut same[*text as usize];
                if *key == NONE {
                    *key = *known.entry(columns.text(*text)).or_insert_with_key(|word| {
                        words.push(word);
                        words.len() as i32 - 1
                    });
                }
                fill_up(&mut keys, first + *row as usize, empty);
                keys.append_value(*key);
            }
        }
        fill_up(&mut keys, self.rows(), empty);
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(
            keys.finish(),
            Arc::new(StringArray::from_iter_values(words)) as ArrayRef,
        )?))
    }

    fn texts(&self) -> Vec<ArrayRef> {
        let mut arrays: Vec<ArrayRef> = Vec::new();
        let mut array = StringBuilder::new();
        for columns in self.group {
            let cells = columns.column(self.number).map_or(&[][..], ColumnCells::texts);
            let mut cells = cells.iter().peekable();
            for row in 0..columns.rows() {
                let cell = cells.next_if(|(at, _)| *at == row);
                array.append_option(cell.map(|(_, number)| columns.text(*number)));
                if array.values_slice().len() >= TEXT_BYTES {
                    arrays.push(Arc::new(array.finish()));
                }
            }
        }
        arrays.push(Arc::new(array.finish()));
        arrays.retain(|array| !array.is_empty());
        arrays
    }
}

/// Appends what empty cells have, until there are so many rows.
fn fill_up<T: ArrowPrimitiveType>(array: &mut PrimitiveBuilder<T>, rows: usize, empty: Option<T::Native>) {
    let missing = rows - array.len();
    match empty {
        _ if missing == 0 => (),
        Some(value) => array.append_value_n(value, missing),
        None => array.append_nulls(missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::cast::AsArray;

    /// Two pieces of three rows each, with cells in the first column.
    fn group(cells: [[&str; 3]; 2]) -> Vec<Columns> {
        let piece = |cells: [&str; 3]| {
            let mut columns = Columns::default();
            for cell in cells {
                if !cell.is_empty() {
                    columns.put_word(0, cell);
                    columns.put_text(1, cell);
                }
                columns.end_row();
            }
            columns
        };
        cells.map(piece).into()
    }

    fn words(array: &ArrayRef) -> Vec<Option<String>> {
        let array = array.as_dictionary::<Int32Type>();
        let words = array.values().as_string::<i32>();
        let word = |key: Option<usize>| key.map(|key| words.value(key).to_owned());
        array.keys_iter().map(word).collect()
    }

    const NUMBER: Column = Column::new("n", ColumnKind::Integer, "");
    const WORD: Column = Column::new("w", ColumnKind::Word, "");
    const TEXT: Column = Column::new("t", ColumnKind::Text, "");

    fn flag() -> Column {
        Column { usual: Some("no"), ..WORD }
    }

    #[test]
    fn words_of_several_pieces_have_one_dictionary() {
        let group = group([["a", "", "b"], ["b", "no", "c"]]);
        let some = |words: [&str; 6]| words.map(|w| (!w.is_empty()).then(|| w.to_owned())).to_vec();
        let [word, flag] = [WORD, flag()].map(|column| arrays(&column, 0, &group).unwrap().remove(0));
        assert_eq!(words(&word), some(["a", "", "b", "b", "no", "c"]));
        assert_eq!(words(&flag), some(["a", "no", "b", "b", "no", "c"]));
        assert_eq!(flag.as_dictionary::<Int32Type>().values().len(), 4);
    }

    #[test]
    fn columns_that_nobody_has_filled() {
        let group = group([["a", "", "b"], ["b", "", "c"]]);
        let [word, flag, text, number] = [WORD, flag(), TEXT, NUMBER].map(|column| arrays(&column, 9, &group).unwrap().remove(0));
        assert_eq!([&word, &text, &number].map(|a| (a.len(), a.logical_null_count())), [(6, 6); 3]);
        assert_eq!(words(&flag), vec![Some("no".to_owned()); 6]);
    }

    #[test]
    fn long_texts_in_many_rows_make_several_arrays() {
        let mut columns = Columns::default();
        let long = "x".repeat(TEXT_BYTES / 2);
        for _ in 0..5 {
            columns.put_text(0, &long);
            columns.end_row();
        }
        assert!(columns.size() < TEXT_BYTES);
        let arrays = arrays(&TEXT, 0, &[columns]).unwrap();
        assert_eq!(arrays.iter().map(|array| array.len()).collect::<Vec<_>>(), [2, 2, 1]);
    }
}
