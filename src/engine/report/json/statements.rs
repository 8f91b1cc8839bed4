//! The quick way to write findings and the summary, put together from pieces rendered once.

use super::level::LevelName;
use super::rendered::{Rendered, field, json};
use super::serializer;
use crate::extract::{Because, Mention, SiteMention};
use crate::lexicon::{AttributeId, CueId, FindingId, Lexicon, Rule, SectionId};
use crate::report::SummaryRow;
use crate::report::frame::Frame;
use crate::report::record::{Attribution, Size};
use crate::vocabulary::{Assertion, Certainty, Change, Experiencer, Laterality, Temporality};

/// Writes findings and the summary.
#[derive(Debug)]
pub(super) struct StatementWriter {
    /// For each finding its id as a field of a statement.
    findings: Rendered,
    /// For each finding the beginning of its row in the summary.
    rows: Rendered,
    /// For each combination of what is said of a finding the fields from `assertion` to `change`.
    readings: Rendered,
    /// For each site the beginning of its object.
    sites: Rendered,
    /// For each finding, finding refined, cue and section the beginning of the object of a rule.
    rules: Rendered,
    /// How many findings and cues there are.
    counts: (usize, usize),
}

impl StatementWriter {
    /// A writer for reports read by `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let counts = (lexicon.findings.len(), lexicon.cues.len());
        let ids = || lexicon.findings.iter().map(|f| f.id.as_str());
        let findings = || (0..counts.0).map(|f| FindingId(f as u16));
        let rules = findings()
            .map(Rule::Finding)
            .chain(findings().map(Rule::Refinement))
            .chain((0..counts.1).map(|c| Rule::Cue(CueId(c as u16))))
            .chain((0..lexicon.sections.len()).map(|s| Rule::Section(SectionId(s as u16))));
        Self {
            findings: Rendered::new(ids(), |out, id| {
                field(out, b",\"finding\":", id);
                out.extend_from_slice(b",\"span\":");
            }),
            rows: Rendered::new(ids(), |out, id| {
                field(out, b"{\"finding\":", id);
                out.extend_from_slice(b",\"status\":");
            }),
            readings: Rendered::new(readings(), |out, (assertion, certainty, temporality, experiencer, change)| {
                field(out, b",\"assertion\":", &assertion);
                field(out, b",\"certainty\":", &certainty);
                field(out, b",\"temporality\":", &temporality);
                if !experiencer.is_patient() {
                    field(out, b",\"experiencer\":", &experiencer);
                }
                field(out, b",\"change\":", &change);
                out.extend_from_slice(b",\"sites\":");
            }),
            sites: Rendered::new(lexicon.sites.iter(), |out, site| {
                field(out, b"{\"site\":", site.id.as_str());
                out.extend_from_slice(b",\"laterality\":");
            }),
            rules: Rendered::new(rules, |out, rule| {
                field(out, b"{\"rule\":", lexicon.rule_name(rule).as_str());
                out.extend_from_slice(b",\"span\":");
            }),
            counts,
        }
    }

    /// Appends the list of all findings of a report.
    pub fn findings(&self, out: &mut Vec<u8>, frame: Frame<'_>) {
        list(out, frame.report.mentions.iter().enumerate(), |out, (index, mention)| {
            self.finding(out, index, mention, frame);
        });
    }

    /// Appends the list of the rows of the summary.
    pub fn summary(&self, out: &mut Vec<u8>, rows: &[SummaryRow]) {
        list(out, rows, |out, row| {
            out.extend_from_slice(self.rows.get(row.finding.index()));
            json(out, &row.status);
            field(out, b",\"mentions\":", row.mentions.as_slice());
            out.push(b'}');
        });
    }

    fn finding(&self, out: &mut Vec<u8>, index: usize, m: &Mention, frame: Frame<'_>) {
        let report = frame.report;
        let span = report.span(m.tokens);
        let sentence = report.doc.sentences.get(m.sentence as usize).map_or(m.tokens, |s| s.tokens);
        field(out, b"{\"n\":", &index);
        out.extend_from_slice(self.findings.get(m.finding.index()));
        place(out, frame.place(span));
        field(out, b",\"text\":", span.of(report.doc.text));
        field(out, b",\"section\":", &m.role);
        out.extend_from_slice(b",\"sentence\":");
        place(out, frame.tokens(sentence));
        out.extend_from_slice(self.readings.get(reading(m)));
        list(out, &m.sites, |out, site| self.site(out, site, frame));
        out.extend_from_slice(match m.laterality() {
            None => b",\"laterality\":null",
            Some(Laterality::Left) => b",\"laterality\":\"left\"",
            Some(Laterality::Right) => b",\"laterality\":\"right\"",
            Some(Laterality::Bilateral) => b",\"laterality\":\"bilateral\"",
            Some(Laterality::Midline) => b",\"laterality\":\"midline\"",
        });
        Self::attributes(out, m, frame);
        list(out, &m.because, |out, because| self.because(out, because, frame));
        out.push(b'}');
    }

    /// The fields from `levels` to `attribution`, which most findings have nothing to say in.
    fn attributes(out: &mut Vec<u8>, m: &Mention, frame: Frame<'_>) {
        let lists = m.levels.len() + m.extent.len() + m.acuity.len() + m.sizes.len() + m.attribution.len();
        if lists == 0 && m.severity.is_none() && m.count.is_none() {
            out.extend_from_slice(
                b",\"levels\":[],\"severity\":null,\"extent\":[],\"acuity\":null,\"count\":null,\"sizes\":[],\"attribution\":[],\"because\":",
            );
            return;
        }
        let words = |out: &mut Vec<u8>, all: &[AttributeId]| list(out, all, |out, &a| json(out, frame.attribute(a)));
        out.extend_from_slice(b",\"levels\":");
        // A name of a level is made of letters and digits that need no escapes.
        list(out, &m.levels, |out, &level| {
            out.extend_from_slice(format!("\"{}\"", LevelName(level)).as_bytes())
        });
        field(out, b",\"severity\":", &m.severity.map(|a| frame.attribute(a)));
        out.extend_from_slice(b",\"extent\":");
        words(out, &m.extent);
        field(out, b",\"acuity\":", &m.acuity.first().map(|&a| frame.attribute(a)));
        if m.acuity.len() > 1 {
            out.extend_from_slice(b",\"acuities\":");
            words(out, &m.acuity);
        }
        field(out, b",\"count\":", &m.count.map(|a| frame.attribute(a)));
        out.extend_from_slice(b",\"sizes\":");
        list(out, &m.sizes, |out, size| json(out, &Size::new(size, frame)));
        out.extend_from_slice(b",\"attribution\":");
        list(out, &m.attribution, |out, link| json(out, &Attribution::new(link, frame)));
        out.extend_from_slice(b",\"because\":");
    }

    fn site(&self, out: &mut Vec<u8>, site: &SiteMention, frame: Frame<'_>) {
        out.extend_from_slice(self.sites.get(site.site.index()));
        out.extend_from_slice(match site.laterality {
            None => b"null,\"span\":",
            Some(Laterality::Left) => b"\"left\",\"span\":",
            Some(Laterality::Right) => b"\"right\",\"span\":",
            Some(Laterality::Bilateral) => b"\"bilateral\",\"span\":",
            Some(Laterality::Midline) => b"\"midline\",\"span\":",
        });
        place(out, frame.tokens(site.tokens));
        out.push(b'}');
    }

    fn because(&self, out: &mut Vec<u8>, because: &Because, frame: Frame<'_>) {
        match self.number(because.rule) {
            Some(number) => out.extend_from_slice(self.rules.get(number)),
            None => {
                field(out, b"{\"rule\":", frame.report.doc.lexicon.rule_name(because.rule).as_str());
                out.extend_from_slice(b",\"span\":");
            }
        }
        place(out, frame.tokens(because.tokens));
        out.extend_from_slice(if because.lost { b",\"lost\":true}" } else { b"}" });
    }

    /// The number of a rule of the lexicon among those rendered.
    fn number(&self, rule: Rule) -> Option<usize> {
        let (findings, cues) = self.counts;
        Some(match rule {
            Rule::Finding(f) => f.index(),
            Rule::Refinement(f) => findings + f.index(),
            Rule::Cue(c) => 2 * findings + c.index(),
            Rule::Section(s) => 2 * findings + cues + s.index(),
            Rule::Grammar(_) => return None,
        })
    }
}

