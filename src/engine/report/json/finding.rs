//! One finding with its sites, sizes and attributions.

use super::list::{Frame, List, Place, Row};
use crate::extract::{Attribution, Because, Level, Mention, SiteMention, Size};
use crate::lexicon::AttributeId;
use crate::report::Report;
use crate::vocabulary::{Assertion, Certainty, Change, Laterality, Role, Strength, Temporality};
use schemars::JsonSchema;
use serde::Serialize;

/// One statement about one finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct FindingView<'a> {
    /// Its number, which `mentions` refer to.
    n: usize,
    /// What: a finding's id.
    finding: &'a str,
    /// The place of the words that say it.
    span: Place,
    /// These words.
    text: &'a str,
    /// What the section it stands in is.
    section: Role,
    /// The place of its sentence.
    sentence: Place,
    /// Whether the author says it is there.
    assertion: Assertion,
    /// How firmly.
    certainty: Certainty,
    /// When.
    temporality: Temporality,
    /// Against the comparison; null where nothing is said.
    change: Option<Change>,
    /// Where.
    sites: List<'a, SiteMention>,
    /// The finding's own side, as far as its sites give it: the side that all sites with a side agree on, `bilateral` where left and right
    /// come together; null where no site has a side, or where one side meets the midline.
    laterality: Option<Laterality>,
    /// At which vertebral levels.
    levels: List<'a, Level>,
    /// How bad; null where nothing is said.
    severity: Option<&'a str>,
    /// How far.
    extent: List<'a, AttributeId>,
    /// How old, by the outermost word; null where nothing is said.
    acuity: Option<&'a str>,
    /// How old, by all words ("acute on chronic"); left out unless there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    acuities: Option<List<'a, AttributeId>>,
    /// How many; null where nothing is said.
    count: Option<&'a str>,
    /// How large.
    sizes: List<'a, Size>,
    /// What it is said to come from or to stand for.
    attribution: List<'a, Attribution>,
    /// The rules that made it what it is.
    because: List<'a, Because>,
}

impl Row for Mention {
    type View<'a> = FindingView<'a>;

    fn view<'a>(&'a self, index: usize, frame: Frame<'a>) -> FindingView<'a> {
        let report = frame.report;
        let span = report.span(self.tokens);
        let value = |attribute: Option<AttributeId>| attribute.map(|a| attribute_value(report, a));
        FindingView {
            n: index,
            finding: report.finding_id(self.finding),
            span: frame.place(span),
            text: span.of(report.doc.text),
            section: self.role,
            sentence: frame.tokens(report.doc.sentences.get(self.sentence as usize).map_or(self.tokens, |s| s.tokens)),
            assertion: self.assertion,
            certainty: self.certainty,
            temporality: self.temporality,
            change: self.change,
            sites: frame.list(&self.sites),
            laterality: self.laterality(),
            levels: frame.list(&self.levels),
            severity: value(self.severity),
            extent: frame.list(&self.extent),
            acuity: value(self.acuity.first().copied()),
            acuities: (self.acuity.len() > 1).then(|| frame.list(&self.acuity)),
            count: value(self.count),
            sizes: frame.list(&self.sizes),
            attribution: frame.list(&self.attribution),
            because: frame.list(&self.because),
        }
    }
}

/// The word of the contract for an attribute.
pub(super) fn attribute_value<'a>(report: &'a Report<'a>, attribute: AttributeId) -> &'a str {
    &report.doc.lexicon.attributes[attribute.index()].value
}

impl Row for AttributeId {
    type View<'a> = &'a str;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> &'a str {
        attribute_value(frame.report, *self)
    }
}

/// A place of a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Site")]
pub struct SiteView<'a> {
    /// A site's id.
    site: &'a str,
    /// On which side; null where nothing is said.
    laterality: Option<Laterality>,
    /// The words.
    span: Place,
}

impl Row for SiteMention {
    type View<'a> = SiteView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> SiteView<'a> {
        SiteView {
            site: frame.report.site_id(self.site),
            laterality: self.laterality,
            span: frame.tokens(self.tokens),
        }
    }
}

/// A measured size.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Size")]
pub struct SizeView<'a> {
    /// One to three extents in millimetres.
    mm: &'a [f32],
    /// The words.
    span: Place,
}

impl Row for Size {
    type View<'a> = SizeView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> SizeView<'a> {
        SizeView {
            mm: &self.mm,
            span: frame.place(self.span),
        }
    }
}

/// A link from a finding to what the author says it comes from or stands for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attribution")]
pub struct AttributionView<'a> {
    /// A finding's id.
    to: &'a str,
    /// How firmly.
    strength: Strength,
    /// The words that make the link.
    span: Place,
}

impl Row for Attribution {
    type View<'a> = AttributionView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> AttributionView<'a> {
        AttributionView {
            to: frame.report.finding_id(self.to),
            strength: self.strength,
            span: frame.tokens(self.tokens),
        }
    }
}
