//! The names of vertebral levels: `L4`, `C5-7` inside a region, `C7-T2` across regions.

use crate::extract::Level;
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
