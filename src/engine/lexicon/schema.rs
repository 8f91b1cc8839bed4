//! The lexicon files as they are written. `lexicons/README.md` says what each key means to the person who writes it.

mod context;
mod example;
mod grades;
mod lists;

use super::criterion::FlagDef;
pub use super::denial::Denial;
use super::effect::EffectDef;
pub use super::extend::ExtendDef;
pub use super::grid::{StateDef, StructureDef};
use super::statement::{StatementDef, TherapyDef};
use super::study::{BodyPartDef, ModalityDef};
use crate::vocabulary::Region;
pub use context::{CueDef, Reach, SectionDef, Tells};
pub use example::Example;
pub use grades::{FloorDef, GradeExample, GradesDef, NamedGrade};
pub use lists::{ClassDef, GroupDef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One `.toml` file below `lexicons/` or a `--lexicon` folder. Any file may hold any of the tables.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconFile {
    /// What a radiologist can see.
    pub finding: Vec<FindingDef>,
    /// Words that make a finding only together with others.
    pub part: Vec<PartDef>,
    /// Words of one meaning that are said of structures.
    pub state: Vec<StateDef>,
    /// What their states mean.
    pub structure: Vec<StructureDef>,
    /// Places.
    pub site: Vec<SiteDef>,
    /// Severity, extent, acuity, count and side words.
    pub attribute: Vec<AttributeDef>,
    /// Words that deny, doubt, date or compare.
    pub cue: Vec<CueDef>,
    /// What cues do.
    pub effect: Vec<EffectDef>,
    /// Headings.
    pub section: Vec<SectionDef>,
    /// How a study was made.
    pub modality: Vec<ModalityDef>,
    /// What a study shows.
    pub body_part: Vec<BodyPartDef>,
    /// What a study may be made after.
    pub therapy: Vec<TherapyDef>,
    /// Words of statements that are no findings: days after an infusion, earlier studies, advice.
    pub statement: Vec<StatementDef>,
    /// Words that phrases name together.
    pub class: Vec<ClassDef>,
    /// Words for entries that are already there.
    pub extend: Vec<ExtendDef>,
    /// The groups of findings.
    pub group: Vec<GroupDef>,
    /// British and American spelling.
    pub twin: Vec<Twin>,
    /// What the findings of a report add up to.
    pub flag: Vec<FlagDef>,
    /// The imaging floor of the toxicity grade.
    pub floor: Option<FloorDef>,
    /// How grades are stated in the text.
    pub grades: Option<GradesDef>,
}

/// A `[[finding]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingDef {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// What counts as this finding and what does not, for people.
    #[serde(default)]
    pub definition: Option<String>,
    /// The group it belongs to.
    pub group: String,
    /// The family of findings that readers use interchangeably, which `eval` may count as one.
    #[serde(default)]
    pub family: Option<String>,
    /// Phrases that say it completely.
    #[serde(default)]
    pub terms: Vec<String>,
    /// The same, in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Terms that another finding may claim too; both are then found.
    #[serde(default)]
    pub shared: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Parts that say it together.
    #[serde(default)]
    pub patterns: Vec<PatternDef>,
    /// Normality wording that denies exactly this finding.
    #[serde(default)]
    pub absent: Vec<Denial>,
    /// True for words that say nothing next to a better one.
    #[serde(default)]
    pub generic: bool,
    /// True for what a request reports and does not ask.
    #[serde(default)]
    pub reported: bool,
    /// True for what is a finding only where it is seen: in a request it says nothing.
    #[serde(default)]
    pub seen_only: bool,
    /// True where the tissue that its words name is a place of it, beside any other: restriction of the cortex is another thing than that of white matter.
    #[serde(default)]
    pub keeps_tissue: bool,
    /// True for what only explains other findings: without a place of its own it is where the one is that it stands behind.
    #[serde(default)]
    pub explains_only: bool,
    /// True for what describes a lesion: without a place of its own it is where the lesion is that its sentence tells of.
    #[serde(default)]
    pub describes: bool,
    /// True for what an operation leaves: told as past ("status post") it is still there, but in a request.
    #[serde(default)]
    pub lasts: bool,
    /// True for what is read outside head and spine too.
    #[serde(default)]
    pub any_region: bool,
    /// True for what can be in the head, in the spine and elsewhere: wide tables tell its status in each.
    #[serde(default)]
    pub several_places: bool,
    /// Sites that its own words name and that place it nowhere ("canal stenosis").
    #[serde(default)]
    pub implies: Vec<String>,
    /// The one place that it can be at: it is there where it is told with a side and no place.
    pub home: Option<String>,
    /// More exact findings it turns into.
    #[serde(default)]
    pub becomes: Vec<RefinementDef>,
    /// Codes of terminologies.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Where the idea comes from.
    pub source: String,
    /// Sentences with the reading wanted.
    pub examples: Vec<Example>,
}

