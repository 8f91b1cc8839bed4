//! From what the pipeline has read to the record.

use super::*;
use crate::extract::{self, Mention};
use crate::lexicon::AttributeId;
use crate::report::frame::Frame;
use crate::report::{Envelope, LevelName, Report};
use crate::study::Source;
use crate::text::OffsetMap;

impl Report<'_> {
    /// The record of this report, on its own: it borrows nothing. `unit` is what its offsets count.
    ///
    /// ```
    /// use radsift::report::Envelope;
    /// use radsift::{Extractor, Meta, OffsetUnit, Session};
    ///
    /// let (extractor, meta) = (Extractor::new()?, Meta::default());
    /// let mut session = Session::default();
    /// let report = extractor.analyse(&mut session, "Œdème: no infarct.", &meta);
    /// let envelope = Envelope { id: "r-1", meta: &meta, warnings: &[] };
    /// let span = |unit| report.to_record(&envelope, unit).findings.last().map(|f| f.span);
    /// assert_eq!(span(OffsetUnit::Char), Some([10, 17]));
    /// assert_eq!(span(OffsetUnit::Byte), Some([12, 19]));
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    pub fn to_record(&self, envelope: &Envelope<'_>, unit: OffsetUnit) -> Record {
        Record::new(self, envelope, unit, false)
    }
}

impl Record {
    /// The record of a report. With `all_flags` those not stated are listed too.
    pub(in super::super) fn new(report: &Report<'_>, envelope: &Envelope<'_>, unit: OffsetUnit, all_flags: bool) -> Self {
        let offsets = OffsetMap::new(report.doc.text, unit);
        let frame = Frame { report, offsets: &offsets };
        let flags = report.flags.iter().zip(&report.doc.lexicon.flags);
        let listed = flags.filter(|(result, _)| all_flags || result.value != FlagValue::NotStated);
        Self {
            schema: SCHEMA.to_owned(),
            ruleset: report.doc.lexicon.ruleset.clone(),
            id: envelope.id.to_owned(),
            offset_unit: unit,
            meta: envelope.meta.clone(),
            sections: report.doc.sections.iter().map(|section| Section::new(section, frame)).collect(),
            findings: (0..)
                .zip(report.mentions)
                .map(|(n, mention)| Finding::new(n, mention, frame))
                .collect(),
            summary: report
                .summary
                .iter()
                .map(|row| Summary {
                    finding: report.finding_id(row.finding).to_owned(),
                    status: row.status,
                    mentions: row.mentions.to_vec(),
                })
                .collect(),
            flags: listed
                .map(|(result, flag)| Flag {
                    flag: flag.entry.id.clone(),
                    value: result.value,
                    basis: result.basis,
                    mentions: result.mentions.to_vec(),
                })
                .collect(),
            icans: Icans::new(frame),
            study: Study::new(report),
            comparisons: report
                .statements
                .comparisons
                .iter()
                .map(|comparison| Comparison::new(comparison, frame))
                .collect(),
            recommendations: report
                .statements
                .recommendations
                .iter()
                .map(|advice| Recommendation::new(advice, frame))
                .collect(),
            unread: report.coverage.unread.iter().map(|piece| Unread::new(piece, frame)).collect(),
            coverage: report.coverage.share(),
            warnings: report.warnings(envelope).into_owned(),
        }
    }
}

impl Section {
    pub(in super::super) fn new(section: &crate::structure::Section, frame: Frame<'_>) -> Self {
        let heading = section.heading;
        Self {
            role: section.role,
            heading: (heading.0 < heading.1).then(|| frame.tokens(heading)),
            span: frame.tokens(section.body),
        }
    }
}

