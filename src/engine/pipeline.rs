//! The stages, in order.

use crate::coverage::Coverage;
use crate::criteria::FlagSet;
use crate::document::Document;
use crate::extract::{self, Mention};
use crate::lexicon::{Lexicon, Problems};
use crate::report::{Asserted, Envelope, FlagResult, Icans, Meta, Record, Report, SummaryRow, summarise};
use crate::statements::Statements;
use crate::structure::{self, Section, Sentence, Signs};
use crate::study::Study;
use crate::terms::Terms;
use crate::text::{OffsetUnit, Span, TextBuffer};
use crate::{assert, context, icans};

/// The rules, ready to read reports. It is [`Send`] and [`Sync`]: share one between threads by reference, and give each thread a [`Session`].
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    signs: Signs,
    flags: FlagSet,
}

/// The working memory of one thread, reused from report to report.
#[derive(Debug, Default)]
pub struct Session {
    segments: Segments,
    study: Study,
    extraction: extract::ExtractScratch,
    context: context::ContextScratch,
    mentions: Vec<Mention>,
    summary: Vec<SummaryRow>,
    facts: icans::CriteriaScratch,
    flags: Vec<FlagResult>,
    icans: Icans,
    statements: Statements,
    coverage: Coverage,
}

/// What a text is cut into.
#[derive(Debug, Default)]
struct Segments {
    buffer: TextBuffer,
    terms: Terms,
    structure: structure::StructureScratch,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
}

impl Segments {
    /// From a text to its sentences.
    fn segment<'a>(&'a mut self, lexicon: &'a Lexicon, signs: &Signs, text: &'a str, study: &'a mut Study) -> Document<'a> {
        self.buffer.fold(text);
        self.terms.find(lexicon, text, &self.buffer);
        structure::cut(
            lexicon,
            signs,
            &self.buffer,
            &mut self.terms,
            &mut self.structure,
            &mut self.sections,
            &mut self.sentences,
        );
        self.terms.settle(lexicon, &self.buffer, self.structure.borders());
        let doc = Document {
            lexicon,
            text,
            buffer: &self.buffer,
            terms: &self.terms,
            sections: &self.sections,
            sentences: &self.sentences,
            study: None,
        };
        study.determine(&doc);
        Document { study: Some(study), ..doc }
    }
}

impl Extractor {
    /// An extractor with the built-in lexicon.
    ///
    /// ```
    /// let extractor = radsift::Extractor::new()?;
    /// assert!(extractor.lexicon().ruleset.starts_with("builtin-"));
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Only when a built-in file is broken, which the tests rule out.
    pub fn new() -> Result<Self, Problems> {
        Self::with_lexicon(Lexicon::builtin()?)
    }

    /// An extractor with this lexicon.
    ///
    /// ```
    /// use radsift::{Extractor, Lexicon};
    ///
    /// let extractor = Extractor::with_lexicon(Lexicon::builtin()?)?;
    /// assert!(extractor.lexicon().finding("acute_infarct").is_some());
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    ///
    /// # Errors
    /// Every flag that names something the lexicon does not have.
    pub fn with_lexicon(lexicon: Lexicon) -> Result<Self, Problems> {
        let flags = FlagSet::compile(&lexicon)?;
        let signs = Signs::of(&lexicon);
        Ok(Self { lexicon, signs, flags })
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The flags.
    pub fn flags(&self) -> &FlagSet {
        &self.flags
    }

    /// The record of one report: what `radsift extract` writes, as a value. Its id is empty and offsets count Unicode code points.
    ///
    /// Any text gives a record; it must not be longer than 1 GiB. Many reports are read faster by [`Extractor::analyse`] with a [`Session`] that
    /// is kept.
    ///
    /// ```
    /// use radsift::Extractor;
    /// use radsift::vocabulary::Assertion;
    ///
    /// let record = Extractor::new()?.extract("CT head. No acute infarct.");
    /// assert_eq!(record.findings[0].finding, "acute_infarct");
    /// assert_eq!(record.findings[0].assertion, Assertion::Absent);
    /// assert_eq!(record.findings[0].text, "infarct");
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    pub fn extract(&self, text: &str) -> Record {
        self.extract_with(text, &Meta::default())
    }

    /// The same with what is known of the report besides its text: `modality`, `body_part` and the like decide where words do not. It comes back in the
    /// record.
    ///
    /// ```
    /// use radsift::{Extractor, Meta};
    ///
    /// let meta: Meta = serde_json::from_str(r#"{"modality": "MRI", "study_date": "2026-01-31"}"#)?;
    /// let record = Extractor::new()?.extract_with("No acute infarct.", &meta);
    /// assert_eq!(record.study.modality.as_deref(), Some("MR"));
    /// assert_eq!(record.meta, meta);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn extract_with(&self, text: &str, meta: &Meta) -> Record {
        let mut session = Session::default();
        let envelope = Envelope {
            id: "",
            meta,
            warnings: &[],
        };
        self.analyse(&mut session, text, meta).to_record(&envelope, OffsetUnit::Char)
    }

