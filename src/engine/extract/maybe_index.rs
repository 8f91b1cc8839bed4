//! An index that may be missing, in four bytes.

/// An index into a list, or none. `Option<u32>` would take eight bytes, and a report has one of these for each token and question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaybeIndex(u32);

impl MaybeIndex {
    /// No index.
    pub const NONE: Self = Self(u32::MAX);

    /// An index; no list of a report is so long that its last one stands for none.
    pub fn new(index: u32) -> Self {
        debug_assert!(index != u32::MAX, "the highest number stands for none");
        Self(index)
    }

    /// True when there is an index.
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// True when there is none.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// True when there is an index, and it is another than this.
    pub fn is_other_than(self, index: u32) -> bool {
        self.is_some() && self.0 != index
    }

    /// The index.
    pub fn get(self) -> Option<u32> {
        self.is_some().then_some(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::MaybeIndex;

    #[test]
    fn none_is_no_index_and_takes_four_bytes() {
        assert_eq!(size_of::<MaybeIndex>(), 4);
        assert!(MaybeIndex::NONE.is_none() && !MaybeIndex::NONE.is_other_than(0));
        assert_eq!(MaybeIndex::NONE.get(), None);
        assert_eq!(MaybeIndex::new(0).get(), Some(0));
        assert!(MaybeIndex::new(1).is_other_than(0) && !MaybeIndex::new(1).is_other_than(1));
    }
}
