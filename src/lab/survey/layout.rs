//! What each token of a report belongs to.

use crate::lexicon::{AttributeKind, CueId, Lane, Word, word};
use crate::report::Report;

/// For each token of a report, the lanes that have a phrase with it. Reused from report to report.
#[derive(Debug, Default)]
pub(super) struct Layout {
    tokens: Vec<Known>,
}

/// What one token belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    lanes: u16,
    /// The word of the grammar.
    pub word: Option<Word>,
    /// The cue.
    pub cue: Option<CueId>,
    /// The attribute.
    pub attribute: Option<AttributeKind>,
    /// Part of the words of a finding.
    pub mentioned: bool,
}

impl Known {
    /// True when the token is in a phrase of one of these lanes.
    pub fn is(&self, lanes: &[Lane]) -> bool {
        lanes.iter().any(|&lane| self.lanes & 1 << lane as u16 != 0)
    }

    /// True when the token is in no phrase of any lane, and in no finding.
    pub fn is_unknown(&self) -> bool {
        self.lanes == 0 && !self.mentioned
    }
}

impl Layout {
    /// Fills the table for a report.
    pub fn locate(&mut self, report: &Report<'_>) {
        self.tokens.clear();
        self.tokens.resize(report.doc.buffer.tokens.len(), Known::default());
        for lane in Lane::ALL {
            for term in report.doc.terms.lane(lane) {
                for known in &mut self.tokens[term.first as usize..term.end as usize] {
                    known.lanes |= 1 << lane as u16;
                    match lane {
                        Lane::Word => known.word = Some(word(term.entry)),
                        Lane::Cue => known.cue = Some(CueId(term.entry)),
                        Lane::Attribute => known.attribute = Some(report.doc.lexicon.attributes[term.entry as usize].kind),
                        _ => {}
                    }
                }
            }
        }
        for mention in report.mentions {
            let (first, end) = mention.tokens;
            self.tokens[first as usize..end as usize]
                .iter_mut()
                .for_each(|k| k.mentioned = true);
        }
    }

    /// What the token belongs to.
    pub fn at(&self, token: u32) -> &Known {
        &self.tokens[token as usize]
    }
}
