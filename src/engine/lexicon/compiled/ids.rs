//! Ids as small numbers.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
        pub struct $name(pub u16);
        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id! {
    /// Index into [`Tables::findings`](super::Tables::findings).
    FindingId
}
impl FindingId {
    /// The number that no finding has: of what stands in a finding's place, or is to be dropped.
    pub const NONE: FindingId = FindingId(u16::MAX);
}

id! {
    /// Index into [`Tables::sites`](super::Tables::sites).
    SiteId
}
id! {
    /// Index into [`Tables::parts`](super::Tables::parts).
    PartId
}
id! {
    /// Index into [`Tables::cues`](super::Tables::cues).
    CueId
}
id! {
    /// Index into [`Tables::effects`](super::Tables::effects).
    EffectId
}
id! {
    /// Index into [`Tables::attributes`](super::Tables::attributes).
    AttributeId
}
id! {
    /// Index into [`Tables::sections`](super::Tables::sections).
    SectionId
}
id! {
    /// Index into [`Tables::patterns`](super::Tables::patterns).
    PatternId
}
