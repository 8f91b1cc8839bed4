//! Lists of possible readings that run over several lines.

use crate::extract::{Assertion, Because, Certainty, Input, Mention};
use crate::lexicon::{CueId, Lane, Makes, Rule};

/// An open list of possible readings.
#[derive(Debug, Default)]
pub(super) struct List {
    open: Option<(u32, u16, CueId, (u32, u32))>,
}

impl List {
    /// Makes the mentions of sentence `number` possible when it continues a list: its line is further in than the line on which
    /// the list was opened, with no line between that is not.
    pub fn apply(&mut self, input: &Input, number: u32, mentions: &mut [Mention]) {
        let sentence = &input.sentences[number as usize];
        self.advance(input, number);
        if let Some((opened, _, cue, tokens)) = self.open.filter(|o| o.0 < number) {
            debug_assert!(opened < number);
            for mention in mentions.iter_mut().filter(|m| m.assertion == Assertion::Present) {
                mention.assertion = Assertion::Possible;
                mention.certainty = Certainty::Possible;
                mention.because.push(Because { rule: Rule::Cue(cue), tokens, lost: false });
            }
        }
        let _ = sentence;
    }

    /// Opens and closes the list by the lines up to sentence `number`.
    fn advance(&mut self, input: &Input, number: u32) {
        let from = self.open.map_or(0, |o| o.0 + 1);
        for index in from..=number {
            let sentence = &input.sentences[index as usize];
            if let Some((opened, indent, ..)) = self.open {
                let above = &input.sentences[opened as usize];
                let same_line = !sentence.opens_line;
                if sentence.section != above.section || !(same_line || sentence.indent > indent) {
                    self.open = None;
                }
            }
            let (first, end) = sentence.tokens;
            let cues = input.terms.between(Lane::Cue, first, end);
            if let Some(cue) = cues.iter().find(|t| input.lexicon.cues[t.entry as usize].makes == Makes::Differential) {
                self.open = Some((index, sentence.indent, CueId(cue.entry), (cue.first, cue.end)));
            }
        }
    }
}
