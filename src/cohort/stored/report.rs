//! One report as a run has written it. The fields and their words are those of the record.

use crate::report::{Discordance, FlagValue, FloorValue, Meta};
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Laterality, Role, Temporality};
use serde::Deserialize;
use std::borrow::Cow;

/// A report.
#[derive(Debug, Deserialize)]
pub struct StoredReport<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// What came with it.
    #[serde(default)]
    pub meta: Meta,
    /// The findings, in order.
    #[serde(borrow)]
    pub findings: Vec<StoredFinding<'a>>,
    /// The flags of which something is said.
    #[serde(borrow)]
    pub flags: Vec<StoredFlag<'a>>,
    /// False where the flags do not name the findings behind them.
    #[serde(skip, default = "yes")]
    pub flags_name_mentions: bool,
    /// The grades.
    #[serde(borrow)]
    pub icans: StoredIcans<'a>,
    /// The kind of study.
    #[serde(borrow, default)]
    pub study: StoredStudy<'a>,
    /// What was odd of it.
    #[serde(borrow, default)]
    pub warnings: Vec<StoredWarning<'a>>,
}

/// One finding.
#[derive(Debug, Deserialize)]
pub struct StoredFinding<'a> {
    /// A finding's id.
    #[serde(borrow)]
    pub finding: Cow<'a, str>,
    /// The place of its words.
    pub span: [u32; 2],
    /// These words.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// The role of its section.
    pub section: Role,
    /// The place of its sentence.
    pub sentence: [u32; 2],
    /// Whether it is there.
    pub assertion: Assertion,
    /// How firmly.
    pub certainty: Certainty,
    /// When.
    pub temporality: Temporality,
    /// Whose.
    #[serde(default)]
    pub experiencer: Experiencer,
    /// Against the comparison.
    pub change: Option<Change>,
    /// Where.
    #[serde(borrow)]
    pub sites: Vec<StoredSite<'a>>,
    /// On which side.
    pub laterality: Option<Laterality>,
    /// Levels of the spine.
    #[serde(borrow)]
    pub levels: Vec<Cow<'a, str>>,
    /// How bad.
    #[serde(borrow)]
    pub severity: Option<Cow<'a, str>>,
    /// How far.
    #[serde(borrow)]
    pub extent: Vec<Cow<'a, str>>,
    /// How old.
    #[serde(borrow)]
    pub acuity: Option<Cow<'a, str>>,
    /// How old, by all words.
    #[serde(borrow, default)]
    pub acuities: Vec<Cow<'a, str>>,
    /// How large.
    pub sizes: Vec<StoredSize>,
    /// What it is said to come from.
    #[serde(borrow)]
    pub attribution: Vec<StoredLink<'a>>,
    /// The rules that made it.
    #[serde(borrow)]
    pub because: Vec<StoredRule<'a>>,
}

/// A place.
#[derive(Debug, Deserialize)]
pub struct StoredSite<'a> {
    /// A site's id.
    #[serde(borrow)]
    pub site: Cow<'a, str>,
    /// On which side.
    pub laterality: Option<Laterality>,
}

/// A size.
#[derive(Debug, Deserialize)]
pub struct StoredSize {
    /// Its extents in millimetres.
    pub mm: Vec<f32>,
}

/// A link to a cause.
#[derive(Debug, Deserialize)]
pub struct StoredLink<'a> {
    /// A finding's id.
    #[serde(borrow)]
    pub to: Cow<'a, str>,
}

/// A rule.
#[derive(Debug, Deserialize)]
pub struct StoredRule<'a> {
    /// Its kind and name.
    #[serde(borrow)]
    pub rule: Cow<'a, str>,
    /// Overruled by another.
    #[serde(default)]
    pub lost: bool,
}

/// A flag.
#[derive(Debug, Deserialize)]
pub struct StoredFlag<'a> {
    /// Its id.
    #[serde(borrow)]
    pub flag: Cow<'a, str>,
    /// Its value.
    pub value: FlagValue,
    /// The findings behind it.
    #[serde(default)]
    pub mentions: Vec<u32>,
}

/// The grades.
#[derive(Debug, Deserialize)]
pub struct StoredIcans<'a> {
    /// The floor.
    pub imaging_floor: StoredFloor,
    /// The grades stated.
    #[serde(borrow, default)]
    pub stated: Vec<StoredStated<'a>>,
    /// Whether they agree.
    pub discordance: Discordance,
}

/// The floor.
#[derive(Debug, Deserialize)]
pub struct StoredFloor {
    /// Its value.
    pub value: FloorValue,
}

/// A grade stated.
#[derive(Debug, Deserialize)]
pub struct StoredStated<'a> {
    /// The scale.
    #[serde(borrow)]
    pub scale: Cow<'a, str>,
    /// The lower end.
    pub low: u8,
    /// The upper end.
    pub high: u8,
    /// Whether it holds.
    pub assertion: Assertion,
    /// When.
    pub temporality: Temporality,
}

impl StoredStated<'_> {
    /// True when it is stated as a fact of now.
    pub fn is_current_fact(&self) -> bool {
        self.assertion.asserts() && self.temporality == Temporality::Current
    }
}

/// The kind of study.
#[derive(Debug, Default, Deserialize)]
pub struct StoredStudy<'a> {
    /// The modality.
    #[serde(borrow, default)]
    pub modality: Option<Cow<'a, str>>,
    /// The parts of the body.
    #[serde(borrow, default)]
    pub body_parts: Vec<Cow<'a, str>>,
}

fn yes() -> bool {
    true
}

/// A warning.
#[derive(Debug, Deserialize)]
pub struct StoredWarning<'a> {
    /// Its code.
    #[serde(borrow)]
    pub code: Cow<'a, str>,
}
