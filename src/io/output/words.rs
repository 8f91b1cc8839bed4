//! The words of the record for single values, without allocating.

use crate::report::{Discordance, FlagValue, FloorValue, Status};
use crate::vocabulary::Role;

/// A section's role.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Clinical => "clinical",
        Role::Technique => "technique",
        Role::Comparison => "comparison",
        Role::Findings => "findings",
        Role::Impression => "impression",
        Role::Addendum => "addendum",
        Role::Recommendation => "recommendation",
        Role::Other => "other",
    }
}

/// A finding's status.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Possible => "possible",
        Status::Absent => "absent",
        Status::NotAssessed => "not_assessed",
        Status::Conflict => "conflict",
    }
}

/// A flag's value.
pub(super) fn flag(value: FlagValue) -> &'static str {
    match value {
        FlagValue::Yes => "yes",
        FlagValue::Possible => "possible",
        FlagValue::No => "no",
        FlagValue::NotStated => "not_stated",
        FlagValue::Conflict => "conflict",
    }
}

/// The imaging floor.
pub(super) fn floor(value: FloorValue) -> &'static str {
    match value {
        FloorValue::Four => "4",
        FloorValue::Three => "3",
        FloorValue::None => "none",
        FloorValue::Indeterminate => "indeterminate",
        FloorValue::Suppressed => "suppressed",
        FloorValue::NotStated => "not_stated",
    }
}

/// Whether the floor and the stated grade disagree.
pub(super) fn discordance(value: Discordance) -> &'static str {
    match value {
        Discordance::Yes => "yes",
        Discordance::No => "no",
        Discordance::NotExplainedByImaging => "not_explained_by_imaging",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::contract_word;

    #[test]
    fn they_are_those_of_the_record() {
        use FloorValue as F;
        use Role as R;
        for r in [
            R::Clinical,
            R::Technique,
            R::Comparison,
            R::Findings,
            R::Impression,
            R::Addendum,
            R::Recommendation,
            R::Other,
        ] {
            assert_eq!(role(r), contract_word(r));
        }
        for s in [
            Status::Present,
            Status::Possible,
            Status::Absent,
            Status::Conflict,
            Status::NotAssessed,
        ] {
            assert_eq!(status(s), contract_word(s));
        }
        for f in [
            FlagValue::Yes,
            FlagValue::Possible,
            FlagValue::No,
            FlagValue::NotStated,
            FlagValue::Conflict,
        ] {
            assert_eq!(flag(f), contract_word(f));
        }
        for f in [F::Four, F::Three, F::None, F::Indeterminate, F::Suppressed, F::NotStated] {
            assert_eq!(floor(f), contract_word(f));
        }
        for d in [Discordance::Yes, Discordance::No, Discordance::NotExplainedByImaging] {
            assert_eq!(discordance(d), contract_word(d));
        }
    }
}
