//! The closed vocabularies of the record: what can be said of a finding, in the words of the output contract. One copy, below everything.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! closed_vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The word of the output contract.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
            /// The value of a word of the output contract.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

closed_vocabulary! {
    /// Whether the author says it is there.
    Assertion {
        /// There, or likely there.
        Present = "present",
        /// Hedged.
        Possible = "possible",
        /// Denied.
        Absent = "absent",
        /// Neither: it could not be or was not assessed.
        NotAssessed = "not_assessed",
    }
}

/// What the engine makes of an assertion. Only [`Assertion::stance`] gives one, so that another value needs no change elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// The finding is there.
    Asserts,
    /// It may be there.
    Hedges,
    /// It is not there.
    Denies,
    /// Nothing is said of whether it is there.
    Silent,
}

impl Assertion {
    /// What the engine makes of it.
    pub fn stance(self) -> Stance {
        match self {
            Self::Present => Stance::Asserts,
            Self::Possible => Stance::Hedges,
            Self::Absent => Stance::Denies,
            Self::NotAssessed => Stance::Silent,
        }
    }

    /// True when it says that the finding is there.
    pub fn asserts(self) -> bool {
        self.stance() == Stance::Asserts
    }

    /// True when it says that the finding is not there.
    pub fn denies(self) -> bool {
        self.stance() == Stance::Denies
    }

    /// The certainty of it where nothing more is said.
    pub fn plain_certainty(self) -> Certainty {
        match self.stance() {
            Stance::Hedges => Certainty::Possible,
            Stance::Asserts | Stance::Denies | Stance::Silent => Certainty::Definite,
        }
    }
}

closed_vocabulary! {
    /// How firmly the author says so.
    Certainty {
        /// Less likely than not.
        Unlikely = "unlikely",
        /// Said in words that are not understood.
        Unclear = "unclear",
        /// Hedged.
        Possible = "possible",
        /// Likely.
        Probable = "probable",
        /// Plainly.
        Definite = "definite",
    }
}

closed_vocabulary! {
    /// When.
    Temporality {
        /// At the time of the study.
        Current = "current",
        /// Only in the past.
        Historical = "historical",
        /// Asked or supposed.
        Hypothetical = "hypothetical",
    }
}

closed_vocabulary! {
    /// Whose it is.
    Experiencer {
        /// The patient.
        Patient = "patient",
        /// A relative.
        Family = "family",
        /// Somebody else.
        Other = "other",
    }
}

closed_vocabulary! {
    /// Against the comparison study.
    Change {
        /// Not there before.
        New = "new",
        /// More than before.
        Increased = "increased",
        /// As before.
        Unchanged = "unchanged",
        /// Less than before.
        Decreased = "decreased",
        /// Gone.
        Resolved = "resolved",
        /// Back again.
        Recurrent = "recurrent",
    }
}

closed_vocabulary! {
    /// The side of a site.
    Laterality {
        /// Left.
        Left = "left",
        /// Right.
        Right = "right",
        /// Both sides.
        Bilateral = "bilateral",
        /// In the midline.
        Midline = "midline",
    }
}

closed_vocabulary! {
    /// How firmly a finding is attributed.
    Strength {
        /// "due to", "consistent with"
        Strong = "strong",
        /// "may be due to", "in the setting of"
        Weak = "weak",
    }
}

closed_vocabulary! {
    /// What a section's text is. The names are those of the output contract.
    Role {
        /// History, indication, clinical question: nothing there is seen on this study.
        Clinical = "clinical",
        /// How the study was done.
        Technique = "technique",
        /// What it was compared with.
        Comparison = "comparison",
        /// What was seen.
        Findings = "findings",
        /// What it means.
        Impression = "impression",
        /// Said later.
        Addendum = "addendum",
        /// What to do next.
        Recommendation = "recommendation",
        /// Signatures, accession lines, teaching text: not read.
        Other = "other",
    }
}

closed_vocabulary! {
    /// The two regions radsift reads, and what is neither.
    Region {
        /// Head and brain.
        Brain = "brain",
        /// Spine and cord.
        Spine = "spine",
        /// The rest of the body.
        Elsewhere = "elsewhere",
    }
}

impl Default for Experiencer {
    /// A report speaks of its patient unless it says otherwise.
    fn default() -> Self {
        Self::Patient
    }
}

impl Experiencer {
    /// True for the patient, of whom nothing needs to be written.
    pub fn is_patient(&self) -> bool {
        *self == Self::Patient
    }
}

impl Default for Role {
    /// What stands below no heading is read as findings.
    fn default() -> Self {
        Self::Findings
    }
}

impl Laterality {
    /// The one side of several places: `left`, `right` or `midline` where all agree, `bilateral` where left and right come together, and
    /// none where there is no side, or one side and the midline.
    pub fn of_all(sides: impl IntoIterator<Item = Self>) -> Option<Self> {
        let bits = |side| match side {
            Self::Left => 1,
            Self::Right => 2,
            Self::Bilateral => 3,
            Self::Midline => 4,
        };
        match sides.into_iter().fold(0, |seen, side| seen | bits(side)) {
            1 => Some(Self::Left),
            2 => Some(Self::Right),
            4 => Some(Self::Midline),
            3 | 7 => Some(Self::Bilateral),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Laterality::{self, *};

    #[test]
    fn places_have_the_side_that_they_agree_on() {
        let cases: [(&[Laterality], Option<Laterality>); 9] = [
            (&[], None),
            (&[Left], Some(Left)),
            (&[Right, Right], Some(Right)),
            (&[Midline], Some(Midline)),
            (&[Left, Right], Some(Bilateral)),
            (&[Right, Bilateral], Some(Bilateral)),
            (&[Midline, Left], None),
            (&[Right, Midline, Left], Some(Bilateral)),
            (&[Bilateral, Bilateral], Some(Bilateral)),
        ];
        for (sides, want) in cases {
            assert_eq!(Laterality::of_all(sides.iter().copied()), want, "{sides:?}");
        }
    }
}
