//! The stages, in order.

use crate::criteria::FlagSet;
use crate::extract::{self, Mention};
use crate::lexicon::{Lexicon, Problems};
use crate::report::{FlagResult, Icans, Meta, Report, SummaryRow, summarise};
use crate::structure::{Section, Sentence, find_sections, find_sentences};
use crate::terms::Terms;
use crate::text::TextBuffer;
use crate::{context, flags};

/// The rules, ready to read reports. Share one between threads; give each thread a [`Session`].
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    flags: FlagSet,
}

/// The working memory of one thread, reused from report to report.
#[derive(Debug, Default)]
pub struct Session {
    buffer: TextBuffer,
    terms: Terms,
    sections: Vec<Section>,
    sentences: Vec<Sentence>,
    extraction: extract::Scratch,
    context: context::Scratch,
    mentions: Vec<Mention>,
    summary: Vec<SummaryRow>,
    facts: flags::Scratch,
    flags: Vec<FlagResult>,
    icans: Icans,
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

    /// Reads one report. Any text gives a report; `text` must be shorter than 4 GiB.
    pub fn read<'a>(&'a self, session: &'a mut Session, text: &'a str, meta: &Meta) -> Report<'a> {
        let s = session;
        s.buffer.read(text);
        s.terms.scan(&self.lexicon, text, &s.buffer);
        find_sections(&self.lexicon, &s.buffer, &s.terms, &mut s.sections);
        find_sentences(text, &s.buffer, &s.sections, &mut s.sentences);
        let input = extract::Input {
            lexicon: &self.lexicon,
            text,
            buffer: &s.buffer,
            terms: &s.terms,
            sections: &s.sections,
            sentences: &s.sentences,
            modality: meta.get("modality"),
        };
        extract::find_mentions(&input, &mut s.extraction, &mut s.mentions);
        context::apply(&input, &s.extraction, &mut s.context, &mut s.mentions);
        summarise(&s.mentions, &mut s.summary);
        flags::evaluate(&input, &self.flags, &s.mentions, &mut s.facts, &mut s.flags, &mut s.icans);
        Report {
            lexicon: &self.lexicon,
            text,
            buffer: &s.buffer,
            terms: &s.terms,
            sections: &s.sections,
            sentences: &s.sentences,
            mentions: &s.mentions,
            summary: &s.summary,
            flags: &s.flags,
            icans: &s.icans,
        }
    }
}