/// Appends a list; `one` appends each of its elements.
pub(super) fn list<T>(out: &mut Vec<u8>, all: impl IntoIterator<Item = T>, mut one: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'[');
    let start = out.len();
    for element in all {
        if out.len() > start {
            out.push(b',');
        }
        one(out, element);
    }
    out.push(b']');
}

fn place(out: &mut Vec<u8>, place: [u32; 2]) {
    let done = serializer::pair(out, place);
    debug_assert!(done.is_ok(), "a place that cannot be written as JSON");
}

/// All combinations of what is said of a finding, in the order of [`reading`].
fn readings() -> impl Iterator<Item = (Assertion, Certainty, Temporality, Experiencer, Option<Change>)> {
    let changes = || std::iter::once(None).chain(Change::ALL.iter().copied().map(Some));
    Assertion::ALL.iter().flat_map(move |&a| {
        Certainty::ALL.iter().flat_map(move |&c| {
            Temporality::ALL.iter().flat_map(move |&t| {
                Experiencer::ALL
                    .iter()
                    .flat_map(move |&e| changes().map(move |change| (a, c, t, e, change)))
            })
        })
    })
}

/// The number of what is said of a finding among [`readings`].
fn reading(m: &Mention) -> usize {
    let change = m.change.map_or(0, |c| c as usize + 1);
    let upper = (m.assertion as usize * Certainty::ALL.len() + m.certainty as usize) * Temporality::ALL.len();
    let whose = (upper + m.temporality as usize) * Experiencer::ALL.len() + m.experiencer as usize;
    whose * (Change::ALL.len() + 1) + change
}
