//! The views: the contract's objects, field by field.

use super::Envelope;
use super::level::LevelName;
use super::list::{Frame, List, Place, Row, short_str};
use super::warning::Warning;
use crate::extract::{
    Assertion, Attribution, Because, Certainty, Change, Laterality, Level, Mention, SiteMention, Size, Strength, Temporality,
};
use crate::lexicon::{AttributeId, FindingId, Lexicon, Role, Rule};
use crate::report::{Basis, Discordance, FlagResult, FlagValue, FloorValue, Icans, Meta, Report, StatedGrade, Status, SummaryRow};
use crate::structure::Section;
use crate::text::{OffsetMap, OffsetUnit};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// The value of the record's `schema` field.
pub const SCHEMA: &str = "radsift/report/1";

/// One report: what radsift read in it, with the words and the rules for each answer. For research; not a medical device.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "radsift report, version 1")]
pub struct Record<'a> {
    /// The version of this contract.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// The rules it was read by; changes when any of them does.
    ruleset: &'a str,
    /// The record's id.
    id: &'a str,
    /// The unit of all offsets; Unicode code points when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_unit: Option<OffsetUnit>,
    /// What came with the text, as it came.
    meta: &'a Meta,
    /// The parts of the report, in order.
    sections: List<'a, Section>,
    /// Every statement about a finding, in order of place.
    findings: List<'a, Mention>,
    /// One status a finding, over the statements about this study. A finding that is not listed is not stated.
    summary: List<'a, SummaryRow>,
    /// Every flag of the rule set.
    flags: List<'a, FlagResult>,
    /// The imaging floor and the stated grades of the neurotoxicity syndrome.
    icans: IcansView<'a>,
    /// What had to be put right to read the record.
    warnings: &'a [Warning],
}

impl<'a> Record<'a> {
    /// The view of a report. `offsets` must be the map of its text to `unit`.
    pub fn new(envelope: &Envelope<'a>, report: &'a Report<'a>, offsets: &'a OffsetMap, unit: OffsetUnit) -> Self {
        let frame = Frame { report, offsets };
        Self {
            schema: SCHEMA,
            ruleset: &report.lexicon.ruleset,
            id: envelope.id,
            offset_unit: (unit != OffsetUnit::Char).then_some(unit),
            meta: envelope.meta,
            sections: frame.list(report.sections),
            findings: frame.list(report.mentions),
            summary: frame.list(report.summary),
            flags: frame.list(report.flags),
            icans: IcansView::new(report.icans, frame),
            warnings: envelope.warnings,
        }
    }
}

/// The JSON Schema of [`Record`].
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Record<'static>>()
}

/// A part of the report below one heading.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub struct SectionView {
    /// What its text is.
    role: Role,
    /// The heading's place; null where there is no heading.
    heading: Option<Place>,
    /// The place of the text below the heading.
    span: Place,
}

impl Row for Section {
    type View<'a> = SectionView;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> SectionView {
        let heading = (self.heading.0 < self.heading.1).then(|| frame.tokens(self.heading));
        SectionView { role: self.role, heading, span: frame.tokens(self.body) }
    }
}

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
    /// At which vertebral levels.
    levels: List<'a, Level>,
    /// How bad; null where nothing is said.
    severity: Option<&'a str>,
    /// How far.
    extent: List<'a, AttributeId>,
    /// How old; null where nothing is said.
    acuity: Option<&'a str>,
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
            text: span.of(report.text),
            section: self.role,
            sentence: frame.tokens(report.sentences.get(self.sentence as usize).map_or(self.tokens, |s| s.tokens)),
            assertion: self.assertion,
            certainty: self.certainty,
            temporality: self.temporality,
            change: self.change,
            sites: frame.list(&self.sites),
            levels: frame.list(&self.levels),
            severity: value(self.severity),
            extent: frame.list(&self.extent),
            acuity: value(self.acuity),
            count: value(self.count),
            sizes: frame.list(&self.sizes),
            attribution: frame.list(&self.attribution),
            because: frame.list(&self.because),
        }
    }
}

fn attribute_value<'a>(report: &'a Report<'a>, attribute: AttributeId) -> &'a str {
    &report.lexicon.attributes[attribute.index()].value
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
        SiteView { site: frame.report.site_id(self.site), laterality: self.laterality, span: frame.tokens(self.tokens) }
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
        SizeView { mm: &self.mm, span: frame.place(self.span) }
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
        AttributionView { to: frame.report.finding_id(self.to), strength: self.strength, span: frame.tokens(self.tokens) }
    }
}

