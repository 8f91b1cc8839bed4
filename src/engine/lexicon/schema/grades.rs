//! The tables of the imaging floor and of stated grades.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The `[floor]` table: what sets the imaging floor of the toxicity grade.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FloorDef {
    /// Findings that are oedema of the brain at all.
    pub oedema: Vec<String>,
    /// Of these, those that name a lesion as their cause by themselves: they set no floor.
    pub explained: Vec<String>,
    /// Of these, those that tell, without a place of their own, of the oedema that is explained elsewhere in the report.
    #[serde(default)]
    pub retold: Vec<String>,
    /// Causes that explain every oedema of the report that is not diffuse, linked to it or not: the report states one of them and does not attribute
    /// the study to the syndrome.
    #[serde(default)]
    pub sufficient: Vec<String>,
    /// Of the findings of oedema, those that are diffuse by name.
    #[serde(default)]
    pub diffuse: Vec<String>,
    /// Findings that explain an oedema which is linked to them, by the reason given.
    pub causes: BTreeMap<String, Vec<String>>,
    /// The reason given when the lesion is not named.
    pub other_cause: String,
    /// The flag that carries the grade 4 criterion.
    pub flag_diffuse: String,
    /// The flag that carries the grade 3 criterion.
    pub flag_focal: String,
    /// The flag that says the patient had immune effector cells; without it the floor is marked `context_missing`.
    pub flag_context: String,
    /// The flag of a haemorrhage, for the remark `haemorrhage_copresent`.
    pub flag_haemorrhage: String,
    /// The finding that attributes the study to the syndrome: an oedema linked to it too is not explained away.
    pub attribution: String,
    /// The finding that says a place could not be judged: general denials do not hold there.
    pub limitation: String,
}

/// The `[grades]` table: how a grade is stated in words.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradesDef {
    /// The finding that names the syndrome: its context is the grade's.
    pub attribution: String,
    /// Names of the syndrome.
    pub entities: Vec<String>,
    /// Names of scales, with the scale's id.
    pub scales: BTreeMap<String, String>,
    /// Scales that grade other things too: they count only beside a name of the syndrome.
    #[serde(default)]
    pub shared_scales: Vec<String>,
    /// Scales whose grades may be compared with the floor.
    pub comparable: Vec<String>,
    /// Words that say a grade belongs to something else.
    pub others: Vec<String>,
    /// The word "grade" and its short forms.
    pub words: Vec<String>,
    /// Short forms in exact capitals; with a number joined to them they are a grade too ("G2").
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Words for a worst grade in the past.
    pub peak: Vec<String>,
    /// Words that may stand between a name and its number.
    #[serde(default)]
    pub links: Vec<String>,
    /// Words before which a number that follows a name at once is a grade; without one it must end its statement.
    #[serde(default)]
    pub followers: Vec<String>,
    /// What is graded on a scale of its own, by the scale's id: stated apart, never as a grade of the syndrome.
    #[serde(default)]
    pub apart: BTreeMap<String, Vec<String>>,
    /// Grades said without a number.
    #[serde(default)]
    pub named: Vec<NamedGrade>,
    /// Sentences with the reading wanted.
    pub examples: Vec<GradeExample>,
}

impl GradesDef {
    /// The ids of the scales, each once, in order.
    pub fn scale_ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.scales.values().cloned().collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// A grade said without a number ("high-grade").
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedGrade {
    /// Its words.
    pub words: Vec<String>,
    /// The lowest grade it can mean.
    pub low: u8,
    /// The highest.
    pub high: u8,
}

/// A sentence with the stated grade wanted.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeExample {
    /// The text.
    pub text: String,
    /// `"4"`, `"2-3"`, or `"none"`.
    pub grade: String,
    /// The scale wanted.
    #[serde(default)]
    pub scale: Option<String>,
}
