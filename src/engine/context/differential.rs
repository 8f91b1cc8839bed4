//! Lists of possible readings that run over several lines.

use crate::document::Document;
use crate::extract::Mention;
use crate::lexicon::{CueId, Lane, Rule};
use crate::terms::Term;

/// The list of possible readings that is open at some sentence, if any.
#[derive(Debug)]
pub(super) struct List {
    open: Option<OpenList>,
    /// The next sentence to look at; none where no list is ever opened.
    next: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct OpenList {
    sentence: u32,
    cue: CueId,
    tokens: (u32, u32),
}

impl List {
    /// No list is open yet. Most reports have none, and nothing to look at.
    pub fn of(doc: &Document) -> Self {
        let opens = |t: &Term| doc.lexicon.cues[t.entry as usize].makes.opens_list;
        let ever = doc.terms.lane(Lane::Cue).iter().any(opens);
        Self {
            open: None,
            next: ever.then_some(0),
        }
    }

    /// Makes the mentions of sentence `number` possible when it continues a list: it is a numbered item on the line on which the
    /// list was opened, or stands on one further in, with no line between that is not.
    pub fn apply(&mut self, doc: &Document, number: u32, mentions: &mut [Mention]) {
        let Some(next) = self.next else { return };
        for passed in next..=number {
            self.advance(doc, passed);
        }
        self.next = Some(next.max(number + 1));
        let Some(opening) = self.open.filter(|o| o.sentence < number) else {
            return;
        };
        for mention in mentions {
            if mention.hedge() {
                mention.note(Rule::Cue(opening.cue), opening.tokens);
            }
        }
    }

    /// Closes the list at a line that is not further in, and opens one at a cue.
    fn advance(&mut self, doc: &Document, number: u32) {
        let sentence = &doc.sentences[number as usize];
        if let Some(opening) = self.open {
            let above = &doc.sentences[opening.sentence as usize];
            let further_in = if sentence.opens_line {
                sentence.indent > above.indent
            } else {
                is_numbered(doc, number)
            };
            let goes_on = sentence.section == above.section && further_in;
            if !goes_on {
                self.open = None;
            }
        }
        let (first, end) = sentence.tokens;
        let cue = doc
            .terms
            .between(Lane::Cue, first, end)
            .iter()
            .find(|t| doc.lexicon.cues[t.entry as usize].makes.opens_list);
        if let Some(cue) = cue {
            self.open = Some(OpenList {
                sentence: number,
                cue: CueId(cue.entry),
                tokens: (cue.first, cue.end),
            });
        }
    }
}

/// True when a list number stands in front of the sentence.
fn is_numbered(doc: &Document, number: u32) -> bool {
    let first = doc.sentences[number as usize].tokens.0;
    first > 0 && doc.buffer.tokens[first as usize - 1].shape.is_number()
}
