//! One finding with its sites, sizes and attributions.

use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Laterality, Role, Strength, Temporality};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One statement about one finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Its number, which `mentions` refer to.
    pub n: u32,
    /// What: a finding's id.
    pub finding: String,
    /// The place of the words that say it.
    pub span: [u32; 2],
    /// These words.
    pub text: String,
    /// What the section it stands in is.
    pub section: Role,
    /// The place of its sentence.
    pub sentence: [u32; 2],
    /// Whether the author says it is there.
    pub assertion: Assertion,
    /// How firmly.
    pub certainty: Certainty,
    /// When.
    pub temporality: Temporality,
    /// Whose it is; left out where it is the patient's.
    #[serde(default, skip_serializing_if = "Experiencer::is_patient")]
    pub experiencer: Experiencer,
    /// Against the comparison; null where nothing is said.
    pub change: Option<Change>,
    /// Where.
    pub sites: Vec<Site>,
    /// The finding's own side, as far as its sites give it: the side that all sites with a side agree on, `bilateral` where left and right
    /// come together; null where no site has a side, or where one side meets the midline.
    pub laterality: Option<Laterality>,
    /// At which vertebral levels: `L4`, `C5-7` inside a region, `C7-T2` across regions.
    #[schemars(inner(regex(pattern = "^[CTLS][0-9]{1,2}(-[CTLS]?[0-9]{1,2})?$")))]
    pub levels: Vec<String>,
    /// How bad; null where nothing is said.
    pub severity: Option<String>,
    /// How far.
    pub extent: Vec<String>,
    /// How old, by the outermost word; null where nothing is said.
    pub acuity: Option<String>,
    /// How old, by all words ("acute on chronic"); left out unless there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acuities: Vec<String>,
    /// How many; null where nothing is said.
    pub count: Option<String>,
    /// How large.
    pub sizes: Vec<Size>,
    /// What it is said to come from or to stand for.
    pub attribution: Vec<Attribution>,
    /// The rules that made it what it is.
    pub because: Vec<Because>,
}

/// A place of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Site {
    /// A site's id.
    pub site: String,
    /// On which side; null where nothing is said.
    pub laterality: Option<Laterality>,
    /// The words.
    pub span: [u32; 2],
}

/// A measured size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Size {
    /// One to three extents in millimetres.
    pub mm: Vec<f32>,
    /// The words.
    pub span: [u32; 2],
}

/// A link from a finding to what the author says it comes from or stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// A finding's id.
    pub to: String,
    /// How firmly.
    pub strength: Strength,
    /// The words that make the link.
    pub span: [u32; 2],
}

/// A rule that had a part in a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Because {
    /// The lexicon entry or the step of the grammar: `kind/name`.
    pub rule: String,
    /// The words that set it off.
    pub span: [u32; 2],
    /// True when another rule overruled it; left out otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lost: bool,
}
