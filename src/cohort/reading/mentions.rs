//! The statements of a stored report, as the engine has them.

use crate::cohort::stored::{StoredFinding, StoredReport};
use crate::error::Error;
use crate::extract::{Attribution, Mention, SiteMention, Size};
use crate::lexicon::{AttributeId, AttributeKind, Lexicon, SiteId};
use crate::report::LevelName;
use crate::study::Study as Kind;
use crate::text::Span;
use crate::vocabulary::Strength;
use rustc_hash::FxHashMap;

/// The numbers of names.
pub(super) struct Names<'l> {
    lexicon: &'l Lexicon,
    attributes: FxHashMap<(u8, &'l str), AttributeId>,
}

impl<'l> Names<'l> {
    /// Of this lexicon.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let mut attributes = FxHashMap::default();
        for (number, attribute) in (0..).zip(&lexicon.attributes) {
            // Several entries may stand for one value; a leaf that asks for the value has all of them.
            attributes
                .entry((attribute.kind as u8, attribute.value.as_str()))
                .or_insert(AttributeId(number));
        }
        Self { lexicon, attributes }
    }

    /// The statements of a report. Places in the text stand where the engine has tokens: what asks for their order gets the same answer.
    ///
    /// # Errors
    /// A name that the lexicon does not have.
    pub fn mentions(&self, stored: &StoredReport<'_>, out: &mut Vec<Mention>) -> Result<(), Error> {
        out.clear();
        let mut sentence = 0;
        for (number, finding) in stored.findings.iter().enumerate() {
            let before = number.checked_sub(1).map(|before| &stored.findings[before]);
            if before.is_some_and(|before| before.sentence != finding.sentence) {
                sentence += 1;
            }
            out.push(self.mention(finding, sentence)?);
        }
        Ok(())
    }

    fn mention(&self, stored: &StoredFinding<'_>, sentence: u32) -> Result<Mention, Error> {
        let finding = |id: &str| self.lexicon.finding(id).ok_or_else(|| unknown("finding", id));
        let attribute = |kind: AttributeKind, value: &str| {
            let found = self.attributes.get(&(kind as u8, value));
            found.copied().ok_or_else(|| unknown("attribute", value))
        };
        let span = (stored.span[0], stored.span[1]);
        let mut mention = Mention::stored(finding(&stored.finding)?, span, sentence, stored.section);
        mention.assertion = stored.assertion;
        mention.certainty = stored.certainty;
        mention.temporality = stored.temporality;
        mention.experiencer = stored.experiencer;
        mention.change = stored.change;
        for site in &stored.sites {
            mention.sites.push(SiteMention {
                site: self.site(&site.site)?,
                laterality: site.laterality,
                tokens: span,
            });
        }
        if stored.sites.iter().all(|site| site.laterality.is_none()) {
            mention.side = stored.laterality;
        }
        for name in &stored.levels {
            mention.levels.push(LevelName::parse(name).ok_or_else(|| unknown("level", name))?.0);
        }
        let kind = AttributeKind::Severity;
        mention.severity = stored.severity.as_deref().map(|value| attribute(kind, value)).transpose()?;
        for value in &stored.extent {
            mention.extent.push(attribute(AttributeKind::Extent, value)?);
        }
        let acuities = if stored.acuities.is_empty() {
            stored.acuity.as_slice()
        } else {
            &stored.acuities
        };
        for value in acuities {
            mention.acuity.push(attribute(AttributeKind::Acuity, value)?);
        }
        for size in &stored.sizes {
            mention.sizes.push(Size {
                mm: size.mm.as_slice().into(),
                span: Span::new(0, 0),
            });
        }
        for link in &stored.attribution {
            mention.attribution.push(Attribution {
                to: finding(&link.to)?,
                strength: Strength::Strong,
                tokens: span,
            });
        }
        Ok(mention)
    }

    fn site(&self, id: &str) -> Result<SiteId, Error> {
        self.lexicon.site(id).ok_or_else(|| unknown("site", id))
    }

    /// The kind of study of a report.
    pub fn kind(&self, stored: &StoredReport<'_>) -> Kind {
        let studies = &self.lexicon.studies;
        let modality = stored.study.modality.as_deref();
        let modality = modality.and_then(|code| studies.modalities.iter().position(|known| known == code));
        let parts = stored.study.body_parts.iter();
        let parts = parts.filter_map(|id| studies.body_parts.iter().position(|known| known.id == **id));
        Kind::known(modality.map(|n| n as u16), parts.map(|n| n as u16))
    }
}

/// The names of a record come from a rule set, not from a report: they may be printed.
fn unknown(kind: &str, name: &str) -> Error {
    let error = Error::usage(format!("the run names the {kind} `{name}`, which this rule set does not have"));
    error.help("give the same --lexicon as the run had, or read the archive again with this version")
}
