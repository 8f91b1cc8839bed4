//! One line of JSON Lines: picks the fields that make a record and skips the rest.

use super::fields::Fields;
use super::longest::LONGEST_META;
use super::names::{advice, in_other_letters};
use super::reject::Reason;
use super::scalar::Scalar;
use super::whole_numbers::{may_be_rounded, value_of, written};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// The fields of a record as written in the line.
#[derive(Debug, Default)]
pub(super) struct JsonLine<'b> {
    pub id: Scalar<'b>,
    pub text: Option<Scalar<'b>>,
    pub meta: Value,
    /// Other fields that were asked for.
    pub others: Vec<(String, Value)>,
    twice: bool,
    meta_too_long: bool,
}

/// Reads one line.
///
/// # Errors
/// The reason why it is not a record, and the byte of the line, from 1, when it is in the first line.
pub(super) fn read_line<'b>(line: &'b str, fields: &Fields) -> Result<JsonLine<'b>, (Reason, Option<usize>)> {
    let refused = |error: serde_json::Error| (Reason::of_json(&error), (error.line() == 1).then(|| error.column().max(1)));
    let mut json = serde_json::Deserializer::from_str(line);
    if !line.trim_start().starts_with('{') {
        IgnoredAny::deserialize(&mut json).map_err(refused)?;
        json.end().map_err(refused)?;
        return Err((Reason::NotAnObject, None));
    }
    let is_long = line.len() > LONGEST_META;
    let mut found = LineVisitor { fields, is_long }.deserialize(&mut json).map_err(refused)?;
    json.end().map_err(refused)?;
    if found.meta_too_long {
        return Err((Reason::MetaTooLong, None));
    }
    if found.twice {
        return Err((Reason::Twice(fields.text.clone()), None));
    }
    // The names of a long line are not collected: it may have millions.
    if (found.text.is_none() || found.id == Scalar::Nothing) && !is_long {
        let names: BTreeMap<String, IgnoredAny> = serde_json::from_str(line).unwrap_or_default();
        let names = names.keys().map(String::as_str);
        let other = |wanted: &str| in_other_letters(names.clone(), wanted).map_or_else(|| wanted.to_owned(), |(_, name)| name.to_owned());
        let named = Fields {
            id: other(&fields.id),
            text: other(&fields.text),
            ..fields.clone()
        };
        if (&named.id, &named.text) != (&fields.id, &fields.text) {
            let mut json = serde_json::Deserializer::from_str(line);
            let other = LineVisitor { fields: &named, is_long };
            found = other.deserialize(&mut json).map_err(refused)?;
        }
        if found.text.is_none() {
            return Err((Reason::NoText(named.text, advice(names).map(Into::into)), None));
        }
        return Ok(with_digits(found, line, &named));
    }
    Ok(with_digits(found, line, fields))
}

/// Restores numbers that have lost digits from the line itself. Such lines are rare, so only they are parsed again.
fn with_digits<'b>(mut found: JsonLine<'b>, line: &str, fields: &Fields) -> JsonLine<'b> {
    let rounded = matches!(found.id, Scalar::Rounded(_));
    if !rounded && !may_be_rounded(&found.meta) && !found.others.iter().any(|(_, value)| may_be_rounded(value)) {
        return found;
    }
    let written = written(line);
    if let Some(id) = written.get(&fields.id).filter(|_| rounded) {
        found.id = Scalar::Number(id.get().to_owned());
    }
    let value = |name: &str| written.get(name).and_then(|raw| value_of(raw.get()).ok());
    found.meta = value("meta").unwrap_or(found.meta);
    for (name, other) in &mut found.others {
        *other = value(name).unwrap_or(std::mem::take(other));
    }
    found
}

struct LineVisitor<'f> {
    fields: &'f Fields,
    /// True for a line in which metadata may be too long.
    is_long: bool,
}

impl<'de> DeserializeSeed<'de> for LineVisitor<'_> {
    type Value = JsonLine<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for LineVisitor<'_> {
    type Value = JsonLine<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut line = JsonLine::default();
        while let Some(name) = map.next_key_seed(Name(self.fields))? {
            match name {
                Which::Id => line.id = map.next_value()?,
                Which::Text => {
                    line.twice |= line.text.is_some();
                    line.text = Some(map.next_value()?);
                }
                Which::Meta => line.meta = self.value(&mut map, &mut line.meta_too_long)?,
                Which::Asked(name) => {
                    let value = self.value(&mut map, &mut line.meta_too_long)?;
                    line.others.push((name, value));
                }
                Which::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(line)
    }
}

impl LineVisitor<'_> {
    /// The next value, unless it is too long.
    fn value<'de, A: MapAccess<'de>>(&self, map: &mut A, too_long: &mut bool) -> Result<Value, A::Error> {
        if !self.is_long {
            return map.next_value();
        }
        let raw: &RawValue = map.next_value()?;
        if raw.get().len() > LONGEST_META {
            *too_long = true;
            return Ok(Value::Null);
        }
        serde_json::from_str(raw.get()).map_err(|_| A::Error::custom("a value that cannot be read"))
    }
}

enum Which {
    Id,
    Text,
    Meta,
    Asked(String),
    Other,
}

struct Name<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Which;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Which, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Which;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Which, E> {
        Ok(match name {
            name if name == self.0.text => Which::Text,
            name if name == self.0.id => Which::Id,
            "meta" => Which::Meta,
            name if self.0.described_by(name) => Which::Asked(name.to_owned()),
            _ => Which::Other,
        })
    }
}
