//! The stages, in order.

use crate::criteria::FlagSet;
use crate::document::Document;
use crate::extract::{self, Mention};
use crate::lexicon::{Lexicon, Problems};
use crate::report::{Asserted, FlagResult, Icans, Meta, Report, SummaryRow, summarise};
use crate::structure::{Section, Sentence, find_sections, find_sentences};
use crate::study::Study;
use crate::terms::Terms;
use crate::text::{Span, TextBuffer};
use crate::{assert, context, icans};

/// The rules, ready to read reports. Share one between threads; give each thread a [`Session`].
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    flags: FlagSet,
}

/// The working memory of one thread, reused from report to report.
#[derive(Debug, Default)]
pub struct Session {
    segments: Segments,
    study: Study,
    extraction: extract::Scratch,
    context: context::Scratch,
    mentions: Vec<Mention>,
    summary: Vec<SummaryRow>,
    facts: icans::Scratch,
    flags: Vec<FlagResult>,
    icans: Icans,
}

/// What a text is cut into.
#[derive(Debug, Default)]
struct Segments {
    buffer: TextBuffer,
    terms: Terms,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
}

impl Segments {
    /// From a text to its sentences.
    fn read<'a>(&'a mut self, lexicon: &'a Lexicon, text: &'a str, study: &'a mut Study) -> Document<'a> {
        self.buffer.read(text);
        self.terms.scan(lexicon, text, &self.buffer);
        find_sections(lexicon, &self.buffer, &self.terms, &mut self.sections);
        find_sentences(text, &self.buffer, &self.sections, &mut self.sentences);
        let doc = Document {
            lexicon,
            text,
            buffer: &self.buffer,
            terms: &self.terms,
            sections: &self.sections,
            sentences: &self.sentences,
            study: None,
        };
        study.read(&doc);
        Document { study: Some(study), ..doc }
    }
}

impl Extractor {
    /// An extractor with the built-in lexicon.
    ///
    /// # Errors
    /// Only when a built-in file is broken, which the tests rule out.
    pub fn new() -> Result<Self, Problems> {
        Self::with_lexicon(Lexicon::builtin()?)
    }

    /// An extractor with this lexicon.
    ///
    /// # Errors
    /// Every flag that names something the lexicon does not have.
    pub fn with_lexicon(lexicon: Lexicon) -> Result<Self, Problems> {
        let flags = FlagSet::compile(&lexicon)?;
        Ok(Self { lexicon, flags })
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The flags.
    pub fn flags(&self) -> &FlagSet {
        &self.flags
    }

    /// Reads one report. Any text gives a report; `text` must not be longer than 1 GiB.
    pub fn read<'a>(&'a self, session: &'a mut Session, text: &'a str, meta: &Meta) -> Report<'a> {
        let s = session;
        s.study.read_meta(&self.lexicon, meta.texts());
        let doc = s.segments.read(&self.lexicon, text, &mut s.study);
        extract::find_mentions(&doc, &mut s.extraction, &mut s.mentions);
        context::apply(&doc, &s.extraction, &mut s.context, &mut s.mentions);
        summarise(&s.mentions, &mut s.summary);
        icans::evaluate(&doc, &self.flags, &s.mentions, &mut s.facts, &mut s.flags, &mut s.icans);
        Report {
            doc,
            mentions: &s.mentions,
            summary: &s.summary,
            flags: &s.flags,
            icans: &s.icans,
        }
    }

    /// What the author says about words that somebody else has picked out: one context for each of `spans`, ranges of bytes of
    /// `text`, in the same order. `text` may be one sentence or a whole report, and must not be longer than 1 GiB.
    pub fn assert<'a>(&'a self, session: &'a mut Session, text: &'a str, spans: &[Span]) -> Asserted<'a> {
        let s = session;
        s.study.read_meta(&self.lexicon, std::iter::empty());
        let doc = s.segments.read(&self.lexicon, text, &mut s.study);
        let contexts = assert::contexts(&doc, &mut s.extraction, &mut s.context, spans);
        Asserted {
            lexicon: &self.lexicon,
            text,
            buffer: doc.buffer,
            contexts,
        }
    }
}
