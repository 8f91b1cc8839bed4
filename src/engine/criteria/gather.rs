//! From the mentions of a report to the facts about them.

use super::conflicts;
use super::facts::{CriteriaScratch, Facts, Mark};
use super::matches::NONE;
use crate::document::Document;
use crate::extract::Mention;

impl<'a> Facts<'a> {
    /// Sorts the mentions by finding and works out which overrule or contradict which.
    pub fn new(doc: &'a Document<'a>, mentions: &'a [Mention], scratch: &'a mut CriteriaScratch) -> Self {
        let own = scratch;
        own.marks.clear();
        own.marks.extend(mentions.iter().map(Mark::of));
        own.clear_heads(doc.lexicon.findings.len());
        own.next.clear();
        own.next.resize(mentions.len(), NONE);
        own.clashes.clear();
        own.obscured.clear();
        let mut repeated = false;
        for (index, mention) in mentions.iter().enumerate().rev() {
            let head = &mut own.heads[mention.finding.index()];
            if *head == NONE {
                own.named.push(mention.finding);
            } else {
                repeated = true;
            }
            own.next[index] = std::mem::replace(head, index as u32);
        }
        let mut facts = Self { doc, mentions, own };
        if repeated {
            conflicts::settle(&mut facts);
        }
        facts
    }
}
