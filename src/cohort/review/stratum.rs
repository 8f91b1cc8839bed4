//! The groups and strata of cases.

use serde::{Deserialize, Serialize};

/// Whether the rules put a case into the cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// In the cohort.
    Member,
    /// Not in the cohort.
    NonMember,
}

/// How near a case is to the cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stratum {
    /// In the cohort.
    Member,
    /// All rules but one are met.
    OneRuleShort,
    /// What the rules ask for is said, but hedged.
    Hedged,
    /// All others.
    Other,
}

impl Stratum {
    /// All strata.
    pub const ALL: [Self; 4] = [Self::Member, Self::OneRuleShort, Self::Hedged, Self::Other];
    /// Those outside of the cohort, those first that are drawn from first.
    pub const NON_MEMBERS: [Self; 3] = [Self::OneRuleShort, Self::Hedged, Self::Other];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::OneRuleShort => "one_rule_short",
            Self::Hedged => "hedged",
            Self::Other => "other",
        }
    }

    /// The group of its cases.
    pub fn group(self) -> Group {
        if self == Self::Member { Group::Member } else { Group::NonMember }
    }
}

impl Group {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::NonMember => "non_member",
        }
    }
}