/// Parts that make a finding inside one clause.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternDef {
    /// `@part`, `site:id` or `site:*`; `~@part` for a part that only has to stand there and stays free for other findings.
    pub parts: Vec<String>,
    /// The most words between neighbouring parts.
    #[serde(default = "default_gap")]
    pub gap: u8,
    /// Whether the parts must stand in the order written.
    #[serde(default)]
    pub order: Order,
    /// `probable` when the wording says it less than plainly.
    #[serde(default)]
    pub certainty: Option<PatternCertainty>,
    /// The change that its own words tell ("increase in ventricular size").
    #[serde(default)]
    pub change: Option<PatternChange>,
}

/// A change against the comparison, told by the words of a pattern.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PatternChange {
    /// Not there before.
    New,
    /// More.
    Increased,
    /// As before.
    Unchanged,
    /// Less.
    Decreased,
    /// Gone.
    Resolved,
}

fn default_gap() -> u8 {
    6
}

/// The order of a pattern's parts.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// In any order.
    #[default]
    Any,
    /// As written.
    Given,
}

/// How plainly a pattern says its finding.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PatternCertainty {
    /// Without doubt.
    Definite,
    /// Less than plainly.
    Probable,
    /// Only as a possibility.
    Possible,
}

/// One way in which a general finding becomes a more exact one. All conditions must hold.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefinementDef {
    /// The finding it becomes, or `nothing`.
    pub to: String,
    /// One of its sites is one of these or inside it.
    #[serde(default)]
    pub site: Vec<String>,
    /// It has no site.
    #[serde(default)]
    pub no_site: bool,
    /// It has one of these extents.
    #[serde(default)]
    pub extent: Vec<String>,
    /// It has one of these acuities.
    #[serde(default)]
    pub acuity: Vec<String>,
    /// It has one of these severities.
    #[serde(default)]
    pub severity: Vec<String>,
    /// One of these findings stands before it in the sentence.
    #[serde(default)]
    pub with: Vec<String>,
    /// It has no site of its own, and the finding named last before it, in its sentence or one of the two before, is one of these.
    #[serde(default)]
    pub behind: Vec<String>,
    /// The words near by speak of this region.
    #[serde(default)]
    pub region: Option<Region>,
    /// The study is of this kind.
    #[serde(default)]
    pub modality: Option<String>,
}

/// A `[[part]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartDef {
    /// The id that patterns use after `@`.
    pub id: String,
    /// Ids that it had once; they are still read.
    #[serde(default)]
    pub was: Vec<String>,
    /// Its words.
    pub terms: Vec<String>,
    /// Its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
}

impl PartDef {
    /// The part `<id>` with the words of a class.
    pub(super) fn of_class(id: &str, terms: Vec<String>) -> Self {
        Self {
            id: format!("<{id}>"),
            was: Vec::new(),
            terms,
            abbrev: Vec::new(),
            not: Vec::new(),
        }
    }
}

/// A `[[site]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteDef {
    /// Permanent id.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// The site it is a part of; empty for the root.
    #[serde(default)]
    pub parent: String,
    /// Its words.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Those of its terms that mean both sides by themselves.
    #[serde(default)]
    pub both: Vec<String>,
    /// The site that is meant by "around" it.
    #[serde(default)]
    pub around: Option<String>,
    /// True for a kind of tissue that says nothing more right behind a place ("parietal cortex").
    #[serde(default)]
    pub tissue: bool,
    /// True for a place in the midline, which takes no side from its neighbour in a list.
    #[serde(default)]
    pub unpaired: bool,
    /// True for a place that there is at every level of the spine: where a level is said, it is the better place.
    #[serde(default)]
    pub at_every_level: bool,
    /// True for what there is all over the head, so that a finding whose own words name it has no place by that ("sulcal effacement").
    #[serde(default)]
    pub everywhere: bool,
    /// The finding whose denial bare normality of this site amounts to: for comparing readings, "orbits normal" and "no orbital lesion" say the same.
    #[serde(default)]
    pub normal_denies: Option<String>,
    /// True for what ends at a level that is no level of a finding: "the tip lies at L1".
    #[serde(default)]
    pub ends_at_level: bool,
    /// The region that it and everything inside it belongs to.
    #[serde(default)]
    pub region: Option<Region>,
    /// Codes of terminologies.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// A remark for the next editor.
    #[serde(default)]
    pub note: String,
    /// Sentences with the reading wanted.
    pub examples: Vec<Example>,
}

/// An `[[attribute]]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeDef {
    /// What it describes.
    pub kind: AttributeKind,
    /// The value in the output.
    pub value: String,
    /// Its words.
    pub terms: Vec<String>,
    /// Its words in exact capitals.
    #[serde(default)]
    pub abbrev: Vec<String>,
    /// Phrases that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// The kinds of attribute.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AttributeKind {
    /// How bad.
    Severity,
    /// How far.
    Extent,
    /// How old.
    Acuity,
    /// How many.
    Count,
    /// Left, right, bilateral, midline.
    Side,
}

/// A pair of spellings.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Twin {
    /// As entries are written.
    pub uk: String,
    /// As it is read too.
    pub us: String,
    /// It stands for the whole word, wherever that stands: "#" for "fracture". It may stand in no phrase of its own.
    #[serde(default)]
    pub whole: bool,
}
