//! How far a criterion is met.

/// How far a criterion is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// Not met.
    #[default]
    Unmet,
    /// Met by hedged statements only.
    Hedged,
    /// Met.
    Firm,
}

impl Truth {
    pub(super) fn opposite(self) -> Self {
        match self {
            Truth::Unmet => Truth::Firm,
            Truth::Hedged => Truth::Hedged,
            Truth::Firm => Truth::Unmet,
        }
    }
}
