//! Wording that denies a finding, in either of its two forms.

use super::schema::PatternDef;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Wording that denies a finding: a phrase or parts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(untagged)]
pub enum Denial {
    /// A phrase.
    Phrase(String),
    /// Parts.
    Pattern(PatternDef),
}

/// By hand, since serde's own reading of two forms says of a mistake only that neither fits.
impl<'de> Deserialize<'de> for Denial {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(DenialForms);
        }
        // What the build script stores says which of the two comes.
        #[derive(Deserialize)]
        enum Stored {
            Phrase(String),
            Pattern(PatternDef),
        }
        Ok(match Stored::deserialize(deserializer)? {
            Stored::Phrase(phrase) => Self::Phrase(phrase),
            Stored::Pattern(pattern) => Self::Pattern(pattern),
        })
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