impl Finding {
    fn new(n: u32, m: &Mention, frame: Frame<'_>) -> Self {
        let report = frame.report;
        let words = report.span(m.tokens);
        let sentence = report.doc.sentences.get(m.sentence as usize).map_or(m.tokens, |s| s.tokens);
        let value = |attribute: &AttributeId| frame.attribute(*attribute).to_owned();
        Self {
            n,
            finding: report.finding_id(m.finding).to_owned(),
            span: frame.place(words),
            text: words.of(report.doc.text).to_owned(),
            section: m.role,
            sentence: frame.tokens(sentence),
            assertion: m.assertion,
            certainty: m.certainty,
            temporality: m.temporality,
            experiencer: m.experiencer,
            change: m.change,
            sites: m.sites.iter().map(|site| Site::new(site, frame)).collect(),
            laterality: m.laterality(),
            levels: m.levels.iter().map(|&level| LevelName(level).to_string()).collect(),
            severity: m.severity.as_ref().map(value),
            extent: m.extent.iter().map(value).collect(),
            acuity: m.acuity.first().map(value),
            acuities: if m.acuity.len() > 1 {
                m.acuity.iter().map(value).collect()
            } else {
                Vec::new()
            },
            count: m.count.as_ref().map(value),
            sizes: m.sizes.iter().map(|size| Size::new(size, frame)).collect(),
            attribution: m.attribution.iter().map(|link| Attribution::new(link, frame)).collect(),
            because: m.because.iter().map(|because| Because::new(because, frame)).collect(),
        }
    }
}

impl Unread {
    pub(in super::super) fn new(piece: &crate::coverage::Unread, frame: Frame<'_>) -> Self {
        Self {
            span: frame.tokens(piece.tokens),
            kind: piece.kind,
        }
    }
}

impl Site {
    fn new(site: &extract::SiteMention, frame: Frame<'_>) -> Self {
        Self {
            site: frame.report.site_id(site.site).to_owned(),
            laterality: site.laterality,
            span: frame.tokens(site.tokens),
        }
    }
}

impl Size {
    pub(in super::super) fn new(size: &extract::Size, frame: Frame<'_>) -> Self {
        Self {
            mm: size.mm.to_vec(),
            span: frame.place(size.span),
        }
    }
}

impl Attribution {
    pub(in super::super) fn new(link: &extract::Attribution, frame: Frame<'_>) -> Self {
        Self {
            to: frame.report.finding_id(link.to).to_owned(),
            strength: link.strength,
            span: frame.tokens(link.tokens),
        }
    }
}

impl Because {
    fn new(because: &extract::Because, frame: Frame<'_>) -> Self {
        Self {
            rule: frame.report.doc.lexicon.rule_name(because.rule),
            span: frame.tokens(because.tokens),
            lost: because.lost,
        }
    }
}

impl Icans {
    pub(in super::super) fn new(frame: Frame<'_>) -> Self {
        let icans = frame.report.icans;
        let floor = &icans.floor;
        let stated = |grade: &crate::report::StatedGrade| StatedGrade {
            scale: grade.scale.clone(),
            low: grade.low,
            high: grade.high,
            certainty: grade.certainty,
            temporality: grade.temporality,
            asserted_by: grade.asserted_by.to_owned(),
            section: grade.section,
            span: frame.place(grade.span),
            assertion: grade.assertion,
            inequality: grade.inequality.map(str::to_owned),
            peak: grade.peak,
        };
        Self {
            imaging_floor: ImagingFloor {
                value: floor.value,
                upper: floor.upper,
                reason: floor.reason.clone(),
                basis: floor.basis,
                review: floor.review.iter().map(|&remark| remark.to_owned()).collect(),
            },
            stated: icans.stated.iter().map(stated).collect(),
            stated_apart: icans.apart.iter().map(stated).collect(),
            discordance: icans.discordance,
            therapy: frame.report.statements.therapy.as_ref().map(|therapy| Therapy::new(therapy, frame)),
        }
    }
}

impl Study {
    pub(in super::super) fn new(report: &Report<'_>) -> Self {
        // Most reports have no metadata, so that the words are what tells when nothing else is said.
        let written = |source: Source| (source != Source::Words).then_some(source);
        let modality = report.modality();
        let region = report.doc.region();
        Self {
            modality: modality.map(|(id, _)| id.to_owned()),
            modality_from: modality.and_then(|(_, source)| written(source)),
            body_parts: report.body_parts().map(str::to_owned).collect(),
            body_parts_from: report.doc.body_parts().and_then(|(_, source)| written(source)),
            region: region.map(|(region, _)| region),
            region_from: region.and_then(|(_, source)| written(source)),
        }
    }
}
