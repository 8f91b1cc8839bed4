//! Values: on one line where they fit, otherwise as a list with one item per line.

use super::comments::Between;
use toml_edit::{Array, InlineTable, Value};

/// The longest line, except for a single item that is longer.
const WIDTH: usize = 110;

/// A value that begins at `column` of a line indented by `indent`.
pub(super) fn write(value: &Value, indent: usize, column: usize, is_split: bool, out: &mut String) {
    if !is_split
        && let Some(line) = on_one_line(value)
        && column + line.chars().count() <= WIDTH
    {
        out.push_str(&line);
        return;
    }
    match value {
        Value::Array(array) if !array.is_empty() || !trailing(array).is_empty() => split(array, indent, out),
        Value::InlineTable(table) if can_split(table) => {
            let mut first = true;
            for (key, value) in table {
                out.push_str(if first { "{ " } else { ", " });
                first = false;
                out.push_str(&format!("{} = ", quoted(key)));
                write(value, indent, 0, splits(value), out);
            }
            out.push_str(" }");
        }
        // Too long for a line, and nothing to split.
        _ => out.push_str(&on_one_line(value).unwrap_or_else(|| as_written(value))),
    }
}

/// A list with one item per line.
fn split(array: &Array, indent: usize, out: &mut String) {
    out.push('[');
    let inside = " ".repeat(indent + 2);
    for item in array {
        let before = Between::of(item.decor().prefix(), false);
        if let Some(comment) = &before.behind {
            out.push_str(&format!(" {comment}"));
        }
        out.push('\n');
        for line in before.lines() {
            out.push_str(&format!("{inside}{line}\n"));
        }
        out.push_str(&inside);
        write(item, indent + 2, indent + 2, false, out);
        out.push(',');
        let after = Between::of(item.decor().suffix(), false);
        // A comment before the comma moves behind it, so that the next item does not end up on the line of the comment.
        if let Some(comment) = after.behind.iter().map(String::as_str).chain(after.lines()).next() {
            out.push_str(&format!(" {comment}"));
        }
    }
    let last = trailing(array);
    if let Some(comment) = &last.behind {
        out.push_str(&format!(" {comment}"));
    }
    out.push('\n');
    for line in last.lines() {
        out.push_str(&format!("{inside}{line}\n"));
    }
    out.push_str(&" ".repeat(indent));
    out.push(']');
}

fn trailing(array: &Array) -> Between {
    Between::of(Some(array.trailing()), false)
}

/// The value on one line; `None` when it contains a comment.
fn on_one_line(value: &Value) -> Option<String> {
    match value {
        Value::Array(array) => {
            let bare =
                |item: &Value| Between::of(item.decor().prefix(), false).is_empty() && Between::of(item.decor().suffix(), false).is_empty();
            if !array.iter().all(bare) || !trailing(array).is_empty() {
                return None;
            }
            let items: Option<Vec<String>> = array.iter().map(on_one_line).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::InlineTable(table) if table.is_empty() => Some("{}".to_owned()),
        Value::InlineTable(table) => {
            let pairs: Option<Vec<String>> = table
                .iter()
                .map(|(key, value)| Some(format!("{} = {}", quoted(key), on_one_line(value)?)))
                .collect();
            Some(format!("{{ {} }}", pairs?.join(", ")))
        }
        _ => Some(as_written(value)),
    }
}

/// A string, number or boolean as the author wrote it.
fn as_written(value: &Value) -> String {
    let mut bare = value.clone();
    bare.decor_mut().clear();
    bare.to_string()
}

/// A key, quoted where necessary.
pub(super) fn quoted(key: &str) -> String {
    toml_edit::Key::new(key).to_string()
}

/// True for a table that contains a list to be split: an inline table itself cannot contain line breaks.
fn can_split(table: &InlineTable) -> bool {
    table.iter().any(|(_, value)| match value {
        Value::InlineTable(table) => can_split(table),
        _ => splits(value),
    })
}

/// True for a list that is split when the table around it is too long: a list of tables, or a list of many words.
fn splits(value: &Value) -> bool {
    let Value::Array(array) = value else { return false };
    array.iter().any(Value::is_inline_table) || on_one_line(value).is_none_or(|line| line.chars().count() > WIDTH / 2)
}

/// True for a list of several tables: each table has a line of its own, however short it is.
pub(super) fn is_list_of_tables(value: &Value) -> bool {
    matches!(value, Value::Array(array) if array.len() > 1 && array.iter().any(Value::is_inline_table))
}
