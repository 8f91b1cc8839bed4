//! A TOML value as serde reads it, with what earlier passes found wrong set aside.

use super::fault::Fault;
use super::placeholder::Placeholder;
use super::{Remark, renamed};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;
use std::slice;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// The mistakes found by earlier passes.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Where a key or value begins that is wrong.
    wrong: HashSet<usize>,
    /// Where a table begins that lacks a key, and the key.
    missing: Vec<(usize, &'static str)>,
}

impl Known {
    /// Sets a mistake aside for the next pass. False when it cannot be, so that another pass would find it again.
    pub fn set_aside(&mut self, fault: &Fault) -> bool {
        let Some(start) = fault.at.as_ref().map(|at| at.start) else {
            return false;
        };
        match fault.missing {
            Some(key) if self.missing.contains(&(start, key)) => false,
            Some(key) => {
                self.missing.push((start, key));
                true
            }
            None => self.wrong.insert(start),
        }
    }
}

/// One reading of a file.
pub(super) struct Pass<'k> {
    known: &'k Known,
    notes: RefCell<Vec<Remark>>,
}

impl<'k> Pass<'k> {
    /// A reading that sets `known` mistakes aside.
    pub fn new(known: &'k Known) -> Self {
        Self {
            known,
            notes: RefCell::default(),
        }
    }

    /// What this pass has noted.
    pub fn notes(self) -> Vec<Remark> {
        self.notes.into_inner()
    }

    fn is_wrong(&self, at: &Range<usize>) -> bool {
        self.known.wrong.contains(&at.start)
    }
}

/// A value of the file.
#[derive(Clone)]
pub(super) struct Value<'a, 'i> {
    value: ValueKind<'a, 'i>,
    at: Range<usize>,
    pass: &'a Pass<'a>,
}

#[derive(Clone, Copy)]
enum ValueKind<'a, 'i> {
    Table(&'a DeTable<'i>),
    Other(&'a DeValue<'i>),
}

impl<'a, 'i> Value<'a, 'i> {
    /// The whole file.
    pub fn table(table: &'a Spanned<DeTable<'i>>, pass: &'a Pass<'a>) -> Self {
        Self {
            value: ValueKind::Table(table.get_ref()),
            // Not that of the first entry, which may begin at the very same place.
            at: usize::MAX..usize::MAX,
            pass,
        }
    }

    fn new(value: &'a Spanned<DeValue<'i>>, pass: &'a Pass<'a>) -> Self {
        let kind = match value.get_ref() {
            DeValue::Table(table) => ValueKind::Table(table),
            other => ValueKind::Other(other),
        };
        Self {
            value: kind,
            at: value.span(),
            pass,
        }
    }

    /// Hands the keys of a table of the form `form` to the visitor, or the value of another kind.
    fn visit<V: Visitor<'a>>(self, form: &'static str, visitor: V) -> Result<V::Value, Fault> {
        let (pass, at) = (self.pass, self.at);
        let value = match self.value {
            ValueKind::Table(table) => {
                let lacking = pass
                    .known
                    .missing
                    .iter()
                    .filter(|(start, _)| *start == at.start)
                    .map(|(_, key)| *key);
                return visitor
                    .visit_map(Fields {
                        rest: table.iter(),
                        lacking: lacking.collect(),
                        value: None,
                        form,
                        pass,
                    })
                    .map_err(|fault| fault.at(&at));
            }
            ValueKind::Other(value) => value,
        };
        let out = match value {
            DeValue::String(text) => visitor.visit_borrowed_str(text),
            DeValue::Boolean(truth) => visitor.visit_bool(*truth),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => Err(de::Error::custom("the number is too large")),
            },
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(de::Error::custom("is no number")),
            },
            DeValue::Array(items) => visitor.visit_seq(Items { rest: items.iter(), pass }),
            DeValue::Datetime(_) | DeValue::Table(_) => Err(de::Error::invalid_type(Unexpected::Other("a date"), &visitor)),
        };
        out.map_err(|fault| fault.at(&at))
    }
}

impl<'de> Deserializer<'de> for Value<'de, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit("", visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(self, name: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.visit(name, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        let at = self.at.clone();
        match self.value {
            ValueKind::Other(DeValue::String(word)) => {
                let word: StrDeserializer<'_, Fault> = word.as_ref().into_deserializer();
                visitor.visit_enum(word).map_err(|fault| fault.at(&at))
            }
            _ => self.visit("", visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct
        map identifier ignored_any
    }
}

/// The items of a list.
struct Items<'a, 'i> {
    rest: slice::Iter<'a, Spanned<DeValue<'i>>>,
    pass: &'a Pass<'a>,
}

impl<'a> SeqAccess<'a> for Items<'a, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        read(item, self.pass, seed).map(Some)
    }
}

fn read<'a, T: DeserializeSeed<'a>>(value: &'a Spanned<DeValue<'_>>, pass: &'a Pass<'a>, seed: T) -> Result<T::Value, Fault> {
    if pass.is_wrong(&value.span()) {
        seed.deserialize(Placeholder)
    } else {
        seed.deserialize(Value::new(value, pass)).map_err(|fault| fault.at(&value.span()))
    }
}

/// The keys of a table; then those it lacks, with placeholders.
struct Fields<'a, 'i, I> {
    rest: I,
    lacking: Vec<&'static str>,
    value: Option<&'a Spanned<DeValue<'i>>>,
    form: &'static str,
    pass: &'a Pass<'a>,
}

impl<'a, 'i: 'a, I: Iterator<Item = (&'a Spanned<DeString<'i>>, &'a Spanned<DeValue<'i>>)>> MapAccess<'a> for Fields<'a, 'i, I> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let pass = self.pass;
        let Some((key, value)) = self.rest.by_ref().find(|(key, _)| !pass.is_wrong(&key.span())) else {
            self.value = None;
            let lacking = self
                .lacking
                .pop()
                .map(|key| seed.deserialize(IntoDeserializer::<Fault>::into_deserializer(key)));
            return lacking.transpose();
        };
        self.value = Some(value);
        let mut name = key.get_ref().as_ref();
        if let Some(now) = renamed::now(self.form, name) {
            pass.notes.borrow_mut().push(Remark {
                at: key.span(),
                message: format!("the key `{name}` is now called `{now}`"),
                help: None,
            });
            name = now;
        }
        let name: StrDeserializer<'_, Fault> = name.into_deserializer();
        seed.deserialize(name).map(Some).map_err(|fault| fault.at(&key.span()))
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.value.take() {
            Some(value) => read(value, self.pass, seed),
            None => seed.deserialize(Placeholder),
        }
    }
}
