//! The cohort file: read, checked and compiled.

mod compile;
mod explain;
mod load;
pub mod schema;

pub use compile::{Cohort, Index, IndexEvents, Keep, Merge, Rule, Studies, Take, Want};
pub use explain::explain;
pub use load::load;

/// What `cohort new` writes.
pub const STARTER: &str = include_str!("starter.toml");

/// The ready cohorts: name and text.
pub const READY: &[(&str, &str)] = &[
    ("icans_imaging", include_str!("../../../cohorts/icans_imaging.toml")),
    ("cart_microhaemorrhage", include_str!("../../../cohorts/cart_microhaemorrhage.toml")),
    ("diffuse_oedema", include_str!("../../../cohorts/diffuse_oedema.toml")),
    ("iec_myelopathy", include_str!("../../../cohorts/iec_myelopathy.toml")),
    (
        "acute_ischaemic_stroke",
        include_str!("../../../cohorts/acute_ischaemic_stroke.toml"),
    ),
    ("pres_mimics", include_str!("../../../cohorts/pres_mimics.toml")),
    ("normal_controls", include_str!("../../../cohorts/normal_controls.toml")),
];

/// The text of the ready cohort of this name.
pub fn ready(name: &str) -> Option<&'static str> {
    READY.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
}

/// The label of a cohort file, from its line `label = "..."`.
pub fn title(text: &str) -> &str {
    let label = text.lines().find_map(|line| line.strip_prefix("label = \""));
    label.map_or("", |rest| rest.trim_end_matches('"'))
}
