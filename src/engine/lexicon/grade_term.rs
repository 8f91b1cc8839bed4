//! What stands in the grade lane and in the study lane, by the entry numbers of their terms.

/// What a term of the grade lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeTerm {
    /// The name of a scale: its index in [`Tables::scales`](super::Tables::scales).
    Scale(u16),
    /// A name of the syndrome.
    Entity,
    /// A word that says a grade belongs to something else.
    Other,
    /// The word "grade".
    Word,
    /// A word for a worst grade in the past.
    Peak,
    /// A word that may stand between a name and its number ("is now", "downgraded to").
    Link,
    /// The name of something graded on a scale of its own: its index in [`GradesDef::apart`](super::schema::GradesDef::apart).
    Apart(u16),
    /// A grade said without a number: its index in [`GradesDef::named`](super::schema::GradesDef::named).
    Named(u16),
    /// A `words` leaf of the flags: its number in the order of the flags and of their criteria.
    Leaf(u16),
}

/// The kinds of term share out the entry numbers of their lane; from here on they mean this.
const ENTITY: u16 = 1000;
const OTHER: u16 = 1001;
const WORD: u16 = 1002;
const PEAK: u16 = 1003;
const LINK: u16 = 1004;
const APART: u16 = 1010;
const NAMED: u16 = 1100;
const LEAVES: u16 = 2000;

impl GradeTerm {
    /// The entry number of this term.
    pub fn entry(self) -> u16 {
        match self {
            Self::Scale(index) => index,
            Self::Entity => ENTITY,
            Self::Other => OTHER,
            Self::Word => WORD,
            Self::Peak => PEAK,
            Self::Link => LINK,
            Self::Apart(index) => APART + index,
            Self::Named(index) => NAMED + index,
            Self::Leaf(index) => LEAVES.saturating_add(index),
        }
    }

    /// The term with this entry number.
    #[inline]
    pub fn of(entry: u16) -> Self {
        match entry {
            ..ENTITY => Self::Scale(entry),
            ENTITY => Self::Entity,
            OTHER => Self::Other,
            WORD => Self::Word,
            PEAK => Self::Peak,
            LINK..APART => Self::Link,
            APART..NAMED => Self::Apart(entry - APART),
            NAMED..LEAVES => Self::Named(entry - NAMED),
            LEAVES.. => Self::Leaf(entry - LEAVES),
        }
    }
}

/// What a term of the study lane names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyTerm {
    /// A modality: its index in [`Studies::modalities`](super::Studies::modalities).
    Modality(u16),
    /// A part of the body: its index in [`Studies::body_parts`](super::Studies::body_parts).
    BodyPart(u16),
}

/// The entry number of the first part of the body; modalities stand before it.
const BODY_PARTS: u16 = 1000;

impl StudyTerm {
    /// The entry number of this term.
    pub fn entry(self) -> u16 {
        match self {
            Self::Modality(index) => index,
            Self::BodyPart(index) => BODY_PARTS + index,
        }
    }

    /// The term with this entry number.
    #[inline]
    pub fn of(entry: u16) -> Self {
        match entry.checked_sub(BODY_PARTS) {
            Some(index) => Self::BodyPart(index),
            None => Self::Modality(entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_and_its_entry_number_are_one_thing() {
        use GradeTerm::*;
        for term in [
            Scale(0),
            Scale(7),
            Entity,
            Other,
            Word,
            Peak,
            Link,
            Apart(0),
            Apart(5),
            Named(0),
            Named(12),
            Leaf(0),
            Leaf(300),
        ] {
            assert_eq!(GradeTerm::of(term.entry()), term);
        }
        for term in [StudyTerm::Modality(3), StudyTerm::BodyPart(0), StudyTerm::BodyPart(63)] {
            assert_eq!(StudyTerm::of(term.entry()), term);
        }
    }
}
