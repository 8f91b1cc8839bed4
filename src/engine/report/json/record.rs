//! The record: the outermost object, its sections, summary and flags.

use super::Envelope;
use super::icans::IcansView;
use super::list::{Frame, List, Place, Row};
use super::study::StudyView;
use super::warning::Warning;
use crate::extract::Mention;
use crate::report::{Basis, FlagResult, FlagValue, Meta, Report, Status, SummaryRow};
use crate::structure::Section;
use crate::text::{OffsetMap, OffsetUnit};
use crate::vocabulary::Role;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

/// The value of the record's `schema` field.
pub const SCHEMA: &str = "radsift/report/1";

/// One report: what radsift read in it, with the words and the rules for each answer. For research; not a medical device.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "radsift report, version 1")]
pub struct Record<'a> {
    /// The version of this contract.
    #[schemars(extend("const" = SCHEMA))]
    pub(super) schema: &'static str,
    /// The rules it was read by; changes when any of them does.
    pub(super) ruleset: &'a str,
    /// The record's id.
    pub(super) id: &'a str,
    /// The unit of all offsets; Unicode code points when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offset_unit: Option<OffsetUnit>,
    /// What came with the text, as it came.
    pub(super) meta: &'a Meta,
    /// The parts of the report, in order.
    pub(super) sections: List<'a, Section>,
    /// Every statement about a finding, in order of place.
    pub(super) findings: List<'a, Mention>,
    /// One status a finding, over the statements about this study. A finding that is not listed is not stated.
    pub(super) summary: List<'a, SummaryRow>,
    /// The flags of the rule set of which something is said. A flag that is not listed is not stated.
    pub(super) flags: Flags<'a>,
    /// The imaging floor and the stated grades of the neurotoxicity syndrome.
    pub(super) icans: IcansView<'a>,
    /// The kind of study.
    pub(super) study: StudyView<'a>,
    /// What had to be put right to read the record.
    pub(super) warnings: &'a [Warning],
}

impl<'a> Record<'a> {
    /// The view of a report. `offsets` must be the map of its text to `unit`.
    /// With `all_flags` those not stated are listed too.
    pub fn new(envelope: &Envelope<'a>, report: &'a Report<'a>, offsets: &'a OffsetMap, unit: OffsetUnit, all_flags: bool) -> Self {
        let frame = Frame { report, offsets };
        Self {
            schema: SCHEMA,
            ruleset: &report.doc.lexicon.ruleset,
            id: envelope.id,
            offset_unit: (unit != OffsetUnit::Char).then_some(unit),
            meta: envelope.meta,
            sections: frame.list(report.doc.sections),
            findings: frame.list(report.mentions),
            summary: frame.list(report.summary),
            flags: Flags { frame, all: all_flags },
            icans: IcansView::new(report.icans, frame),
            study: StudyView::new(frame),
            warnings: envelope.warnings,
        }
    }
}

/// The JSON Schema of [`Record`].
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Record<'static>>()
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
        SectionView {
            role: self.role,
            heading,
            span: frame.tokens(self.body),
        }
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
        SummaryView {
            finding: frame.report.finding_id(self.finding),
            status: self.status,
            mentions: &self.mentions,
        }
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

/// The flags that are listed.
pub struct Flags<'a> {
    frame: Frame<'a>,
    all: bool,
}

impl Serialize for Flags<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let flags = self.frame.report.flags.iter().enumerate();
        let listed = flags.filter(|(_, flag)| self.all || flag.value != FlagValue::NotStated);
        serializer.collect_seq(listed.map(|(index, flag)| flag.view(index, self.frame)))
    }
}

impl JsonSchema for Flags<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Flags".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> Schema {
        <Vec<FlagView<'static>>>::json_schema(generator)
    }
}

impl Row for FlagResult {
    type View<'a> = FlagView<'a>;

    fn view<'a>(&'a self, index: usize, frame: Frame<'a>) -> FlagView<'a> {
        let flag = frame.report.doc.lexicon.flags.get(index).map_or("", |f| f.entry.id.as_str());
        FlagView {
            flag,
            value: self.value,
            basis: self.basis,
            mentions: &self.mentions,
        }
    }
}