/// A rule that had a part in a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Because")]
pub struct BecauseView<'a> {
    /// The lexicon entry or the step of the grammar: `kind/name`.
    rule: RuleName<'a>,
    /// The words that set it off.
    span: Place,
    /// True when another rule overruled it; left out otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lost: bool,
}

impl Row for Because {
    type View<'a> = BecauseView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> BecauseView<'a> {
        let rule = RuleName { lexicon: frame.report.lexicon, rule: self.rule };
        BecauseView { rule, span: frame.tokens(self.tokens), lost: self.lost }
    }
}

/// The name of a rule, put together while it is written.
pub struct RuleName<'a> {
    lexicon: &'a Lexicon,
    rule: Rule,
}

impl Serialize for RuleName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, name) = self.lexicon.rule_parts(self.rule);
        short_str(format_args!("{kind}/{name}"), serializer)
    }
}

impl JsonSchema for RuleName<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// The status of one finding over the whole report.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub struct SummaryView<'a> {
    /// A finding's id.
    finding: &'a str,
    /// Its status.
    status: Status,
    /// The numbers of the statements it comes from.
    mentions: &'a [u32],
}

impl Row for SummaryRow {
    type View<'a> = SummaryView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> SummaryView<'a> {
        let FindingId(_) = self.finding;
        SummaryView { finding: frame.report.finding_id(self.finding), status: self.status, mentions: &self.mentions }
    }
}

/// One flag.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Flag")]
pub struct FlagView<'a> {
    /// The flag's id.
    flag: &'a str,
    /// Its value.
    value: FlagValue,
    /// Whether it was said or follows from what was said.
    basis: Basis,
    /// The numbers of the statements it comes from.
    mentions: &'a [u32],
}

impl Row for FlagResult {
    type View<'a> = FlagView<'a>;

    fn view<'a>(&'a self, index: usize, frame: Frame<'a>) -> FlagView<'a> {
        let flag = frame.report.lexicon.flags.get(index).map_or("", |f| f.id.as_str());
        FlagView { flag, value: self.value, basis: self.basis, mentions: &self.mentions }
    }
}

/// What imaging and the author say of the neurotoxicity grade. A lower bound for research, never a clinical grade.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Icans")]
pub struct IcansView<'a> {
    /// The lower bound that imaging sets.
    imaging_floor: FloorView<'a>,
    /// The grades stated.
    stated: List<'a, StatedGrade>,
    /// Whether the two agree.
    discordance: Discordance,
}

impl<'a> IcansView<'a> {
    /// The view of `icans`.
    pub fn new(icans: &'a Icans, frame: Frame<'a>) -> Self {
        let floor = &icans.floor;
        let imaging_floor = FloorView {
            value: floor.value,
            upper: floor.upper,
            reason: floor.reason.as_deref(),
            basis: floor.basis,
            review: &floor.review,
        };
        Self { imaging_floor, stated: frame.list(&icans.stated), discordance: icans.discordance }
    }
}

/// The imaging floor.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ImagingFloor")]
pub struct FloorView<'a> {
    /// The floor.
    value: FloorValue,
    /// The highest floor the hedged statements allow; null where there are none.
    upper: Option<u8>,
    /// Why it is set aside; null where it is not.
    reason: Option<&'a str>,
    /// Whether it was said or follows from what was said; null where no floor is set.
    basis: Option<Basis>,
    /// Remarks for a reviewer.
    review: &'a [&'static str],
}

/// A grade that the text states.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatedGrade")]
pub struct StatedView<'a> {
    /// The scale; `unspecified` when none is named.
    scale: &'a str,
    /// The lower end.
    low: u8,
    /// The upper end.
    high: u8,
    /// How firmly.
    certainty: Certainty,
    /// When.
    temporality: Temporality,
    /// Who states it.
    asserted_by: &'static str,
    /// What the section it stands in is.
    section: Role,
    /// The words.
    span: Place,
    /// Whether the author says it holds.
    assertion: Assertion,
    /// `>=` or `<=`, where said.
    inequality: Option<&'static str>,
    /// True when it is a worst grade of the past.
    peak: bool,
}

impl Row for StatedGrade {
    type View<'a> = StatedView<'a>;

    fn view<'a>(&'a self, _: usize, frame: Frame<'a>) -> StatedView<'a> {
        StatedView {
            scale: &self.scale,
            low: self.low,
            high: self.high,
            certainty: self.certainty,
            temporality: self.temporality,
            asserted_by: self.asserted_by,
            section: self.section,
            span: frame.place(self.span),
            assertion: self.assertion,
            inequality: self.inequality,
            peak: self.peak,
        }
    }
}

/// Only so that the schema says what `levels` holds.
const _: fn(LevelName) = |_| ();