    /// Reads one report without copying anything of it: the report borrows the text and the session, which is used again for the next one. The quick way
    /// over many reports; [`Report::to_record`] makes a record of it where one is wanted, with offsets in the unit wanted.
    ///
    /// Any text gives a report; it must not be longer than 1 GiB.
    ///
    /// ```
    /// use radsift::report::Envelope;
    /// use radsift::{Extractor, Meta, OffsetUnit, Session};
    ///
    /// let extractor = Extractor::new()?;
    /// let (mut session, meta) = (Session::default(), Meta::default());
    /// for (id, text) in [("r-1", "No infarct."), ("r-2", "Oedème? No: acute infarct.")] {
    ///     let report = extractor.analyse(&mut session, text, &meta);
    ///     if report.mentions.iter().any(|m| report.finding_id(m.finding) == "acute_infarct") {
    ///         let record = report.to_record(&Envelope { id, meta: &meta, warnings: &[] }, OffsetUnit::Byte);
    ///         let [start, end] = record.findings[0].span.map(|byte| byte as usize);
    ///         assert_eq!(record.findings[0].text, text[start..end]);
    ///     }
    /// }
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    pub fn analyse<'a>(&'a self, session: &'a mut Session, text: &'a str, meta: &Meta) -> Report<'a> {
        let s = session;
        s.study.set_metadata(&self.lexicon, meta.texts());
        let doc = s.segments.segment(&self.lexicon, &self.signs, text, &mut s.study);
        extract::find_mentions(&doc, &mut s.extraction, &mut s.mentions);
        context::apply(&doc, &s.extraction, &mut s.context, &mut s.mentions);
        s.statements.find(&doc, &mut s.mentions);
        summarise(&s.mentions, &mut s.summary);
        icans::evaluate(&doc, &self.flags, &s.mentions, &mut s.facts, &mut s.flags, &mut s.icans);
        s.coverage.measure(&doc, &s.extraction.table, &s.mentions, s.statements.taken());
        Report {
            doc,
            mentions: &s.mentions,
            summary: &s.summary,
            flags: &s.flags,
            icans: &s.icans,
            statements: &s.statements,
            coverage: &s.coverage,
        }
    }

    /// The modality that `meta` says, as a code of DICOM, in any spelling that [`Extractor::analyse`] understands; no text is read.
    ///
    /// ```
    /// use radsift::{Extractor, Meta, Session};
    ///
    /// let extractor = Extractor::new()?;
    /// let meta: Meta = serde_json::from_str(r#"{"procedure": "MRI BRAIN W/O"}"#)?;
    /// assert_eq!(extractor.modality_of(&mut Session::default(), &meta), Some("MR"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn modality_of(&self, session: &mut Session, meta: &Meta) -> Option<&str> {
        let number = session.study.modality_of(&self.lexicon, meta.texts())?;
        self.lexicon.studies.modalities.get(usize::from(number)).map(String::as_str)
    }

    /// What the author says about words that somebody else has picked out: one context for each of `spans`, ranges of bytes of
    /// `text`, in the same order. `text` may be one sentence or a whole report, and must not be longer than 1 GiB.
    ///
    /// ```
    /// use radsift::text::Span;
    /// use radsift::vocabulary::Assertion;
    /// use radsift::{Extractor, Session};
    ///
    /// let extractor = Extractor::new()?;
    /// let mut session = Session::default();
    /// let said = extractor.assert(&mut session, "Denies chest pain.", &[Span::new(7, 17)]);
    /// assert_eq!(said.contexts[0].assertion, Assertion::Absent);
    /// # Ok::<(), radsift::Problems>(())
    /// ```
    pub fn assert<'a>(&'a self, session: &'a mut Session, text: &'a str, spans: &[Span]) -> Asserted<'a> {
        let s = session;
        s.study.set_metadata(&self.lexicon, std::iter::empty());
        let doc = s.segments.segment(&self.lexicon, &self.signs, text, &mut s.study);
        let contexts = assert::contexts(&doc, &mut s.extraction, &mut s.context, spans);
        Asserted {
            lexicon: &self.lexicon,
            text,
            buffer: doc.buffer,
            contexts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extractor_is_shared_between_threads_and_a_session_moves_to_one() {
        fn shared<T: Send + Sync>() {}
        fn moved<T: Send>() {}
        shared::<Extractor>();
        moved::<Session>();
    }
}
