//! The tables of a file in order, and the keys of each table in canonical order.

use super::comments::Between;
use super::list::{is_list_of_tables, quoted, write};
use crate::lexicon::keys_of;
use toml_edit::{DocumentMut, Item, Key, Table, Value};

/// The tables of a file.
pub(super) struct Entries<'d> {
    document: &'d DocumentMut,
    tables: Vec<HeadedTable<'d>>,
}

struct HeadedTable<'d> {
    /// The names in its header; empty for the top of the file.
    path: Vec<String>,
    /// True for `[[name]]`.
    in_list: bool,
    table: &'d Table,
}

impl<'d> Entries<'d> {
    /// The tables of a document, in the order in which they are written.
    pub fn of(document: &'d DocumentMut) -> Self {
        let mut tables = Vec::new();
        collect(document.as_table(), &mut Vec::new(), &mut tables);
        tables.sort_by_key(|entry| entry.table.position());
        tables.insert(
            0,
            HeadedTable {
                path: Vec::new(),
                in_list: false,
                table: document.as_table(),
            },
        );
        Self { document, tables }
    }

    /// The file in canonical form.
    pub fn write(&self) -> String {
        let mut out = String::new();
        for entry in &self.tables {
            entry.write(&mut out);
        }
        for line in Between::of(Some(self.document.trailing()), true).lines() {
            out.push_str(line);
            out.push('\n');
        }
        out
    }
}

/// The tables below a table that have a header of their own.
fn collect<'d>(table: &'d Table, path: &mut Vec<String>, out: &mut Vec<HeadedTable<'d>>) {
    for (name, item) in table {
        path.push(quoted(name));
        match item {
            Item::Table(inner) => {
                if !inner.is_dotted() && !inner.is_implicit() {
                    out.push(HeadedTable {
                        path: path.clone(),
                        in_list: false,
                        table: inner,
                    });
                }
                collect(inner, path, out);
            }
            Item::ArrayOfTables(list) => {
                for inner in list {
                    out.push(HeadedTable {
                        path: path.clone(),
                        in_list: true,
                        table: inner,
                    });
                    collect(inner, path, out);
                }
            }
            Item::Value(_) | Item::None => {}
        }
        path.pop();
    }
}

impl HeadedTable<'_> {
    fn write(&self, out: &mut String) {
        if !self.path.is_empty() {
            let decor = self.table.decor();
            above(&Between::of(decor.prefix(), true), out);
            let name = self.path.join(".");
            out.push_str(&if self.in_list { format!("[[{name}]]") } else { format!("[{name}]") });
            behind(&Between::of(decor.suffix(), false), out);
        }
        let mut values = self.table.get_values();
        let order = self.path.first().filter(|_| self.path.len() == 1).and_then(|name| keys_of(name));
        if let Some(order) = order {
            let place = |keys: &[&Key]| order.iter().position(|key| *key == keys[0].get()).unwrap_or(order.len());
            values.sort_by_key(|(keys, _)| place(keys));
        }
        for (keys, value) in values {
            self.pair(&keys, value, out);
        }
    }

    fn pair(&self, keys: &[&Key], value: &Value, out: &mut String) {
        let before = Between::of(keys[0].leaf_decor().prefix(), true);
        if self.path.is_empty() {
            above(&before, out);
        } else {
            before.lines().for_each(|line| out.push_str(&format!("{line}\n")));
        }
        let name: Vec<String> = keys.iter().map(|key| quoted(key.get())).collect();
        let start = format!("{} = ", name.join("."));
        out.push_str(&start);
        write(value, 0, start.len(), is_list_of_tables(value), out);
        behind(&Between::of(value.decor().suffix(), false), out);
    }
}

/// The comments above an entry, after a blank line. Blank lines between the comments are kept.
fn above(between: &Between, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    let lines = between.above.iter().skip_while(|line| line.is_empty());
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
}

/// A trailing comment and the end of the line.
fn behind(between: &Between, out: &mut String) {
    if let Some(comment) = &between.behind {
        out.push_str(&format!(" {comment}"));
    }
    out.push('\n');
}
