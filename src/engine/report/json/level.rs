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

impl LevelName {
    /// The level that the contract writes so; its words are not known.
    pub fn parse(name: &str) -> Option<Self> {
        let (first, last) = name.split_once('-').unwrap_or((name, name));
        let region = first.chars().next()?;
        let from = number(region, first.strip_prefix(region)?)?;
        let to = match last.chars().next()? {
            letter if letter.is_ascii_alphabetic() => number(letter, last.strip_prefix(letter)?)?,
            _ => number(region, last)?,
        };
        (from <= to).then_some(Self(Level { from, to, tokens: (0, 0) }))
    }
}

/// The vertebra with this number in a region, counted from C1 = 0.
fn number(region: char, digits: &str) -> Option<u8> {
    let at = REGIONS.iter().position(|(letter, _)| *letter == region)?;
    let own: u8 = digits.parse().ok().filter(|n| (1..=REGIONS[at].1).contains(n))?;
    Some(REGIONS[..at].iter().map(|(_, count)| count).sum::<u8>() + own - 1)
}

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

    #[test]
    fn names_are_read_back() {
        for from in 0..29 {
            for to in from..29 {
                let name = LevelName(Level { from, to, tokens: (0, 0) });
                assert_eq!(LevelName::parse(&name.to_string()).unwrap().0, name.0, "{name}");
            }
        }
        for wrong in ["", "C", "C0", "C8", "X1", "C5-", "C6-5", "-", "C5-X1", "C5-6-7", "C\u{e9}"] {
            assert!(LevelName::parse(wrong).is_none(), "{wrong}");
        }
    }
}
