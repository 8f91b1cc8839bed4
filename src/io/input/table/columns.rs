//! Finds the columns of a table that make a record.

use super::super::fields::Fields;
use super::super::names::{advice, in_other_letters};
use super::super::record::Record;
use super::super::reject::Reason;
use super::row::Row;
use crate::report::Meta;
use crate::text::decode;
use serde_json::Value;

/// The longest name that is shown in messages, and the most names.
const LONGEST_NAME: usize = 40;
const MOST_NAMES: usize = 50;

/// Words in the names of columns that speak of no study.
const NO_STUDY_DATES: [&str; 3] = ["birth", "update", "candidate"];

/// The numbers of the columns that make a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) text: usize,
    pub(super) meta: Vec<(usize, String)>,
    pub(super) width: usize,
}

impl Columns {
    /// Finds the columns by the names in `header`.
    ///
    /// # Errors
    /// A column that is missing or occurs twice.
    pub fn choose(header: &[String], fields: &Fields) -> Result<Self, Reason> {
        let find = |name: &str| -> Result<usize, Reason> {
            let mut places = (0..header.len()).filter(|&place| header[place] == name);
            match (places.next(), places.next()) {
                (Some(place), None) => Ok(place),
                (Some(_), Some(_)) => Err(Reason::Twice(name.to_owned())),
                (None, _) => match in_other_letters(header.iter().map(String::as_str), name) {
                    Some((place, _)) => Ok(place),
                    None => Err(Reason::NoColumn(name.to_owned(), Box::new((shown(header), None)))),
                },
            }
        };
        let text = find(&fields.text).map_err(|reason| match reason {
            Reason::NoColumn(wanted, mut found) => {
                found.1 = advice(header.iter().map(String::as_str));
                Reason::NoColumn(wanted, found)
            }
            reason => reason,
        })?;
        let id = match find(&fields.id) {
            Ok(id) => Some(id),
            // The column was not asked for by name.
            Err(Reason::NoColumn(..)) if fields.id == Fields::default().id => None,
            Err(reason) => return Err(reason),
        };
        let described = fields.describing().map(|(_, name)| find(name)).collect::<Result<Vec<_>, _>>()?;
        let mut meta = match fields.meta.as_slice() {
            [] => (0..header.len()).filter(|place| *place != text && Some(*place) != id).collect(),
            names => names.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>()?,
        };
        let more: Vec<usize> = described.into_iter().filter(|place| !meta.contains(place)).collect();
        meta.extend(more);
        Ok(Self {
            id,
            text,
            meta: meta.into_iter().map(|place| (place, header[place].clone())).collect(),
            width: header.len(),
        })
    }

    /// The column that may hold the date of the study, when none of those that go into `meta` is called `study_date`.
    pub fn other_date(&self) -> Option<&str> {
        let mut names = self.meta.iter().map(|(_, name)| name.as_str());
        let is_date = |name: &&str| {
            let lower = name.to_lowercase();
            is_name(name) && lower.contains("date") && !NO_STUDY_DATES.iter().any(|word| lower.contains(word))
        };
        let named = names.clone().any(|name| name == "study_date");
        names.find(is_date).filter(|_| !named)
    }

    /// The record of a row of text cells; empty cells do not go into `meta`.
    pub fn record<'b>(&self, bytes: &'b [u8], place: impl Fn() -> String) -> Record<'b> {
        let row = Row::new(bytes, self.width);
        let mut cp1252 = false;
        let mut cell = |index: usize| {
            let decoded = decode(row.get(index));
            cp1252 |= decoded.cp1252;
            decoded.text
        };
        let id = self.id.map(&mut cell).filter(|id| !id.is_empty());
        let mut meta = Meta::default();
        for (index, name) in &self.meta {
            let value = cell(*index);
            if !value.is_empty() {
                meta.0.insert(name.clone(), Value::String(value.into_owned()));
            }
        }
        Record::of_row(id, row.get(self.text), meta, cp1252, place)
    }
}

/// The column names for a message.
fn shown(header: &[String]) -> String {
    let mut shown: Vec<String> = header.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    if header.len() > MOST_NAMES {
        shown.push(format!("and {} more", header.len() - MOST_NAMES));
    }
    shown.join(", ")
}

/// True when these cells may be shown in a message: the first line of a file without a header may contain a report or a name.
pub(super) fn is_header(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.is_empty() || is_name(cell))
}

fn is_name(cell: &str) -> bool {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '(' | ')' | ' ' | '#' | ':');
    let words = cell.split(' ').count();
    cell.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '#')
        && cell.len() <= LONGEST_NAME
        && words <= 4
        && cell.chars().all(letters)
}
