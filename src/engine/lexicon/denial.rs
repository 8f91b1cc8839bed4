//! Wording that denies a finding, in either of its two forms.

use super::schema::PatternDef;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use std::fmt;

/// Wording that denies a finding: a phrase or parts.
#[derive(Clone, Debug)]
pub enum Denial {
    /// A phrase.
    Phrase(String),
    /// Parts.
    Pattern(PatternDef),
}

/// By hand, since serde's own reading of two forms says of a mistake only that neither fits.
impl<'de> Deserialize<'de> for Denial {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DenialForms)
    }
}

struct DenialForms;

impl<'de> Visitor<'de> for DenialForms {
    type Value = Denial;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a phrase in \"quotes\" or `{ parts = [...] }`")
    }

    fn visit_str<E: de::Error>(self, phrase: &str) -> Result<Denial, E> {
        Ok(Denial::Phrase(phrase.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<Denial, A::Error> {
        PatternDef::deserialize(MapAccessDeserializer::new(keys)).map(Denial::Pattern)
    }
}
