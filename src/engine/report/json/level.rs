//! The names of vertebral levels: `L4`, `C5-7` inside a region, `C7-T2` across regions.

use super::list::{Frame, Row, short_str};
use crate::extract::Level;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// The regions of the spine and how many vertebrae each has, from the top.
const REGIONS: [(char, u8); 4] = [('C', 7), ('T', 12), ('L', 5), ('S', 5)];

/// The region's letter and the number in it of the vertebra counted from C1 = 0.
fn vertebra(mut index: u8) -> (char, u8) {
    for (letter, count) in REGIONS {
        if index < count {
            return (letter, index + 1);
        }
        index -= count;
    }
    ('S', 5)
}

/// A level as the contract writes it.
#[derive(Clone, Copy, Debug)]
pub struct LevelName(pub Level);

impl fmt::Display for LevelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (upper, first) = vertebra(self.0.from);
        let (lower, last) = vertebra(self.0.to);
        write!(f, "{upper}{first}")?;
        match (upper == lower, first == last) {
            (true, true) => Ok(()),
            (true, false) => write!(f, "-{last}"),
            (false, _) => write!(f, "-{lower}{last}"),
        }
    }
}

impl Serialize for LevelName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        short_str(format_args!("{self}"), serializer)
    }
}

impl JsonSchema for LevelName {
    fn schema_name() -> Cow<'static, str> {
        "Level".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A vertebral level or a range: `L4`, `C5-7` inside a region, `C7-T2` across regions.",
            "type": "string",
            "pattern": "^[CTLS][0-9]{1,2}(-[CTLS]?[0-9]{1,2})?$"
        })
    }
}

impl Row for Level {
    type View<'a> = LevelName;

    fn view<'a>(&'a self, _: usize, _: Frame<'a>) -> LevelName {
        LevelName(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_contract() {
        let name = |from, to| LevelName(Level { from, to, tokens: (0, 0) }).to_string();
        assert_eq!(name(22, 22), "L4");
        assert_eq!(name(4, 5), "C5-6");
        assert_eq!(name(8, 12), "T2-6");
        assert_eq!(name(6, 8), "C7-T2");
        assert_eq!(name(23, 24), "L5-S1");
        assert_eq!(name(0, 0), "C1");
        assert_eq!(name(28, 200), "S5");
    }
}
