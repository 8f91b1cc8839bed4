//! The keys of each form of entry, taken from the types that read them, so that there is no second list.

use super::fault::Fault;
use crate::lexicon::criterion::FlagDef;
use crate::lexicon::effect::EffectDef;
use crate::lexicon::schema::{
    AttributeDef, ClassDef, CueDef, ExtendDef, FindingDef, FloorDef, GradesDef, GroupDef, PartDef, SectionDef, SiteDef, StateDef,
    StructureDef, Twin,
};
use crate::lexicon::statement::{StatementDef, TherapyDef};
use crate::lexicon::study::{BodyPartDef, ModalityDef};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

/// The keys of the entries that stand below `[[name]]` or `[name]`, in the order in which they are best read; none for a name that no
/// entry has.
pub fn keys_of(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "finding" => keys::<FindingDef>(),
        "part" => keys::<PartDef>(),
        "state" => keys::<StateDef>(),
        "structure" => keys::<StructureDef>(),
        "site" => keys::<SiteDef>(),
        "attribute" => keys::<AttributeDef>(),
        "cue" => keys::<CueDef>(),
        "effect" => keys::<EffectDef>(),
        "section" => keys::<SectionDef>(),
        "modality" => keys::<ModalityDef>(),
        "body_part" => keys::<BodyPartDef>(),
        "therapy" => keys::<TherapyDef>(),
        "statement" => keys::<StatementDef>(),
        "class" => keys::<ClassDef>(),
        "extend" => keys::<ExtendDef>(),
        "group" => keys::<GroupDef>(),
        "flag" => keys::<FlagDef>(),
        "floor" => keys::<FloorDef>(),
        "grades" => keys::<GradesDef>(),
        "twin" => keys::<Twin>(),
        _ => return None,
    })
}

fn keys<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // The catcher gives no value, so that this always ends in an error.
    let _ = T::deserialize(Catcher(&mut keys));
    keys
}

/// Takes down the keys that a type asks for.
struct Catcher<'k>(&'k mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Catcher<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Fault> {
        Err(Fault::custom("only the keys are wanted"))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, keys: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        *self.0 = keys;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::keys_of;

    #[test]
    fn an_entry_begins_with_its_id_and_ends_with_its_examples() {
        for name in ["finding", "site", "cue", "section", "modality", "body_part", "flag"] {
            let keys = keys_of(name).unwrap();
            assert_eq!((keys.first(), keys.last()), (Some(&"id"), Some(&"examples")), "{name}");
        }
        assert_eq!(keys_of("package"), None);
    }
}
