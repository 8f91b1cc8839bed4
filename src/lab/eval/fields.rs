//! The fields of a JSON object. Messages name the field and never quote its value.

use serde_json::{Map, Value};

/// A JSON object in a line, and its path in the line.
#[derive(Clone, Debug)]
pub(super) struct Fields<'v> {
    object: &'v Map<String, Value>,
    path: String,
}

impl<'v> Fields<'v> {
    /// The object of the line itself.
    pub fn of_line(object: &'v Map<String, Value>) -> Self {
        Self {
            object,
            path: String::new(),
        }
    }

    fn name(&self, field: &str) -> String {
        format!("the field `{}{field}`", self.path)
    }

    /// The value of the field; `None` when it is missing or null.
    pub fn get(&self, field: &str) -> Option<&'v Value> {
        self.object.get(field).filter(|value| !value.is_null())
    }

    /// All fields, by name.
    pub fn all(&self) -> impl Iterator<Item = (&'v str, &'v Value)> {
        self.object.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// An optional string.
    pub fn word(&self, field: &str) -> Result<Option<&'v str>, String> {
        match self.get(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(format!("{} is not a string", self.name(field))),
        }
    }

    /// A required string.
    pub fn text(&self, field: &str) -> Result<&'v str, String> {
        self.word(field)?.ok_or_else(|| format!("{} is missing", self.name(field)))
    }

    /// An id: a string or a number.
    pub fn id(&self, field: &str) -> Result<String, String> {
        match self.get(field) {
            Some(Value::Number(number)) => Ok(number.to_string()),
            _ => self.text(field).map(str::to_owned),
        }
    }

    /// A list; empty when the field is missing or null.
    pub fn list(&self, field: &str) -> Result<&'v [Value], String> {
        match self.get(field) {
            None => Ok(&[]),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(format!("{} is not a list", self.name(field))),
        }
    }

    /// A required list.
    pub fn needed_list(&self, field: &str) -> Result<&'v [Value], String> {
        match self.get(field) {
            None => Err(format!("{} is missing", self.name(field))),
            Some(_) => self.list(field),
        }
    }

    /// The objects of a list.
    pub fn objects(&self, field: &str, items: &'v [Value]) -> Result<Vec<Fields<'v>>, String> {
        let fields = |(index, item): (usize, &'v Value)| match item {
            Value::Object(object) => Ok(Fields {
                object,
                path: format!("{}{field}[{index}].", self.path),
            }),
            _ => Err(format!("{}[{index}]` is not an object", self.name(field).trim_end_matches('`'))),
        };
        items.iter().enumerate().map(fields).collect()
    }

    /// A list of pairs: a string, and a string or null.
    pub fn pairs(&self, field: &str) -> Result<Vec<(&'v str, Option<&'v str>)>, String> {
        let pair = |(index, item): (usize, &'v Value)| {
            let two = item.as_array().filter(|two| two.len() == 2);
            let read = two.and_then(|two| {
                let second = if two[1].is_null() { None } else { Some(two[1].as_str()?) };
                Some((two[0].as_str()?, second))
            });
            read.ok_or_else(|| format!("{}[{index}]` is not a pair of words", self.name(field).trim_end_matches('`')))
        };
        self.list(field)?.iter().enumerate().map(pair).collect()
    }

    /// A pair of offsets.
    pub fn range(&self, field: &str) -> Option<(u64, u64)> {
        let two = self.get(field)?.as_array().filter(|two| two.len() == 2)?;
        Some((two[0].as_u64()?, two[1].as_u64()?))
    }

    /// The message for a field whose value is not one of the known words.
    pub fn unknown<'w>(&self, field: &str, known: impl Iterator<Item = &'w str>) -> String {
        let known: Vec<String> = known.map(|word| format!("`{word}`")).collect();
        format!("{} is not one of {}", self.name(field), known.join(", "))
    }
}
